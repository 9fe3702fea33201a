#include <doctest/doctest.h>

#include "package/batch_payload.h"
#include "package/catalogue_payload.h"
#include "package/decision_payload.h"
#include "support/package_fixture.h"

using namespace girs;
using namespace girs::package;

TEST_CASE("decisions of every kind read back, and say why unless they accept") {
  const PackageFixture fixture;
  for (const DecisionKind kind : {DecisionKind::kAccepted, DecisionKind::kRejected,
                                  DecisionKind::kReopened, DecisionKind::kExcluded}) {
    DecisionPayload payload{fixture.head({{"decider", std::string(64, '1')}}),
                            std::string(64, 'a'), kind};
    CHECK(static_cast<bool>(build(payload)) == (kind == DecisionKind::kAccepted));
    payload.text = "vì lý do";
    const auto bytes = build(payload);
    REQUIRE(bytes);
    CHECK(*parse_decision(*bytes) == payload);
    CHECK(!parse_catalogue(*bytes));
  }
}

TEST_CASE("a decision is on a pid") {
  const PackageFixture fixture;
  DecisionPayload payload{fixture.head({{"decider", std::string(64, '1')}}), "xyz"};
  CHECK(!build(payload));
}

TEST_CASE("a catalogue list is sorted when built and refused when it repeats or is not sorted") {
  const PackageFixture fixture;
  CataloguePayload payload{fixture.head({{"publisher", std::string(64, '1')}}), 4,
                           {{"regime", "R", 1, kDigestText},
                            {"form", "F", 2, kDigestText},
                            {"form", "F", 1, kDigestText}}};
  const auto bytes = build(payload);
  REQUIRE(bytes);
  const auto read = parse_catalogue(*bytes);
  REQUIRE(read);
  CHECK(read->definitions.front().version == 1);
  CHECK(read->definitions.back().kind == "regime");
  payload.definitions.push_back(payload.definitions.front());
  CHECK(!build(payload));
  std::string unsorted = *bytes;
  unsorted.replace(unsorted.find("\"version\":1}"), 12, "\"version\":3}");
  CHECK(!parse_catalogue(unsorted));
}

TEST_CASE("a batch lists 1 to 500 different pids") {
  const PackageFixture fixture;
  BatchPayload payload{fixture.head({{"approver", std::string(64, '1')}}), {}};
  CHECK(!build(payload));
  for (std::size_t i = 0; i < kBatchPidsMax; ++i)
    payload.pids.push_back(to_hex(sha256(std::to_string(i))));
  const auto bytes = build(payload);
  REQUIRE(bytes);
  CHECK(parse_batch(*bytes)->pids.size() == kBatchPidsMax);
  payload.pids.push_back(std::string(64, '0'));
  CHECK(!build(payload));
  payload.pids = {std::string(64, '0'), std::string(64, '0')};
  CHECK(!build(payload));
}
