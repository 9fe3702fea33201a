#include "package/request_payload.h"

#include <doctest/doctest.h>

#include <functional>

#include "json/canonical.h"
#include "json/parse.h"
#include "support/package_fixture.h"

using namespace girs;
using namespace girs::package;

namespace {

json::Value document(const std::string& text) {
  return *json::parse(*json::canonical(*json::parse(text)));  // members in canonical order
}

const char* const kRegime =
    R"({"schema":"girs.regime/1","code":"BAO12","version":1,"name":{"vi":"Bão số 12"}})";

RequestPayload request_of(const PackageFixture& fixture,
                          std::vector<std::string> units = {"26734", "26737"}) {
  RequestPayload payload{fixture.head({{"requester", PackageFixture::keyid(fixture.decider)}}),
                         {"BAO12", to_digest(sha256(*json::canonical(document(kRegime)))), 1}};
  payload.definitions = {document(R"({"schema":"girs.form/1","code":"B12","version":1})"),
                         document(kRegime)};
  payload.units = std::move(units);
  payload.period = "X-bao-12";
  payload.due = "2026-01-20";
  payload.text = "Báo cáo thiệt hại do bão số 12";
  return payload;
}

/// A fixture whose decider may also request.
PackageFixture with_requester(std::vector<std::string> units, std::vector<std::string> regimes) {
  PackageFixture fixture;
  fixture.registry_content.keys.back().roles.push_back(
      {"requester", std::move(units), std::move(regimes), {std::string(kRequestType)}});
  return fixture;
}

Envelope sealed(const PackageFixture& fixture, const RequestPayload& payload) {
  return PackageFixture::envelope_of(kRequestType, *build(payload), {&fixture.decider});
}

bool points_to(const Error& error, const std::string& pointer) {
  for (const auto& mistake : error.mistakes)
    if (const auto* at = detail_of(mistake.details, "pointer"); at && *at == pointer) return true;
  return false;
}

}  // namespace

TEST_CASE("a request reads back as it was built, whatever the order of its units and definitions") {
  const PackageFixture fixture;
  const auto payload = request_of(fixture);
  const auto bytes = build(payload);
  REQUIRE(bytes);
  CHECK(*parse_request(*bytes) == payload);
  auto shuffled = payload;
  std::swap(shuffled.units[0], shuffled.units[1]);
  std::swap(shuffled.definitions[0], shuffled.definitions[1]);
  CHECK(*build(shuffled) == *bytes);
  auto bare = payload;
  bare.definitions.clear();
  CHECK(parse_request(*build(bare))->definitions.empty());
}

TEST_CASE("every mistake of a request is named at its place, all at once") {
  const PackageFixture fixture;
  RequestPayload bad{fixture.head({{"requester", PackageFixture::keyid(fixture.decider)}}),
                     {"", "sha256:xyz", 0}};
  bad.definitions = {document(R"({"schema":"girs.units/1","code":"U","version":1})"),
                     document(R"({"schema":"girs.form/1","version":0})")};
  bad.units = {};
  bad.due = "2026-02-30";
  const auto refused = build(bad);
  REQUIRE(!refused);
  for (const char* pointer : {"/regime/code", "/regime/digest", "/regime/version", "/units",
                              "/period", "/due", "/text"}) {
    CAPTURE(pointer);
    CHECK(points_to(refused.error(), pointer));
  }
  CHECK(refused.error().mistakes.size() >= 9);
}

TEST_CASE("a request defines no other regime than its own, and only what a regime is made of") {
  const PackageFixture fixture;
  const std::pair<const char*, std::function<void(RequestPayload&)>> changes[] = {
      {"another regime", [](auto& p) { p.regime.code = "KSTTHC"; }},
      {"another version", [](auto& p) { p.regime.version = 2; }},
      {"another content", [](auto& p) { p.definitions[1].set("note", "x"); }},
      {"units", [](auto& p) { p.definitions[0].set("schema", "girs.units/1"); }},
      {"no document", [](auto& p) { p.definitions[0] = "B12"; }},
      {"twice", [](auto& p) { p.definitions.push_back(p.definitions[0]); }}};
  for (const auto& change : changes) {
    const std::string what = change.first;
    CAPTURE(what);
    auto payload = request_of(fixture);
    change.second(payload);
    CHECK(!build(payload));
  }
}

