// The server against clients that break the rules, by hand over a socket.

#include <doctest/doctest.h>

#include <future>
#include <stdexcept>
#include <string>
#include <thread>

#include "http/digest.h"
#include "json/parse.h"
#include "running_server.h"

using namespace girs;
using namespace girs::http;
using namespace std::chrono_literals;

namespace {

/// Answers with what it was asked: "METHOD path body".
sync::Response echo(const sync::Request& request) {
  if (request.path == "/throw") throw std::runtime_error("a mistake of the host");
  if (request.path == "/throw-int") throw 7;
  if (request.path == "/split") return {200, {{"x", "a\r\nSet-Cookie: b"}}, "x"};
  if (request.path == "/status") return {1000, {}, ""};
  if (request.path == "/none") return {204, {}, "not sent"};
  return {200, {{"content-type", "text/plain"}, {"Content-Length", "999"}},
          request.method + " " + request.path + " " + request.body};
}

ServerOptions quick() {
  ServerOptions options;
  options.request_time = 5s;
  options.idle_time = 5s;
  options.linger_time = 100ms;
  options.body_bytes_max = [](std::string_view method, std::string_view path) -> std::uint64_t {
    if (method == "GET") return 0;
    return path == "/small" ? 10 : 100'000;
  };
  return options;
}

std::string put(const std::string& path, const std::string& body, const std::string& fields = {}) {
  return "PUT " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\nContent-Digest: " + content_digest(body) + "\r\n" + fields + "\r\n" + body;
}

std::string put_chunked(const std::string& body, const std::string& chunks) {
  return "PUT /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Digest: " +
         content_digest(body) + "\r\n\r\n" + chunks;
}

constexpr const char* kGet = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";

int status_of(const std::string& answer) {
  return answer.starts_with("HTTP/1.1 ") ? std::stoi(answer.substr(9, 3)) : 0;
}

std::string body_of(const std::string& answer) {
  const auto end = answer.find("\r\n\r\n");
  return end == std::string::npos ? "" : answer.substr(end + 4);
}

std::string code_of(const std::string& answer) {
  const auto document = json::parse(body_of(answer));
  const auto* code = document ? document->text("code") : nullptr;
  return code ? *code : "";
}

bool closes(const std::string& answer) {
  return answer.find("Connection: close\r\n") != std::string::npos;
}

/// The whole talk: sends, and reads until the server hangs up.
std::string say(RunningServer& server, const std::string& bytes) {
  auto socket = server.connect();
  socket.send(bytes);
  return socket.receive_all();
}

}  // namespace

