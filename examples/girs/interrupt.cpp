#include "interrupt.h"

#include <signal.h>

#include <array>
#include <atomic>

namespace cli {
namespace {

constexpr std::array kSignals = {SIGINT, SIGTERM};
std::atomic<girs_cancel*> running{nullptr};

void stop(int) { girs_cancel_set(running.load()); }

std::array<struct sigaction, kSignals.size()> before;

}  // namespace

Interrupt::Interrupt() : token_(make<Handle<girs_cancel, girs_cancel_free>>(girs_cancel_create)) {
  running = token_.get();
  struct sigaction action {};
  action.sa_handler = stop;
  action.sa_flags = static_cast<int>(SA_RESETHAND);  // the second signal finds the default again
  for (std::size_t i = 0; i < kSignals.size(); ++i) {
    sigaction(kSignals[i], nullptr, &before[i]);
    // Who is told to ignore a signal (nohup, a shell's background) goes on ignoring it.
    if (before[i].sa_handler != SIG_IGN) sigaction(kSignals[i], &action, nullptr);
  }
}

Interrupt::~Interrupt() {
  for (std::size_t i = 0; i < kSignals.size(); ++i) sigaction(kSignals[i], &before[i], nullptr);
  running = nullptr;
}

}  // namespace cli
