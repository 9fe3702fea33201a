#pragma once
// Which machine sends a request: its signature (request_signature.h) is checked before anything
// of the request is looked at, and no request is taken twice.
//
// Threads: any.

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_set>

#include "access/caller.h"
#include "base/clock.h"
#include "central/centre.h"
#include "sync/transport.h"

namespace girs::http {

struct GateOptions {
  /// Whether a request without a signature is refused, unless it asks for what is public
  /// (access/rights.cpp). Otherwise the server is open: what is not signed may do everything.
  bool signed_only = false;
  std::string contact = {};  // whom a refusal says to ask
  Clock clock = system_clock();
};

class RequestGate {
 public:
  RequestGate(central::Centre& centre, GateOptions options)
      : centre_(centre), options_(std::move(options)) {}

  /// The refusal of a request that may not pass: 401 (codes "request-signature", "clock",
  /// "replayed"), 403 ("role"), 503 when too many are on their way; else `caller` is who asks. A
  /// signature that is there is checked also where none is asked for. Whether the role holds for
  /// the unit and regime in question, the route asks.
  std::optional<sync::Response> refuse(const sync::Request& request, const access::Right& right,
                                       access::Caller& caller);
  const GateOptions& options() const { return options_; }

 private:
  std::optional<sync::Response> check(const sync::Request& request, access::Caller& caller);
  /// False when it was seen in the last minutes.
  bool is_fresh(const std::string& nonce, Time now);

  central::Centre& centre_;
  GateOptions options_;
  std::mutex mutex_;
  Time turned_{};  // two generations of nonces: what is in neither was never seen or has expired
  std::unordered_set<std::string> young_, old_;
};

}  // namespace girs::http
