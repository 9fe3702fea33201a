// Absence and flags of a value.

#include "package/value_shape.h"

#include <algorithm>

namespace girs::package {

std::string read_absent(const json::Node& node) {
  constexpr std::string_view kWords[] = {"nil", "not-applicable", "not-available"};
  return std::string(kWords[node.one_of({kWords[0], kWords[1], kWords[2]})]);
}

std::vector<std::string> read_flags(const json::Node& list) {
  constexpr std::string_view kFlags[] = {"estimated", "preliminary", "revised", "late",
                                         "confidential"};
  std::vector<std::string> flags;
  bool repeated = false;
  list.each([&](const json::Node& node) {
    std::string flag(
        kFlags[node.one_of({kFlags[0], kFlags[1], kFlags[2], kFlags[3], kFlags[4]})]);
    repeated = repeated || std::ranges::find(flags, flag) != flags.end();
    flags.push_back(std::move(flag));
  });
  if (repeated) list.mistake("A flag is named once.", "Mỗi dấu chỉ được nêu một lần.");
  return flags;
}

}  // namespace girs::package
