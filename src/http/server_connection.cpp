#include "http/server_connection.h"

#include <algorithm>
#include <array>
#include <utility>

#include <boost/asio/dispatch.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/write.hpp>

#include "http/characters.h"
#include "http/digest.h"
#include "http/http_date.h"
#include "http/problem.h"
#include "http/refusals.h"

namespace girs::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using std::chrono::steady_clock;

constexpr std::uint64_t kBodyBytesDefault = 1u << 20;
constexpr std::uint64_t kUnaskedBodyMax = 64u << 10;
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
// A request comes in by small pieces until its header is whole.
constexpr std::size_t kHeaderReadBytes = 4 * 1024;

/// Fields that only the server itself writes.
bool is_servers_own(std::string_view name) {
  static constexpr std::array<std::string_view, 6> kNames{
      "connection", "content-digest", "content-length", "date", "keep-alive", "transfer-encoding"};
  return std::ranges::find(kNames, name) != kNames.end();
}

/// Whether an answer of the handler can be written down without breaking the protocol.
bool is_proper(const sync::Response& response, const HeaderLimits& limits) {
  return response.status >= 200 && response.status <= 599 && is_proper(response.headers, limits);
}

bool may_have_body(int status) { return status != 204 && status != 304; }

}  // namespace

Connection::Connection(Hall& hall, asio::ip::tcp::socket socket)
    : hall_(hall),
      stream_(std::move(socket)),
      timer_(stream_.get_executor()),
      scanner_(hall.options.header.bytes_max) {
  beast::error_code ignored;
  stream_.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
  const auto peer = stream_.socket().remote_endpoint(ignored);
  address_ = peer.address().to_string();
  const std::lock_guard lock(hall_.mutex);
  hall_.connections.insert(this);
}

Connection::~Connection() {
  count_body(0);
  const std::lock_guard lock(hall_.mutex);
  hall_.connections.erase(this);
}

void Connection::serve() {
  asio::dispatch(stream_.get_executor(), [self = shared_from_this()] {
    if (self->hall_.tls) return self->shake_hands(&Connection::await_request);
    self->await_request();
  });
}

void Connection::turn_away() {
  asio::dispatch(stream_.get_executor(), [self = shared_from_this()] {
    // A handshake costs more than the answer is worth: over TLS the client sees a closed line.
    if (self->hall_.tls) return self->close();
    self->refuse(too_busy());
  });
}

void Connection::shake_hands(Step next) {
  idle_ = true;  // so that a stop ends it
  wait_for(hall_.options.request_time);
  stream_.start_tls(*hall_.tls).async_handshake(
      asio::ssl::stream_base::server,
      [self = shared_from_this(), next](beast::error_code failure) {
        self->idle_ = false;
        if (self->timed_out_) return self->close();
        if (failure) return self->let_alert_arrive();
        (self.get()->*next)();
      });
}

void Connection::end_if_idle() {
  // The server calls this under the hall's lock, which a connection that is going away waits
  // for: then there is nothing left to end.
  auto self = weak_from_this().lock();
  if (!self) return;
  asio::post(stream_.get_executor(), [self = std::move(self)] {
    if (self->idle_) self->close();
  });
}

void Connection::await_request() {
  if (hall_.stopping) return linger();
  blank_line_passed_ = false;
  scanner_ = HeaderScanner(hall_.options.header.bytes_max);
  head_ = {};
  serializer_.reset();
  message_.reset();
  if (buffer_.size() > 0) return begin_request();
  buffer_.shrink_to_fit();
  idle_ = true;
  wait_for(hall_.options.idle_time);
  read_more(&Connection::begin_request);
}

void Connection::begin_request() {
  idle_ = false;
  started_ = steady_clock::now();
  wait_for(hall_.options.request_time);
  read_header();
}

void Connection::read_header() {
  const std::string_view bytes(static_cast<const char*>(buffer_.cdata().data()), buffer_.size());
  switch (const auto state = scanner_.scan(bytes); state) {
    case HeaderScanner::State::kMore: return read_more(&Connection::read_header);
    case HeaderScanner::State::kComplete: break;
    default: return refuse(refusal_of(state, hall_.options.header));
  }
  // One empty line before a request is passed over (RFC 9112 section 2.2).
  if (scanner_.size() == 2 && !std::exchange(blank_line_passed_, true)) {
    buffer_.consume(2);
    scanner_ = HeaderScanner(hall_.options.header.bytes_max);
    return read_header();
  }
  auto checked = guard_request(bytes.substr(0, scanner_.size()), hall_.options.header);
  if (const auto* refusal = std::get_if<Refusal>(&checked)) return refuse(*refusal);
  head_ = std::get<RequestHead>(std::move(checked));
  ++requests_;
  if (!hall_.rate.allow(address_, started_)) return refuse(too_many());
  take_header();
}

