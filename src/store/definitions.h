#pragma once
// The catalogue's documents as they are kept: kind, code, version, digest, RFC 8785 bytes.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "store/connection.h"

namespace girs::store {

struct DefinitionRow {
  std::string kind;
  std::string code;
  int version = 1;
  std::string digest;
  std::string body;
};

/// All definitions, in order of kind, code, version.
Result<std::vector<DefinitionRow>> definitions(Connection& connection);

/// The body of the definition with this digest; nothing when there is none.
Result<std::optional<std::string>> definition_body(Connection& connection, std::string_view digest);

/// How many there are: it only grows, so it tells whether a catalogue that was read is the newest.
Result<std::int64_t> definition_count(Connection& connection);

/// Adds or replaces `rows`. A version that is there with another digest is kConflict (detail
/// "definition"): what reports were made under does not change; a change is a new version.
Status put_definitions(Connection& connection, const std::vector<DefinitionRow>& rows, Time now);

}  // namespace girs::store
