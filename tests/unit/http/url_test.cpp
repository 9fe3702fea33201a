#include "http/url.h"

#include <doctest/doctest.h>

using namespace girs;
using namespace girs::http;

TEST_CASE("a URL is read into its parts") {
  const auto url = parse_url("HTTP://LocalHost:8443/girs/v1/");
  REQUIRE(url);
  CHECK_FALSE(url->tls);
  CHECK(url->host == "localhost");
  CHECK(url->port == 8443);
  CHECK(url->base == "/girs/v1");
  CHECK(url->authority() == "localhost:8443");
}

TEST_CASE("the port of the scheme is implied and left out of the authority") {
  CHECK(parse_url("http://127.0.0.1")->port == 80);
  CHECK(parse_url("https://nrc.gov.vn/")->port == 443);
  CHECK(parse_url("https://nrc.gov.vn/")->base.empty());
  CHECK(parse_url("https://nrc.gov.vn:443")->authority() == "nrc.gov.vn");
  CHECK(parse_url("http://nrc.gov.vn:443")->authority() == "nrc.gov.vn:443");
  CHECK(parse_url("http://[::1]")->authority() == "[::1]");
  CHECK(parse_url("http://[::1]:81")->authority() == "[::1]:81");
  CHECK(parse_url("http://[::1]:81")->host == "::1");
}

TEST_CASE("what is no absolute http URL is refused with the text in the details") {
  for (const auto* text :
       {"", "127.0.0.1:80", "ftp://a", "http://", "http:///a", "http://a:", "http://a:0",
        "http://a:65536", "http://a:8o", "http://a:+1", "http://user@a", "http://u:p@a",
        "http://a?x=1", "http://a/b?x", "http://a/b#c", "http://a b", "http://a/b c",
        "http://[::1", "http://[]", "http://[::1]x", "http://[g::]", "http://a/%4",
        "http://\xc3\xa1"}) {
    CAPTURE(text);
    const auto url = parse_url(text);
    REQUIRE_FALSE(url);
    CHECK(url.error().code == Code::kInvalidArgument);
    CHECK(*detail_of(url.error().details, "url") == text);
    CHECK_FALSE(url.error().message.vi.empty());
  }
}

TEST_CASE("only this machine's own addresses are loopback") {
  CHECK(loopback_address("localhost") == "127.0.0.1");
  CHECK(loopback_address("LOCALHOST") == "127.0.0.1");
  CHECK(loopback_address("127.0.0.1") == "127.0.0.1");
  CHECK(loopback_address("127.255.0.9") == "127.255.0.9");
  CHECK(loopback_address("::1") == "::1");
  for (const auto* host : {"", "127.0.0.1.nip.io", "127.1", "127.0.0.256", "127.0.0.01", "127.0.0.",
                           "127.0.0.1.1", "128.0.0.1", "0.0.0.0", "::", "localhost.evil.vn",
                           "127.0.0.+1", "127.0.0.1 "}) {
    CAPTURE(host);
    CHECK_FALSE(loopback_address(host));
  }
}
