// A signature that was made for one kind of document counts for no other (cross-protocol reuse).

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "log/note.h"
#include "log/cosignature.h"
#include "package/catalogue_payload.h"
#include "package/decision_payload.h"
#include "package/pae.h"
#include "package/request_payload.h"
#include "package/series_payload.h"
#include "package/verify_series.h"
#include "support/package_fixture.h"

using namespace girs;
using namespace girs::package;

namespace {

const std::vector<std::string>& kinds() {
  static const std::vector<std::string> all{
      std::string(kReportType),    std::string(kSeriesType),    std::string(kRequestType),
      std::string(kDecisionType),  std::string(kBatchType),     std::string(kCatalogueType),
      std::string(kRegistryType)};
  return all;
}

constexpr const char* kNoteName = "test.example/log";

}  // namespace

TEST_CASE("a signature over one kind of document verifies as no other kind, whatever the bytes") {
  const auto key = fresh_key();
  const Bytes body = to_bytes(R"({"schema":"any"})");
  const Time when = kNow;
  // What is signed in each protocol for the same body.
  std::vector<std::pair<std::string, Bytes>> messages{{"bare", body}};
  for (const auto& kind : kinds()) messages.emplace_back(kind, pae(kind, body));
  messages.emplace_back("note", to_bytes(std::string(text_of(body)) + "\n"));
  messages.emplace_back("cosignature", to_bytes("cosignature/v1\ntime " + std::to_string(when.time_since_epoch().count()) +
                                                "\n" + std::string(text_of(body)) + "\n"));
  for (const auto& made : messages) {
    const auto signature = *key.sign(made.second);
    for (const auto& read : messages) {
      CAPTURE(made.first);
      CAPTURE(read.first);
      CHECK(key.public_key().verify(read.second, signature) == (made.first == read.first));
    }
  }
}

TEST_CASE("an envelope whose type is exchanged under its signatures is refused as every kind") {
  const PackageFixture office;
  const auto registry = office.registry();
  auto envelope = office.sealed();
  REQUIRE(verify_report(envelope, registry, kAudience, kNow));
  for (const auto& kind : kinds()) {
    CAPTURE(kind);
    if (kind == kReportType) continue;
    envelope.payload_type = kind;
    CHECK_FALSE(verify_report(envelope, registry, kAudience, kNow));
    CHECK_FALSE(verify_series(envelope, registry, kAudience, kNow));
    CHECK_FALSE(verify_request(envelope, registry, kAudience, kNow));
    CHECK_FALSE(verify_decision(envelope, registry, kAudience, kNow, "26734", "KSTTHC"));
    CHECK_FALSE(verify_catalogue(envelope, registry, kAudience, kNow));
    CHECK_FALSE(open_registry(envelope, {office.preparer.public_key()}, 1));
    CHECK_FALSE(envelope.is_signed_by(office.preparer.public_key()));
  }
}

TEST_CASE("a key that the registry limits to some kinds of document signs no other kind") {
  PackageFixture office;
  for (auto& record : office.registry_content.keys)
    for (auto& role : record.roles) role.types = {std::string(kDecisionType)};
  CHECK(reason_of(verify_report(office.sealed(), office.registry(), kAudience, kNow)) == "role");
}

TEST_CASE("a note is no cosignature and a cosignature is no note of the same key") {
  const auto key = fresh_key();
  const std::string text = std::string(kNoteName) + "\n1\n" + to_base64(sha256("x")) + "\n";
  const VerifierKey as_log{kNoteName, NoteAlgorithm::kEd25519, key.public_key()};
  const VerifierKey as_witness{kNoteName, NoteAlgorithm::kCosignature, key.public_key()};
  const auto cosigned = *log::cosign(text, kNoteName, kNow, signer_of(key));
  const log::Note note{text, {cosigned}};
  CHECK_FALSE(log::verify_note(note, {as_log}));
  CHECK(as_log.id() != as_witness.id());
}
