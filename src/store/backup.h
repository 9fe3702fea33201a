#pragma once
// A copy of a store while it is in use, and what there is in a store, to show that a copy has all
// of it.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/progress.h"
#include "store/store.h"

namespace girs::store {

/// The rows of every table, and how far the log is signed.
struct Inventory {
  std::int64_t format = 0;
  std::vector<std::pair<std::string, std::int64_t>> rows = {};  // by table, in order of name
  std::int64_t log_size = 0;
  std::string checkpoint = {};  // the newest signed note; empty: none

  bool operator==(const Inventory&) const = default;
};
Result<Inventory> inventory(Connection& connection);

/// Copies the store, as committed at one moment, to a new file at `path`, and gives what is in it.
/// Writers go on meanwhile; the copy appears under its name only when it is whole and on the disk.
/// kConflict when there is a file already.
Result<Inventory> backup(Store& store, const std::string& path, const ProgressFunction& progress);

}  // namespace girs::store
