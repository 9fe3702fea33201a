// Figures by columns against the same figures report by report, which are the reference.

#include <doctest/doctest.h>

#include <algorithm>

#include "indicator/figure_stream.h"
#include "monthly_world.h"

using namespace girs;
using namespace girs::testing;

namespace {

#if defined(__SANITIZE_ADDRESS__) || !defined(__OPTIMIZE__)
constexpr bool kEveryShape = false;   // of a form: one with all that there is, one with nothing
#else
constexpr bool kEveryShape = true;
#endif

}  // namespace

TEST_CASE("figures by columns are those that each report gives, through arrivals, corrections, "
          "decisions and withdrawals") {
  for (const bool list : {false, true})
    for (const bool provinces : {false, true}) {
      if (!kEveryShape && list != provinces) continue;
      CAPTURE(list);
      CAPTURE(provinces);
      MonthlyShape shape;
      shape.list = list;
      shape.provinces = provinces;
      Monthly world(shape);
      report::ColumnCache cache;
      world.check_same(cache, "nothing was reported");
      world.fill();
      world.check_same(cache, "reports arrived");
      world.put(world.communes[0], "2025-M09", 2, "correction");
      world.put(world.communes[3], "2025-M10", 2, "correction");
      world.check_same(cache, "corrections");
      world.decide(2, "rejected");
      world.decide(5, "excluded");
      world.decide(6, "accepted");
      world.check_same(cache, "decisions");
      world.put(world.communes[1], "2025-M08", 2, "withdrawal");
      world.check_same(cache, "a withdrawal");
      CHECK(world.figures(nullptr, "2025-07-01") == world.figures(&cache, "2025-07-01"));
      if (list && provinces)
        CHECK(world.figures(nullptr, {}, "ytd") == world.figures(&cache, {}, "ytd"));
    }
}

TEST_CASE("a store's own reports count from their approval, and while a correction is in hand the "
          "revision before it does") {
  Monthly world({});
  world.fill();
  report::ColumnCache cache;
  world.check_same(cache, "received reports");
  const auto& unit = world.communes[2];
  const auto own = [&](int rev, const char* state, const char* was) {
    must(world.store->write([&](store::Connection& connection) -> Status {
      store::ReportRow row;
      row.key = {"BC", unit, "2025-M09", "own"};
      row.rev = rev;
      if (rev > 1) row.prev = "the package of revision " + std::to_string(rev - 1);
      GIRS_TRY(row.id, store::insert_report(connection, row));
      GIRS_TRY(auto cells, to_blob(*world.layout, random_sheet(*world.layout, world.random, 0, 10)));
      GIRS_CHECK(store::put_sheet(connection, row.id, {"BC", std::move(cells)}));
      row.state = state;
      return was ? store::update_report(connection, row) : ok();
    }));
  };
  const auto received = world.figures(&cache);
  own(1, "approved", "draft");
  world.check_same(cache, "an approved report of one's own");
  CHECK(world.figures(&cache) == received);  // another computer's first revision was taken before
  own(2, "approved", "draft");
  world.check_same(cache, "a correction of one's own that follows it");
  const auto before = world.figures(&cache);
  CHECK(before != received);
  own(3, "draft", nullptr);
  world.check_same(cache, "a draft of a correction");
  CHECK(world.figures(&cache) == before);
  own(4, "approved", "draft");
  world.check_same(cache, "its approval");
  CHECK(world.figures(&cache) != before);
}

TEST_CASE("as of a moment, figures are those of the reports and decisions that were logged by then") {
  Monthly world({});
  world.put(world.communes[0], "2025-M09");
  world.put(world.communes[1], "2025-M09");
  const auto figures = [&](std::int64_t seconds) {
    indicator::Query query;
    query.indicators = {"T.1"};
    query.units = {world.communes[0], world.communes[1], "96"};
    query.from = query.to = must(Period::parse("2025-M09"));
    if (seconds > 0) query.as_of.received = Time{std::chrono::seconds{seconds}};
    report::ColumnCache cache;
    std::string all;
    for (const auto& one : must(indicator::ask(world.workspace(&cache), query)).observations)
      all += formula::shown(one.point.value) + " " + std::to_string(one.point.counted) + "; ";
    return all;
  };
  const auto before = figures(0);
  world.put(world.communes[0], "2025-M09", 2, "correction");
  const auto corrected = figures(0);
  world.decide(2, "rejected");
  const auto rejected = figures(0);
  CHECK(before != corrected);
  CHECK(corrected != rejected);
  CHECK(figures(1'700'000'002) == before);
  CHECK(figures(1'700'000'003) == corrected);
  CHECK(figures(1'799'999'999) == corrected);
  CHECK(figures(1'800'000'000) == rejected);
  CHECK(figures(1'700'000'001) != before);   // the second report was not there yet
}

TEST_CASE("a stream of figures says what single questions say, column by column or not") {
  Monthly world({});
  world.fill();
  report::ColumnCache cache;
  indicator::Query query;
  for (int i = 1; i <= 12; ++i) query.indicators.push_back("T." + std::to_string(i));
  query.units = {"VN", "no-such-unit"};
  query.all_below = "96";
  query.from = must(Period::parse("2025-M08"));
  query.to = must(Period::parse("2025-M10"));
  CHECK(!indicator::FigureStream::open(world.workspace(&cache), query));
  query.units = {"VN"};
  const auto lines = [&](report::ColumnCache* columns) {
    const auto workspace = world.workspace(columns);
    const auto stream = must(indicator::FigureStream::open(workspace, query));
    std::vector<std::string> all;
    for (indicator::FigureRows rows; must(stream->next(rows));)
      for (std::size_t i = 0; i < rows.size(); ++i) {
        std::string line;
        for (std::size_t w = 0; w < indicator::kWordCount; ++w) {
          const auto& words = stream->words(static_cast<indicator::Word>(w));
          line += words[static_cast<std::size_t>((*rows.words[w])[i])] + "|";
        }
        const auto value = fixed::to_decimal(rows.values[i], stream->scale());
        all.push_back(line + value->text() + " " + std::to_string((*rows.counted)[i]) + "/" +
                      std::to_string((*rows.expected)[i]));
      }
    std::ranges::sort(all);
    return all;
  };
  const auto fast = lines(&cache);
  CHECK(fast.size() == 12 * 3 * 65);
  CHECK(fast == lines(nullptr));
  world.put(world.communes[4], "2025-M09", 2, "correction");
  world.put(world.communes[5], "2025-M10", 3, "withdrawal");
  const auto later = lines(&cache);
  CHECK(later != fast);
  CHECK(later == lines(nullptr));
}

TEST_CASE("a cache that may keep little gives the same figures") {
  Monthly world({});
  world.fill();
  report::ColumnCache cache(1);
  world.check_same(cache, "one month at a time");
}
