// Functions over many cells (FORMULA.md section 4, rule 5): missing and not applicable cells are
// skipped, nil counts as 0, errors propagate, texts and logicals in cells are passed over.

#include <algorithm>

#include "formula/function_families.h"
#include "formula/resolve.h"

namespace girs::formula {
namespace {

/// The numbers among the arguments.
struct Figures {
  std::vector<Decimal> numbers;
  bool all_nil = true;          // every number is a nil
  std::optional<Fault> fault;   // the lowest error
};

Figures figures_of(const Evaluator& evaluator, const Arguments& arguments) {
  Figures figures;
  const auto fail = [&figures](Fault fault) {
    figures.fault = figures.fault ? std::min(*figures.fault, fault) : fault;
  };
  for (const auto& [value, cell] : evaluator.items(arguments)) {
    if (const auto* number = std::get_if<Decimal>(&value)) {
      figures.numbers.push_back(*number);
      figures.all_nil = false;
    } else if (value == Value(Absent::kNil)) {
      figures.numbers.emplace_back();
    } else if (const auto* fault = std::get_if<Fault>(&value)) {
      fail(*fault);
    } else if (!cell && !std::holds_alternative<Absent>(value)) {
      fail(Fault::kValue);  // SUM("a"): no implicit conversion
    }
  }
  return figures;
}

/// Rule 5: all missing gives missing, or 0 where missing is 0.
std::optional<Value> without_figures(const Evaluator& evaluator, const Figures& figures) {
  if (figures.fault) return *figures.fault;
  if (!figures.numbers.empty()) return std::nullopt;
  if (evaluator.missing_is_zero()) return Decimal();
  return Absent::kMissing;
}

Value folded(const std::vector<Decimal>& numbers, char operation) {
  Value result = numbers.front();
  for (std::size_t i = 1; i < numbers.size(); ++i)
    result = calculated(operation, result, numbers[i]);
  return result;
}

template <class Wanted>
Value counted(const Evaluator& evaluator, const Arguments& arguments, Wanted wanted) {
  const auto items = evaluator.items(arguments);
  const auto count = std::count_if(items.begin(), items.end(), [&wanted](const auto& item) {
    return wanted(item.value);
  });
  return Decimal(static_cast<std::int64_t>(count));
}

}  // namespace

Value sum(const Evaluator& evaluator, const Arguments& arguments) {
  const Figures figures = figures_of(evaluator, arguments);
  if (const auto none = without_figures(evaluator, figures)) return *none;
  if (figures.all_nil) return Absent::kNil;  // section 4: a sum of nil alone is nil
  return folded(figures.numbers, '+');
}

Value average(const Evaluator& evaluator, const Arguments& arguments) {
  const Figures figures = figures_of(evaluator, arguments);
  if (const auto none = without_figures(evaluator, figures)) return *none;
  return calculated('/', folded(figures.numbers, '+'),
                    Decimal(static_cast<std::int64_t>(figures.numbers.size())));
}

Value minimum(const Evaluator& evaluator, const Arguments& arguments) {
  const Figures figures = figures_of(evaluator, arguments);
  if (const auto none = without_figures(evaluator, figures)) return *none;
  return *std::min_element(figures.numbers.begin(), figures.numbers.end());
}

Value maximum(const Evaluator& evaluator, const Arguments& arguments) {
  const Figures figures = figures_of(evaluator, arguments);
  if (const auto none = without_figures(evaluator, figures)) return *none;
  return *std::max_element(figures.numbers.begin(), figures.numbers.end());
}

Value product(const Evaluator& evaluator, const Arguments& arguments) {
  const Figures figures = figures_of(evaluator, arguments);
  if (const auto none = without_figures(evaluator, figures)) return *none;
  return folded(figures.numbers, '*');
}

// The COUNT family sees raw states, as in Excel: an error is counted or not, never passed on.

Value count_numbers(const Evaluator& evaluator, const Arguments& arguments) {
  return counted(evaluator, arguments, [](const Value& value) {
    return std::holds_alternative<Decimal>(value) || value == Value(Absent::kNil);
  });
}

Value count_entered(const Evaluator& evaluator, const Arguments& arguments) {
  return counted(evaluator, arguments, [](const Value& value) {
    return !std::holds_alternative<Absent>(value) || value == Value(Absent::kNil);
  });
}

Value count_blank(const Evaluator& evaluator, const Arguments& arguments) {
  return counted(evaluator, arguments,
                 [](const Value& value) { return value == Value(Absent::kMissing); });
}

Value count_rows(const Evaluator& evaluator, const Arguments& arguments) {
  const auto count =
      row_count(std::get<CellReference>(arguments[0].content), evaluator.context());
  if (!count) return Fault::kReference;
  return Decimal(static_cast<std::int64_t>(*count));
}

}  // namespace girs::formula
