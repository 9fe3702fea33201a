#include "http/guard.h"

#include <doctest/doctest.h>

#include <string>

using namespace girs;
using namespace girs::http;

namespace {

using State = HeaderScanner::State;

std::variant<RequestHead, Refusal> guard(const std::string& lines) {
  return guard_request(lines + "\r\n", HeaderLimits{});
}

/// The status of the refusal, 0 when there is none.
int refused(const std::string& lines) {
  const auto checked = guard(lines);
  const auto* refusal = std::get_if<Refusal>(&checked);
  if (!refusal) return 0;
  CHECK_FALSE(refusal->reason.en.empty());
  CHECK_FALSE(refusal->reason.vi.empty());
  CHECK_FALSE(refusal->code.empty());
  return refusal->status;
}

int refused_fields(const std::string& fields) {
  return refused("PUT / HTTP/1.1\r\nHost: a\r\n" + fields);
}

RequestHead passed(const std::string& lines) {
  auto checked = guard(lines);
  REQUIRE(std::holds_alternative<RequestHead>(checked));
  return std::get<RequestHead>(std::move(checked));
}

int refused_answer(const std::string& lines) {
  const auto checked = guard_response(lines + "\r\n", HeaderLimits{});
  const auto* refusal = std::get_if<Refusal>(&checked);
  return refusal ? refusal->status : 0;
}

ResponseHead passed_answer(const std::string& lines) {
  auto checked = guard_response(lines + "\r\n", HeaderLimits{});
  REQUIRE(std::holds_alternative<ResponseHead>(checked));
  return std::get<ResponseHead>(std::move(checked));
}

State scan(const std::string& bytes, std::size_t bytes_max = 1000) {
  HeaderScanner scanner(bytes_max);
  return scanner.scan(bytes);
}

}  // namespace

TEST_CASE("a proper request gives its method, target, fields and framing") {
  const auto head = passed(
      "PUT /v1/submissions/a%20b?x=1&y HTTP/1.1\r\nHost: 127.0.0.1:8443\r\n"
      "Content-Length: 005\r\nX-Note:\t two words \r\nX-Empty:\r\n");
  CHECK(head.method == "PUT");
  CHECK(head.target == "/v1/submissions/a%20b?x=1&y");
  CHECK(head.framing.kind == Framing::Kind::kLength);
  CHECK(head.framing.length == 5);
  CHECK(head.keep_alive);
  CHECK_FALSE(head.expects_continue);
  const sync::Headers fields{{"host", "127.0.0.1:8443"},
                             {"content-length", "005"},
                             {"x-note", "two words"},
                             {"x-empty", ""}};
  CHECK(head.headers == fields);
}

TEST_CASE("exactly one Host is asked for, on HTTP/1.0 too") {
  CHECK(refused("GET / HTTP/1.1\r\nHost: a\r\n") == 0);
  CHECK(refused("GET / HTTP/1.0\r\nHost: a\r\n") == 0);
  CHECK(refused("GET / HTTP/1.1\r\n") == 400);
  CHECK(refused("GET / HTTP/1.0\r\n") == 400);
  CHECK(refused("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n") == 400);
  CHECK(refused("GET / HTTP/1.1\r\nHost: a\r\nhOST: b\r\n") == 400);
  CHECK(refused("GET / HTTP/1.1\r\nHost:\r\n") == 400);
  CHECK(refused("GET / HTTP/1.1\r\nHost: a, b\r\n") == 400);
  CHECK(refused("GET / HTTP/1.1\r\nHost: a/b\r\n") == 400);
  CHECK(refused("GET / HTTP/1.1\r\nHost: u@a\r\n") == 400);
}

TEST_CASE("Transfer-Encoding is chunked on HTTP/1.1 or nothing") {
  CHECK(refused_fields("Transfer-Encoding: chunked\r\n") == 0);
  CHECK(refused_fields("Transfer-Encoding: Chunked\r\n") == 0);  // RFC 9112 section 7
  CHECK(passed("PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n").framing.kind ==
        Framing::Kind::kChunked);
  for (const auto* coding : {"gzip", "identity", "gzip, chunked", "chunked, gzip",
                             "chunked, chunked", "xchunked", "chunked;a=b", "\"chunked\"", ""}) {
    CAPTURE(coding);
    CHECK(refused_fields("Transfer-Encoding: " + std::string(coding) + "\r\n") == 501);
  }
  CHECK(refused_fields("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n") == 400);
  CHECK(refused("PUT / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n") == 400);
}

TEST_CASE("Transfer-Encoding never comes with Content-Length") {
  CHECK(refused_fields("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n") == 400);
  CHECK(refused_fields("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n") == 400);
  CHECK(refused_fields("Content-Length: 0\r\nTransfer-Encoding: gzip\r\n") == 400);
}

