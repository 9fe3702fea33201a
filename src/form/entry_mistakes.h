#pragma once
// The mistakes of one file, bounded: further ones are counted, not listed.

#include <string>

#include "base/result.h"

namespace girs {

/// Where in a file a mistake stands, as far as it is known.
struct EntryPlace {
  std::size_t line = 0;      // from 1; 0: not a text file, or not known
  std::string pointer = {};  // JSON
  std::string row = {};
  std::string column = {};
};

class EntryMistakes {
 public:
  EntryMistakes(std::string file, std::size_t listed_max)
      : file_(std::move(file)), listed_max_(listed_max) {}

  /// The sentence gets the place before it: "Line 3, row LV01, column 4: ...".
  void add(const EntryPlace& place, const Message& message);
  bool empty() const { return count_ == 0; }
  Error to_error() &&;

 private:
  std::string file_;
  std::size_t listed_max_;
  std::size_t count_ = 0;
  Mistakes mistakes_;
};

}  // namespace girs
