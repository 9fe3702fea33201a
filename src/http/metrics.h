#pragma once
// How a centre's server does, for machines that watch it: counters in the text format of
// Prometheus (exposition format 0.0.4), and one line of JSON a request. Neither has a figure of a
// report, a secret, or who a person is. README.md lists every metric.
//
// Threads: any.

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "access/caller.h"
#include "base/clock.h"
#include "central/centre.h"
#include "sync/transport.h"

namespace girs::http {

/// What is remembered of one request.
struct Observed {
  std::string_view method;
  std::string_view route;  // with "{}" for what is asked for; empty: there is no such route
  std::string_view keyid;  // of the key that signed it; empty: none
  int status = 0;
  std::string_view code;   // of a refusal
  std::size_t bytes_in = 0, bytes_out = 0;
  std::chrono::microseconds took{};
};

/// {"at","event":"request","method","route","status","code","keyid","bytes_in","bytes_out","ms"}
std::string log_line(const Observed& seen, Time at);

class Metrics {
 public:
  void begin() { in_flight_.fetch_add(1, std::memory_order_relaxed); }
  void end(const Observed& seen);
  /// The page of /metrics; reads sizes from the centre's store.
  Result<std::string> page(central::Centre& centre) const;

  static constexpr std::array<double, 9> kSeconds{0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30};

 private:
  Result<store::State> looked_at(central::Centre& centre) const;

  std::atomic<std::int64_t> in_flight_{0};
  mutable std::mutex watch_mutex_;
  mutable store::StateWatch watch_;
  mutable std::mutex mutex_;
  std::map<std::pair<std::string, int>, std::int64_t> requests_;  // by "GET /route", status
  std::array<std::int64_t, kSeconds.size() + 1> durations_{};
  std::chrono::microseconds took_{};
  std::int64_t bytes_in_ = 0, bytes_out_ = 0;
  const Time started_ = system_clock()();
};

}  // namespace girs::http
