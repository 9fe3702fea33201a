#include "base/suggestion.h"

#include "base/text.h"

namespace girs {

Message did_you_mean(std::string_view wanted, const std::vector<std::string>& names) {
  const auto near = nearest(wanted, names);
  if (!near) return {".", "."};
  return {"; did you mean \"" + *near + "\"?", "; có phải là \"" + *near + "\"?"};
}

}  // namespace girs
