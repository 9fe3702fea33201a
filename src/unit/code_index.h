#pragma once
// Where the versions of a code stand, and which of them is in force on a day. A table of our own:
// in std::unordered_map every look-up meets three cold lines of memory (bucket, node, version),
// here a code of up to seven bytes, as all of Vietnam's are, is compared inside its slot and the
// days lie side by side.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "unit/unit.h"

namespace girs {

class CodeIndex {
 public:
  struct Range {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
  };

  CodeIndex() = default;
  /// `units` are sorted by code, then first day.
  explicit CodeIndex(std::span<const UnitVersion> units);

  /// The versions of `code`; `units` are those that the index was made of.
  Range range(std::string_view code, std::span<const UnitVersion> units) const;
  /// The place of the version in force on `day`.
  std::optional<std::size_t> find(std::string_view code, Date day,
                                  std::span<const UnitVersion> units) const;

 private:
  struct Slot {
    std::uint64_t key = 0;
    Range range = {};       // empty: a free slot
  };
  struct Days {
    Date from, to;          // the ends of time where a version has none
  };
  std::size_t slot_of(std::uint64_t key) const;

  std::vector<Slot> slots_;   // a power of two, at most half of them taken
  std::vector<Days> days_;    // of each version
  int shift_ = 63;
};

}  // namespace girs
