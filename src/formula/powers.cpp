// Powers, roots and logarithms, and the short forms that compare two figures in percent.

#include "decimal/functions.h"
#include "formula/functions.h"
#include "formula/taken.h"

namespace girs::formula {
namespace {

Value power_of(const Evaluator& evaluator, const Arguments& arguments) {
  return calculated('^', evaluator.number(arguments[0]), evaluator.number(arguments[1]));
}

/// `compute` gives nothing where there is no number: #NUM!.
template <std::optional<Decimal> (*compute)(const Decimal&)>
Value of_one(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const Decimal number = taken.number(0);
  if (const auto other = taken.other()) return *other;
  return number_or_fault(compute(number));
}

/// LOG(x;[base]): base 10 when left out; base 1 is #DIV/0!, as in Excel.
Value logarithm_of(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const Decimal number = taken.number(0);
  const Decimal base = taken.number(1, Decimal(10));
  if (const auto other = taken.other()) return *other;
  const auto is_positive = [](const Decimal& value) {
    return !value.is_zero() && !value.is_negative();
  };
  if (!is_positive(number) || !is_positive(base)) return Fault::kNumber;
  if (base == Decimal(1)) return Fault::kDivisionByZero;
  return number_or_fault(logarithm(number, base));
}

/// cur / base * 100 (section 6).
Value percentage(const Evaluator& evaluator, const Arguments& arguments) {
  const Value ratio =
      calculated('/', evaluator.number(arguments[0]), evaluator.number(arguments[1]));
  return calculated('*', ratio, Decimal(100));
}

/// GROWTH(cur;base) is cur/base*100-100, which is not Excel's GROWTH.
Value growth(const Evaluator& evaluator, const Arguments& arguments) {
  return calculated('-', percentage(evaluator, arguments), Decimal(100));
}

using namespace words;  // of the table

constexpr Function kFunctions[] = {
    {"EXP", {kNumber}, kNumber, of_one<exp>},
    {"GROWTH", {kAmount, kAmount}, kNumber, growth},
    {"INDEXTO", {kAmount, kAmount}, kNumber, percentage},
    {"LN", {kNumber}, kNumber, of_one<ln>},
    {"LOG", {kNumber, optional(kNumber)}, kNumber, logarithm_of},
    {"LOG10", {kNumber}, kNumber, of_one<log10>},
    {"POWER", {kNumber, kNumber}, kNumber, power_of},
    {"SQRT", {kNumber}, kNumber, of_one<sqrt>},
};

}  // namespace

std::span<const Function> power_functions() { return kFunctions; }

}  // namespace girs::formula