void Connection::take_header() {
  const auto path = std::string_view(head_.target).substr(0, head_.target.find('?'));
  const auto& limit = hall_.options.body_bytes_max;
  body_bytes_max_ = limit ? limit(head_.method, path) : kBodyBytesDefault;
  if (head_.framing.length > body_bytes_max_) return refuse(too_large(body_bytes_max_));
  if (auto refusal = refuse_unread()) return write(*std::move(refusal), false);
  body_.emplace(head_.framing, body_bytes_max_);

  const bool has_body =
      head_.framing.kind == Framing::Kind::kChunked || head_.framing.length > 0;
  if (!head_.expects_continue || !has_body || buffer_.size() > scanner_.size()) return read_body();
  asio::async_write(stream_, asio::buffer(kContinue),
                    [self = shared_from_this()](beast::error_code failure, std::size_t) {
                      if (failure || self->timed_out_) return self->line_ended();
                      self->read_body();
                    });
}

void Connection::read_body() {
  using State = BodyReader<true>::State;
  const auto state = body_->feed(buffer_);
  count_body(body_->body().size());
  if (hall_.bodies_bytes > hall_.options.bodies_bytes_max) return refuse(too_busy());
  switch (state) {
    case State::kComplete: return answer();
    case State::kTooLarge: return refuse(too_large(body_bytes_max_));
    case State::kBroken:
      return refuse({400,
                     "framing",
                     {"the body is not framed as its header says",
                      "phần thân không đúng khuôn dạng nêu trong tiêu đề"}});
    case State::kMore: break;
  }
  wait_until(started_ + time_for(body_bytes_));
  read_more(&Connection::read_body);
}

void Connection::answer() {
  timer_.cancel();
  const bool more = head_.keep_alive && requests_ < hall_.options.requests_a_connection_max;
  sync::Request request{head_.method, std::move(head_.target),
                        std::move(head_.headers), std::move(body_->body())};
  const auto digest = check_digest(request.headers, request.body);
  const bool needed =
      head_.method == "PUT" || head_.method == "POST" || !request.body.empty();
  if (digest == DigestCheck::kWrong)
    return write(refused(400, "digest",
                         {"the body is not the one of its Content-Digest",
                          "phần thân không khớp với Content-Digest"}),
                 more);
  if (digest == DigestCheck::kAbsent && needed)
    return write(refused(400, "digest",
                         {"the body has no Content-Digest with sha-256",
                          "phần thân không có Content-Digest dạng sha-256"}),
                 more);
  call_responder(std::move(request), more);
}

/// An answer that is still to come. It holds its connection, and the server at work.
class Connection::Pending {
 public:
  Pending(std::shared_ptr<Connection> connection, bool keep_alive)
      : connection_(std::move(connection)), work_(connection_->stream_.get_executor()),
        keep_alive_(keep_alive) {}
  Pending(const Pending&) = delete;
  Pending& operator=(const Pending&) = delete;
  ~Pending() {
    try {
      give(internal_error());  // nobody else has, nor will
    } catch (...) {  // no memory: the client sees a closed line
    }
  }

  void give(sync::Response response) {
    if (given_.exchange(true)) return;
    // Who keeps the exchange longer holds neither connection nor server.
    const auto work = std::move(work_);
    asio::dispatch(work.get_executor(), [connection = std::move(connection_), keep_alive = keep_alive_,
                                         response = std::move(response)]() mutable {
      const bool proper = is_proper(response, connection->hall_.options.header);
      connection->write(proper ? std::move(response) : internal_error(), keep_alive);
    });
  }

 private:
  std::shared_ptr<Connection> connection_;
  asio::executor_work_guard<Stream::executor_type> work_;
  bool keep_alive_;
  std::atomic<bool> given_{false};
};

void Connection::call_responder(sync::Request request, bool keep_alive) {
  const auto pending = std::make_shared<Pending>(shared_from_this(), keep_alive);
  try {
    hall_.responder({std::move(request),
                     [pending](sync::Response response) { pending->give(std::move(response)); },
                     hall_.executor});
  } catch (...) {  // the host's code: whatever it throws is this request's misfortune alone
    pending->give(internal_error());
  }
}

std::optional<sync::Response> Connection::refuse_unread() const {
  const auto& framing = head_.framing;
  const bool small = framing.kind != Framing::Kind::kChunked && framing.length <= kUnaskedBodyMax;
  if (small || !hall_.options.before_body) return std::nullopt;
  try {
    return hall_.options.before_body({head_.method, head_.target, head_.headers});
  } catch (...) {
    return internal_error();
  }
}

