#pragma once
// What to do with packages that the authority did not take. A person mends the report, whose next
// package follows what the authority has, or sends the same package again once the authority has
// mended its side (a key in the registry, say).

#include <optional>
#include <string>

#include "report/workspace.h"
#include "store/reports.h"

namespace girs::report {

/// A revision as the authority counts them.
struct Taken {
  std::string pid;
  int rev = 1;
};

/// The newest revision of a chain, of reports or of a time series, that the authority has or may
/// still take, as far as this store knows: sent by it, or by another computer of the unit.
Result<std::optional<Taken>> newest_taken(store::Connection& connection, const std::string& series);

/// What the next revision after the sealed `row` follows: newest_taken(), which is its own package
/// unless that was refused or another computer of the unit has sent a newer one.
Result<std::optional<Taken>> followed_after(store::Connection& connection, const store::ReportRow& row);

/// The revision of the package of `row`: one more than that of the package which it follows. It is
/// less than `row.rev`, which counts those that were refused too.
Result<int> package_rev(store::Connection& connection, const store::ReportRow& row);

/// Queues a refused package ("dead-letter", "conflict") again as it was signed. kNotFound without it;
/// kConflict when it was not refused, or another revision has taken its place.
Status send_again(const Workspace& workspace, std::string_view pid);

}  // namespace girs::report