TEST_CASE("Content-Length is one number of digits only") {
  CHECK(refused_fields("Content-Length: 0\r\n") == 0);
  for (const auto* length : {"", "5, 5", "5,5", "+5", "-1", "0x5", "5.0", "5 5", "five", "\"5\""}) {
    CAPTURE(length);
    CHECK(refused_fields("Content-Length: " + std::string(length) + "\r\n") == 400);
  }
  CHECK(refused_fields("Content-Length: 5\r\nContent-Length: 5\r\n") == 400);
  CHECK(refused_fields("Content-Length: 5\r\ncontent-length: 6\r\n") == 400);
  CHECK(refused_fields("Content-Length: 999999999999999999\r\n") == 0);
  CHECK(refused_fields("Content-Length: 18446744073709551621\r\n") == 413);
}

TEST_CASE("a PUT or POST that does not say its length gets 411") {
  CHECK(refused("PUT / HTTP/1.1\r\nHost: a\r\n") == 411);
  CHECK(refused("POST / HTTP/1.1\r\nHost: a\r\n") == 411);
  CHECK(refused("GET / HTTP/1.1\r\nHost: a\r\n") == 0);
}

TEST_CASE("folded lines and improper names and values are refused") {
  for (const auto* fields :
       {" X: folded\r\n", "X: a\r\n b\r\n", "X: a\r\n\tb\r\n", "X : a\r\n", ": a\r\n", "X\r\n",
        "X(: a\r\n", "X\xc3\xa1: a\r\n", "X: a\x01z\r\n", "X: a\x7f\r\n", "X: a\rb\r\n",
        "X: a\nY: b\r\n"}) {
    CAPTURE(fields);
    CHECK(refused_fields("Content-Length: 0\r\n" + std::string(fields)) == 400);
  }
  CHECK(refused_fields(std::string("Content-Length: 0\r\nX: a") + '\0' + "b\r\n") == 400);
}

TEST_CASE("the first line is a method, a path and a version") {
  const std::string host = "\r\nHost: a\r\n";
  for (const auto* line :
       {"GET / HTTP/1.1 ", "GET  / HTTP/1.1", " GET / HTTP/1.1", "GET /", "GET", "G@T / HTTP/1.1",
        "GET a HTTP/1.1", "GET /a#b HTTP/1.1", "GET /a b HTTP/1.1", "GET /\" HTTP/1.1",
        "GET /%4 HTTP/1.1", "GET /%zz HTTP/1.1", "GET /\xc3\xa1 HTTP/1.1", "GET * HTTP/1.1",
        "CONNECT a:443 HTTP/1.1", "GET / HTTP/1.11", "GET / http/1.1", "GET / HTTP/1",
        "GET\t/\tHTTP/1.1", "GET / HTTP/a.1", "GET  HTTP/1.1"}) {
    CAPTURE(line);
    CHECK(refused(line + host) == 400);
  }
  CHECK(refused("GET / HTTP/2.0" + host) == 505);
  CHECK(refused("PRI * HTTP/2.0" + host) == 505);
  CHECK(refused("GET / HTTP/0.9" + host) == 505);
  CHECK(refused("OPTIONS * HTTP/1.1" + host) == 0);
  CHECK(refused("GET / HTTP/1.2" + host) == 0);
}

TEST_CASE("an absolute target must name the same server as Host") {
  CHECK(passed("GET http://A:81/x?y HTTP/1.1\r\nHost: a:81\r\n").target == "/x?y");
  CHECK(passed("GET http://a HTTP/1.1\r\nHost: a\r\n").target == "/");
  CHECK(passed("GET http://a?q HTTP/1.1\r\nHost: a\r\n").target == "/?q");
  CHECK(refused("GET http://b/x HTTP/1.1\r\nHost: a\r\n") == 400);
  CHECK(refused("GET ftp://a/x HTTP/1.1\r\nHost: a\r\n") == 400);
  CHECK(refused("GET http:///x HTTP/1.1\r\nHost: a\r\n") == 400);
}

TEST_CASE("a hundred fields pass and one more does not") {
  std::string fields = "Content-Length: 0\r\n";
  for (int i = 0; i < 98; ++i) fields += "X: y\r\n";
  CHECK(refused_fields(fields) == 0);
  CHECK(refused_fields(fields + "X: y\r\n") == 431);
}

TEST_CASE("100-continue is the only expectation, and HTTP/1.0 has none") {
  CHECK(passed("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: 100-Continue\r\n")
            .expects_continue);
  CHECK_FALSE(passed("PUT / HTTP/1.0\r\nHost: a\r\nContent-Length: 1\r\nExpect: 100-continue\r\n")
                  .expects_continue);
  CHECK(refused_fields("Content-Length: 1\r\nExpect: tea\r\n") == 417);
}

