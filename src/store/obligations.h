#pragma once
// What was changed about an obligation: a later due date, an exclusion, and its end. Rows are
// only added, so any past moment can be asked about.

#include <optional>
#include <string>
#include <vector>

#include "store/connection.h"

namespace girs::store {

struct ObligationChangeRow {
  std::string regime;
  std::string unit;
  std::string period;
  std::string scope = "own";
  std::int64_t at = 0;               // seconds since 1970, UTC
  std::string kind;                  // extended, excluded, restored (the end of an exclusion)
  std::optional<std::string> due = {};  // of an extension: the new last day
  std::string reason;
  std::string author;
};

Status add_obligation_change(Connection& connection, const ObligationChangeRow& row);
/// Changes made up to `until`, oldest first (empty regime, period: of all).
Result<std::vector<ObligationChangeRow>> obligation_changes(Connection& connection,
                                                            std::string_view regime,
                                                            std::string_view period,
                                                            std::int64_t until);

}  // namespace girs::store
