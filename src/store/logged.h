#pragma once
// Where the log took a package, for who goes through the log: the row of its envelope without the
// envelope, which is most of the row.

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "store/connection.h"

namespace girs::store {

/// The kinds of package that a log takes, each with a table of its own.
enum class Logged { kSubmission, kDecision, kRequest, kSeriesPackage };

/// The table's name.
std::string_view to_text(Logged kind);

/// The leaf's index as the row of package `pid` has it; nothing without such a row.
Result<std::optional<std::int64_t>> logged_index(Connection& connection, Logged kind,
                                                 std::string_view pid);

/// The signed registry of that version, as it was put; nothing when there is none.
Result<std::optional<Bytes>> registry_of_version(Connection& connection, std::int64_t version);

/// Whose report a submission is.
struct Reporter {
  std::string unit, regime;
};
Result<std::optional<Reporter>> reporter_of(Connection& connection, std::string_view pid);

}  // namespace girs::store
