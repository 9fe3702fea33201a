#pragma once
// Telling a caller how far long work is, and being told to stop. The library starts no thread:
// a progress function is called on the thread that asked for the work.

#include <atomic>
#include <cstdint>
#include <functional>
#include <string_view>

#include "base/result.h"

namespace girs {

/// How far long work has come. `total` is 0 while it is not known.
struct Progress {
  std::string_view stage;   // a stable word: "load", "push", "pull", "verify"
  std::int64_t done = 0;    // in `unit`
  std::int64_t total = 0;
  std::string_view unit;    // "packages", "bytes", "leaves"
};

/// Returns 0 to go on; anything else cancels the work: kStopped when a CancelToken says so, else a
/// number of the host's, which the error tells.
using ProgressFunction = std::function<std::int32_t(const Progress&)>;

/// Set from any thread, read by the work.
class CancelToken {
 public:
  void set() { set_.store(true, std::memory_order_relaxed); }
  void clear() { set_.store(false, std::memory_order_relaxed); }
  bool is_set() const { return set_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> set_{false};
};

inline constexpr std::int32_t kStopped = INT32_MIN;

inline Error cancelled(std::int32_t callback = 0) {
  Details details;
  if (callback != 0 && callback != kStopped) details.emplace_back("callback", std::to_string(callback));
  return error(Code::kCancelled, "The work was cancelled.", "Công việc đã bị dừng.",
               std::move(details));
}

/// Reports `progress`; an error when the caller wants to stop.
inline Status report_progress(const ProgressFunction& function, const Progress& progress) {
  if (!function) return ok();
  if (const auto answer = function(progress); answer != 0) return cancelled(answer);
  return ok();
}

}  // namespace girs
