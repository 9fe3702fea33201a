#pragma once
// A new year, a new log: the old one ends with its last checkpoint, which is the first leaf of the
// new one. Old receipts verify as before; chains of revisions go on.

#include <string>

#include "report/workspace.h"

namespace girs::central {

/// Makes a new store at `path` out of `store`, whose log is `old_origin`: with everything but the
/// log, which begins anew as `origin` with the old log's last checkpoint, `last_note`, as its
/// first leaf. The old store stays as it is, for its archive; whoever keeps the registry signs one
/// for the new log next. kConflict when `path` exists or the names are the same.
Status rotate(store::Store& store, const std::string& path, const std::string& old_origin,
              const std::string& origin, const std::string& last_note);

}  // namespace girs::central
