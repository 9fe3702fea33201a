#pragma once
// Rules of sharing between bodies, dated, each with its legal basis; and who has seen a request.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/connection.h"

namespace girs::store {

struct SharingRuleRow {
  std::string code;
  std::string recipient;                   // the unit that may pull
  std::string valid_from;                  // ISO 8601
  std::optional<std::string> valid_to = {};  // the last day
  std::string body;                        // the whole document
};

/// A rule, or a later wording of one of the same code; earlier wordings stay on record.
Status insert_sharing_rule(Connection& connection, const SharingRuleRow& row, std::int64_t now);
/// The newest wording of every rule for `recipient` (empty: of all), in order of code.
Result<std::vector<SharingRuleRow>> sharing_rules(Connection& connection, std::string_view recipient);

struct SeenRow {
  std::string unit;
  std::int64_t at = 0;
};
/// Remembers that the unit has fetched the request; the first time counts.
Status insert_request_seen(Connection& connection, std::string_view pid, std::string_view unit,
                           std::int64_t at, std::string_view keyid);
Result<std::vector<SeenRow>> request_seen(Connection& connection, std::string_view pid);

}  // namespace girs::store
