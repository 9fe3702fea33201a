// The client against servers that break the rules, by hand over a socket.

#include "http/client.h"

#include <doctest/doctest.h>

#include <functional>
#include <future>
#include <string>
#include <thread>

#include "http/digest.h"
#include "support/raw_socket.h"

using namespace girs;
using namespace girs::http;
using namespace std::chrono_literals;

namespace {

/// A server that does what a test says, on a thread of its own.
class ScriptedServer {
 public:
  explicit ScriptedServer(std::function<void(raw::Listener&)> script)
      : thread_([this, script = std::move(script)] { script(listener_); }) {}
  ~ScriptedServer() { thread_.join(); }
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(listener_.port()); }

 private:
  raw::Listener listener_;
  std::thread thread_;
};

Client client_of(const std::string& url, ClientOptions options = {}) {
  auto client = Client::open(url, options);
  REQUIRE(client);
  return *std::move(client);
}

Result<sync::Response> get(Client& client) { return client.exchange({"GET", "/x", {}, {}}); }

/// What a client makes of `answer` from a server that then hangs up.
Result<sync::Response> meet(const std::string& answer, ClientOptions options = {}) {
  ScriptedServer server([&](raw::Listener& listener) {
    auto socket = listener.accept();
    socket.receive_message();
    socket.send(answer);
    socket.finish_sending();
    socket.receive_all();
  });
  auto client = client_of(server.url(), options);
  return get(client);
}

std::string answer(const std::string& body, const std::string& first = "HTTP/1.1 200 OK") {
  return first + "\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\nContent-Digest: " + content_digest(body) + "\r\n\r\n" + body;
}

void check_error(const Result<sync::Response>& result, Code code) {
  REQUIRE_FALSE(result);
  const auto& error = result.error();
  CHECK(error.code == code);
  CHECK(detail_of(error.details, "url")->starts_with("http://127.0.0.1:"));
  CHECK(*detail_of(error.details, "retriable") == (code == Code::kIo ? "true" : "false"));
  CHECK(error.message.en.starts_with("The server 127.0.0.1:"));
  CHECK(error.message.vi.starts_with("Máy chủ 127.0.0.1:"));
}

}  // namespace

TEST_CASE("http is spoken to this machine only") {
  const auto far = Client::open("http://nrc.gov.vn");
  CHECK(far.error().code == Code::kUnsupported);
  CHECK(far.error().message.en.find("needs https") != std::string::npos);
  CHECK(Client::open("http://10.0.0.1:80").error().code == Code::kUnsupported);
  CHECK(Client::open("nonsense").error().code == Code::kInvalidArgument);
  CHECK(Client::open("http://localhost:81")->authority() == "localhost:81");
}

TEST_CASE("a request is written with host, base path, length and digest") {
  std::string seen;
  ScriptedServer server([&](raw::Listener& listener) {
    auto socket = listener.accept();
    seen = socket.receive_message();
    socket.send(answer("ok"));
  });
  auto client = client_of(server.url() + "/girs/");
  const auto response = client.exchange({"PUT", "/v1/x?y=1", {{"x-note", "a b"}}, "body"});
  REQUIRE(response);
  CHECK(response->body == "ok");
  CHECK(*response->header("content-digest") == content_digest("ok"));
  CHECK(seen.starts_with("PUT /girs/v1/x?y=1 HTTP/1.1\r\n"));
  CHECK(seen.find("\r\nHost: " + client.authority() + "\r\n") != std::string::npos);
  CHECK(seen.find("\r\nx-note: a b\r\n") != std::string::npos);
  CHECK(seen.find("\r\nContent-Length: 4\r\n") != std::string::npos);
  CHECK(seen.find("\r\nContent-Digest: " + content_digest("body") + "\r\n") != std::string::npos);
  CHECK(seen.ends_with("\r\n\r\nbody"));
}

