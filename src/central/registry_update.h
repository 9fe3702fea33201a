#pragma once
// The next version of a registry of keys: whoever keeps it adds or revokes keys and signs the
// whole anew with the root key.

#include <string>
#include <string_view>
#include <vector>

#include "key/registry.h"
#include "key/signer.h"
#include "package/envelope.h"
#include "store/store.h"

namespace girs::central {

/// Adds keys to the registry in force (or begins one for `audience`). `keys` is a JSON array of
/// {"scheme","spki","unit","person","title","roles":[{"role","units","regimes","types"}],
/// "not_before","not_after"}; all but scheme, spki, unit and roles may be left out. Every mistake
/// is reported with its pointer.
Result<package::Envelope> registry_with_keys(const std::optional<Registry>& current, std::string_view audience,
                                             std::string_view keys, const std::vector<std::string>& log_keys,
                                             const Signer& root, Time now);

/// Revokes one key from `revoked_at` on; kNotFound when the registry does not hold it.
Result<package::Envelope> registry_without_key(const Registry& current, std::string_view keyid, Time revoked_at,
                                               std::string_view reason, const Signer& root, Time now);

}  // namespace girs::central
