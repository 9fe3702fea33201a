#pragma once
// What a store holds of one report of a unit: its sheets, and where they came from. It is what the
// authority has or may still take: the newest revision approved or sealed here, those that were
// refused passed over, but not those that only lack a file which the store lost; another
// computer's, pulled, once its revision is no older. A newest revision that is rejected, excluded
// or a withdrawal leaves nothing that counts.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "form/sheet.h"
#include "formula/source.h"
#include "report/workspace.h"

namespace girs::report {

struct StoredReport {
  std::string pid;       // empty: a report of this store that is not sealed
  std::string scope;     // "own", or "aggregate" for a unit that sums up others
  int rev = 1;
  formula::ReportState state = formula::ReportState::kSubmitted;
  std::map<std::string, Sheet> sheets = {};  // by form
};

/// The report that counts for `key`, as known at `as_of` (none: now); nothing when there is none.
Result<std::optional<StoredReport>> stored_report(store::Connection& connection,
                                                  const Subject& subject,
                                                  const store::ReportKey& key,
                                                  const std::optional<Time>& as_of = {});

/// The figures of a received package by form, as sheets.
Result<std::vector<Sheet>> received_sheets(store::Connection& connection, const Subject& subject,
                                           std::string_view pid);

/// All reports of a regime and period that count now, those of units that sum up others by their
/// aggregate; in no particular order, read in a few passes over the store. `subject` names regime,
/// period and forms; its unit is any.
Status each_stored_report(store::Connection& connection, const Catalog& catalog,
                          const Subject& subject,
                          const std::function<Status(const std::string& unit,
                                                     StoredReport report)>& visit);

}  // namespace girs::report
