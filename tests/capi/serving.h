#pragma once
// A centre that serves on loopback, and rounds of sync with it.

#include <string>
#include <thread>

#include "exchange.h"

namespace capi {

/// A server on a thread, until it goes.
class Running {
 public:
  explicit Running(const Central& central) {
    MUST(girs_server_listen(central, nullptr, server_.out(), error));
    thread_ = std::thread([this] { status_ = girs_server_run(server_, nullptr); });
  }
  ~Running() {
    girs_server_stop(server_);
    thread_.join();
    CHECK(status_ == GIRS_OK);
  }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(girs_server_port(server_)); }

 private:
  Server server_;
  std::thread thread_;
  girs_status status_ = GIRS_OK;
};

struct Round {
  girs_status status = GIRS_OK;
  std::string summary;
  Failure failure;
};

inline Round sync(const Store& store, const std::string& url, girs_progress_fn progress = nullptr) {
  girs_sync_options options = GIRS_SYNC_OPTIONS;
  options.url = url.c_str();
  options.timeout_ms = 5000;
  options.progress = progress;
  Given summary;
  Round round;
  round.status = girs_sync_run(store, &options, summary.out(), round.failure.out());
  round.summary = summary.text();
  return round;
}

}  // namespace capi
