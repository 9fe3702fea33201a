#include "http/request_signature.h"

#include <doctest/doctest.h>

#include "crypto/private_key.h"
#include "http/digest.h"
#include "http/http_date.h"

using namespace girs;
using namespace girs::http;

namespace {

const Time kNow = *from_rfc3339("2025-12-15T02:00:00Z");

sync::Request put() {
  const std::string body = "{\"a\":1}";
  return {"PUT", "/v1/submissions/ab?x=1",
          {{"content-type", "application/json"}, {"content-digest", content_digest(body)}}, body};
}

/// The request as a server receives it, signed by `key`.
sync::Request sent(sync::Request request, const PrivateKey& key, Time now = kNow) {
  sync::Headers fields = request.headers;
  const auto signer = signer_of(key);
  REQUIRE(sign_request(request, "centre.example:8443", signer, now, fields));
  request.headers = std::move(fields);
  request.headers.emplace_back("host", "centre.example:8443");
  return request;
}

bool verifies(const sync::Request& request, const PrivateKey& key) {
  const auto read = read_request_signature(request);
  return read && read->keyid == key.public_key().keyid() &&
         key.public_key().verify(view(read->base), read->signature);
}

std::string& header(sync::Request& request, std::string_view name) {
  for (auto& [key, value] : request.headers)
    if (key == name) return value;
  throw std::runtime_error("no such header");
}

}  // namespace

TEST_CASE("a signed request verifies, with a body and without") {
  const auto key = *PrivateKey::generate(Scheme::kEd25519);
  CHECK(verifies(sent(put(), key), key));
  CHECK(verifies(sent({"GET", "/v1/events?since=3"}, key), key));
  CHECK(verifies(sent({"GET", "/v1/registry"}, key), key));
  CHECK_FALSE(is_signed(put()));
  CHECK(is_signed(sent(put(), key)));
}

TEST_CASE("what is signed is the text that RFC 9421 prescribes") {
  const auto key = *PrivateKey::generate(Scheme::kEd25519);
  const auto request = sent(put(), key);
  const auto read = read_request_signature(request);
  REQUIRE(read);
  CHECK(read->base ==
        "\"@method\": PUT\n\"@authority\": centre.example:8443\n"
        "\"@path\": /v1/submissions/ab\n\"@query\": ?x=1\n"
        "\"content-digest\": " + content_digest("{\"a\":1}") +
        "\n\"content-type\": application/json\n"
        "\"@signature-params\": (\"@method\" \"@authority\" \"@path\" \"@query\" "
        "\"content-digest\" \"content-type\");created=1765764000;expires=1765764120;nonce=\"" +
        read->nonce + "\";keyid=\"" + key.public_key().keyid() + "\";tag=\"girs-sync-v1\"");
}

TEST_CASE("a change of anything that is covered breaks the signature") {
  const auto key = *PrivateKey::generate(Scheme::kEd25519);
  const auto change = [&](auto alter) {
    auto request = sent(put(), key);
    alter(request);
    return verifies(request, key);
  };
  CHECK_FALSE(change([](auto& r) { r.method = "POST"; }));
  CHECK_FALSE(change([](auto& r) { r.path = "/v1/submissions/ac?x=1"; }));
  CHECK_FALSE(change([](auto& r) { r.path = "/v1/submissions/ab?x=2"; }));
  CHECK_FALSE(change([](auto& r) { header(r, "host") = "other.example:8443"; }));
  CHECK_FALSE(change([](auto& r) { header(r, "content-type") = "text/plain"; }));
  CHECK_FALSE(change([](auto& r) { header(r, "content-digest") = content_digest("x"); }));
  CHECK_FALSE(change([](auto& r) {
    auto& input = header(r, "signature-input");
    input.replace(input.find("expires=1765764120"), 18, "expires=1765764121");
  }));
  CHECK(change([](auto& r) { r.headers.emplace_back("via", "1.1 proxy"); }));
}

TEST_CASE("a signature that covers too little, lives too long or has another purpose is refused") {
  const auto key = *PrivateKey::generate(Scheme::kEd25519);
  const auto refused = [&](std::string_view from, std::string_view to) {
    auto request = sent(put(), key);
    auto& input = header(request, "signature-input");
    input.replace(input.find(from), from.size(), to);
    const auto read = read_request_signature(request);
    return !read && *detail_of(read.error().details, "reason") == "request-signature";
  };
  CHECK(refused(" \"content-digest\" \"content-type\"", ""));
  CHECK(refused("\"@query\" ", ""));
  CHECK(refused("expires=1765764120", "expires=1765764301"));
  CHECK(refused("expires=1765764120", "expires=1765764000"));
  CHECK(refused("girs-sync-v1", "girs-sync-v2"));
  CHECK(refused("nonce=", "alg=\"hmac-sha256\";nonce="));
  CHECK(refused("nonce=", "created=1765764000;nonce="));
  CHECK(refused("girs=(", "other=("));
  CHECK(refused(";keyid=", ";keyidx="));
  CHECK(refused("(\"@method\"", "(\"@method\";req"));
  for (std::size_t cut = 0; cut < 120; ++cut) {
    auto request = sent(put(), key);
    header(request, "signature-input").resize(cut);
    CHECK_FALSE(read_request_signature(request));
  }
}

TEST_CASE("only Ed25519 keys sign requests") {
  const auto key = *PrivateKey::generate(Scheme::kEcdsaP256);
  sync::Headers fields;
  const auto signer = signer_of(key);
  CHECK(sign_request(put(), "a", signer, kNow, fields).error().code == Code::kUnsupported);
}

TEST_CASE("dates of HTTP are read as they are written, and in no other form") {
  for (const char* text : {"Mon, 15 Dec 2025 02:00:00 GMT", "Sun, 06 Nov 1994 08:49:37 GMT"}) {
    const auto time = from_http_date(text);
    REQUIRE(time);
    CHECK(to_http_date(*time) == text);
  }
  for (const char* text : {"", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
                           "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT",
                           "Sun, 06 Nov 1994 08:49:37 UTC"})
    CHECK_FALSE(from_http_date(text));
}
