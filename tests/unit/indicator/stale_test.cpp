// Sums that stand on reports corrected since, by columns and report by report.

#include "indicator/stale.h"

#include <doctest/doctest.h>

#include "indicator/compute.h"
#include "indicator/query.h"
#include "report/column_cache.h"
#include "store/requests.h"
#include "support/column_world.h"
#include "support/world.h"

using namespace girs;
using namespace girs::testing;

namespace {

/// A package that names one member, as a store holds it.
std::string naming(const std::string& unit, const std::string& pid) {
  const auto payload =
      R"({"members":[{"unit":")" + unit + R"(","pid":")" + pid + R"("}]})";
  return R"({"batches":[],"envelope":{"payloadType":"t","payload":")" +
         to_base64(to_bytes(payload)) + R"(","signatures":[{"keyid":"k","sig":"AAAA"}]}})";
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

/// The regime asks communes alone; where a request asks the province 96, its report, which sums
/// up, counts.
std::vector<Document> documents() {
  auto all = must(read_catalog_folder(source_path("/examples/catalog")));
  const MonthlyShape shape;
  all.push_back(monthly_form(shape));
  auto regime = monthly_regime(shape);
  regime.bytes = replaced(regime.bytes, R"("aggregators":[])", R"("aggregators":["province"])");
  all.push_back(std::move(regime));
  all.push_back(monthly_indicator("T.1", "[BC!r1.c1]", "", R"(,"round":0)"));
  return all;
}

}  // namespace

TEST_CASE("a sum is stale from the moment that a request makes a stale report count, and no sooner") {
  const auto begins = *from_rfc3339("2025-12-15T03:00:00Z");
  auto now = begins - std::chrono::hours{1};
  TemporaryFolder folder;
  const auto catalog = must(Catalog::load(documents()));
  const auto store =
      must(store::Store::open(folder / "m.girs", {false, 5000, [&now] { return now; }}));
  const FormLayout layout(*catalog.form_version("BC", 1), catalog);
  std::mt19937_64 random(20251127);
  const auto period = must(Period::parse("2025-M09"));
  must(store->write([&](store::Connection& connection) -> Status {
    const auto sheet = random_sheet(layout, random, 0, 0);
    const auto first = std::string(63, 'a') + "1";   // the pid of leaf 1
    GIRS_CHECK(put_package(connection, layout, "31825", period, 1, 1, sheet));
    GIRS_CHECK(put_package(connection, layout, "96", period, 1, 2, sheet, "aggregate", "original",
                           naming("31825", first)));
    GIRS_CHECK(put_package(connection, layout, "31825", period, 2, 3, sheet, "own", "correction"));
    store::RequestRow request;
    request.pid = "r";
    request.origin = "test";
    request.index = 4;
    request.logged_at = begins.time_since_epoch().count();
    request.regime = "BC";
    request.period = period.label();
    request.due = "2025-12-20";
    request.envelope = to_bytes("{}");
    request.units = {"96"};
    return store::insert_request(connection, request);
  }));
  report::ColumnCache columns;
  const report::Workspace workspace{store.get(), &catalog, nullptr, &columns};
  const auto is_stale = [&](const char* unit) {
    indicator::Query query;
    query.indicators = {"T.1"};
    query.units = {unit};
    query.from = query.to = period;
    const auto point = must(indicator::ask(workspace, query)).observations[0].point;
    const auto table = must(indicator::compute({store.get(), &catalog}, "T.1", unit, period));
    const bool stale = point.flags.contains(indicator::kStale);
    CHECK(stale == table.figures[0].flags.contains(indicator::kStale));
    return stale;
  };
  CHECK(!is_stale("96"));
  CHECK(!is_stale("VN"));
  now = begins;
  CHECK(is_stale("96"));
  CHECK(is_stale("VN"));
  now -= std::chrono::seconds{1};
  CHECK(!is_stale("VN"));
}