TEST_CASE("a request names 1 to 20,000 units once each, and has bounds for its text") {
  const PackageFixture fixture;
  std::vector<std::string> units;
  for (std::size_t i = 0; i < kRequestUnitsMax; ++i) units.push_back(std::to_string(100000 + i));
  CHECK(build(request_of(fixture, units)));
  units.push_back("X");
  CHECK(!build(request_of(fixture, units)));
  CHECK(!build(request_of(fixture, {"1", "1"})));
  auto payload = request_of(fixture);
  payload.text = std::string(kRequestTextMax + 1, 'a');
  CHECK(!build(payload));
  payload.text = "Ba\xCC\x83o";  // decomposed
  CHECK(!build(payload));
}

TEST_CASE("request bytes that are not canonical or have more or fewer members are refused") {
  const PackageFixture fixture;
  const auto bytes = *build(request_of(fixture));
  CHECK(!parse_request(bytes + " "));
  CHECK(!parse_request(""));
  CHECK(!parse_request("{}"));
  auto root = *json::parse(bytes);
  root.set("urgent", true);
  CHECK(!parse_request(*json::canonical(root)));
  const auto whole = *json::parse(bytes);
  for (std::size_t i = 0; i < whole.as_object()->size(); ++i) {
    auto fewer = *whole.as_object();
    CAPTURE(fewer[i].first);
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    CHECK(!parse_request(*json::canonical(json::Value(fewer))));
  }
  auto unsorted = bytes;
  unsorted.replace(unsorted.find("[\"26734\",\"26737\"]"), 17, "[\"26737\",\"26734\"]");
  CHECK(!parse_request(unsorted));
}

TEST_CASE("a request is accepted from a requester for its regime and every unit, from nobody else") {
  const auto fixture = with_requester({"26734", "26737"}, {"BAO12"});
  const auto payload = request_of(fixture);
  const auto envelope = sealed(fixture, payload);
  const auto verified = verify_request(envelope, fixture.registry(), kAudience, kNow);
  REQUIRE(verified);
  CHECK(verified->payload == payload);
  CHECK(verified->pid == envelope.pid());
  CHECK(reason_of(verify_request(envelope, fixture.registry(), "other", kNow)) == "audience");
  const auto more = sealed(fixture, request_of(fixture, {"26734", "26737", "99999"}));
  CHECK(reason_of(verify_request(more, fixture.registry(), kAudience, kNow)) == "role");
  const auto narrow = with_requester({"*"}, {"KSTTHC"});
  CHECK(reason_of(verify_request(sealed(narrow, request_of(narrow)), narrow.registry(), kAudience,
                                 kNow)) == "role");
  const PackageFixture without;
  CHECK(reason_of(verify_request(sealed(without, request_of(without)), without.registry(),
                                 kAudience, kNow)) == "role");
  const auto forged = PackageFixture::envelope_of(kRequestType, *build(payload), {&fixture.seal});
  CHECK(reason_of(verify_request(forged, fixture.registry(), kAudience, kNow)) == "signature");
  auto as_decider = payload;
  as_decider.head.signers[0].role = "decider";
  CHECK(reason_of(verify_request(sealed(fixture, as_decider), fixture.registry(), kAudience,
                                 kNow)) == "signers");
  const auto other_type =
      PackageFixture::envelope_of(kDecisionType, *build(payload), {&fixture.decider});
  CHECK(reason_of(verify_request(other_type, fixture.registry(), kAudience, kNow)) == "type");
}

TEST_CASE("a request with any byte of its payload changed is refused") {
  const auto fixture = with_requester({"*"}, {"*"});
  const auto envelope = sealed(fixture, request_of(fixture));
  for (std::size_t at = 0; at < envelope.payload.size(); ++at) {
    CAPTURE(at);
    auto changed = envelope;
    changed.payload[at] ^= 1;
    CHECK(!verify_request(changed, fixture.registry(), kAudience, kNow));
  }
}
