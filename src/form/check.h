#pragma once
// Checking one sheet against its form: what each cell must be, then the form's rules.

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "calendar/period.h"
#include "form/finding.h"
#include "form/layout.h"
#include "form/sheet.h"
#include "formula/source.h"

namespace girs {

struct CheckContext {
  Period period;
  std::string unit;
  Date day;                                       // the window's last day: rules as of then
  const formula::CellSource* others = nullptr;    // other forms, periods, units; null: none
  const formula::Hierarchy* hierarchy = nullptr;  // null: rules over other units give #REF!
};

/// All findings, sorted by row, column and rule in the form's order (what concerns no one row
/// comes first). An empty vector: everything holds.
std::vector<Finding> check(const FormLayout& layout, const Sheet& sheet,
                           const CheckContext& context);
/// Whether it is known beforehand that rule `rule` of the form holds at a place: a row, counted as
/// the sheet has them; a column, as the form has them; else 0.
using Held = std::function<bool(std::size_t rule, std::size_t place)>;
/// The same; where a rule is known to hold it is not evaluated.
std::vector<Finding> check(const FormLayout& layout, const Sheet& sheet,
                           const CheckContext& context, const Held& held);

}  // namespace girs
