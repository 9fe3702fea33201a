#pragma once
// What has come of an obligation at a moment: received or not, on time or late, excluded. Past
// moments are answered with what was known then: submissions, decisions, extensions, exclusions.

#include <optional>
#include <string>
#include <vector>

#include "report/obligation_change.h"

namespace girs::report {

struct Standing {
  Obligation obligation;
  Due due{};                          // that counts: with an extension
  std::optional<Because> extended = {};
  std::optional<Because> excluded = {};
  bool received = false;              // and not withdrawn since
  bool late = false;                  // first logged after the deadline, or missing past it
  std::string status = {};            // of the newest decision: received, accepted, rejected, reopened
  Time first_logged{};                // of the first revision: what timeliness is judged by
  std::string pid = {};               // of the newest revision
  int rev = 0;

  /// "excluded", "on-time", "late", "missing" (past the deadline) or "not-yet-due".
  std::string_view state() const;
};

struct Standings {
  std::vector<Standing> expected;      // of each obligation, in its order
  std::vector<std::string> unexpected; // units that sent this report without owing it
};

/// The standing at `as_of` of obligations of one regime and period, from the packages and changes
/// in the store.
Result<Standings> standings(const Workspace& workspace, const Regime& regime, const Period& period,
                            std::vector<Obligation> owed, Time as_of);

/// The first second that is late for this report, extensions included; nothing when the unit does
/// not owe it.
Result<std::optional<Time>> deadline_of(const Workspace& workspace, const store::ReportKey& key);

/// The obligation with the changes in force, before anything is known of a package.
Standing standing_of(Obligation obligation, const ObligationChanges& changes, Time as_of);

}  // namespace girs::report
