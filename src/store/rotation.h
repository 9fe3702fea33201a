#pragma once
// A store goes from one log to the next (a new year): what was of the old one is kept aside.

#include <functional>
#include <string>
#include <string_view>

#include "store/connection.h"

namespace girs::store {

/// Sets "audience"; registries of the one before lie with those of other authorities from then on.
/// In the caller's transaction.
Status change_audience(Connection& connection, std::string_view audience);

/// Empties the tables of the log of `origin`, so that a new one can begin. Its packages keep the
/// receipt that `receipt_of(index)` gives, if they have none yet. In the caller's transaction.
Status end_log(Connection& connection, std::string_view origin,
               const std::function<Result<std::string>(std::int64_t index)>& receipt_of);

}  // namespace girs::store
