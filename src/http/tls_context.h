#pragma once
// OpenSSL's contexts for the two sides of TLS. Private to the files that see Boost.

#include <memory>
#include <string>
#include <vector>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

#include "base/result.h"
#include "http/certificate_trouble.h"
#include "http/tls.h"

namespace girs::http {

using TlsContext = std::unique_ptr<boost::asio::ssl::context>;

/// kInvalidArgument (detail "reason": "certificate", "private-key", "authorities" or "pin") for
/// what cannot be used.
Result<TlsContext> server_context(const ServerTls& tls);

/// The client's context and the pins that its verification reads.
class ClientContext {
 public:
  static Result<std::unique_ptr<ClientContext>> make(const ClientTls& tls);
  boost::asio::ssl::context& context() { return context_; }
  /// Prepares a handshake with `host`: its name is sent and, unless keys are pinned, verified. The
  /// context must outlive the stream.
  void expect(boost::asio::ssl::stream<boost::asio::ip::tcp::socket&>& stream,
              const std::string& host);
  /// Why the last handshake did not believe the certificate; empty when it did.
  const Message& distrust() const { return distrust_; }

  ClientContext();

 private:
  static int holds_pinned_key(X509_STORE_CTX* store, void* context);

  boost::asio::ssl::context context_;
  std::vector<std::string> pins_;
  Message distrust_;
};

}  // namespace girs::http
