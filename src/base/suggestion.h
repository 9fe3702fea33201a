#pragma once
// How sentences about an unknown name end.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace girs {

/// "; did you mean \"x\"?" where a name is near, in both languages; a full stop otherwise.
Message did_you_mean(std::string_view wanted, const std::vector<std::string>& names);

}  // namespace girs
