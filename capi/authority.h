#pragma once
// The authority that a store's own reports go to.

#include <optional>
#include <string>
#include <vector>

#include "handles.h"
#include "key/registry.h"

namespace girs::capi {

/// Of a unit's store: its settings "audience", "registry-root", "log-key". Of a centre that
/// itself reports: "upward", "upward-root", "upward-log-key", for the former three are its own.
struct Authority {
  std::string audience;
  std::vector<PublicKey> roots;
  std::optional<std::string> log_key;
};
Result<Authority> authority_above(StoreState& state);

/// The newest registry of that authority which this store has, if a root is pinned.
Result<std::optional<Registry>> registry_above(StoreState& state);
/// As above; kNotFound when there is none.
Result<Registry> required_registry_above(StoreState& state);

/// A centre below, from {"origin","roots":[..],"log_key"}; every mistake with its pointer.
Result<Authority> read_authority_below(std::string_view document);
/// Remembers it. kConflict when its root keys are other ones than were pinned before.
Status keep_authority_below(StoreState& state, std::string_view document, const Authority& below);
/// Remembers the store's own authority as one of the others: after its log has ended (rotation)
/// what it took is still judged by its registry.
Status remember_own_authority(StoreState& state);
/// The registries that this store has of authorities above and below it.
Result<std::vector<Registry>> other_registries(StoreState& state);

}  // namespace girs::capi
