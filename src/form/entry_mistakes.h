#pragma once
// The mistakes of one file, bounded: reading stops when there are too many, so that a large file
// of nonsense costs no more than a small one.

#include <optional>
#include <string>

#include "base/result.h"

namespace girs {

/// Where in a file a mistake stands, as far as it is known.
struct EntryPlace {
  std::size_t line = 0;      // from 1; 0: not a text file, or not known
  std::string pointer = {};  // JSON
  std::string row = {};
  std::string column = {};
  std::optional<std::size_t> index = {};  // of a batch of cells, from 0
};

/// Of a cell whose row stands in another part of the form than its column.
inline Message no_such_cell() {
  return {"The row has no such cell: the column is in another part of the form.",
          "Dòng không có ô này: cột thuộc phần khác của biểu mẫu."};
}

class EntryMistakes {
 public:
  EntryMistakes(std::string file, std::size_t count_max)
      : file_(std::move(file)), count_max_(count_max == 0 ? 1 : count_max) {}

  /// The sentence gets the place before it: "Line 3, row LV01, column 4: ...".
  void add(const EntryPlace& place, const Message& message);
  bool empty() const { return mistakes_.empty(); }
  /// Whether to stop reading.
  bool is_full() const { return mistakes_.count() >= count_max_; }
  Error to_error() &&;

 private:
  std::string file_;
  std::size_t count_max_;
  Mistakes mistakes_;
};

}  // namespace girs
