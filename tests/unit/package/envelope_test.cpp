#include "package/envelope.h"

#include <doctest/doctest.h>

#include <fstream>

#include "json/canonical.h"
#include "json/parse.h"
#include "package/envelope_list.h"
#include "package/pae.h"
#include "package/submission.h"
#include "support/noted.h"
#include "support/source_dir.h"
#include "support/package_fixture.h"

using namespace girs;
using namespace girs::package;

namespace {

bool is_valid(const json::Value& request) {
  const auto key =
      PublicKey::from_spki(*parse_scheme(*request.text("scheme")), *from_hex(*request.text("key")));
  REQUIRE(key);
  const auto envelope = Envelope::from_json(*request.find("envelope"));
  return envelope && envelope->is_signed_by(*key);
}

}  // namespace

TEST_CASE("DSSE's encoding and signatures are as its vectors say") {
  std::ifstream file(source_path("/tests/conformance/vectors/dsse.jsonl"));
  std::size_t count = 0;
  for (std::string line; std::getline(file, line); ++count) {
    const auto test = json::parse(line);
    REQUIRE(test);
    CAPTURE(*test->text("name"));
    const json::Value& request = *test->find("request");
    if (*test->text("op") == "pae")
      CHECK(text_of(pae(*request.text("payloadType"), *from_base64(*request.text("payload")))) ==
            *test->text("pae"));
    else
      CHECK(is_valid(request) == *test->find("valid")->as_bool());
  }
  CHECK(count > 15);
  noted("dsse", count);
}

TEST_CASE("an envelope is written in one form whatever form it came in") {
  const PackageFixture fixture;
  const Envelope envelope = fixture.sealed();
  const std::string normal = envelope.text();
  REQUIRE(Envelope::parse(normal));
  CHECK(Envelope::parse(normal)->text() == normal);

  Envelope shuffled = envelope;
  std::swap(shuffled.signatures.front(), shuffled.signatures.back());
  shuffled.signatures.push_back(shuffled.signatures.front());
  CHECK(shuffled.text() == normal);
  CHECK(shuffled.env_digest() == envelope.env_digest());

  json::Value liberal = envelope.to_json();
  liberal.set("unknown", json::Array{});
  std::string payload = *liberal.text("payload");
  while (payload.ends_with('=')) payload.pop_back();
  liberal.set("payload", payload);
  const auto read = Envelope::parse(json::pretty(liberal));
  REQUIRE(read);
  CHECK(read->text() == normal);
}

TEST_CASE("the text of an envelope is the canonical form of its document, whatever stands in it") {
  Envelope envelope{"a \"type\"\nế\\", to_bytes("payload"), {}};
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(envelope.text() == *json::canonical(envelope.to_json()));
    envelope.signatures.push_back({"],\"envelope\":" + std::to_string(i) + "\x01\"", Bytes(i + 1, 0xfe)});
  }
  const Submission alone{envelope}, batched{envelope, {envelope, envelope}};
  for (const auto& submission : {alone, batched}) {
    json::Value document;
    document.set("envelope", submission.envelope.to_json());
    document.set("batches", write_batches(submission.batches));
    CHECK(submission.text() == *json::canonical(document));
    CHECK(submission.envelope_in(submission.text()) == submission.envelope.text());
  }
}

TEST_CASE("the identity of a package depends on what is signed, not on signatures") {
  const PackageFixture fixture;
  Envelope envelope = fixture.sealed();
  const std::string pid = envelope.pid();
  const std::string env = envelope.env_digest();
  CHECK(pid.size() == 64);
  envelope.signatures.pop_back();
  CHECK(envelope.pid() == pid);
  CHECK(envelope.env_digest() != env);
  envelope.payload_type += "x";
  CHECK(envelope.pid() != pid);
}

TEST_CASE("a key signs an envelope once, and at most 16 signatures go in") {
  const PackageFixture fixture;
  Envelope envelope = fixture.sealed();
  const auto twice = envelope.sign(signer_of(fixture.preparer));
  REQUIRE(!twice);
  CHECK(twice.error().code == Code::kConflict);
  while (envelope.signatures.size() < kSignaturesMax)
    REQUIRE(envelope.sign(signer_of(fresh_key())));
  CHECK(Envelope::parse(envelope.text()));
  CHECK(!envelope.sign(signer_of(fresh_key())));
  envelope.signatures.push_back({"extra", Bytes(64, 1)});
  CHECK(!Envelope::parse(envelope.text()));
}

TEST_CASE("what is no envelope is refused") {
  for (const std::string_view text :
       {"", "[]", "{}", "null", R"({"payload":1,"payloadType":"t","signatures":[{"sig":"AAAA"}]})",
        R"({"payload":"","payloadType":"t","signatures":{}})",
        R"({"payload":"","payloadType":"t","signatures":["AAAA"]})",
        R"({"payload":"","payloadType":"t","signatures":[{"sig":""}]})",
        R"({"payload":"","payloadType":"t","signatures":[{"sig":"AAAA","keyid":7}]})",
        R"({"payload":"","payload":"","payloadType":"t","signatures":[{"sig":"AAAA"}]})"}) {
    CAPTURE(text);
    CHECK(!Envelope::parse(text));
  }
}
