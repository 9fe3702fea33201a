// How a client comes to its server: straight or through a proxy's tunnel (CONNECT, RFC 9110
// section 9.3.6), with TLS or, on this machine, without.

#include <algorithm>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/write.hpp>

#include "http/client_line.h"

namespace girs::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

// How long a host may wait until its wish to stop is heard, or its picture of the way is renewed.
constexpr std::chrono::milliseconds kAskEvery{100};

Error needs_tls(const Url& url, const Details& details) {
  return error(Code::kUnsupported,
               "The server " + url.authority() + " needs https; plain http is for this machine "
               "only (127.0.0.1, ::1).",
               "Máy chủ " + url.authority() + " cần https; http không mã hóa chỉ dùng trong "
               "cùng một máy (127.0.0.1, ::1).",
               details);
}

/// Reads the proxy's address: plain http, since what goes through it is encrypted.
Result<std::optional<Url>> parse_proxy(const std::string& text, const Url& server) {
  if (text.empty() || !server.tls) return std::optional<Url>();
  auto proxy = parse_url(text);
  if (!proxy)
    return error(Code::kInvalidArgument, "The proxy's address must look like http://host:port; '" + text + "' does not.",
                 "Địa chỉ máy chủ trung gian phải có dạng http://máy-chủ:cổng; '" + text + "' không đúng.", {{"url", text}});
  if (!proxy->tls) return std::optional(*std::move(proxy));
  return error(Code::kUnsupported, "The proxy " + text + " must be an http address.",
               "Máy chủ trung gian " + text + " phải là địa chỉ http.", {{"url", text}});
}

}  // namespace

Result<Client> Client::open(std::string_view text, ClientOptions options) {
  GIRS_TRY(auto url, parse_url(text));
  const Details details{{"url", std::string(text)}, {"retriable", "false"}};
  if (!url.tls && !loopback_address(url.host)) return needs_tls(url, details);
  GIRS_TRY(auto proxy, parse_proxy(options.proxy, url));
  options.header.bytes_max = std::min(options.header.bytes_max, kReadBytes);
  try {
    std::unique_ptr<ClientContext> tls;
    if (url.tls) {
      GIRS_TRY(tls, ClientContext::make(options.tls));
    }
    return Client(std::make_unique<Line>(std::move(url), std::move(proxy), std::move(options),
                                         std::move(tls)));
  } catch (const boost::system::system_error& failure) {  // no descriptors for the context
    return error(Code::kIo, "No connection can be made (" + failure.code().message() + ").",
                 "Không thể tạo kết nối (" + failure.code().message() + ").",
                 {{"url", std::string(text)}, {"retriable", "true"}});
  }
}

Status Client::Line::connect() {
  const auto& first = proxy ? *proxy : url;
  error_code failure;
  const auto local = loopback_address(first.host);
  const auto address = asio::ip::make_address(local ? *local : first.host, failure);
  if (!failure) {
    GIRS_CHECK(connect_to({address, first.port}));
  } else {
    // On this thread: Asio's asynchronous resolver would start one of its own.
    tcp::resolver resolver(context);
    const auto found = resolver.resolve(first.host, std::to_string(first.port),
                                        tcp::resolver::numeric_service, failure);
    Status connected = unreached("is not known (" + failure.message() + ")",
                                 "không tìm thấy (" + failure.message() + ")");
    for (const auto& entry : found) {
      connected = connect_to(entry.endpoint());
      if (connected || stopped) break;
    }
    GIRS_CHECK(std::move(connected));
  }
  if (proxy) GIRS_CHECK(open_tunnel());
  return tls ? shake_hands() : ok();
}

Status Client::Line::connect_to(const tcp::endpoint& endpoint) {
  hang_up();
  received = {};
  stream.socket().async_connect(endpoint, received.handler());
  const bool in_time = wait(received, std::min(deadline, started + options.connect_time));
  if (in_time && !received.failure) {
    error_code ignored;
    stream.socket().set_option(tcp::no_delay(true), ignored);
    return ok();
  }
  if (!in_time) return late(options.connect_time);
  return unreached("does not answer (" + received.failure.message() + ")",
                   "không trả lời (" + received.failure.message() + ")");
}