TEST_CASE("a request that HTTP cannot carry is refused before anything is sent") {
  auto client = client_of("http://127.0.0.1:9");
  for (const auto& request : std::vector<sync::Request>{
           {"G T", "/", {}, {}}, {"GET", "x", {}, {}}, {"GET", "/a b", {}, {}},
           {"GET", "/\r\nX: y", {}, {}}, {"GET", "/", {{"x", "a\r\nb"}}, {}},
           {"GET", "/", {{"x y", "a"}}, {}}, {"GET", "/", {{"Host", "b"}}, {}},
           {"GET", "/", {{"content-length", "5"}}, {}}, {"CONNECT", "/", {}, {}},
           {"GET", "/", {{"x", std::string(20'000, 'x')}}, {}}}) {
    CAPTURE(request.path);
    CHECK(client.exchange(request).error().code == Code::kInvalidArgument);
  }
}

TEST_CASE("a server that is not there is a line that may come back") {
  std::uint16_t port = 0;
  {
    const raw::Listener listener;
    port = listener.port();
  }
  auto client = client_of("http://127.0.0.1:" + std::to_string(port));
  const auto result = get(client);
  check_error(result, Code::kIo);
  CHECK(result.error().message.en.find("does not answer") != std::string::npos);
}

TEST_CASE("an answer that is cut off is a line that failed, wherever the cut is") {
  const auto whole = answer("hello, world");
  for (std::size_t cut = 0; cut < whole.size(); cut += 7) {
    CAPTURE(cut);
    check_error(meet(whole.substr(0, cut)), Code::kIo);
  }
  const std::string chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n";
  check_error(meet(chunked), Code::kIo);
}

TEST_CASE("an answer with a wrong or missing digest is corrupt") {
  const std::string start = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n";
  check_error(meet(start + "Content-Digest: " + content_digest("on") + "\r\n\r\nok"),
              Code::kCorrupt);
  check_error(meet(start + "\r\nok"), Code::kCorrupt);
  check_error(meet("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nContent-Digest: " +
                   content_digest("ok") + "\r\n\r\n"),
              Code::kCorrupt);
  CHECK(meet("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"));
}

TEST_CASE("an error answer may lack its digest, but not have a wrong one") {
  const std::string start = "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 2\r\n";
  const auto plain = meet(start + "\r\nno");
  REQUIRE(plain);
  CHECK(plain->status == 502);
  check_error(meet(start + "Content-Digest: " + content_digest("on") + "\r\n\r\nno"),
              Code::kCorrupt);
}

TEST_CASE("garbage and answers that could be read in two ways are corrupt") {
  for (const auto* bytes :
       {"SSH-2.0-OpenSSH_9.2\r\n", "\x15\x03\x03\x02", "HTTP/1.1 200 OK\nContent-Length: 0\n\n",
        "HTTP/2.0 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"}) {
    CAPTURE(bytes);
    const auto result = meet(std::string(bytes) + "\r\n\r\n");
    check_error(result, Code::kCorrupt);
  }
}

TEST_CASE("an endless header and a body over the limit are corrupt, not kept in memory") {
  check_error(meet("HTTP/1.1 200 OK\r\nX: " + std::string(100'000, 'x')), Code::kCorrupt);
  ClientOptions options;
  options.body_bytes_max = 1000;
  check_error(meet(answer(std::string(1001, 'x')), options), Code::kCorrupt);
  check_error(meet("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", options),
              Code::kCorrupt);
  check_error(meet("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n", options),
              Code::kCorrupt);
  check_error(meet("HTTP/1.1 200 OK\r\n\r\n" + std::string(1001, 'x'), options), Code::kCorrupt);
  CHECK(meet(answer(std::string(1000, 'x')), options));
}

TEST_CASE("an endless row of interim answers is corrupt, one is passed over") {
  std::string interim;
  for (int i = 0; i < 100; ++i) interim += "HTTP/1.1 102 Processing\r\n\r\n";
  check_error(meet(interim), Code::kCorrupt);
  const auto result = meet("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nA: b\r\n\r\n" +
                           answer("ok"));
  REQUIRE(result);
  CHECK(result->body == "ok");
  CHECK(result->header("a") == nullptr);
}

TEST_CASE("a server that never answers, or dribbles, is left when the time is over") {
  ClientOptions options;
  options.exchange_time = 60ms;
  ScriptedServer server([&](raw::Listener& listener) {
    listener.accept().receive_all();
    const auto dribble = listener.accept();
    for (const char byte : answer(std::string(200, 'x'))) {
      if (!dribble.send({&byte, 1})) break;
      std::this_thread::sleep_for(1ms);
    }
  });
  auto client = client_of(server.url(), options);
  const auto silent = get(client);
  check_error(silent, Code::kIo);
  CHECK(silent.error().message.en.find("60 ms") != std::string::npos);
  check_error(get(client), Code::kIo);
}

TEST_CASE("a redirect is an answer like any other") {
  const auto result = meet(
      "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:1/\r\n"
      "Content-Length: 0\r\n\r\n");
  REQUIRE(result);
  CHECK(result->status == 307);
  CHECK(*result->header("location") == "http://127.0.0.1:1/");
}

TEST_CASE("a date in Retry-After comes as seconds from the moment that the answer names, or from now") {
  const auto retry = [](const std::string& fields) {
    ClientOptions options;
    options.clock = [] { return *from_rfc3339("2025-12-15T02:00:00Z"); };
    const auto result = meet("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n" + fields + "\r\n", options);
    REQUIRE(result);
    return *result->header("retry-after");
  };
  CHECK(retry("Retry-After: 120\r\n") == "120");
  CHECK(retry("Retry-After: Mon, 15 Dec 2025 02:01:00 GMT\r\n") == "60");
  CHECK(retry("Date: Tue, 16 Dec 2025 02:00:00 GMT\r\nRetry-After: Tue, 16 Dec 2025 02:00:30 GMT\r\n") == "30");
  CHECK(retry("Retry-After: Mon, 15 Dec 2025 01:00:00 GMT\r\n") == "0");
  CHECK(retry("Retry-After: soon\r\n") == "soon");
}

TEST_CASE("chunked bodies and bodies until the end of the connection are read whole") {
  const auto digest = "Content-Digest: " + content_digest("hello") + "\r\n\r\n";
  CHECK(meet("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" + digest +
             "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n")
            ->body == "hello");
  CHECK(meet("HTTP/1.1 200 OK\r\n" + digest + "hello")->body == "hello");
  CHECK(meet("HTTP/1.0 200 OK\r\n" + digest + "hello")->body == "hello");
}

TEST_CASE("answers to HEAD, 204 and 304 have no body whatever their fields say") {
  ScriptedServer server([&](raw::Listener& listener) {
    auto socket = listener.accept();
    for (const auto* first : {"HTTP/1.1 200 OK", "HTTP/1.1 204 No Content",
                              "HTTP/1.1 304 Not Modified"}) {
      socket.receive_message();
      const auto whole = answer("hello", first);
      socket.send(whole.substr(0, whole.size() - 5));
    }
  });
  auto client = client_of(server.url());
  const auto head = client.exchange({"HEAD", "/", {}, {}});
  REQUIRE(head);
  CHECK(*head->header("content-length") == "5");
  CHECK(head->body.empty());
  CHECK(get(client)->status == 204);
  CHECK(get(client)->status == 304);
}

TEST_CASE("a kept connection that the server closes is opened anew, once") {
  ScriptedServer server([&](raw::Listener& listener) {
    auto first = listener.accept();
    first.receive_message();
    first.send(answer("1"));
    first.receive_message();  // takes the next request, and hangs up without an answer
    first.hang_up();
    auto second = listener.accept();
    second.receive_message();
    second.send(answer("2"));
    second.receive_message();
    second.hang_up();
    listener.accept().receive_message();  // a fresh one that is closed is not tried again
  });
  auto client = client_of(server.url());
  CHECK(get(client)->body == "1");
  CHECK(get(client)->body == "2");
  check_error(get(client), Code::kIo);
}

TEST_CASE("what has begun to be answered, or must not be done twice, is not sent again") {
  ScriptedServer server([&](raw::Listener& listener) {
    auto first = listener.accept();
    first.receive_message();
    first.send(answer("1"));
    first.receive_message();
    first.send("HTTP/1.1 2");
    first.hang_up();
    auto second = listener.accept();
    second.receive_message();
    second.send(answer("2"));
    second.receive_message();
  });
  auto client = client_of(server.url());
  CHECK(get(client)->body == "1");
  check_error(get(client), Code::kIo);
  CHECK(get(client)->body == "2");
  check_error(client.exchange({"POST", "/", {}, "x"}), Code::kIo);
}

TEST_CASE("bytes that nobody asked for do not become the next answer") {
  ScriptedServer server([&](raw::Listener& listener) {
    auto socket = listener.accept();
    socket.receive_message();
    socket.send(answer("1") + answer("forged"));
    const auto next = listener.accept().receive_message();
    CHECK(next.starts_with("GET /x"));
  });
  auto client = client_of(server.url());
  CHECK(get(client)->body == "1");
  check_error(get(client), Code::kIo);
}

TEST_CASE("a server that refuses a large body early is understood") {
  ScriptedServer server([&](raw::Listener& listener) {
    auto socket = listener.accept();
    socket.receive(5000ms);
    socket.send(answer("too large", "HTTP/1.1 413 Content Too Large"));
    socket.finish_sending();
    socket.receive_message();  // not the whole of it
  });
  auto client = client_of(server.url());
  const auto result = client.exchange({"PUT", "/", {}, std::string(20'000'000, 'x')});
  REQUIRE(result);
  CHECK(result->status == 413);
  CHECK(result->body == "too large");
}

TEST_CASE("a caller who waits on a slow line hears how far it is and may stop at any time") {
  struct Heard {
    std::string stage;
    std::int64_t done = 0, total = 0;
  };
  constexpr std::size_t kSize = 50'000'000;
  std::vector<Heard> heard;
  std::promise<void> over;
  const auto is_over = over.get_future();  // the server waits for it
  std::int32_t verdict = 0;
  const auto listen = [&](const Progress& progress) {
    const bool again = !heard.empty() && heard.back().done == progress.done;
    heard.push_back({std::string(progress.stage), progress.done, progress.total});
    CHECK(progress.unit == "bytes");
    if (progress.stage == "receive" && progress.done == 500 && !again) over.set_value();
    return heard.size() < 3 ? 0 : verdict;
  };

  SUBCASE("while a body goes out that nobody takes") {
    verdict = 7;
    ScriptedServer server([&](raw::Listener& listener) {
      auto socket = listener.accept();
      socket.receive(5000ms);
      is_over.wait_for(60s);  // and reads no more
    });
    auto client = client_of(server.url());
    const auto result = client.exchange({"PUT", "/", {}, std::string(kSize, 'x'), listen});
    over.set_value();
    REQUIRE_FALSE(result);
    CHECK(result.error().code == Code::kCancelled);
    CHECK(*detail_of(result.error().details, "callback") == "7");
    REQUIRE(heard.size() == 3);
    CHECK(heard[2].stage == "send");
    CHECK(heard[2].done > 0);
    CHECK(heard[2].done < heard[2].total);
    CHECK(heard[2].total == std::int64_t{kSize});
  }
  SUBCASE("while the answer dribbles in") {
    ScriptedServer server([&](raw::Listener& listener) {
      auto socket = listener.accept();
      socket.receive_message();
      const auto whole = answer(std::string(1000, 'y'));
      const auto half = whole.size() - 500;
      socket.send(whole.substr(0, half));
      is_over.wait_for(60s);
      socket.send(whole.substr(half));
    });
    auto client = client_of(server.url());
    const auto result = client.exchange({"GET", "/", {}, {}, listen});
    REQUIRE(result);
    CHECK(result->body == std::string(1000, 'y'));
    REQUIRE_FALSE(heard.empty());
    CHECK(heard.back().stage == "receive");
    CHECK(heard.back().done == 500);
    CHECK(heard.back().total == 0);
  }
}
