#pragma once
// The next version of a registry of keys: whoever keeps it adds, retires or revokes keys and signs
// the whole anew with a root key; a second person signs along where two root keys are pinned.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "key/registry.h"
#include "key/signer.h"
#include "package/envelope.h"
#include "store/store.h"

namespace girs::central {

/// What the next version changes. `keys` is a JSON array of
/// {"scheme","spki","unit","person","title","roles":[{"role","units","regimes","types"}],
/// "not_before","not_after"}; all but scheme, spki, unit and roles may be left out.
struct RegistryChange {
  std::string keys = {};                    // to add; empty: none
  std::vector<std::string> log_keys = {};   // verifier keys of the log to add
  struct Revocation {
    std::string keyid;
    Time at{};
    std::string reason;
  };
  std::vector<Revocation> revoked = {};
  struct Retirement {
    std::string keyid;
    Time not_after{};  // the last second in which it may sign: its successor is added before
  };
  std::vector<Retirement> retired = {};
  std::optional<std::string> tlog_policy = {};
  std::optional<std::int64_t> min_schema = {};
  std::vector<std::string> cosigners = {};  // ids of other root keys that will sign as well
};

/// {"add":[keys],"log_keys":[vkeys],"revoke":[{"keyid","at","reason"}],"retire":[{"keyid",
/// "not_after"}],"tlog_policy","min_schema","cosigners":[keyids]}; every member may be left out.
/// The error carries every mistake with its pointer.
Result<RegistryChange> read_registry_change(std::string_view json_text);

/// The next version of the registry in force (or the first one for `audience`), signed by `root`.
/// Other root keys that it names sign it afterwards (package/signing.h). Every mistake is reported
/// with its pointer; kNotFound for a key to revoke or retire that the registry does not hold.
Result<package::Envelope> next_registry(const std::optional<Registry>& current, std::string_view audience,
                                        const RegistryChange& change, const Signer& root, Time now);

}  // namespace girs::central
