#include "key/payload_head.h"

#include <doctest/doctest.h>

using namespace girs;

namespace {

PayloadHead sample() {
  return {"test.example/log", *from_rfc3339("2026-01-02T03:04:05Z"), std::string(32, 'a'),
          {{"preparer", std::string(64, '1')}, {"approver", std::string(64, '2'), "KT."}}};
}

json::Value document_of(const PayloadHead& head) {
  json::Value document = json::Object{};
  write_head(head, "girs.test/1", document);
  return document;
}

std::size_t mistakes_in(const json::Value& document) {
  Mistakes mistakes;
  read_head(json::Node::root(document, "test", mistakes), "girs.test/1");
  return mistakes.count();
}

}  // namespace

TEST_CASE("the common members of signed documents read back as written") {
  const json::Value document = document_of(sample());
  Mistakes mistakes;
  const auto head = read_head(json::Node::root(document, "test", mistakes), "girs.test/1");
  CHECK(mistakes.empty());
  CHECK(head == sample());
}

TEST_CASE("every mistake in the common members is reported at once") {
  json::Value document = document_of(sample());
  document.set("schema", "girs.test/2");
  document.set("created_at", "2026-01-02T10:04:05+07:00");
  document.set("salt", std::string(32, 'A'));
  document.set("audience", "");
  document.set("signers", json::Array{});
  CHECK(mistakes_in(document) == 5);
}

TEST_CASE("a signer is named once in a role, by a digest, and 16 are the most") {
  PayloadHead head = sample();
  head.signers.push_back(head.signers.front());
  CHECK(mistakes_in(document_of(head)) == 1);
  head.signers.back().role = "agency-seal";
  CHECK(mistakes_in(document_of(head)) == 0);
  head.signers.back().keyid = "xyz";
  CHECK(mistakes_in(document_of(head)) == 1);
  head.signers.clear();
  for (char c = 'a'; c < 'a' + 17; ++c)
    head.signers.push_back({std::string(1, c), std::string(64, '1')});
  CHECK(mistakes_in(document_of(head)) == 1);
}

TEST_CASE("a payload must be canonical byte for byte") {
  CHECK(parse_payload(R"({"a":1,"b":"x"})"));
  for (const std::string_view text :
       {R"({"b":"x","a":1})", R"({"a": 1,"b":"x"})", R"({"a":1.0,"b":"x"})",
        R"({"a":1,"b":"\u0078"})", "{\"a\":1,\"b\":\"x\"}\n", R"({"a":1,"a":1,"b":"x"})", ""}) {
    CAPTURE(text);
    CHECK(!parse_payload(text));
  }
}

TEST_CASE("text that is not NFC is refused where a document is built, with its place") {
  json::Value document = json::Object{};
  document.add("name", "Ha\u0300 Nội");
  const auto bytes = payload_bytes(document);
  REQUIRE(!bytes);
  CHECK(*detail_of(bytes.error().details, "pointer") == "/name");
}

TEST_CASE("two salts differ and have 32 hex digits") {
  const auto a = new_salt();
  const auto b = new_salt();
  REQUIRE(a);
  REQUIRE(b);
  CHECK(a->size() == 32);
  CHECK(*a != *b);
}
