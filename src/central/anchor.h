#pragma once
// The anti-rollback anchor: how far the log was signed, kept in a second file, best on another
// disk (FORMATS.md 2.7). A store that was restored from an older copy looks sound by itself; the
// anchor knows better, and nothing is signed that would contradict what was given out before.

#include <string>

#include "key/signer.h"
#include "store/store.h"

namespace girs::central {

/// Checks the log of a store against the anchor at `path`; no file is fine, the first signature
/// makes it. kCorrupt when the store has fewer entries than were signed or other ones, kUntrusted
/// when the anchor is of another log.
Status check_anchor(store::Store& store, const std::string& path, const std::string& origin);

/// The log's key, kept by the anchor: before it signs a checkpoint, the anchor moves to it, and a
/// checkpoint behind the anchor is refused (kCorrupt). What cannot be written there is not signed.
Signer anchored(Signer log_key, std::string path);

}  // namespace girs::central
