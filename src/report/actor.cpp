#include "report/actor.h"

#include <algorithm>

#include "base/text.h"

namespace girs::report {

bool Actor::has(std::string_view role) const {
  const auto words = split(roles, ',');
  return std::ranges::any_of(words, [&](std::string_view word) { return trim(word) == role; });
}

}  // namespace girs::report
