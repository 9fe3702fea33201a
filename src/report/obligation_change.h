#pragma once
// An authority's changes to what a unit owes: a later due date (gia hạn), an exclusion, and the
// end of an exclusion. Each has a reason and an author and is only ever added.

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "report/obligation.h"
#include "store/obligations.h"

namespace girs::report {

/// Moves the due date of one report of one unit. kNotFound when the unit does not owe it;
/// kInvalidArgument when the new date is not later than the one that counts now, or the reason or
/// author is empty.
Status extend(const Workspace& workspace, const store::ReportKey& key, Date due,
              std::string_view reason, std::string_view author);
/// Takes the unit's report out of what is expected, with the reason; kConflict when it is out.
Status exclude(const Workspace& workspace, const store::ReportKey& key, std::string_view reason,
               std::string_view author);
/// Ends an exclusion; kConflict when there is none.
Status restore(const Workspace& workspace, const store::ReportKey& key, std::string_view reason,
               std::string_view author);

/// The change in force, and why.
struct Because {
  std::string reason;
  std::string author;
  Time at{};
};

/// The changes known at a moment, by report.
class ObligationChanges {
 public:
  /// Of one regime and period, or of all where they are empty.
  static Result<ObligationChanges> read(const Workspace& workspace, std::string_view regime,
                                        std::string_view period, Time as_of);

  struct InForce {
    std::optional<Date> due = {};            // the newest extension
    std::optional<Because> extended = {};
    std::optional<Because> excluded = {};
  };
  /// The reports whose extensions end between two days.
  std::vector<store::ReportKey> extended_into(Date from, Date to) const;
  /// Nullptr when nothing was changed.
  const InForce* of(const Obligation& obligation) const;

 private:
  using Key = std::tuple<std::string, std::string, std::string, std::string>;
  std::map<Key, InForce> changes_;  // by regime, period, unit, scope
};

}  // namespace girs::report
