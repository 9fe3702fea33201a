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
class StoredCells final : public formula::CellSource {
 public:
  StoredCells(const Workspace& workspace, std::string regime)
      : workspace_(workspace), regime_(std::move(regime)) {}

  formula::Value cell(const formula::CellAddress& address) const override;
  std::vector<Row> rows(const std::string& form, const Period& period,
                        const std::string& unit) const override;
  std::vector<std::string> columns(const std::string& form) const override;
  formula::Value parameter(const std::string& name) const override;

  /// Where a unit's figures came from.
  struct Origin {
    std::string pid;       // empty: a report of this store that is not sealed
    std::string scope;
    int rev = 1;
  };
  std::optional<Origin> origin(const Period& period, const std::string& unit) const;
  /// The first failure of the store while reading, which formulas saw as missing cells.
  Status status() const;

 private:
  struct Found {
    Origin origin;
    std::map<std::string, Sheet> sheets;  // by form
  };
  const Found* find(const Period& period, const std::string& unit) const;
  Result<std::optional<Found>> load(const Period& period, const std::string& unit) const;
  Result<std::optional<Found>> load_own(store::Connection& connection, const Subject& subject,
                                        const store::ReportKey& key) const;
  Result<std::optional<Found>> load_received(store::Connection& connection, const Subject& subject,
                                             const store::ReportKey& key) const;

  Workspace workspace_;
  std::string regime_;
  mutable std::map<std::pair<std::string, std::string>, std::optional<Found>> cache_;
  mutable std::optional<Error> failure_;
};

/// The tree of units as formulas see it, on the last day of a period's window.
class UnitHierarchy final : public formula::Hierarchy {
 public:
  UnitHierarchy(const Catalog& catalog, const Regime& regime) : catalog_(catalog), regime_(regime) {}
  std::vector<std::string> children(const std::string& unit, const Period& period) const override;
  std::vector<std::string> leaves(const std::string& unit, const Period& period) const override;
  std::string parent(const std::string& unit, const Period& period) const override;

 private:
  std::optional<Date> day(const Period& period) const;
  const Catalog& catalog_;
  const Regime& regime_;
};

}  // namespace girs::report
