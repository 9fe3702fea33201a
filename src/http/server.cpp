#include "http/server.h"

#include <algorithm>
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include "http/server_connection.h"
#include "http/url.h"

namespace girs::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

// After an accept that failed, most likely for want of file descriptors.
constexpr std::chrono::milliseconds kAcceptPause{100};

Error cannot_listen(const std::string& address, const error_code& failure) {
  return error(Code::kIo,
               "The address " + address + " cannot be listened on (" + failure.message() + ").",
               "Không thể mở cổng tại địa chỉ " + address + " (" + failure.message() + ").",
               {{"url", "http://" + address}});
}

}  // namespace

struct Server::State {
  // In this order: what waits in the context when it is destroyed refers to the hall.
  Hall hall;
  std::string host = {};
  std::once_flag responder_given = {};
  asio::io_context context = {};
  asio::ip::tcp::acceptor acceptor{asio::make_strand(context)};
  asio::steady_timer pause{acceptor.get_executor()};

  State(ServerOptions options, TlsContext tls) : hall{std::move(options), std::move(tls)} {
    hall.executor = [this](Task task) { asio::post(context, std::move(task)); };
  }

  Status open(const std::string& address);
  void accept();
  void take(asio::ip::tcp::socket socket);
  void rest();
};

Status Server::State::open(const std::string& address) {
  host = address;
  const auto place = host_and_port(host, hall.options.port);
  error_code failure;
  const auto ip = asio::ip::make_address(address, failure);
  const asio::ip::tcp::endpoint endpoint(ip, hall.options.port);
  if (!failure) acceptor.open(endpoint.protocol(), failure);
  if (!failure) acceptor.set_option(asio::socket_base::reuse_address(true), failure);
  if (!failure) acceptor.bind(endpoint, failure);
  if (!failure) acceptor.listen(asio::socket_base::max_listen_connections, failure);
  if (!failure) hall.options.port = acceptor.local_endpoint(failure).port();
  if (failure) return cannot_listen(place, failure);
  accept();
  return ok();
}

void Server::State::accept() {
  acceptor.async_accept(asio::make_strand(context),
                        [this](error_code failure, asio::ip::tcp::socket socket) {
                          if (hall.stopping) return;
                          if (failure) return rest();
                          accept();
                          take(std::move(socket));
                        });
}

void Server::State::take(asio::ip::tcp::socket socket) {
  std::size_t connections = 0;
  {
    const std::lock_guard lock(hall.mutex);
    connections = hall.connections.size();
  }
  // Those that are turned away need a moment too; a flood beyond them is not answered at all.
  const auto most = hall.options.connections_max;
  if (connections >= 2 * most) return;
  const auto connection = std::make_shared<Connection>(hall, std::move(socket));
  if (connections >= most) return connection->turn_away();
  connection->serve();
}

void Server::State::rest() {
  pause.expires_after(kAcceptPause);
  pause.async_wait([this](error_code failure) {
    if (!failure && !hall.stopping) accept();
  });
}

Result<Server> Server::listen(ServerOptions options) {
  const auto place = host_and_port(options.host, options.port);
  const auto local = loopback_address(options.host);
  if (!options.tls && !local)
    return error(Code::kUnsupported,
                 "Listening on " + options.host +
                     " needs TLS; plain HTTP is for this machine only (127.0.0.1, ::1).",
                 "Mở cổng tại " + options.host +
                     " cần TLS; HTTP không mã hóa chỉ dùng trong cùng một máy (127.0.0.1, ::1).",
                 {{"url", "http://" + place}});
  const auto address = local ? *local : options.host;
  options.header.bytes_max = std::min(options.header.bytes_max, kReadBytes);
  TlsContext tls;
  if (options.tls) {
    GIRS_TRY(tls, server_context(*options.tls));
    options.tls->identity = {};  // OpenSSL has it now
  }
  try {
    auto state = std::make_unique<State>(std::move(options), std::move(tls));
    GIRS_CHECK(state->open(address));
    return Server(std::move(state));
  } catch (const boost::system::system_error& failure) {  // no descriptors for the context
    return cannot_listen(place, failure.code());
  }
}

Responder answering(Handler handler) {
  return [handler = std::move(handler)](const Exchange& exchange) {
    exchange.answer(handler(exchange.request));
  };
}

void Server::run(const Responder& responder) {
  std::call_once(state_->responder_given, [&] { state_->hall.responder = responder; });
  for (;;) {
    try {
      state_->context.run();
      return;
    } catch (...) {
      // Memory ran out in a connection's step: that connection is gone, the others go on.
    }
  }
}

void Server::stop() {
  auto& hall = state_->hall;
  if (hall.stopping.exchange(true)) return;
  asio::post(state_->acceptor.get_executor(), [state = state_.get()] {
    error_code ignored;
    state->acceptor.close(ignored);
    state->pause.cancel();
  });
  const std::lock_guard lock(hall.mutex);
  for (auto* connection : hall.connections) connection->end_if_idle();
}

std::uint16_t Server::port() const { return state_->hall.options.port; }

std::string Server::url() const { return (state_->hall.tls ? "https://" : "http://") + host_and_port(state_->host, port()); }

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&&) noexcept = default;
Server::~Server() = default;

}  // namespace girs::http
