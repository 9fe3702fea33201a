// Functions of open-ended rows: how many, which one, whether keys repeat, and looking a row up.

#include <algorithm>
#include <set>

#include "formula/functions.h"
#include "formula/resolve.h"
#include "formula/short_forms.h"
#include "formula/taken.h"

namespace girs::formula {
namespace {

Value count_rows(const Evaluator& evaluator, const Arguments& arguments) {
  const auto count =
      row_count(std::get<CellReference>(arguments[0].content), evaluator.context());
  if (!count) return Fault::kReference;
  return Decimal(static_cast<std::int64_t>(*count));
}

/// The place of the current row among those of the report, from 1.
Value place_of_row(const Evaluator& evaluator, const Arguments&) {
  const Context& context = evaluator.context();
  const auto rows = context.cells->rows(context.form, context.period, context.unit);
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i].code == context.row) return Decimal(static_cast<std::int64_t>(i) + 1);
  return Fault::kReference;
}

/// One value before another; values of one kind by `compared`, which sees "Huế" and "HUẾ" as one.
struct Before {
  bool operator()(const Value& a, const Value& b) const {
    if (a.index() != b.index()) return a.index() < b.index();
    if (std::holds_alternative<Period>(a)) return std::get<Period>(a) < std::get<Period>(b);
    return compared(Relation::kLess, a, b) == Value(true);
  }
};

/// How many cells of a column, over all rows, repeat one above; missing ones repeat nothing.
Value repeated(const Evaluator& evaluator, const Arguments& arguments) {
  const auto reference = reference_of(arguments[0]);
  const auto cells = reference ? resolve(through_rows(*reference), evaluator.context())
                               : std::nullopt;
  if (!cells) return Fault::kReference;
  std::set<Value, Before> seen;
  std::int64_t count = 0;
  std::optional<Fault> lowest;  // section 4, rule 7
  for (const auto& cell : *cells) {
    const Value value = operand(read(cell, evaluator.context(), false), false);
    if (const auto* fault = std::get_if<Fault>(&value))
      lowest = std::min(*fault, lowest.value_or(*fault));
    else if (!std::holds_alternative<Absent>(value) && !seen.insert(value).second) ++count;
  }
  if (lowest) return *lowest;
  return Decimal(count);
}

Value is_unique(const Evaluator& evaluator, const Arguments& arguments) {
  const Value count = repeated(evaluator, arguments);
  const auto* number = std::get_if<Decimal>(&count);
  return number ? Value(number->is_zero()) : count;
}

/// LOOKUPROW(keys;key;values): the value in the first row whose key is equal; #N/A without one.
Value look_up(const Evaluator& evaluator, const Arguments& arguments) {
  const Value key = evaluator.value(arguments[1]);
  if (const auto other = prevailing(key, key)) return *other;
  const auto keys = evaluator.items(arguments[0]);
  const auto values = evaluator.items(arguments[2]);
  if (keys.size() != values.size()) return Fault::kValue;
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (compared(Relation::kEqual, operand(keys[i].value, false), operand(key, false)) ==
        Value(true))
      return values[i].value;
  return Fault::kNotAvailable;
}

using namespace words;  // of the table

constexpr Function kFunctions[] = {
    {"DUPLICATES", {reference(kAny)}, kNumber, repeated},
    {"LOOKUPROW", {reference(kAny), kAny, reference(kAlike)}, kAlike, look_up},
    {"ROWCOUNT", {shaped(kAny, Shape::kRows)}, kNumber, count_rows},
    {"ROWINDEX", {}, kNumber, place_of_row},
    {"UNIQUE", {reference(kAny)}, kLogical, is_unique},
};

}  // namespace

std::span<const Function> row_functions() { return kFunctions; }

}  // namespace girs::formula
