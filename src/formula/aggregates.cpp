// Sums, counts and extremes over many cells (FORMULA.md section 4, rule 5).

#include <algorithm>

#include "formula/figures.h"

namespace girs::formula {
namespace {

Value sum(const Evaluator& evaluator, const Arguments& arguments) {
  const Figures figures = figures_of(evaluator, arguments);
  if (const auto instead = figures.instead(evaluator)) return *instead;
  if (figures.all_nil) return Absent::kNil;  // section 4: a sum of nil alone is nil
  return folded(figures.numbers, '+');
}

Value average(const Evaluator& evaluator, const Arguments& arguments) {
  const Figures figures = figures_of(evaluator, arguments);
  if (const auto instead = figures.instead(evaluator)) return *instead;
  return mean(figures.numbers);
}

Value minimum(const Evaluator& evaluator, const Arguments& arguments) {
  const Figures figures = figures_of(evaluator, arguments);
  if (const auto instead = figures.instead(evaluator)) return *instead;
  return *std::min_element(figures.numbers.begin(), figures.numbers.end());
}

Value maximum(const Evaluator& evaluator, const Arguments& arguments) {
  const Figures figures = figures_of(evaluator, arguments);
  if (const auto instead = figures.instead(evaluator)) return *instead;
  return *std::max_element(figures.numbers.begin(), figures.numbers.end());
}

Value product(const Evaluator& evaluator, const Arguments& arguments) {
  const Figures figures = figures_of(evaluator, arguments);
  if (const auto instead = figures.instead(evaluator)) return *instead;
  return folded(figures.numbers, '*');
}

Value sum_of_squares(const Evaluator& evaluator, const Arguments& arguments) {
  const Figures figures = figures_of(evaluator, arguments);
  if (const auto instead = figures.instead(evaluator)) return *instead;
  Value result = Decimal();
  for (const auto& number : figures.numbers)
    result = calculated('+', result, calculated('*', number, number));
  return result;
}

// The COUNT family sees raw states, as in Excel: an error is counted or not, never passed on.

template <class Wanted>
Value counted(const Evaluator& evaluator, const Arguments& arguments, Wanted wanted) {
  std::int64_t count = 0;
  for (const auto& argument : arguments)
    for (const auto& item : evaluator.items(argument)) count += wanted(item.value) ? 1 : 0;
  return Decimal(count);
}

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

using namespace words;  // of the table

constexpr Function kFunctions[] = {
    {"AVERAGE", {range(kAmount)}, kAmount, average, 1},
    {"COUNT", {range(kAny)}, kNumber, count_numbers, 1},
    {"COUNTA", {range(kAny)}, kNumber, count_entered, 1},
    {"COUNTBLANK", {range(kAny)}, kNumber, count_blank, 1},
    {"MAX", {range(kAmount)}, kAmount, maximum, 1},
    {"MIN", {range(kAmount)}, kAmount, minimum, 1},
    {"PRODUCT", {range(kNumber)}, kNumber, product, 1},
    {"SUM", {range(kAmount)}, kAmount, sum, 1, Adds::kYes},
    {"SUMSQ", {range(kNumber)}, kNumber, sum_of_squares, 1, Adds::kYes},
};

}  // namespace

std::span<const Function> aggregate_functions() { return kFunctions; }

}  // namespace girs::formula
