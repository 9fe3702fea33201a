#pragma once
// The HTTP interface of an authority (FORMATS.md section 4) over a Centre.

#include <string_view>

#include "central/centre.h"
#include "http/request_gate.h"
#include "http/server.h"

namespace girs::http {

/// Answers requests for `centre`, which must outlive the handler.
Handler routes(central::Centre& centre, GateOptions options = {});

/// The largest body that a route takes.
std::uint64_t body_limit(std::string_view method, std::string_view path);

}  // namespace girs::http