TEST_CASE("a connection is kept on HTTP/1.1 unless a side says close") {
  const auto kept = [](const std::string& version, const std::string& fields) {
    return passed("GET / HTTP/" + version + "\r\nHost: a\r\n" + fields).keep_alive;
  };
  CHECK(kept("1.1", ""));
  CHECK(kept("1.1", "Connection: keep-alive\r\n"));
  CHECK_FALSE(kept("1.1", "Connection: Close\r\n"));
  CHECK_FALSE(kept("1.1", "Connection: te\r\nConnection: foo , close\r\n"));
  CHECK_FALSE(kept("1.0", "Connection: keep-alive\r\n"));
}

TEST_CASE("the scanner finds the end of a header wherever the bytes are cut") {
  const std::string header = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  const std::string bytes = header + "body\n";
  for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
    CAPTURE(cut);
    HeaderScanner scanner(1000);
    const auto first = scanner.scan(std::string_view(bytes).substr(0, cut));
    CHECK(first == (cut < header.size() ? State::kMore : State::kComplete));
    if (first == State::kMore) {
      CHECK(scanner.scan(bytes) == State::kComplete);
      CHECK(scanner.size() == header.size());
    }
  }
}

TEST_CASE("the scanner stops at once at a byte that no header holds") {
  CHECK(scan("GET / HTTP/1.1\n") == State::kBroken);
  CHECK(scan("GET / HTTP/1.1\rX") == State::kBroken);
  CHECK(scan("\n") == State::kBroken);
  CHECK(scan("\r\r") == State::kBroken);
  CHECK(scan(std::string("\x16\x03\x01", 3)) == State::kBroken);  // a TLS ClientHello
  CHECK(scan(std::string("GET\0", 4)) == State::kBroken);
  CHECK(scan("GET / HTTP/1.1\r") == State::kMore);
  CHECK(scan("\r\n") == State::kComplete);
}

TEST_CASE("the scanner lets a header be as large as the limit and no larger") {
  const std::string header = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  CHECK(scan(header, header.size()) == State::kComplete);
  CHECK(scan(header, header.size() - 1) == State::kTooLarge);
  CHECK(scan(std::string(100, 'x'), 99) == State::kTooLarge);
  CHECK(refusal_of(State::kTooLarge, {}).status == 431);
  CHECK(refusal_of(State::kBroken, {}).status == 400);
}

TEST_CASE("an answer's framing follows RFC 9112 section 6.3") {
  const auto kind = [](const std::string& lines) { return passed_answer(lines).framing.kind; };
  CHECK(kind("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n") == Framing::Kind::kLength);
  CHECK(kind("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n") == Framing::Kind::kChunked);
  CHECK(kind("HTTP/1.1 200 OK\r\n") == Framing::Kind::kUntilClose);
  CHECK(kind("HTTP/1.1 204 \r\nContent-Length: 3\r\n") == Framing::Kind::kNone);
  CHECK(kind("HTTP/1.1 304 Not Modified\r\n") == Framing::Kind::kNone);
  CHECK(kind("HTTP/1.1 100 Continue\r\n") == Framing::Kind::kNone);
  CHECK_FALSE(passed_answer("HTTP/1.1 200 OK\r\n").keep_alive);
  CHECK(passed_answer("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n").keep_alive);
  CHECK(passed_answer("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n").status == 201);
}

TEST_CASE("an answer that could be read in two ways is refused") {
  for (const auto* lines :
       {"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 3\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n",
        "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n", "HTTP/1.1 200 OK\r\n X: y\r\n",
        "HTTP/1.1 200 OK\r\nX : y\r\n", "HTTP/1.1 20 OK\r\n", "HTTP/1.1 200\r\n",
        "HTTP/1.1 099 No\r\n", "HTTP/1.1  200 OK\r\n", "HTTP/1.1 2000 OK\r\n", "200 OK\r\n", ""}) {
    CAPTURE(lines);
    CHECK(refused_answer(lines) == 400);
  }
}

TEST_CASE("fields that would split a header in two are not proper") {
  CHECK(is_proper({{"ETag", "\"a\""}}, {}));
  CHECK_FALSE(is_proper({{"X", "a\r\nY: b"}}, {}));
  CHECK_FALSE(is_proper({{"X Y", "a"}}, {}));
  CHECK_FALSE(is_proper({{"", "a"}}, {}));
  CHECK_FALSE(is_proper({{"X", std::string(16 * 1024, 'a')}}, {}));
  CHECK_FALSE(is_proper(sync::Headers(100, {"x", "y"}), {}));
}
