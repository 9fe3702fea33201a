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

#include "base/clock.h"
#include "central/centre.h"
#include "sync/transport.h"

namespace girs::http {

/// The role in the registry that lets a key sign requests.
inline constexpr std::string_view kTransport = "transport";

struct GateOptions {
  /// Whether a request without a signature is refused, unless it asks for what is public: the
  /// registry, the catalogue, the log's files, /.well-known/girs.
  bool signed_only = false;
  Clock clock = system_clock();
};

class RequestGate {
 public:
  RequestGate(central::Centre& centre, GateOptions options)
      : centre_(centre), options_(std::move(options)) {}

  /// The refusal of a request that may not pass: 401 (codes "request-signature", "clock",
  /// "replayed"), 403 ("role"), 503 when too many are on their way. A signature that is there is
  /// checked also where none is asked for.
  std::optional<sync::Response> refuse(const sync::Request& request);

 private:
  std::optional<sync::Response> check(const sync::Request& request);
  /// False when it was seen in the last minutes.
  bool is_fresh(const std::string& nonce, Time now);

  central::Centre& centre_;
  GateOptions options_;
  std::mutex mutex_;
  Time turned_{};  // two generations of nonces: what is in neither was never seen or has expired
  std::unordered_set<std::string> young_, old_;
};

}  // namespace girs::http
