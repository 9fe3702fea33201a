#pragma once
// HTTP/1.1 as a transport of the exchange: one connection that is kept and used again, over TLS
// 1.3, straight or through a proxy's tunnel. No redirects, no cookies. Plain HTTP goes to loopback
// only.
//
// Threads: a client is single: one thread at a time.

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "http/guard.h"
#include "http/tls.h"
#include "key/signer.h"
#include "sync/transport.h"

namespace girs::http {

/// How long a client waits and how much it takes.
struct ClientOptions {
  std::chrono::milliseconds connect_time{10'000};
  /// For a whole exchange; longer by what a line of `bytes_per_second_min` needs for the bodies.
  std::chrono::milliseconds exchange_time{60'000};
  std::uint64_t bytes_per_second_min = 16 * 1024;
  HeaderLimits header = {};
  std::uint64_t body_bytes_max = 64u << 20;

  ClientTls tls = {};       // for https
  std::string proxy = {};   // "http://proxy.example:3128": https goes through its tunnel
  std::string proxy_authorization = {};  // value of Proxy-Authorization, if it wants one
  /// Signs every request (request_signature.h); Ed25519, must outlive the client.
  const Signer* signer = nullptr;
  Clock clock = system_clock();  // of the signatures
};

class Client final : public sync::Transport {
 public:
  /// Remembers where the server is; connects at the first exchange. kUnsupported for http to
  /// another machine, kInvalidArgument for what is no URL, certificate or key.
  static Result<Client> open(std::string_view url, ClientOptions options = {});

  /// Sends `request` with Host, Content-Length and Content-Digest, and gives back any complete
  /// answer whose digest is right. Errors carry "url" and "retriable" ("true", "false"):
  /// kIo for a line that fails or takes too long, kUntrusted for a certificate that is not
  /// believed, kCorrupt for an answer that breaks HTTP, its
  /// limits or its digest, kInvalidArgument for a request that cannot be written down.
  Result<sync::Response> exchange(const sync::Request& request) override;

  /// What the Host field says, "127.0.0.1:8443" (RFC 9421 signs it as @authority).
  const std::string& authority() const;

  Client(Client&&) noexcept;
  Client& operator=(Client&&) noexcept;
  ~Client() override;

 private:
  struct Line;
  explicit Client(std::unique_ptr<Line> line);
  std::unique_ptr<Line> line_;
};

}  // namespace girs::http
