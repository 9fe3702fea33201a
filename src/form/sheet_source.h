#pragma once
// What formulas see of the sheets at hand: the forms of one report of one unit and period, and
// beyond them whatever a fallback knows (other periods, units and forms).

#include <string>
#include <utility>
#include <vector>

#include "form/layout.h"
#include "form/sheet.h"
#include "formula/source.h"

namespace girs {

class SheetSource final : public formula::CellSource {
 public:
  /// `fallback` may be null: then nothing else has been reported.
  SheetSource(Period period, std::string unit, const formula::CellSource* fallback = nullptr)
      : period_(std::move(period)), unit_(std::move(unit)), fallback_(fallback) {}
  /// Adds a form of the report; both must outlive the source.
  void add(const FormLayout& layout, const Sheet& sheet) { sheets_.emplace_back(&layout, &sheet); }

  formula::Value cell(const formula::CellAddress& address) const override;
  std::vector<Row> rows(const std::string& form, const Period& period,
                        const std::string& unit) const override;
  std::vector<std::string> columns(const std::string& form) const override;
  formula::Value cell_in_breakdown(const formula::CellAddress& address) const override;
  formula::Value indicator(const formula::CellAddress& address) const override;
  formula::Measure measure_of(const formula::CellAddress& address) const override;
  std::optional<std::vector<std::string>> row_group(const std::string& form,
                                                    const std::string& group) const override;
  std::optional<PeriodKind> frequency(const std::string& form) const override;
  std::optional<DateRange> window(const Period& period) const override;
  formula::ReportState report_state(const std::string& form, const Period& period,
                                    const std::string& unit) const override;
  formula::Value parameter(const std::string& name, const Period& period) const override;

 private:
  using Entry = std::pair<const FormLayout*, const Sheet*>;
  const Entry* find(const std::string& form) const;
  bool is_here(const Period& period, const std::string& unit) const {
    return period == period_ && (unit == unit_ || unit.empty());
  }

  Period period_;
  std::string unit_;
  const formula::CellSource* fallback_;
  std::vector<Entry> sheets_;
};

/// A cell's value as formulas see it: the text of a date column is a day.
formula::Value as_formula_value(const Column& column, const formula::Value& value);
/// The rows of `group` of a form in template order; nothing when it has no such group.
std::optional<std::vector<std::string>> rows_of_group(const Form& form, const std::string& group);

}  // namespace girs
