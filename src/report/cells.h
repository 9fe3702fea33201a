#pragma once
// What rules and indicators see beyond the sheet at hand: other periods and units, from this
// store's own reports and from the packages that it holds as evidence.

#include <map>
#include <optional>
#include <string>
#include <tuple>

#include "form/sheet.h"
#include "formula/source.h"
#include "report/stored_report.h"
#include "report/workspace.h"

namespace girs::report {

/// Reads each report once and keeps it: that which counts (stored_report.h) at the workspace's
/// moment; for a unit that sums up others, its aggregate.
class StoredCells : public formula::CellSource {
 public:
  StoredCells(const Workspace& workspace, std::string regime)
      : workspace_(workspace), regime_(std::move(regime)) {}

  formula::Value cell(const formula::CellAddress& address) const override;
  /// As the version of the form says under which the report was made.
  formula::Value cell_in_breakdown(const formula::CellAddress& address) const override;
  std::vector<Row> rows(const std::string& form, const Period& period,
                        const std::string& unit) const override;
  std::vector<std::string> columns(const std::string& form) const override;
  formula::Measure measure_of(const formula::CellAddress& address) const override;
  std::optional<std::vector<std::string>> row_group(const std::string& form,
                                                    const std::string& group) const override;
  /// As often as the form's regime is reported.
  std::optional<PeriodKind> frequency(const std::string& form) const override;
  std::optional<DateRange> window(const Period& period) const override;
  formula::ReportState report_state(const std::string& form, const Period& period,
                                    const std::string& unit) const override;
  /// Its value on the last day of the period's window.
  formula::Value parameter(const std::string& name, const Period& period) const override;

  /// The report that a unit's figures come from; nullptr: there is none.
  const StoredReport* origin(const Period& period, const std::string& unit) const {
    return find(period, unit);
  }
  /// The first failure of the store while reading, which formulas saw as missing cells.
  Status status() const;

 protected:
  const Workspace& workspace() const { return workspace_; }
  /// Remembers a failure for status(), if it is the first.
  void fail(const Error& error) const;

 private:
  const StoredReport* find(const Period& period, const std::string& unit) const;
  Result<std::optional<StoredReport>> load(const Period& period, const std::string& unit) const;

  /// The newest version of a form, or nullptr.
  const Form* form(const std::string& code) const;
  /// The newest version of this source's regime, or nullptr.
  const Regime* regime() const;

  Workspace workspace_;
  std::string regime_;
  mutable std::map<std::pair<std::string, std::string>, std::optional<StoredReport>> cache_;
  mutable std::optional<Error> failure_;
};

}  // namespace girs::report
