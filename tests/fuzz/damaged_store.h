#pragma once
// A centre's store in which any value can be replaced by anything, as whoever holds the file can:
// its tables take every type, no check and no trigger stands in the way.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "support/world.h"

struct sqlite3;

namespace girs::fuzzing {

/// What became of a value: nothing, another type with the same bytes, other bytes.
enum class Damage { kNone, kType, kBytes };

class DamagedStore {
 public:
  /// Packages of a report and of a series, a request, decisions, an attachment, a draft with
  /// edits, stored columns: the tables that have rows in such a centre.
  DamagedStore();
  ~DamagedStore();

  /// Replaces one value as the input says: two bytes choose the value, one what is done to it, the
  /// rest is what with. NULL and no bytes are the same.
  Damage damage(std::span<const std::uint8_t> input);
  /// Puts every row back.
  void restore();
  /// The table and column whose value was replaced, and for people which row and how.
  const std::string& table() const { return table_; }
  const std::string& column() const { return column_; }
  const std::string& place() const { return place_; }

  /// The store as a process opens it that knows nothing of this.
  Result<std::unique_ptr<store::Store>> open();
  const Catalog& catalog() const { return world_.catalog(); }
  const Registry& registry() const { return *registry_; }
  testing::World& world() { return world_; }
  const std::string& pid() const { return pid_; }

 private:
  struct Place {
    std::string table, column, key;   // of its primary key, or "rowid"
    int row;
  };
  void loosen(const std::string& path);
  std::vector<std::string> column_of(const std::string& sql);

  testing::World world_{{"31825", "96"}};
  std::string path_, pid_, table_, column_, place_;
  std::shared_ptr<const Registry> registry_;
  sqlite3* editor_ = nullptr;
  std::vector<std::string> tables_;
  std::vector<Place> places_;
};

}  // namespace girs::fuzzing
