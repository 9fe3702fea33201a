#include "http/client.h"

#include <algorithm>
#include <array>
#include <utility>

#include <boost/beast/http/write.hpp>

#include "http/characters.h"
#include "http/client_line.h"
#include "http/digest.h"
#include "http/http_date.h"
#include "http/request_signature.h"

namespace girs::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

// "100 Continue" and its like before an answer; nobody sends more than one or two.
constexpr int kInterimAnswersMax = 8;
// A large body goes out in such pieces, so that its way can be told.
constexpr std::size_t kWriteBytes = 64 * 1024;

/// Fields that only the client itself writes.
bool is_clients_own(std::string_view name) {
  static constexpr std::array<std::string_view, 6> kNames{
      "connection", "content-length", "expect", "host", "keep-alive", "transfer-encoding"};
  return std::ranges::find(kNames, name) != kNames.end();
}

/// Whether the request can be written down, and leaves the framing to the client.
bool is_proper(const sync::Request& request, const HeaderLimits& limits) {
  return is_token(request.method) && request.method != "CONNECT" &&
         request.path.starts_with('/') && is_path_and_query(request.path) &&
         is_proper(request.headers, limits) &&
         std::ranges::none_of(request.headers, [](const auto& field) {
           return is_clients_own(lower_case(field.first));
         });
}

bool has_field(const sync::Request& request, std::string_view name) {
  return std::ranges::any_of(request.headers, [name](const auto& field) {
    return lower_case(field.first) == name;
  });
}

std::string to_text(milliseconds time) {
  return time.count() % 1000 == 0 ? std::to_string(time.count() / 1000) + " s"
                                  : std::to_string(time.count()) + " ms";
}

/// What the server's clock is ahead of `now`, when it says that ours is why it refuses.
std::optional<std::chrono::seconds> clock_error(const sync::Response& response, Time now) {
  const auto* date = response.header("date");
  if (response.status != 401 || !date ||
      response.body.find("\"code\":\"clock\"") == std::string::npos)
    return std::nullopt;
  const auto theirs = from_http_date(*date);
  if (!theirs) return std::nullopt;
  return *theirs - now;
}

/// A moment in Retry-After becomes the seconds until then, by the clock of whoever wrote it.
void count_seconds(sync::Response& response, Time now) {
  const auto* date = response.header("date");
  const auto written = date ? from_http_date(*date) : std::nullopt;
  for (auto& [name, value] : response.headers) {
    if (name != "retry-after") continue;
    if (const auto until = from_http_date(value))
      value = std::to_string(std::max<std::int64_t>((*until - written.value_or(now)).count(), 0));
  }
}

/// Whether sending it twice does what sending it once does (RFC 9110 section 9.2.2; a POST of
/// the exchange carries a key for that).
bool may_repeat(const sync::Request& request) {
  return request.method != "POST" || has_field(request, "idempotency-key");
}

}  // namespace

Result<sync::Response> Client::Line::exchange(const sync::Request& request) {
  if (!is_proper(request, options.header))
    return error(Code::kInvalidArgument,
                 "The request " + request.method + " " + request.path +
                     " has a method, path or header that HTTP cannot carry.",
                 {}, {{"url", "http://" + authority}});
  progress = request.progress;
  stopped.reset();
  asked = steady_clock::now();
  auto answer = try_twice(request);
  if (!answer || !options.signer) return answer;
  // The package is dated by its log; only the request's own signature follows the server's clock.
  const auto ahead = clock_error(*answer, options.clock());
  if (!ahead || *ahead == clock_ahead) return answer;
  clock_ahead = *ahead;
  return try_twice(request);
}

Result<sync::Response> Client::Line::try_twice(const sync::Request& request) {
  const bool reused = stream.socket().is_open() && !is_stale();
  if (!reused) hang_up();
  auto answer = attempt(request);
  // A server may close an idle connection at the very moment when it is used again. Nothing of
  // an answer has come then, and it is not the deadline that ended the attempt.
  if (!answer && reused && !answer_begun && !stopped && steady_clock::now() < deadline && may_repeat(request))
    answer = attempt(request);
  return answer;
}

