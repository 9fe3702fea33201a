#pragma once
// Where a pull from an authority's log stands: it follows the log leaf by leaf, and what could not be
// taken is tried again later.

#include <cstdint>
#include <string_view>
#include <vector>

#include "store/connection.h"

namespace girs::store {

/// The next leaf to ask for, and leaves before it that could not be taken.
struct PullPosition {
  std::int64_t cursor = 0;
  std::vector<std::int64_t> passed = {};
};

/// What is pulled by rounds; "shared" is another pull.
inline constexpr std::string_view kEvents = "events";

Result<PullPosition> pull_position(Connection& connection, std::string_view origin, std::string_view what);
Status keep_pull_position(Connection& connection, std::string_view origin, std::string_view what,
                          const PullPosition& position);

/// The leaf up to which rounds have taken all of the log `origin` that concerns this store's unit. What
/// it has of later ones may lack what they follow: that was passed by, or does not travel in a folder.
Result<std::int64_t> taken_up_to(Connection& connection, std::string_view origin);

}  // namespace girs::store
