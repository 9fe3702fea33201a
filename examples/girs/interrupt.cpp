#include "interrupt.h"

#include <signal.h>

#include <array>
#include <atomic>

namespace cli {
namespace {

constexpr std::array kSignals = {SIGINT, SIGTERM};
std::atomic<girs_cancel*> running{nullptr};

void stop(int) { girs_cancel_set(running.load()); }

void handle(void (*by)(int), int flags) {
  struct sigaction action {};
  action.sa_handler = by;
  action.sa_flags = flags;
  for (const int one : kSignals) sigaction(one, &action, nullptr);
}

}  // namespace

Interrupt::Interrupt() : token_(make<Handle<girs_cancel, girs_cancel_free>>(girs_cancel_create)) {
  running = token_.get();
  handle(stop, static_cast<int>(SA_RESETHAND));  // the second signal finds the default again
}

Interrupt::~Interrupt() {
  handle(SIG_DFL, 0);
  running = nullptr;
}

}  // namespace cli
