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
#include <vector>

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
  /// The names under which this server is known, "baocao.example.gov.vn" or with a port: a signature
  /// for another one, or for an old address of another server, does not pass. Empty: any.
  std::vector<std::string> names = {};
  /// Requests that are remembered at once, in each of two generations.
  std::size_t nonces_max = 2'000'000;
  Clock clock = system_clock();
};

class RequestGate {
 public:
  RequestGate(central::Centre& centre, GateOptions options)
      : centre_(centre), options_(std::move(options)) {}

  /// The refusal of a request that may not pass: 401 (codes "request-signature", "authority",
  /// "clock", "replayed"), 403 ("request-role"), 503 when so many have come in the last minutes that no
  /// more can be remembered: none that was taken is ever forgotten early; else `caller` is who asks.
  /// A signature that is there is checked also where none is asked for. Whether the role holds for
  /// the unit and regime in question, the route asks.
  std::optional<sync::Response> refuse(const sync::Request& request, const access::Right& right,
                                       access::Caller& caller);
  /// The same before the body is there, which the signature covers by its digest. Nothing is
  /// remembered: refuse() is asked again when it has come.
  std::optional<sync::Response> refuse_head(const sync::Request& head, const access::Right& right,
                                            access::Caller& caller);
  const GateOptions& options() const { return options_; }

 private:
  enum class Moment { kBeforeBody, kWhole };
  std::optional<sync::Response> refuse(const sync::Request& request, const access::Right& right,
                                       access::Caller& caller, Moment moment);
  std::optional<sync::Response> check(const sync::Request& request, access::Caller& caller, Moment moment);
  enum class Nonce { kFresh, kSeen, kNoRoom };
  Nonce look_up(const std::string& nonce, Time now, Moment moment);
  bool is_own_name(std::string_view authority) const;

  central::Centre& centre_;
  GateOptions options_;
  std::mutex mutex_;
  Time turned_{};  // two generations of nonces: what is in neither was never seen or has expired
  std::unordered_set<std::string> young_, old_;
};

}  // namespace girs::http
