#pragma once
// The HTTP/1.1 server of the exchange (FORMATS.md section 4): it guards, bounds and checks what
// comes in, and hands whole requests to one function. Over TLS 1.3; plain HTTP is for loopback
// only.
//
// Threads: a server is shared. It starts none; it works on those that call run().

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/executor.h"
#include "base/result.h"
#include "http/guard.h"
#include "http/tls.h"
#include "sync/transport.h"

namespace girs::http {

/// Refuses a request that has no body yet, or lets it come.
using BeforeBody = std::function<std::optional<sync::Response>(const sync::Request& head)>;

/// What a server takes, and how long it waits. All bounds hold against a hostile peer.
struct ServerOptions {
  std::string host = "127.0.0.1";  // an address of this machine, "0.0.0.0" for all; no name
  std::uint16_t port = 0;  // 0: one that is free, see Server::port()
  std::optional<ServerTls> tls = {};  // without: loopback only
  HeaderLimits header = {};

  /// The largest body in bytes of a request, by its method and path (without query); when empty,
  /// 1 MiB. A larger one is refused before it is read.
  std::function<std::uint64_t(std::string_view method, std::string_view path)> body_bytes_max = {};
  /// Asked before a body is read that is larger than 64 KiB, or does not say how large it is; the
  /// request has none yet. An answer refuses it: memory and time are for those who may send.
  BeforeBody before_body = {};
  /// Of the bodies of all requests at one moment; beyond it the answer is 503.
  std::uint64_t bodies_bytes_max = 512u << 20;

  /// For a request to come in, and for its answer to go out; each of them has more time by what
  /// a line of `bytes_per_second_min` needs for the body.
  std::chrono::milliseconds request_time{30'000};
  std::uint64_t bytes_per_second_min = 16 * 1024;
  /// Between two requests of a connection.
  std::chrono::milliseconds idle_time{60'000};
  /// For a client to take the last answer of a connection and hang up.
  std::chrono::milliseconds linger_time{1'000};

  std::size_t connections_max = 1024;
  std::size_t requests_a_connection_max = 1000;
  std::uint32_t requests_a_second_max = 0;  // of one client address, 0: no limit; then 429
  Clock clock = system_clock();  // for the Date field
};

/// Answers one request: the path holds the query, header names are in lower case, the body has
/// passed its digest. An answer to HEAD goes out without its body. Called on the threads of run(), several at a time.
/// The server itself adds Date, Content-Length, Content-Digest and Connection.
using Handler = std::function<sync::Response(const sync::Request&)>;

/// A request on its own, for those that are not answered at once. The request is as for a Handler.
struct Exchange {
  sync::Request request;
  /// Gives the answer: once, from any thread. Until then stop() waits for it; when all copies of
  /// it are gone without an answer, the client gets a 500.
  std::function<void(sync::Response)> answer;
  /// Runs tasks on the threads of run(), each after the work that is ready by then.
  Executor executor;
};

/// Answers requests now or later. Called on the threads of run(), several at a time.
using Responder = std::function<void(Exchange)>;

/// Answers each at once.
Responder answering(Handler handler);

class Server {
 public:
  /// Binds and listens, so that clients can connect (and wait) from now on. kUnsupported for a
  /// host beyond loopback without TLS, kInvalidArgument for a certificate or key that cannot be
  /// used, kIo (detail "url") when the address is not free.
  static Result<Server> listen(ServerOptions options);

  /// Serves until stop(). Any number of threads may call it at once, with the same handler: the
  /// first one's is kept. It holds its thread while it is called, so as many run at once as threads
  /// do. One that throws costs its client a 500 and nobody else anything.
  void run(const Responder& responder);
  void run(const Handler& handler) { run(answering(handler)); }

  /// Takes no more connections, closes those that wait, lets requests that have begun be
  /// answered, and makes every run() return. From any thread and from the handler, any number of times.
  void stop();

  std::uint16_t port() const;
  /// "http://127.0.0.1:8443"
  std::string url() const;

  Server(Server&&) noexcept;
  Server& operator=(Server&&) noexcept;
  /// No thread may be in run() any more.
  ~Server();

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace girs::http
