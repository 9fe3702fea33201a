// A store whose definitions were taken in before they would be refused.

#include <doctest/doctest.h>

#include "indicator/query.h"
#include "report/definitions.h"
#include "report/requested_definitions.h"
#include "series_world.h"

using namespace girs;
using namespace girs::testing;

namespace {

constexpr const char* kSenseless = R"J({"schema":"girs.indicator/1","code":"OLD","version":1,
  "name":{"vi":"Cũ"},"from":"series","measure":"rate","frequency":"year","round":0,
  "reporters":["planet"],"base_period":"previous year","split_key":"nope"})J";

Time now() { return *from_rfc3339("2026-09-01T02:00:00Z"); }

}  // namespace

TEST_CASE("a store with a definition that would be refused today still opens, and takes it in unchanged alone") {
  const TemporaryFolder folder;
  auto store = taken(store::Store::open(folder / "old.girs", {false, 5000, now}));
  taken(report::load_catalog(*store, example_documents()));
  const Document senseless{"old.json", kSenseless};
  const auto refused = report::check_catalog(*store, {senseless});
  REQUIRE(!refused);
  CHECK(refused.error().mistakes.size() == 4);
  const auto row = taken(report::definition_row(taken(json::parse(kSenseless))));
  taken(store->write([&](store::Connection& connection) {
    return store::put_definitions(connection, {row}, store->now());
  }));
  const auto catalog = report::open_catalog(*store);
  REQUIRE(catalog);
  CHECK(catalog->indicator("OLD"));
  // Others are still taken in beside it; the same one, given again unchanged, too (a folder is
  // loaded again with every release), but not once it was edited.
  auto other = senseless;
  const auto at = other.bytes.find("\"reporters\"");
  other.bytes = other.bytes.substr(0, at) + R"("reporters":["province"]})";
  other.bytes.replace(other.bytes.find("OLD"), 3, "NEW");
  CHECK(report::load_catalog(*store, {other}));
  CHECK(report::check_catalog(*store, {senseless}));
  CHECK(report::load_catalog(*store, {senseless}));
  auto edited = senseless;
  edited.bytes.replace(edited.bytes.find("nope"), 4, "none");
  const auto changed = report::check_catalog(*store, {edited});
  REQUIRE(!changed);
  CHECK(changed.error().mistakes.size() == 4);
}

TEST_CASE("a draft's definition is judged as a file is, and one that an authority sends is taken") {
  const TemporaryFolder folder;
  auto store = taken(store::Store::open(folder / "new.girs", {false, 5000, now}));
  taken(report::load_catalog(*store, example_documents()));
  const auto senseless = taken(json::parse(kSenseless));
  const auto drafted = store->write([&](store::Connection& connection) -> Status {
    GIRS_CHECK(report::join_definitions(connection, {senseless}));
    return ok();
  });
  REQUIRE(!drafted);
  CHECK(drafted.error().mistakes.size() == 4);
  package::RequestPayload request;
  request.definitions = {senseless};
  const auto regimes = taken(report::open_catalog(*store)).definitions();
  for (const auto& one : regimes)
    if (one.kind == "regime") request.regime = {one.code, one.digest, one.version};
  const auto adopted = store->write([&](store::Connection& connection) -> Status {
    GIRS_TRY(const auto catalog, report::adopt_definitions(connection, request, now()));
    CHECK((catalog && catalog->indicator("OLD")));
    return ok();
  });
  CHECK(adopted);
}

TEST_CASE("the catalogue of an authority is taken though a file would be refused") {
  const TemporaryFolder folder;
  auto store = taken(store::Store::open(folder / "below.girs", {false, 5000, now}));
  auto sent = example_documents();
  sent.push_back({"sent.json", kSenseless});
  for (auto& document : sent) document.held = true;
  const auto catalog = store->write([&](store::Connection& connection) {
    return report::join_catalog(connection, sent, now());
  });
  REQUIRE(catalog);
  CHECK(catalog->indicator("OLD"));
}

TEST_CASE("a definition's version is at most what the schemas allow") {
  auto document = taken(json::parse(kSenseless));
  document.set("version", 1000000);
  CHECK(report::definition_row(document));
  document.set("version", 1000001);
  const auto row = report::definition_row(document);
  REQUIRE(!row);
  CHECK(row.error().message.en.find("from 1 to 1000000") != std::string::npos);
}
