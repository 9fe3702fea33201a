#pragma once
// The HTTP interface of an authority (FORMATS.md section 4) over a Centre.

#include <string_view>

#include "central/centre.h"
#include "http/metrics.h"
#include "http/request_gate.h"
#include "http/server.h"

namespace girs::http {

/// Who is told of every request: counters, and a function that takes one line of JSON.
struct Watch {
  std::shared_ptr<Metrics> metrics = {};
  std::function<void(const std::string& line)> log = {};
};

/// Answers requests for `centre`, which must outlive it. Who sends a package gets the answer when
/// its group is written, without a thread that waits for that; all others get theirs at once.
Responder routes(central::Centre& centre, GateOptions options = {}, Watch watch = {});

/// The same with what refuses a large body of somebody who may not send it, before it is read. Both
/// know the same requests, and tell the same watch.
struct Service {
  Responder responder;
  BeforeBody before_body;
};
Service service(central::Centre& centre, GateOptions options = {}, Watch watch = {});

/// Answers /health and /metrics alone, to whoever asks: for a listener on the loopback, beside the
/// one for everybody.
Handler operation_routes(central::Centre& centre, std::shared_ptr<Metrics> metrics);

/// The largest body that a route takes.
std::uint64_t body_limit(std::string_view method, std::string_view path);

}  // namespace girs::http
