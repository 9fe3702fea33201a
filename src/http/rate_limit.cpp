#include "http/rate_limit.h"

#include <algorithm>

namespace girs::http {
namespace {

constexpr std::size_t kAddressesMax = 65'536;

}  // namespace

bool RateLimit::allow(const std::string& address, Moment now) {
  if (a_second_ == 0) return true;
  const std::lock_guard lock(mutex_);
  if (buckets_.size() >= kAddressesMax) forget_the_quiet(now);
  auto& bucket = buckets_.try_emplace(address, Bucket{2 * a_second_, now}).first->second;
  bucket.tokens = fill(bucket, now);
  bucket.filled = now;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

double RateLimit::fill(const Bucket& bucket, Moment now) const {
  const std::chrono::duration<double> passed = now - bucket.filled;
  return std::min(2 * a_second_, bucket.tokens + passed.count() * a_second_);
}

/// An address whose bucket is full again is as good as new. When none is, all are forgotten: memory
/// is bounded, whoever sends from however many addresses.
void RateLimit::forget_the_quiet(Moment now) {
  std::erase_if(buckets_, [&](const auto& one) { return fill(one.second, now) >= 2 * a_second_; });
  if (buckets_.size() >= kAddressesMax) buckets_.clear();
}

}  // namespace girs::http
