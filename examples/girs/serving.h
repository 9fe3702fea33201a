#pragma once
// A store opened as an authority's, with the keys that sign for it.

#include "signing.h"

namespace cli {

Central open_central(const Store& store, const KeySigner& log_key, const KeySigner* decision_key);

}  // namespace cli
