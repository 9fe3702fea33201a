#pragma once
// What rules and indicators see beyond the sheet at hand: other periods and units, from this
// store's own reports and from the packages that it holds as evidence.

#include <map>
#include <optional>
#include <string>
#include <tuple>

#include "form/sheet.h"
#include "formula/source.h"
#include "report/workspace.h"

namespace girs::report {

/// Reads each sheet once and keeps it. A unit's figures are, in this order: the newest revision
/// among this store's own sealed or approved reports, then the newest revision received that is
/// not rejected or withdrawn; for a unit that sums up others, its aggregate.
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

  /// Where a unit's figures came from.
  struct Origin {
    std::string pid;       // empty: a report of this store that is not sealed
    std::string scope;
    int rev = 1;
  };
  std::optional<Origin> origin(const Period& period, const std::string& unit) const;
  /// The first failure of the store while reading, which formulas saw as missing cells.
  Status status() const;

 protected:
  const Workspace& workspace() const { return workspace_; }
  /// Remembers a failure for status(), if it is the first.
  void fail(const Error& error) const;

 private:
  struct Found {
    Origin origin;
    formula::ReportState state = formula::ReportState::kSubmitted;
    std::map<std::string, Sheet> sheets;  // by form
  };
  const Found* find(const Period& period, const std::string& unit) const;
  Result<std::optional<Found>> load(const Period& period, const std::string& unit) const;
  Result<std::optional<Found>> load_own(store::Connection& connection, const Subject& subject,
                                        const store::ReportKey& key) const;
  Result<std::optional<Found>> load_received(store::Connection& connection, const Subject& subject,
                                             const store::ReportKey& key) const;

  /// The newest version of a form, or nullptr.
  const Form* form(const std::string& code) const;
  /// The newest version of this source's regime, or nullptr.
  const Regime* regime() const;

  Workspace workspace_;
  std::string regime_;
  mutable std::map<std::pair<std::string, std::string>, std::optional<Found>> cache_;
  mutable std::optional<Error> failure_;
};

}  // namespace girs::report
