#pragma once
// The tables of a store, and how an old file becomes a new one.

#include <functional>
#include <initializer_list>

#include "base/result.h"
#include "store/connection.h"

namespace girs::store {

/// PRAGMA user_version of a store written by this library.
inline constexpr int kFormat = 10;

/// The tables as the library of an earlier format made them, in the caller's transaction: a store
/// of every format since 1 can still be had, to test that it opens.
Status create_format(Connection& connection, int format);

/// Runs `work` while the append-only triggers of these tables are off, in the caller's transaction:
/// for what moves whole tables aside (rotation.h).
Status without_guard(Connection& connection, std::initializer_list<const char*> tables,
                     const std::function<Status()>& work);

/// Makes a new file a store, brings an old store up to kFormat in one transaction, and refuses
/// a file that is no store (kCorrupt) or comes from a newer library (kUnsupported, detail
/// "format").
Status migrate(Connection& connection, bool read_only);

}  // namespace girs::store