Result<sync::Response> Client::Line::attempt(const sync::Request& request) {
  answer_begun = false;
  started = steady_clock::now();
  deadline = started + time_for(request.body.size());
  sent = {};
  bytes_in = 0;
  serializer.reset();
  message.reset();
  // Steps under way refer to the request, so they must have ended when this function is left.
  struct HangUp {
    Line& line;
    bool keep_alive = false;
    ~HangUp() {
      if (!keep_alive || !line.sent.done) line.hang_up();
    }
  } at_end{*this};
  if (!stream.socket().is_open()) GIRS_CHECK(connect());
  GIRS_CHECK(compose(request));
  // The answer is read while the request is still going out: a server that refuses a large body
  // says so and does not take the rest.
  serializer.emplace(*message);
  serializer->limit(kWriteBytes);
  send_rest();
  return read_answer(request, at_end.keep_alive);
}

Status Client::Line::compose(const sync::Request& request) {
  auto headers = request.headers;
  const bool has_body =
      !request.body.empty() || request.method == "PUT" || request.method == "POST";
  if (has_body && !has_field(request, "content-digest"))
    headers.emplace_back("Content-Digest", content_digest(request.body));
  if (options.signer) {
    GIRS_CHECK(sign_request({request.method, url.base + request.path, headers, {}}, authority,
                            *options.signer, options.clock() + clock_ahead, headers));
  }
  message.emplace();
  message->version(11);
  message->method_string(request.method);
  message->target(url.base + request.path);
  message->set("Host", authority);
  for (const auto& [name, value] : headers) message->insert(name, value);
  if (!has_body) return ok();
  message->content_length(request.body.size());
  message->body() = {request.body.data(), request.body.size()};
  return ok();
}

void Client::Line::send_rest() {
  beast::http::async_write_some(
      stream, *serializer, [this](boost::system::error_code failure, std::size_t bytes) {
        sent.size += bytes;
        sent.failure = failure;
        if (failure || serializer->is_done()) sent.done = true;
        else send_rest();
      });
}

Result<sync::Response> Client::Line::read_answer(const sync::Request& request, bool& keep_alive) {
  GIRS_TRY(auto head, read_head());
  if (request.method == "HEAD") head.framing = {};
  BodyReader<false> body(head.framing, options.body_bytes_max);
  GIRS_CHECK(read_body(body, request.body.size()));
  sync::Response response{head.status, std::move(head.headers), std::move(body.body())};
  GIRS_CHECK(check_body(request, response));
  count_seconds(response, options.clock());
  keep_alive = head.keep_alive && buffer.size() == 0;
  return response;
}

Result<ResponseHead> Client::Line::read_head() {
  for (int interim = 0; interim <= kInterimAnswersMax; ++interim) {
    HeaderScanner scanner(options.header.bytes_max);
    const auto bytes = [this] {
      return std::string_view(static_cast<const char*>(buffer.cdata().data()), buffer.size());
    };
    auto state = scanner.scan(bytes());
    while (state == HeaderScanner::State::kMore) {
      GIRS_TRY(const bool more, read_more());
      if (!more) return cut();
      state = scanner.scan(bytes());
    }
    if (state != HeaderScanner::State::kComplete)
      return bad_answer(refusal_of(state, options.header).reason);
    auto checked = guard_response(bytes().substr(0, scanner.size()), options.header);
    if (const auto* refusal = std::get_if<Refusal>(&checked)) return bad_answer(refusal->reason);
    auto& head = std::get<ResponseHead>(checked);
    if (head.status >= 200) return std::move(head);
    if (head.status == 101) break;
    buffer.consume(scanner.size());
  }
  return bad_answer({"it never comes to a final status", "không có mã trạng thái cuối cùng"});
}

