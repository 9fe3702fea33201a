#pragma once
// How many requests each client may make: a bucket of tokens an address.
//
// Threads: any.

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

namespace girs::http {

class RateLimit {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  /// `a_second`: tokens that flow in; twice as many may gather. 0: no limit.
  explicit RateLimit(std::uint32_t a_second) : a_second_(a_second) {}

  /// Takes a token of `address`; false when there is none.
  bool allow(const std::string& address, Moment now);

 private:
  struct Bucket {
    double tokens = 0;
    Moment filled = {};
  };
  void forget_the_quiet(Moment now);
  double fill(const Bucket& bucket, Moment now) const;

  double a_second_;
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace girs::http
