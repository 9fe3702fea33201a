#pragma once
// Checking one sheet against its form: what each cell must be, then the form's rules.

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "calendar/period.h"
#include "form/finding.h"
#include "form/layout.h"
#include "form/linear_check.h"
#include "form/sheet.h"
#include "formula/source.h"

namespace girs {

struct CheckContext {
  Period period;
  std::string unit;
  Date day;                                       // the window's last day: rules as of then
  const formula::CellSource* others = nullptr;    // other forms, periods, units; null: none
  const formula::Hierarchy* hierarchy = nullptr;  // null: rules over other units give #REF!
  bool is_sum = false;   // of several units: how many rows a unit may enter does not limit it
};

/// Whether it is known beforehand that rule `rule` of the form holds at a place: a row, counted as
/// the sheet has them; a column, as the form has them; else 0.
using Held = std::function<bool(std::size_t rule, std::size_t place)>;

/// The checks of one form, read once: for whoever checks many sheets of it. May be used by several
/// threads at once.
class Checker {
 public:
  /// Borrows the layout.
  explicit Checker(const FormLayout& layout);

  /// As check().
  std::vector<Finding> check(const Sheet& sheet, const CheckContext& context,
                             const Held& held = {}) const;

 private:
  const FormLayout& layout_;
  TableColumns columns_;
  std::vector<std::uint32_t> table_places_;         // of each column of the form, in the table
  std::vector<std::optional<LinearCheck>> linear_;  // of each rule of the form
};

/// All findings, sorted by row, column and rule in the form's order (what concerns no one row
/// comes first). An empty vector: everything holds.
std::vector<Finding> check(const FormLayout& layout, const Sheet& sheet,
                           const CheckContext& context);
/// The same; where a rule is known to hold it is not evaluated.
std::vector<Finding> check(const FormLayout& layout, const Sheet& sheet,
                           const CheckContext& context, const Held& held);

}  // namespace girs
