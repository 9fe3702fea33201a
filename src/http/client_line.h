#pragma once
// A client's connection, if there is one, and the exchange that runs on it. Private to the files
// of the client, which see Boost.

#include <chrono>
#include <optional>
#include <string>

#include <boost/asio/io_context.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/serializer.hpp>
#include <boost/beast/http/span_body.hpp>

#include "http/body_reader.h"
#include "http/client.h"
#include "http/stream.h"
#include "http/tls_context.h"
#include "http/url.h"

namespace girs::http {

/// An asynchronous step and how it ended.
struct Pending {
  bool done = false;
  boost::system::error_code failure = {};
  std::size_t size = 0;

  auto handler() {
    return [this](boost::system::error_code ended, std::size_t bytes = 0) {
      done = true;
      failure = ended;
      size = bytes;
    };
  }
};

struct Client::Line {
  using Clock = std::chrono::steady_clock;
  using Milliseconds = std::chrono::milliseconds;
  using Outgoing = boost::beast::http::request<boost::beast::http::span_body<const char>>;
  using Serializer = boost::beast::http::request_serializer<boost::beast::http::span_body<const char>>;

  Url url;
  std::optional<Url> proxy;
  ClientOptions options;
  std::unique_ptr<ClientContext> tls;
  std::string authority = url.authority();

  boost::asio::io_context context{1};
  Stream stream{Stream::Socket(context)};
  boost::beast::flat_buffer buffer{kBufferBytesMax};

  // Of the exchange that runs:
  std::optional<Outgoing> message = {};
  std::optional<Serializer> serializer = {};
  Pending sent = {};
  Pending received = {};
  Clock::time_point started = {};
  Clock::time_point deadline = {};
  bool answer_begun = false;
  ProgressFunction progress = {};
  Clock::time_point asked = {};           // when `progress` was asked last
  std::optional<Error> stopped = {};      // what it said, when it ended the exchange
  std::size_t bytes_in = 0;               // of the answer's body
  /// What the server's clock is ahead of ours, for request signatures alone.
  std::chrono::seconds clock_ahead{0};

  Line(Url at, std::optional<Url> through, ClientOptions wanted,
       std::unique_ptr<ClientContext> shown)
      : url(std::move(at)),
        proxy(std::move(through)),
        options(std::move(wanted)),
        tls(std::move(shown)) {}

  // client.cpp: the exchange.
  Result<sync::Response> exchange(const sync::Request& request);
  Result<sync::Response> try_twice(const sync::Request& request);
  Result<sync::Response> attempt(const sync::Request& request);
  Status compose(const sync::Request& request);
  /// Sends what is left of `message`; `sent` is done afterwards.
  void send_rest();
  Result<sync::Response> read_answer(const sync::Request& request, bool& keep_alive);
  Result<ResponseHead> read_head();
  Status read_body(BodyReader<false>& body, std::size_t bytes_sent);
  Status check_body(const sync::Request& request, const sync::Response& response) const;
  /// Reads what comes in next; false at the end of the stream.
  Result<bool> read_more();
  Milliseconds time_for(std::uint64_t bytes) const;
  /// Why a step was not waited for any longer: its time is over, or the caller has stopped it.
  Error late(Milliseconds time) const;
  Error cut() const;
  /// Why nothing more can be read.
  Error broken(const boost::system::error_code& failure) const;
  Error bad_answer(const girs::Message& reason) const;

  // client_connect.cpp: the connection.
  Status connect();
  Status connect_to(const boost::asio::ip::tcp::endpoint& endpoint);
  Status open_tunnel();
  Status shake_hands();
  /// Lets steps go on until `step` is done; false when `until` or a word of `progress` comes first.
  bool wait(const Pending& step, Clock::time_point until);
  /// Asks `progress`, when that is due; false when it ends the exchange.
  bool may_go_on();
  /// Closes the connection and ends every step that is under way.
  void hang_up();
  /// Whether the server has hung up, or said something nobody asked for, since the last answer.
  bool is_stale();
  Error line_error(const std::string& en, const std::string& vi,
                   const std::string& reason = {}) const;
  /// As line_error(), of the proxy where there is one: it is what was not reached.
  Error unreached(const std::string& en, const std::string& vi) const;
};

}  // namespace girs::http
