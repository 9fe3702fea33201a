// Three-valued logic (FORMULA.md section 4, rules 1 to 3). AND and OR absorb errors and missing
// values in either order, so that guards work and the order of evaluation is free.

#include "formula/functions.h"
#include "formula/short_forms.h"
#include "formula/taken.h"

namespace girs::formula {
namespace {

/// A raw value where a logical is wanted: a bool, missing, NA or an error.
Value as_logical(const Value& value) {
  if (std::holds_alternative<bool>(value) || std::holds_alternative<Fault>(value)) return value;
  const auto* absent = std::get_if<Absent>(&value);
  if (absent && *absent != Absent::kNil) return value;
  return Fault::kValue;  // section 3: no number or text is taken for a logical
}

/// OR of `values` when `absorbing` is true, AND when it is false: one absorbing value decides,
/// whatever the others are; without one, rule 7.
Value kleene(const std::vector<Value>& values, bool absorbing) {
  Value result = !absorbing;
  for (const auto& raw : values) {
    const Value value = as_logical(raw);
    if (value == Value(absorbing)) return absorbing;
    if (const auto other = prevailing(result, value)) result = *other;
  }
  return result;
}

std::vector<Value> values_of(const Evaluator& evaluator, const Arguments& arguments) {
  std::vector<Value> values;
  for (auto& item : evaluator.items(arguments)) values.push_back(std::move(item.value));
  return values;
}

Value negated(const Value& logical) {
  if (const auto* known = std::get_if<bool>(&logical)) return !*known;
  return *prevailing(logical, logical);
}

Value comparison(const Evaluator& evaluator, Relation relation, const Value& a, const Value& b) {
  const auto [left, right] = compared_operands(a, b, evaluator.missing_is_zero());
  return compared(relation, left, right);
}

Value conjunction(const Evaluator& evaluator, const Arguments& arguments) {
  return kleene(values_of(evaluator, arguments), false);
}

Value disjunction(const Evaluator& evaluator, const Arguments& arguments) {
  return kleene(values_of(evaluator, arguments), true);
}

Value exclusive_or(const Evaluator& evaluator, const Arguments& arguments) {
  Value result = false;
  for (const auto& raw : values_of(evaluator, arguments)) {
    const Value value = as_logical(raw);
    if (const auto other = prevailing(result, value)) result = *other;
    else result = std::get<bool>(result) != std::get<bool>(value);
  }
  return result;
}

Value negation(const Evaluator& evaluator, const Arguments& arguments) {
  return negated(as_logical(evaluator.value(arguments[0])));
}

/// IMPLIES(a;b) is OR(NOT(a);b).
Value implication(const Evaluator& evaluator, const Arguments& arguments) {
  return kleene({negated(as_logical(evaluator.value(arguments[0]))),
                 evaluator.value(arguments[1])}, true);
}

Value always_true(const Evaluator&, const Arguments&) { return true; }
Value always_false(const Evaluator&, const Arguments&) { return false; }

/// IN(x;a;b...) is OR(x=a;x=b;...); blank cells of a range offer nothing to be equal to.
Value is_one_of(const Evaluator& evaluator, const Arguments& arguments) {
  const Value wanted = evaluator.value(arguments[0]);
  std::vector<Value> answers;
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    const bool range = is_range(arguments[i]);
    for (const auto& item : evaluator.items(arguments[i]))
      if (!range || !is_missing(item.value))
        answers.push_back(comparison(evaluator, Relation::kEqual, wanted, item.value));
  }
  return kleene(answers, true);
}

/// BETWEEN(x;lo;hi) is AND(x>=lo;x<=hi).
Value is_between(const Evaluator& evaluator, const Arguments& arguments) {
  const Value x = evaluator.value(arguments[0]);
  return kleene({comparison(evaluator, Relation::kGreaterOrEqual, x, evaluator.value(arguments[1])),
                 comparison(evaluator, Relation::kLessOrEqual, x, evaluator.value(arguments[2]))},
                false);
}

/// APPROX(a;b;tol) is |a-b|<=tol (section 5).
Value is_near(const Evaluator& evaluator, const Arguments& arguments) {
  Value difference =
      calculated('-', evaluator.number(arguments[0]), evaluator.number(arguments[1]));
  if (const auto* number = std::get_if<Decimal>(&difference)) difference = number->abs();
  return compared(Relation::kLessOrEqual, difference, evaluator.number(arguments[2]));
}

/// Rule 3: lazy, and a missing condition gives missing. Without a third argument: FALSE.
Value choose_if(const Evaluator& evaluator, const Arguments& arguments) {
  const Value condition = as_logical(evaluator.value(arguments[0]));
  const auto* known = std::get_if<bool>(&condition);
  if (!known) return *prevailing(condition, condition);
  if (*known) return evaluator.value(arguments[1]);
  if (arguments.size() < 3 || std::holds_alternative<Omitted>(arguments[2].content)) return false;
  return evaluator.value(arguments[2]);
}

/// IFS(a;x;b;y) is IF(a;x;IF(b;y;#N/A)).
Value choose_first_true(const Evaluator& evaluator, const Arguments& arguments) {
  for (std::size_t i = 0; i + 1 < arguments.size(); i += 2) {
    const Value condition = as_logical(evaluator.value(arguments[i]));
    const auto* known = std::get_if<bool>(&condition);
    if (!known) return *prevailing(condition, condition);
    if (*known) return evaluator.value(arguments[i + 1]);
  }
  return Fault::kNotAvailable;
}

/// SWITCH(x;a;p;b;q;...;otherwise): the first that x is equal to; #N/A without one.
Value choose_equal(const Evaluator& evaluator, const Arguments& arguments) {
  const Value wanted = evaluator.value(arguments[0]);
  for (std::size_t i = 1; i + 1 < arguments.size(); i += 2) {
    const Value equal =
        comparison(evaluator, Relation::kEqual, wanted, evaluator.value(arguments[i]));
    if (equal == Value(true)) return evaluator.value(arguments[i + 1]);
    if (equal != Value(false)) return equal;
  }
  return arguments.size() % 2 == 0 ? evaluator.value(arguments.back()) : Fault::kNotAvailable;
}

/// CHOOSE(n;a;b;...): the n-th, n cut to a whole number.
Value choose_by_number(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const auto index = taken.whole(0);
  if (const auto other = taken.other()) return *other;
  if (index < 1 || index >= static_cast<std::int64_t>(arguments.size())) return Fault::kValue;
  return evaluator.value(arguments[static_cast<std::size_t>(index)]);
}

using namespace words;  // of the table

constexpr Function kFunctions[] = {
    {"AND", {range(kLogical)}, kLogical, conjunction, 1},
    {"APPROX", {kAmount, kAmount, kAmount}, kLogical, is_near},
    {"BETWEEN", {kAlike, kAlike, kAlike}, kLogical, is_between},
    {"CHOOSE", {kNumber, kAlike}, kAlike, choose_by_number, 1},
    {"FALSE", {}, kLogical, always_false},
    {"IF", {kLogical, kAlike, optional(kAlike)}, kAlike, choose_if},
    {"IFS", {kLogical, kAlike}, kAlike, choose_first_true, 2},
    {"IMPLIES", {kLogical, kLogical}, kLogical, implication},
    {"IN", {kAlike, range(kAlike)}, kLogical, is_one_of, 1},
    {"NOT", {kLogical}, kLogical, negation},
    {"OR", {range(kLogical)}, kLogical, disjunction, 1},
    {"SWITCH", {kAny, kAny, kAlike}, kAlike, choose_equal, 2},
    {"TRUE", {}, kLogical, always_true},
    {"XOR", {range(kLogical)}, kLogical, exclusive_or, 1},
};

}  // namespace

std::span<const Function> logical_functions() { return kFunctions; }

}  // namespace girs::formula