void Connection::refuse(const Refusal& refusal) {
  write(refused(refusal.status, refusal.code, refusal.reason), false);
}

void Connection::write(sync::Response response, bool keep_alive) {
  if (hall_.stopping) keep_alive = false;
  body_.reset();
  count_body(0);
  compose(std::move(response), keep_alive);
  started_ = steady_clock::now();
  wait_for(time_for(message_->body().size()));
  auto done = [self = shared_from_this(), keep_alive](beast::error_code failure, std::size_t) {
    if (failure || self->timed_out_) return self->close();
    if (keep_alive) return self->await_request();
    self->linger();
  };
  if (head_.method == "HEAD")
    beast::http::async_write_header(stream_, *serializer_, std::move(done));
  else
    beast::http::async_write(stream_, *serializer_, std::move(done));
}

void Connection::compose(sync::Response response, bool keep_alive) {
  message_.emplace();
  message_->version(11);
  message_->result(static_cast<unsigned>(response.status));
  message_->reason(reason_phrase(response.status));
  for (const auto& [name, value] : response.headers)
    if (!is_servers_own(lower_case(name))) message_->insert(name, value);
  message_->set("Date", to_http_date(hall_.options.clock()));
  if (may_have_body(response.status)) {
    message_->content_length(response.body.size());
    if (!response.body.empty()) message_->set("Content-Digest", content_digest(response.body));
    message_->body() = std::move(response.body);
  }
  if (!keep_alive) message_->set("Connection", "close");
  serializer_.emplace(*message_);
}

void Connection::linger() {
  // Closing a socket with unread bytes resets it, and the reset may overtake the answer on its
  // way: say that no more follows, then wait for the client to hang up (RFC 9112 section 9.6).
  wait_for(hall_.options.linger_time);
  if (!stream_.tls()) return hang_up_softly();
  stream_.tls()->async_shutdown([self = shared_from_this()](beast::error_code) {
    if (self->timed_out_) return self->close();
    self->hang_up_softly();
  });
}

void Connection::let_alert_arrive() {
  // TLS has said why there is no connection, and what the client sent meanwhile is not read.
  wait_for(hall_.options.linger_time);
  hang_up_softly();
}

void Connection::hang_up_softly() {
  beast::error_code ignored;
  stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  discard();
}

void Connection::discard() {
  buffer_.consume(buffer_.size());
  stream_.socket().async_read_some(
      buffer_.prepare(kHeaderReadBytes),
      [self = shared_from_this()](beast::error_code failure, std::size_t) {
        if (failure || self->timed_out_) return self->close();
        self->discard();
      });
}

void Connection::close() {
  timer_.cancel();
  beast::error_code ignored;
  stream_.socket().close(ignored);
}

void Connection::read_more(Step next) {
  const auto wanted = body_ ? kReadBytes : kHeaderReadBytes;
  const auto size = std::min(wanted, buffer_.max_size() - buffer_.size());
  stream_.async_read_some(
      buffer_.prepare(size),
      [self = shared_from_this(), next](beast::error_code failure, std::size_t received) {
        self->buffer_.commit(received);
        if (failure || self->timed_out_) return self->line_ended();
        (self.get()->*next)();
      });
}

void Connection::line_ended() {
  if (idle_ || !timed_out_) return close();  // nobody waits for an answer
  refuse({408,
          "timeout",
          {"the request did not come in within its time",
           "yêu cầu không đến đủ trong thời gian cho phép"}});
}

void Connection::wait_until(steady_clock::time_point deadline) {
  timed_out_ = false;
  timer_.expires_at(deadline);
  timer_.async_wait([self = shared_from_this()](beast::error_code failure) {
    // The deadline may have moved on while this call was waiting for its turn.
    if (failure || self->timer_.expiry() > steady_clock::now()) return;
    self->timed_out_ = true;
    beast::error_code ignored;
    self->stream_.socket().cancel(ignored);
  });
}

void Connection::wait_for(steady_clock::duration time) { wait_until(steady_clock::now() + time); }

steady_clock::duration Connection::time_for(std::uint64_t bytes) const {
  const auto rate = std::max<std::uint64_t>(hall_.options.bytes_per_second_min, 1);
  return hall_.options.request_time + std::chrono::seconds(bytes / rate);
}

void Connection::count_body(std::uint64_t bytes) {
  hall_.bodies_bytes += bytes - body_bytes_;  // modulo 2^64, so the difference may be negative
  body_bytes_ = bytes;
}

}  // namespace girs::http
