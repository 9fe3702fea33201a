#pragma once
// The host's log: sentences about what happened, if it asked for them.

#include <string>

#include "girs/base.h"

namespace girs::capi {

class Listener {
 public:
  Listener() = default;
  Listener(girs_log_fn function, void* context) : function_(function), context_(context) {}

  /// Tells the sentence that `say()` makes; never in the way of the work, not even without memory.
  template <class Say>
  void tell(std::int32_t level, const char* category, const Say& say) const noexcept {
    if (!function_) return;
    try {
      const std::string text = say();
      function_(context_, level, category, text.c_str(), text.size());
    } catch (...) {  // no memory for a sentence: the host misses it
    }
  }

 private:
  girs_log_fn function_ = nullptr;
  void* context_ = nullptr;
};

}  // namespace girs::capi