Status Client::Line::open_tunnel() {
  const auto place = host_and_port(url.host, url.port);
  auto request = "CONNECT " + place + " HTTP/1.1\r\nHost: " + place + "\r\n";
  if (!options.proxy_authorization.empty())
    request += "Proxy-Authorization: " + options.proxy_authorization + "\r\n";
  request += "\r\n";
  received = {};
  asio::async_write(stream.socket(), asio::buffer(request), received.handler());
  if (!wait(received, deadline)) return late(options.connect_time);
  if (received.failure) return cut();
  GIRS_TRY(const auto head, read_head());
  const auto status = std::to_string(head.status);
  if (head.status / 100 != 2)
    return line_error("cannot be reached: the proxy " + proxy->authority() + " answered " + status,
                      "không tới được: máy chủ trung gian " + proxy->authority() + " trả lời " +
                          status,
                      "proxy");
  const std::string_view bytes(static_cast<const char*>(buffer.cdata().data()), buffer.size());
  buffer.consume(bytes.find("\r\n\r\n") + 4);
  // A tunnel has no body; what follows its header must be the server's, who speaks second.
  if (buffer.size() > 0)
    return bad_answer({"the proxy sent more than its header",
                       "máy chủ trung gian gửi thừa dữ liệu sau tiêu đề"});
  answer_begun = false;
  return ok();
}

Status Client::Line::shake_hands() {
  auto& secured = stream.start_tls(tls->context());
  tls->expect(secured, url.host);
  received = {};
  secured.async_handshake(asio::ssl::stream_base::client, received.handler());
  if (!wait(received, deadline)) return late(options.connect_time);
  if (!received.failure) return ok();
  const long verified = SSL_get_verify_result(secured.native_handle());
  if (verified != X509_V_OK) {
    auto why = tls->distrust();
    if (why.en.empty()) why.en = why.vi = X509_verify_cert_error_string(verified);
    return error(Code::kUntrusted,
                 "The certificate of " + authority + " is not trusted: " + why.en + ".",
                 "Chứng thư số của " + authority + " không được tin cậy: " + why.vi + ".",
                 {{"url", "https://" + authority + url.base},
                  {"retriable", "false"},
                  {"reason", "certificate"}});
  }
  const bool cut_off = received.failure == asio::error::eof || received.failure == asio::error::connection_reset ||
                       received.failure == asio::ssl::error::stream_truncated;
  if (cut_off)
    return line_error("closed the connection before TLS was agreed on: it may be busy, or something on the way blocks it",
                      "đã đóng kết nối trước khi bắt tay TLS xong: máy chủ có thể đang bận, hoặc đường truyền bị chặn", "tls");
  return line_error("does not speak TLS 1.3 with us (" + received.failure.message() + ")",
                    "không bắt tay được TLS 1.3 (" + received.failure.message() + ")", "tls");
}

bool Client::Line::wait(const Pending& step, Clock::time_point until) {
  while (!step.done) {
    context.restart();
    const auto next = progress ? std::min(until, asked + kAskEvery) : until;
    if (context.run_one_until(next) == 0 && Clock::now() >= until) break;
    if (!step.done && !may_go_on()) break;
  }
  return step.done;
}

bool Client::Line::may_go_on() {
  if (stopped) return false;
  if (!progress || Clock::now() < asked + kAskEvery) return true;
  asked = Clock::now();
  const auto size = message ? message->body().size() : 0;
  Progress now{"send", static_cast<std::int64_t>(std::min(sent.size, size)), static_cast<std::int64_t>(size), "bytes"};
  if (bytes_in > 0) now = {"receive", static_cast<std::int64_t>(bytes_in), 0, "bytes"};
  if (const auto going = report_progress(progress, now); !going) stopped = going.error();
  return !stopped;
}

void Client::Line::hang_up() {
  error_code ignored;
  stream.socket().close(ignored);
  context.restart();
  context.run();  // every step ends at once: its socket is closed
  stream.forget_tls();
  buffer.consume(buffer.size());
}

bool Client::Line::is_stale() {
  error_code failure;
  char byte = 0;
  auto& socket = stream.socket();
  socket.non_blocking(true, failure);
  if (!failure) socket.receive(asio::buffer(&byte, 1), tcp::socket::message_peek, failure);
  // Between two answers TLS may have something to say of its own: a new session, for one.
  if (stream.tls() && !failure) return false;
  return failure != asio::error::would_block;
}

Error Client::Line::unreached(const std::string& en, const std::string& vi) const {
  auto failed = line_error(en, vi, proxy ? "proxy" : "");
  if (proxy)
    failed.message = {"The proxy " + proxy->authority() + " " + en + ".",
                      "Máy chủ trung gian " + proxy->authority() + " " + vi + "."};
  return failed;
}

Error Client::Line::line_error(const std::string& en, const std::string& vi,
                               const std::string& reason) const {
  Details details{{"url", (url.tls ? "https://" : "http://") + authority + url.base},
                  {"retriable", "true"}};
  if (!reason.empty()) details.emplace_back("reason", reason);
  return error(Code::kIo, "The server " + authority + " " + en + ".",
               "Máy chủ " + authority + " " + vi + ".", std::move(details));
}

}  // namespace girs::http