TEST_CASE("what the guard refuses gets a problem document and the connection ends") {
  RunningServer server(echo, quick());
  const struct {
    const char* bytes;
    int status;
    const char* code;
  } cases[] = {
      {"GET / HTTP/1.1\r\n\r\n", 400, "framing"},
      {"GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400, "framing"},
      {"GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n", 400, "framing"},
      {"GET / HTTP/1.1\nHost: a\n\n", 400, "framing"},
      {"\x16\x03\x01\x02", 400, "framing"},
      {"PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 5, 5\r\n\r\nhello", 400, "framing"},
      {"PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello", 400,
       "framing"},
      {"PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n",
       400, "framing"},
      {"PUT / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, "framing"},
      {"PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 501, "transfer-encoding"},
      {"PUT / HTTP/1.1\r\nHost: a\r\n\r\n", 411, "length-required"},
      {"PUT /small HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n", 413, "body-too-large"},
      {"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx", 413, "body-too-large"},
      {"PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: tea\r\n\r\n", 417, "expectation"},
      {"GET / HTTP/3.0\r\nHost: a\r\n\r\n", 505, "http-version"},
  };
  for (const auto& expected : cases) {
    CAPTURE(expected.bytes);
    const auto answer = say(server, expected.bytes);
    CHECK(status_of(answer) == expected.status);
    CHECK(code_of(answer) == expected.code);
    CHECK(closes(answer));
    CHECK(answer.find("Content-Digest: " + content_digest(body_of(answer))) != std::string::npos);
    CHECK(answer.find("application/problem+json") != std::string::npos);
    CHECK(answer.find("HTTP/1.1", 1) == std::string::npos);  // nothing after it was served
  }
}

TEST_CASE("a header that never ends is cut at the limit") {
  RunningServer server(echo, quick());
  const std::string start = "GET / HTTP/1.1\r\nHost: a\r\n";
  const auto endless = say(server, start + "X: " + std::string(17'000, 'x'));
  CHECK(status_of(endless) == 431);
  std::string fields = start;
  for (int i = 0; i < 100; ++i) fields += "X: y\r\n";
  CHECK(status_of(say(server, fields + "\r\n")) == 431);
  CHECK(status_of(say(server, std::string(20'000, 'G'))) == 431);
}

TEST_CASE("a client that dribbles its header or body gets 408 in time") {
  auto options = quick();
  options.request_time = 80ms;
  RunningServer server(echo, options);
  auto header = server.connect();
  auto body = server.connect();
  auto chunks = server.connect();
  header.send("GET / HT");
  body.send("PUT /x HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc");
  chunks.send("PUT /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab");
  for (auto* socket : {&header, &body, &chunks}) {
    const auto answer = socket->receive_all();
    CHECK(status_of(answer) == 408);
    CHECK(code_of(answer) == "timeout");
  }
}

TEST_CASE("every further byte of a header does not buy a slow client more time") {
  auto options = quick();
  options.request_time = 100ms;
  RunningServer server(echo, options);
  const auto socket = server.connect();
  std::string answer;
  const std::string request = "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(1000, 'x');
  std::size_t sent = 0;
  for (; answer.empty() && sent < request.size(); ++sent) {
    socket.send(request.substr(sent, 1));
    answer = socket.receive(10ms);
  }
  CHECK(status_of(answer) == 408);
  CHECK(sent < 100);
}

TEST_CASE("a body that keeps coming at the least rate may take longer than the request time") {
  auto options = quick();
  options.request_time = 100ms;
  options.bytes_per_second_min = 10;
  RunningServer server(echo, options);
  auto socket = server.connect();
  const auto request = put("/x", std::string(60, 'b'));
  socket.send(request.substr(0, request.size() - 10));
  CHECK(socket.receive(150ms).empty());
  socket.send(request.substr(request.size() - 10));
  CHECK(status_of(socket.receive_message()) == 200);
}

TEST_CASE("an idle connection is closed without a word") {
  auto options = quick();
  options.idle_time = 30ms;
  RunningServer server(echo, options);
  auto socket = server.connect();
  CHECK(socket.receive_all().empty());
  auto used = server.connect();
  used.send(kGet);
  CHECK(status_of(used.receive_message()) == 200);
  CHECK(used.receive_all().empty());
}

TEST_CASE("pipelined requests are answered in their order") {
  RunningServer server(echo, quick());
  auto socket = server.connect();
  socket.send(put("/1", "one") + kGet + put_chunked("two", "3\r\ntwo\r\n0\r\n\r\n") + "\r\n" +
              put("/3", "", "Connection: close\r\n") + kGet);
  CHECK(body_of(socket.receive_message()) == "PUT /1 one");
  CHECK(body_of(socket.receive_message()) == "GET /a ");
  CHECK(body_of(socket.receive_message()) == "PUT /c two");
  const auto last = socket.receive_message();
  CHECK(body_of(last) == "PUT /3 ");
  CHECK(closes(last));
  CHECK(socket.receive_all().empty());
}

TEST_CASE("a request may be cut in two at every byte") {
  RunningServer server(echo, quick());
  auto socket = server.connect();
  for (const auto& request :
       {put("/x", "hello"), put_chunked("hello", "2;a=b\r\nhe\r\n3\r\nllo\r\n0\r\nT: x\r\n\r\n")}) {
    for (std::size_t cut = 1; cut < request.size(); ++cut) {
      CAPTURE(cut);
      REQUIRE(socket.send(request.substr(0, cut)));
      std::this_thread::yield();
      REQUIRE(socket.send(request.substr(cut)));
      const auto body = body_of(socket.receive_message());
      REQUIRE(body.ends_with("hello"));
    }
    for (const char byte : request) REQUIRE(socket.send({&byte, 1}));
    CHECK(body_of(socket.receive_message()).ends_with("hello"));
  }
}

TEST_CASE("chunks that are not framed right, too large or endless are refused") {
  RunningServer server(echo, quick());
  const auto status = [&](const std::string& chunks) {
    return status_of(say(server, put_chunked("", chunks)));
  };
  CHECK(status("x\r\n") == 400);
  CHECK(status("-1\r\n") == 400);
  CHECK(status("3\r\nabcd\r\n0\r\n\r\n") == 400);
  CHECK(status("3\nabc\n0\n\n\r\n") == 400);
  CHECK(status("0\r\nContent-Length: 3\r\n\r\n") == 400);
  CHECK(status("0\r\nno field\r\n\r\n") == 400);
  CHECK(status("1;" + std::string(200'000, 'e')) == 400);
  CHECK(status("ffffffffffffffffff\r\n") == 400);
  CHECK(status("186a1\r\n") == 413);  // 100,001 bytes
  CHECK(status("ffffffffffffffff\r\n") == 413);
}

TEST_CASE("a refused body need not be sent to the end for its sender to read why") {
  RunningServer server(echo, quick());
  auto socket = server.connect();
  socket.send("PUT /small HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
  socket.send(std::string(1'000'000, 'x'));
  CHECK(status_of(socket.receive_message()) == 413);
}

TEST_CASE("a client that waits for 100 Continue gets it, or the refusal in its place") {
  RunningServer server(echo, quick());
  const auto request = put("/small", "hello", "Expect: 100-continue\r\n");
  const auto header = request.substr(0, request.size() - 5);
  auto socket = server.connect();
  socket.send(header);
  CHECK(socket.receive_message() == "HTTP/1.1 100 Continue\r\n\r\n");
  socket.send("hello");
  CHECK(body_of(socket.receive_message()) == "PUT /small hello");
  socket.send(request);  // did not wait: no need to tell it
  CHECK(body_of(socket.receive_message()) == "PUT /small hello");

  const auto large = put("/small", std::string(11, 'x'), "Expect: 100-continue\r\n");
  CHECK(status_of(say(server, large.substr(0, large.size() - 11))) == 413);
}

TEST_CASE("a body without its digest is refused and the connection goes on") {
  RunningServer server(echo, quick());
  auto socket = server.connect();
  const std::string start = "PUT /x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n";
  for (const auto& digest :
       {std::string(), "Content-Digest: " + content_digest("abd") + "\r\n",
        std::string("Content-Digest: sha-512=:AAAA:\r\n"), std::string("Content-Digest: x\r\n")}) {
    CAPTURE(digest);
    socket.send(start + digest + "\r\nabc");
    const auto answer = socket.receive_message();
    CHECK(status_of(answer) == 400);
    CHECK(code_of(answer) == "digest");
    CHECK_FALSE(closes(answer));
  }
  socket.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
  CHECK(code_of(socket.receive_message()) == "digest");
  socket.send("DELETE /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx");
  CHECK(code_of(socket.receive_message()) == "digest");
  socket.send(put("/x", "abc"));
  CHECK(body_of(socket.receive_message()) == "PUT /x abc");
}

TEST_CASE("an answer to HEAD has all its header and no body") {
  RunningServer server(echo, quick());
  auto socket = server.connect();
  socket.send("HEAD /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  const auto answer = socket.receive_all();
  CHECK(status_of(answer) == 200);
  CHECK(answer.find("Content-Length: 8\r\n") != std::string::npos);
  CHECK(answer.find("Content-Digest: " + content_digest("HEAD /a ")) != std::string::npos);
  CHECK(body_of(answer).empty());
}

TEST_CASE("the server alone writes length, digest and date, and 204 has no body") {
  ServerOptions options = quick();
  options.clock = [] { return *from_rfc3339("1994-11-06T08:49:37Z"); };
  RunningServer server(echo, options);
  auto socket = server.connect();
  socket.send(kGet);
  const auto answer = socket.receive_message();
  CHECK(answer.find("Content-Length: 999") == std::string::npos);
  CHECK(answer.find("Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n") != std::string::npos);
  socket.send("GET /none HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  const auto none = socket.receive_all();
  CHECK(status_of(none) == 204);
  CHECK(none.find("Content-") == std::string::npos);
  CHECK(body_of(none).empty());
}

TEST_CASE("a handler that throws or answers nonsense costs one 500 and nothing else") {
  RunningServer server(echo, quick());
  auto socket = server.connect();
  for (const auto* path : {"/throw", "/throw-int", "/split", "/status"}) {
    CAPTURE(path);
    socket.send("GET " + std::string(path) + " HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto answer = socket.receive_message();
    CHECK(status_of(answer) == 500);
    CHECK(code_of(answer) == "internal");
    CHECK(answer.find("mistake of the host") == std::string::npos);
    CHECK(answer.find("Set-Cookie") == std::string::npos);
  }
  socket.send(kGet);
  CHECK(status_of(socket.receive_message()) == 200);
}

TEST_CASE("a connection ends after its number of requests") {
  auto options = quick();
  options.requests_a_connection_max = 2;
  RunningServer server(echo, options);
  auto socket = server.connect();
  socket.send(std::string(kGet) + kGet + kGet);
  CHECK_FALSE(closes(socket.receive_message()));
  CHECK(closes(socket.receive_message()));
  CHECK(socket.receive_all().empty());
}

TEST_CASE("connections beyond the limit get 503 until one ends") {
  auto options = quick();
  options.connections_max = 2;
  RunningServer server(echo, options);
  auto first = server.connect();
  first.send(kGet);
  CHECK(status_of(first.receive_message()) == 200);
  {
    auto second = server.connect();
    second.send(kGet);
    CHECK(status_of(second.receive_message()) == 200);
    const auto refused = say(server, kGet);
    CHECK(status_of(refused) == 503);
    CHECK(code_of(refused) == "overloaded");
    CHECK(refused.find("retry-after: 1\r\n") != std::string::npos);
  }
  // The server sees the second one hang up in its own time; a flood gets no answer at all.
  int status = 0;
  const auto patience = std::chrono::steady_clock::now() + 5s;
  while (status != 200 && std::chrono::steady_clock::now() < patience) {
    auto third = server.connect();
    third.send(kGet);
    status = status_of(third.receive_message());
  }
  CHECK(status == 200);
}

TEST_CASE("bodies beyond what the server holds at once get 503") {
  auto options = quick();
  options.bodies_bytes_max = 50'000;
  std::promise<void> begun;
  std::promise<void> may_end;
  RunningServer server(
      [&](const sync::Request& request) {
        if (request.path == "/hold") {
          begun.set_value();
          may_end.get_future().wait();
        }
        return echo(request);
      },
      options);
  const std::string body(30'000, 'a');
  auto holding = server.connect();
  holding.send(put("/hold", body));
  begun.get_future().wait();
  CHECK(status_of(say(server, put("/x", body))) == 503);
  CHECK(status_of(say(server, put("/x", "small", "Connection: close\r\n"))) == 200);
  may_end.set_value();
  CHECK(status_of(holding.receive_message()) == 200);
  CHECK(status_of(say(server, put("/x", body, "Connection: close\r\n"))) == 200);
}
