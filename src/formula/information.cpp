// What state a value is in. ISMISSING, ISNIL, ISBLANK, ISNA.CELL, IFMISSING and COALESCE see raw
// states (FORMULA.md section 4); to the others a cell that is not applicable is #N/A, as it is
// to an operator, and nil is a number, as COUNT has it.

#include "formula/evaluator.h"
#include "formula/functions.h"

namespace girs::formula {
namespace {

Value as_seen(const Evaluator& evaluator, const Node& node) {
  const Value raw = evaluator.value(node);
  if (raw == Value(Absent::kNotApplicable)) return Fault::kNotAvailable;
  return operand(raw, false);
}

template <class Kind>
Value holds(const Evaluator& evaluator, const Arguments& arguments) {
  return std::holds_alternative<Kind>(as_seen(evaluator, arguments[0]));
}

bool is_in_state(const Evaluator& evaluator, const Arguments& arguments, Absent state) {
  return evaluator.value(arguments[0]) == Value(state);
}

Value is_number(const Evaluator& evaluator, const Arguments& arguments) {
  return holds<Decimal>(evaluator, arguments);
}
Value is_text(const Evaluator& evaluator, const Arguments& arguments) {
  return holds<std::string>(evaluator, arguments);
}
Value is_logical_value(const Evaluator& evaluator, const Arguments& arguments) {
  return holds<bool>(evaluator, arguments);
}
Value is_error(const Evaluator& evaluator, const Arguments& arguments) {
  return holds<Fault>(evaluator, arguments);
}
Value is_not_available_error(const Evaluator& evaluator, const Arguments& arguments) {
  return as_seen(evaluator, arguments[0]) == Value(Fault::kNotAvailable);
}

/// A blank cell; "…" was typed by somebody, so it is missing but not blank.
Value is_blank(const Evaluator& evaluator, const Arguments& arguments) {
  return is_in_state(evaluator, arguments, Absent::kMissing);
}
Value is_missing_value(const Evaluator& evaluator, const Arguments& arguments) {
  return is_missing(evaluator.value(arguments[0]));
}
Value is_nil(const Evaluator& evaluator, const Arguments& arguments) {
  return is_in_state(evaluator, arguments, Absent::kNil);
}
Value is_not_applicable(const Evaluator& evaluator, const Arguments& arguments) {
  return is_in_state(evaluator, arguments, Absent::kNotApplicable);
}

Value unless_error(const Evaluator& evaluator, const Arguments& arguments) {
  const Value value = evaluator.value(arguments[0]);
  const bool error =
      std::holds_alternative<Fault>(value) || value == Value(Absent::kNotApplicable);
  return error ? evaluator.value(arguments[1]) : value;
}

Value unless_not_available(const Evaluator& evaluator, const Arguments& arguments) {
  const Value value = evaluator.value(arguments[0]);
  const bool error =
      value == Value(Fault::kNotAvailable) || value == Value(Absent::kNotApplicable);
  return error ? evaluator.value(arguments[1]) : value;
}

/// IFMISSING and COALESCE: the first argument that is not missing.
Value first_present(const Evaluator& evaluator, const Arguments& arguments) {
  for (const auto& argument : arguments)
    for (auto& item : evaluator.items(argument))
      if (!is_missing(item.value)) return std::move(item.value);
  return Absent::kMissing;
}

/// The number, 0 for nil and missing under every policy.
Value number_or_zero(const Evaluator& evaluator, const Arguments& arguments) {
  const Value number = number_operand(evaluator.value(arguments[0]), true);
  if (const auto other = prevailing(number, number)) return *other;
  return number;
}

/// Excel's numbers; of anything but an error #N/A.
Value error_type(const Evaluator& evaluator, const Arguments& arguments) {
  const Value value = as_seen(evaluator, arguments[0]);
  if (const auto* fault = std::get_if<Fault>(&value))
    return Decimal(static_cast<std::int64_t>(*fault));
  return Fault::kNotAvailable;
}

/// The state that a cell is in, in the words of payloads; "value" and "error" besides.
Value status(const Evaluator& evaluator, const Arguments& arguments) {
  const Value value = evaluator.value(arguments[0]);
  if (const auto* absent = std::get_if<Absent>(&value)) return std::string(to_text(*absent));
  return std::string(std::holds_alternative<Fault>(value) ? "error" : "value");
}

using namespace words;  // of the table

constexpr Function kFunctions[] = {
    {"COALESCE", {range(kAlike)}, kAlike, first_present, 1},
    {"ERROR.TYPE", {kAny}, kNumber, error_type},
    {"IFERROR", {kAlike, kAlike}, kAlike, unless_error},
    {"IFMISSING", {kAlike, kAlike}, kAlike, first_present},
    {"IFNA", {kAlike, kAlike}, kAlike, unless_not_available},
    {"ISBLANK", {kAny}, kLogical, is_blank},
    {"ISERROR", {kAny}, kLogical, is_error},
    {"ISLOGICAL", {kAny}, kLogical, is_logical_value},
    {"ISMISSING", {kAny}, kLogical, is_missing_value},
    {"ISNA", {kAny}, kLogical, is_not_available_error},
    {"ISNA.CELL", {kAny}, kLogical, is_not_applicable},
    {"ISNIL", {kAny}, kLogical, is_nil},
    {"ISNUMBER", {kAny}, kLogical, is_number},
    {"ISTEXT", {kAny}, kLogical, is_text},
    {"N0", {kAmount}, kAmount, number_or_zero},
    {"STATUS", {kAny}, kText, status},
};

}  // namespace

std::span<const Function> information_functions() { return kFunctions; }

}  // namespace girs::formula
