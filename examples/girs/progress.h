#pragma once
// A bar on standard error for long work, when that is a terminal.

#include "session.h"

namespace cli {

class ProgressBar {
 public:
  explicit ProgressBar(const Session& session);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  /// As girs_progress_fn; `context` is the bar. Never cancels.
  static std::int32_t show(void* context, const girs_progress* progress);

 private:
  void draw(const girs_progress& progress);
  const Session& session_;
  bool terminal_;
  bool drawn_ = false;
  std::int64_t last_ = -1;  // percent that is on the screen
};

}  // namespace cli
