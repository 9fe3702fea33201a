#pragma once
// The registry of keys: whose key it is and what it may sign, from when to when. Published as
// one signed document, registry.json, whose version only grows (FORMATS.md section 3). A
// registry is immutable and may be shared by all threads.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "crypto/signature.h"
#include "json/value.h"
#include "key/payload_head.h"

namespace girs {

inline constexpr std::string_view kRegistryType = "application/vnd.girs.registry.v1+json";
inline constexpr std::string_view kRegistrySchema = "girs.registry/1";

enum class KeyStatus { kActive, kRetired, kRevoked };
std::string_view to_text(KeyStatus status);  // "active", "retired", "revoked"

/// Who holds a key. An agency's seal or a machine has no person.
struct Subject {
  std::string unit;
  std::string person;  // an identifier of the person, empty for seals and machines
  std::string title;
  bool operator==(const Subject&) const = default;
};

/// What a key may do: one role, for these units, regimes and payload types. "*" in a list
/// means any.
struct RoleGrant {
  std::string role;
  std::vector<std::string> units;
  std::vector<std::string> regimes;
  std::vector<std::string> types;
  bool operator==(const RoleGrant&) const = default;
};

struct KeyRecord {
  PublicKey key;
  Subject subject;
  std::vector<RoleGrant> roles;
  Time not_before{};
  std::optional<Time> not_after = {};   // the last second in which it is valid
  KeyStatus status = KeyStatus::kActive;
  std::optional<Time> revoked_at = {};  // set when revoked: the first second it is not valid
  std::string reason = {};              // of the revocation
  bool operator==(const KeyRecord&) const = default;
};

/// What a registry is made of, for whoever writes one.
struct RegistryContent {
  PayloadHead head;
  std::int64_t version = 1;
  std::vector<KeyRecord> keys;
  std::vector<std::string> log_keys = {};  // vkey lines (key/verifier_key.h) of the receiving log
  std::vector<std::string> ca_roots = {};  // base64 DER; kept, not used yet
  std::string tlog_policy = {};            // C2SP tlog-policy text; empty: log keys, no quorum
  std::int64_t min_schema = 1;             // payloads of an older schema version are refused
};

/// What somebody wants to sign with a key.
struct SigningAct {
  std::string_view role;
  std::string_view unit;    // empty: the document is about no single unit; only "*" permits it
  std::string_view regime;  // likewise
  std::string_view payload_type;
};

class Registry {
 public:
  /// Checks `content` as parse() does.
  static Result<Registry> make(RegistryContent content);
  /// Reads canonical registry.json bytes. The error carries every mistake with its pointer.
  static Result<Registry> parse(std::string_view bytes);
  /// RFC 8785 bytes: the payload of a DSSE envelope of type kRegistryType.
  Result<std::string> to_bytes() const;

  const RegistryContent& content() const { return content_; }
  std::int64_t version() const { return content_.version; }
  const std::string& audience() const { return content_.head.audience; }

  /// The record of the key with this id (hex SHA-256 of its SPKI), or nullptr.
  const KeyRecord* find(std::string_view keyid) const;
  const KeyRecord* find_spki(ByteView spki) const;

  /// Whether the key may do `act` at the moment `at` (the log's time, never the claimed one).
  /// kUntrusted otherwise; detail "reason" is one of key-unknown, key-not-yet-valid,
  /// key-expired, key-revoked, role, and "keyid" names the key.
  Status permits(std::string_view keyid, const SigningAct& act, Time at) const;
  Status permits(std::string_view keyid, std::string_view role, std::string_view unit,
                 std::string_view regime, std::string_view payload_type, Time at) const {
    return permits(keyid, SigningAct{role, unit, regime, payload_type}, at);
  }

 private:
  explicit Registry(RegistryContent content);
  RegistryContent content_;
  std::map<std::string, std::size_t, std::less<>> by_keyid_;  // into content_.keys
};

/// Whether `next` may replace `old`: same audience and a greater version (kConflict otherwise,
/// also for the same version with other content; the very same registry is fine).
Status succeeds(const Registry& old, const Registry& next);

}  // namespace girs
