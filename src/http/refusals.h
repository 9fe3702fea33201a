#pragma once
// What the server itself answers: to requests that never reach the responder, and in its place.

#include <cstdint>
#include <string_view>

#include "http/guard.h"
#include "sync/transport.h"

namespace girs::http {

/// The problem document of a refusal; for 429 and 503 with Retry-After.
sync::Response refused(int status, std::string_view code, const Message& reason);
sync::Response internal_error();

Refusal too_large(std::uint64_t limit);
Refusal too_busy();
Refusal too_many();

}  // namespace girs::http
