#pragma once
// A server on threads of the test's own, stopped when the test leaves.

#include <thread>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "http/server.h"
#include "support/raw_socket.h"

class RunningServer {
 public:
  explicit RunningServer(girs::http::Responder responder, girs::http::ServerOptions options = {},
                         int threads = 2)
      : server_(listen(std::move(options))) {
    for (int i = 0; i < threads; ++i)
      threads_.emplace_back([this, responder] { server_.run(responder); });
  }
  explicit RunningServer(girs::http::Handler handler, girs::http::ServerOptions options = {},
                         int threads = 2)
      : RunningServer(girs::http::answering(std::move(handler)), std::move(options), threads) {}
  ~RunningServer() { stop(); }
  RunningServer(const RunningServer&) = delete;
  RunningServer& operator=(const RunningServer&) = delete;

  /// Returns when every run() has.
  void stop() {
    server_.stop();
    for (auto& thread : threads_) thread.join();
    threads_.clear();
  }

  girs::http::Server& operator*() { return server_; }
  raw::Socket connect() const { return raw::Socket::connect(server_.port()); }

 private:
  static girs::http::Server listen(girs::http::ServerOptions options) {
    auto server = girs::http::Server::listen(std::move(options));
    REQUIRE(server);
    return *std::move(server);
  }

  girs::http::Server server_;
  std::vector<std::thread> threads_;
};
