#pragma once
// Proofs out of the authority's own log, for whoever asks (RFC 6962 section 2.1): that an entry
// is in it, that a later tree continues an earlier one.

#include <cstdint>

#include "json/value.h"
#include "store/store.h"

namespace girs::central {

/// {"index","size","root","leaf_hash","proof":[…],"leaf"}, hashes in base64, the leaf as its text:
/// what `girs tlog inclusion` takes. `size` 0: that of the newest signed checkpoint. kNotFound
/// unless index < size <= what is signed.
Result<json::Value> inclusion_of(store::Connection& connection, std::uint64_t index, std::uint64_t size);

/// {"size1","size2","root1","root2","proof":[…]}: what `girs tlog consistency` takes. `size2` 0: as
/// above. kNotFound unless 0 < size1 <= size2 <= what is signed.
Result<json::Value> growth_of(store::Connection& connection, std::uint64_t size1, std::uint64_t size2);

}  // namespace girs::central
