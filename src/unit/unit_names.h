#pragma once
// Finding units by what people call them: without diacritics, with the tone on the other vowel
// (Hòa, Hoà), with or without the word for the kind ("Tỉnh Cà Mau", "ca mau", "TP. Huế").

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "unit/unit.h"

namespace girs {

/// A name folded for comparison: lower-case words without diacritics, apostrophes and the leading
/// zeros of numbers ("Phường 05"), one space between them.
struct NameKeys {
  std::string full;   // "thanh pho ho chi minh", also of "TP. Hồ Chí Minh"
  std::string bare;   // without the word for the kind; `full` where there is none
};
NameKeys name_keys(std::string_view name);

/// Whether two names, with or without their words for the kind, agree in their diacritics too.
bool agree_in_diacritics(std::string_view a, std::string_view b);

/// The names and aliases of units by their keys, full and bare.
class UnitNames {
 public:
  struct Entry {
    std::string key;
    std::uint32_t index = 0;   // of the unit's version, or of the alias
    bool is_alias = false;
  };

  UnitNames() = default;
  UnitNames(std::span<const UnitVersion> units, std::span<const UnitAlias> aliases);
  std::span<const Entry> with_key(std::string_view key) const;

 private:
  void add(std::string_view name, std::size_t index, bool is_alias);
  std::vector<Entry> entries_;   // by key
};

}  // namespace girs