Status Client::Line::read_body(BodyReader<false>& body, std::size_t bytes_sent) {
  using State = BodyReader<false>::State;
  auto state = body.feed(buffer);
  while (state == State::kMore) {
    bytes_in = body.body().size();
    deadline = started + time_for(bytes_sent + body.body().size());
    GIRS_TRY(const bool more, read_more());
    state = more ? body.feed(buffer) : body.end_of_stream();
    if (!more && state != State::kComplete) return cut();
  }
  if (state == State::kComplete) return ok();
  if (state == State::kBroken)
    return bad_answer({"the body is not framed as its header says",
                       "phần thân không đúng khuôn dạng nêu trong tiêu đề"});
  const auto limit = std::to_string(options.body_bytes_max);
  return bad_answer({"the body is larger than " + limit + " bytes",
                     "phần thân lớn hơn " + limit + " byte"});
}

Status Client::Line::check_body(const sync::Request& request,
                                const sync::Response& response) const {
  const bool bodiless =
      request.method == "HEAD" || response.status == 204 || response.status == 304;
  if (bodiless) return ok();
  const auto digest = check_digest(response.headers, response.body);
  if (digest == DigestCheck::kWrong)
    return bad_answer({"the body is not the one of its Content-Digest",
                       "phần thân không khớp với Content-Digest"});
  if (digest == DigestCheck::kAbsent && response.status < 300 && !response.body.empty())
    return bad_answer({"the body has no Content-Digest with sha-256",
                       "phần thân không có Content-Digest dạng sha-256"});
  return ok();
}

Result<bool> Client::Line::read_more() {
  const auto size = std::min(kReadBytes, buffer.max_size() - buffer.size());
  received = {};
  stream.async_read_some(buffer.prepare(size), received.handler());
  if (!wait(received, deadline))
    return late(std::chrono::duration_cast<milliseconds>(deadline - started));
  buffer.commit(received.size);
  if (received.size > 0) answer_begun = true;
  if (received.failure == asio::error::eof) return false;
  if (received.failure) return broken(received.failure);
  return true;
}

milliseconds Client::Line::time_for(std::uint64_t bytes) const {
  const auto rate = std::max<std::uint64_t>(options.bytes_per_second_min, 1);
  return options.exchange_time + std::chrono::seconds(bytes / rate);
}

Error Client::Line::late(milliseconds time) const {
  if (stopped) return *stopped;
  return line_error("does not answer within " + to_text(time),
                    "không trả lời trong " + to_text(time));
}

Error Client::Line::cut() const {
  return line_error("closed the connection before its answer was complete",
                    "đã đóng kết nối trước khi trả lời xong");
}

Error Client::Line::broken(const boost::system::error_code& failure) const {
  // A server that wants a certificate has read ours, or none, only after our side of the handshake.
  const auto trouble = failure.category() == asio::error::get_ssl_category()
                           ? refused_certificate(static_cast<unsigned long>(failure.value()))
                           : girs::Message();
  return trouble.en.empty() ? cut() : line_error(trouble.en, trouble.vi, "client-certificate");
}

Error Client::Line::bad_answer(const girs::Message& reason) const {
  return error(Code::kCorrupt,
               "The server " + authority + " sent an answer that cannot be trusted: " +
                   reason.en + ".",
               "Máy chủ " + authority + " gửi câu trả lời không tin cậy được: " + reason.vi + ".",
               {{"url", (url.tls ? "https://" : "http://") + authority + url.base},
                {"retriable", "false"}});
}

Result<sync::Response> Client::exchange(const sync::Request& request) {
  return line_->exchange(request);
}

const std::string& Client::authority() const { return line_->authority; }

Client::Client(std::unique_ptr<Line> line) : line_(std::move(line)) {}
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;
Client::~Client() = default;

}  // namespace girs::http
