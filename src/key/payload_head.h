#pragma once
// The members that every signed document of the system has in common (FORMATS.md 2.2): audience,
// created_at, salt, schema and signers. They are what DSSE lacks: each signature covers where
// the document is meant for and who must sign it in which role.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "json/shape.h"
#include "json/value.h"

namespace girs {

/// One who must sign: the key, and the role in which it signs.
struct ClaimedSigner {
  std::string role;                      // "preparer", "approver", "agency-seal", ...
  std::string keyid;                     // hex SHA-256 of the SPKI; "sha256:<hex>" in the text
  std::optional<std::string> authority = {};  // "KT.", "TL.", "TUQ.": signs for somebody else
  std::optional<std::string> cert = {};  // hex SHA-256 of the certificate; not used yet: empty
  bool operator==(const ClaimedSigner&) const = default;
};

/// The common members but `schema`, which each kind of document knows itself.
struct PayloadHead {
  std::string audience;                // the log that it is meant for
  Time created_at{};                   // a claim of whoever wrote it
  std::string salt;                    // 32 hex digits, random, once per draft
  std::vector<ClaimedSigner> signers;  // 1 to 16, each pair of key and role once
  bool operator==(const PayloadHead&) const = default;
};

/// A new salt from the system's random source.
Result<std::string> new_salt();

/// Adds the common members to `document`, with `schema`.
void write_head(const PayloadHead& head, std::string_view schema, json::Value& document);
/// Reads the common members of `root` and checks that its schema is `schema`.
PayloadHead read_head(const json::Node& root, std::string_view schema);

/// RFC 8785 bytes of a payload; kInvalidArgument with the JSON pointer when text in it is not
/// NFC (FORMATS.md section 1: documents are built of NFC text only).
Result<std::string> payload_bytes(const json::Value& document);
/// Strict reading of a payload that must be in canonical form: JCS(parse(bytes)) == bytes, which
/// rules out duplicate keys, number games and differences between parsers. kCorrupt otherwise.
Result<json::Value> parse_payload(std::string_view bytes);

// Leaves of documents that several kinds share. Each reports its mistake at the node.

/// "sha256:<64 hex>", as it stands in the text.
std::string read_digest(const json::Node& node);
/// 64 lower-case hex digits (a pid, an env).
std::string read_hex_hash(const json::Node& node);
/// "2025-12-15T02:03:04Z", only in this form.
Time read_time(const json::Node& node);
/// "2025-12-15", a day that exists.
std::string read_day(const json::Node& node);

}  // namespace girs
