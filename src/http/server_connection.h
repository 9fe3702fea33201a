#pragma once
// One client's connection: header, guard, body, digest, handler, answer, and again. Private to
// the server.
//
// A connection is a chain of asynchronous steps on its own strand. The step in flight holds it
// by shared_ptr, as Asio asks for; when no step follows, it is gone.

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_set>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/serializer.hpp>
#include <boost/beast/http/string_body.hpp>

#include "http/body_reader.h"
#include "http/guard.h"
#include "http/rate_limit.h"
#include "http/server.h"
#include "http/stream.h"
#include "http/tls_context.h"

namespace girs::http {

class Connection;

/// What the connections of a server share.
struct Hall {
  ServerOptions options;
  TlsContext tls = {};  // null: plain
  Responder responder = {};
  Executor executor = {};
  std::atomic<bool> stopping{false};
  std::atomic<std::uint64_t> bodies_bytes{0};  // of all requests now
  std::mutex mutex = {};
  std::unordered_set<Connection*> connections = {};  // by mutex
  RateLimit rate{options.requests_a_second_max};
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Hall& hall, boost::asio::ip::tcp::socket socket);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Takes requests until the connection ends.
  void serve();
  /// Answers 503 without reading anything: the server has too many connections.
  void turn_away();
  /// Ends the connection if no request has begun. From any thread.
  void end_if_idle();

 private:
  class Pending;
  using Step = void (Connection::*)();
  using Message = boost::beast::http::response<boost::beast::http::string_body>;
  using Serializer = boost::beast::http::response_serializer<boost::beast::http::string_body>;

  void shake_hands(Step next);
  void await_request();
  void begin_request();
  void read_header();
  void take_header();
  void read_body();
  void answer();
  void call_responder(sync::Request request, bool keep_alive);
  /// The refusal of a large body before it is read, if the host refuses it.
  std::optional<sync::Response> refuse_unread() const;

  void refuse(const Refusal& refusal);
  void write(sync::Response response, bool keep_alive);
  void compose(sync::Response response, bool keep_alive);
  void linger();
  void hang_up_softly();
  void let_alert_arrive();
  void discard();
  void close();

  /// Reads what comes in next, then goes on with `next`.
  void read_more(Step next);
  void line_ended();
  /// The step in flight is cancelled at `deadline`.
  void wait_until(std::chrono::steady_clock::time_point deadline);
  void wait_for(std::chrono::steady_clock::duration time);
  std::chrono::steady_clock::duration time_for(std::uint64_t bytes) const;
  void count_body(std::uint64_t bytes);

  Hall& hall_;
  Stream stream_;
  std::string address_;  // of the client
  boost::asio::steady_timer timer_;
  boost::beast::flat_buffer buffer_{kBufferBytesMax};
  bool timed_out_ = false;
  bool idle_ = false;
  std::size_t requests_ = 0;

  // Of the request that is being served:
  std::chrono::steady_clock::time_point started_ = {};
  bool blank_line_passed_ = false;
  HeaderScanner scanner_;
  RequestHead head_ = {};
  std::optional<BodyReader<true>> body_ = {};
  std::uint64_t body_bytes_max_ = 0;
  std::uint64_t body_bytes_ = 0;  // as counted in the hall
  std::optional<Message> message_ = {};
  std::optional<Serializer> serializer_ = {};
};

}  // namespace girs::http
