// Figures by columns against the same figures report by report, which are the reference.

#include <doctest/doctest.h>

#include <algorithm>

#include "indicator/figure_stream.h"
#include "report/column_chunk.h"
#include "report/column_store.h"
#include "store/columns.h"
#include "support/column_world.h"
#include "support/world.h"

using namespace girs;
using namespace girs::testing;

namespace {

// Sanitizers, and no optimisation, make a try many times dearer; a few of them still meet every
// part of a chunk.
#if defined(__SANITIZE_ADDRESS__) || !defined(__OPTIMIZE__)
constexpr int kDamaged = 500;
constexpr std::size_t kCut = 41;
constexpr bool kEveryShape = false;   // of a form: one with all that there is, one with nothing
#else
constexpr int kDamaged = 20000;
constexpr std::size_t kCut = 1;
constexpr bool kEveryShape = true;
#endif

std::vector<Document> documents(const MonthlyShape& shape) {
  auto all = must(read_catalog_folder(source_path("/examples/catalog")));
  all.push_back(monthly_form(shape));
  all.push_back(monthly_regime(shape));
  const auto add = [&](Document document) { all.push_back(std::move(document)); };
  add(monthly_indicator("T.1", "[BC!r1.c1]", "", R"(,"round":0)"));
  add(monthly_indicator("T.2", "SUM([BC!r1:r3.c1:c2])", "[BC!r4.c3]", R"(,"factor":"100","round":2)"));
  add(monthly_indicator("T.3", "[BC!r1.c1]+[BC!r2.c2]*3", "SUM([BC!r1:r4.c4])",
                        R"(,"factor":"1000","round":1)", "blank_zero"));
  add(monthly_indicator("T.4", "[BC!r2.c6]-[BC!r3.c6]", "[BC!r1.c5]", R"(,"factor":"0.5","round":4)",
                        "zero"));
  add(monthly_indicator("T.5", "[BC!r1.c1]", "[BC!r1.c1@P-1]", R"(,"factor":"100","round":2)"));
  add(monthly_indicator("T.6", "SUM([BC!r1.c1@YTD])", "", R"(,"round":0)"));
  add(monthly_indicator("T.7", "IF([BC!r1.c1]>[BC!r2.c1];[BC!r1.c2];[BC!r2.c2])", "",
                        R"(,"round":2)"));
  add(monthly_indicator("T.8", "MEDIAN([BC!r1:r4.c1])", "", R"(,"round":0)", "propagate", "rate"));
  add(monthly_indicator("T.9", "SUM([BC!r*.c1:c2])", "SUM([BC!r*.c3])", R"(,"factor":"100","round":3)"));
  add(monthly_indicator("T.11", "[BC!r1.c1]", "[BC!r2.c1]-[BC!r2.c1]",
                        R"(,"on_error":"missing","round":2)", "zero"));
  add(monthly_indicator("T.12", "[#'T.2']+[#'T.4'@P-1]", "[#'T.3']", R"(,"round":3)"));
  add(monthly_indicator("T.10", "[BC!r1.c1]/[BC!r2.c1]", "[BC!r3.c1]", R"(,"round":6)"));
  return all;
}

/// A centre's store of communes of Cà Mau, under a monthly regime.
struct Monthly {
  explicit Monthly(const MonthlyShape& shape)
      : catalog(must(Catalog::load(documents(shape)))),
        store(must(store::Store::open(folder / "m.girs", {false, 5000, [this] { return now; }}))),
        provinces(shape.provinces),
        list(shape.list) {
    for (const auto* unit : catalog.units().children("96", Date{std::chrono::year{2025} / 8 / 1}))
      communes.push_back(unit->code);
    communes.resize(20);
    layout = std::make_unique<FormLayout>(*catalog.form_version("BC", 1), catalog);
  }

  report::Workspace workspace(report::ColumnCache* columns = nullptr) const {
    return {store.get(), &catalog, nullptr, columns};
  }
  void put(const std::string& unit, const char* period, int rev = 1, const char* kind = "original") {
    const int rows = list ? static_cast<int>(random() % 4) : 0;
    const auto sheet = random_sheet(*layout, random, rows, 10);
    must(store->write([&](store::Connection& connection) {
      return put_package(connection, *layout, unit, must(Period::parse(period)), rev, ++leaves,
                         sheet, unit == "96" && provinces ? "aggregate" : "own", kind);
    }));
  }
  void decide(std::int64_t leaf, const char* status) {
    const auto row = must(store->read([&](store::Connection& connection) {
      return store::submission_at(connection, "test", leaf);
    }));
    must(store->write([&](store::Connection& connection) {
      return store::insert_decision(connection, {"d" + std::to_string(++leaves), row->pid, "test",
                                                 leaves, 1'800'000'000, status, "", "", {}});
    }));
  }
  void fill() {
    for (const char* period : {"2025-M08", "2025-M09", "2025-M10"}) {
      for (const auto& unit : communes)
        if (random() % 6 != 0) put(unit, period);
      if (provinces) put("96", period);
    }
  }
  /// Every figure of every unit in these months, with all that is said beside it.
  std::vector<std::string> figures(report::ColumnCache* columns,
                                   const std::string& boundaries = {}) const {
    indicator::Query query;
    for (int i = 1; i <= 12; ++i) query.indicators.push_back("T." + std::to_string(i));
    query.units = communes;
    query.units.insert(query.units.end(), {"96", "12", "VN"});
    query.from = must(Period::parse("2025-M08"));
    query.to = must(Period::parse("2025-M10"));
    query.derive = {{}, *indicator::Derivation::parse("ytd")};
    if (!boundaries.empty()) query.boundaries = *parse_date(boundaries);
    const auto answer = must(indicator::ask(workspace(columns), query));
    std::vector<std::string> lines;
    for (const auto& one : answer.observations) {
      const auto& point = one.point;
      std::string line = one.indicator->code + " " + one.unit + " " + one.period.label() + " " +
                         one.derivation.text() + ":";
      for (const auto& value : {point.value, point.exact, point.numerator, point.denominator}) {
        const auto* number = std::get_if<Decimal>(&value);
        line += " " + (number ? number->shortest()
                              : formula::is_missing(value) ? "missing" : formula::shown(value));
      }
      line += " " + std::to_string(point.counted) + "/" + std::to_string(point.expected);
      for (const auto& flag : point.flags) line += " " + flag;
      lines.push_back(std::move(line));
    }
    return lines;
  }
  void check_same(report::ColumnCache& cache, const char* after) const {
    CAPTURE(after);
    const auto slow = figures(nullptr);
    const auto fast = figures(&cache);
    REQUIRE(slow.size() == fast.size());
    std::size_t shown = 0;
    for (std::size_t i = 0; i < slow.size() && shown < 5; ++i)
      if (slow[i] != fast[i]) {
        ++shown;
        CHECK(slow[i] == fast[i]);
      }
  }

  TemporaryFolder folder;
  Time now = *from_rfc3339("2025-12-15T02:00:00Z");
  Catalog catalog;
  std::unique_ptr<store::Store> store;
  bool provinces, list;
  std::vector<std::string> communes;
  std::unique_ptr<FormLayout> layout;
  std::mt19937_64 random{20251127};
  std::int64_t leaves = 0;
};

/// The content of the chunk of a month.
Bytes chunk(const Monthly& world, const char* period) {
  const auto found = must(world.store->read([&](store::Connection& connection) {
    return store::column_chunk(connection, "BC", period);
  }));
  return found ? found->content : Bytes();
}

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
      GIRS_TRY(row.id, store::insert_report(connection, row));
      GIRS_TRY(auto cells, to_blob(*world.layout, random_sheet(*world.layout, world.random, 0, 10)));
      GIRS_CHECK(store::put_sheet(connection, row.id, {"BC", std::move(cells)}));
      row.state = state;
      return was ? store::update_report(connection, row) : ok();
    }));
  };
  own(1, "approved", "draft");
  world.check_same(cache, "an approved report of one's own");
  const auto before = world.figures(&cache);
  own(2, "draft", nullptr);
  world.check_same(cache, "a draft of a correction");
  CHECK(world.figures(&cache) == before);
  own(3, "approved", "draft");
  world.check_same(cache, "its approval");
  CHECK(world.figures(&cache) != before);
}

TEST_CASE("stored columns give the same figures, are brought up to date, and can be made anew") {
  for (const bool list : {false, true}) {
    MonthlyShape shape;
    shape.list = list;
    Monthly world(shape);
    world.fill();
    const auto done = must(report::write_chunks(world.workspace(), false));
    CHECK(done.written == 3);
    CHECK(must(report::write_chunks(world.workspace(), false)).kept == 3);
    report::ColumnCache first;
    world.check_same(first, "read from chunks");
    const auto before = chunk(world, "2025-M09");
    world.put(world.communes[0], "2025-M09", 2, "correction");
    world.put(world.communes[7], "2025-M09", 2, "withdrawal");
    report::ColumnCache second;
    world.check_same(second, "chunks with changes since");
    CHECK(must(report::write_chunks(world.workspace(), false)).written == 1);
    CHECK(chunk(world, "2025-M09") != before);
    const auto after = chunk(world, "2025-M09");
    CHECK(must(report::write_chunks(world.workspace(), true)).written == 3);
    CHECK(chunk(world, "2025-M09") == after);   // the same figures, the same bytes
    CHECK(after.size() < 8000);
  }
}

TEST_CASE("the first question about a month that is over stores its columns, and many changes "
          "store them anew") {
  Monthly world({});
  world.now = *from_rfc3339("2025-10-15T02:00:00Z");   // October is not over
  world.fill();
  report::ColumnCache first;
  world.check_same(first, "reports by report");
  CHECK(!chunk(world, "2025-M08").empty());
  CHECK(!chunk(world, "2025-M09").empty());
  CHECK(chunk(world, "2025-M10").empty());
  CHECK(chunk(world, "2025-M07").empty());   // asked about by the year to date; nobody reported
  const auto stored = chunk(world, "2025-M09");
  CHECK(must(report::write_chunks(world.workspace(), false)).kept == 2);
  world.put(world.communes[0], "2025-M09", 2, "correction");
  report::ColumnCache second;
  world.check_same(second, "one change");
  CHECK(chunk(world, "2025-M09") == stored);   // one change is read again each time
  for (const auto* unit : world.catalog.units().children("96", Date{std::chrono::year{2025} / 8 / 1}))
    world.put(unit->code, "2025-M09", 3, "correction");
  for (const auto* unit : world.catalog.units().children("12", Date{std::chrono::year{2025} / 8 / 1}))
    world.put(unit->code, "2025-M09", 1);
  report::ColumnCache third;
  world.check_same(third, "many changes");
  CHECK(chunk(world, "2025-M09") != stored);
}

TEST_CASE("a store that is only read answers all the same, and keeps no columns") {
  Monthly world({});
  world.fill();
  const auto lines = world.figures(nullptr);
  must(world.store->close());
  world.store = must(store::Store::open(world.folder / "m.girs", {true, 5000, [&] { return world.now; }}));
  report::ColumnCache cache;
  CHECK(world.figures(&cache) == lines);
  CHECK(chunk(world, "2025-M09").empty());
}

TEST_CASE("a month that is not over is not stored as columns") {
  Monthly world({});
  world.now = *from_rfc3339("2025-09-15T02:00:00Z");
  world.fill();
  CHECK(must(report::write_chunks(world.workspace(), false)).written == 1);
  CHECK(chunk(world, "2025-M09").empty());
}

TEST_CASE("damaged columns are refused, whatever byte was lost, and other forms mean that they are "
          "made anew") {
  MonthlyShape shape;
  shape.list = true;
  Monthly world(shape);
  world.fill();
  must(report::write_chunks(world.workspace(), false));
  const auto good = chunk(world, "2025-M09");
  const auto subject = must(report::subject_of_period(world.catalog, "BC", must(Period::parse("2025-M09"))));
  report::UnitOrders orders(world.catalog.units());
  const auto units = must(report::column_units(orders.on(subject.day())));
  CHECK(report::encode_columns(must(report::decode_columns(units, subject, good))) == good);
  for (std::size_t size = 0; size < good.size(); size += kCut)
    CHECK(!report::decode_columns(units, subject, ByteView(good).first(size)));
  std::mt19937_64 random(7);
  for (int i = 0; i < kDamaged; ++i) {   // never a crash; where it reads, it writes the like
    auto bad = good;
    bad[random() % bad.size()] = static_cast<std::uint8_t>(random());
    const auto read = report::decode_columns(units, subject, bad);
    if (read) (void)report::encode_columns(*read);
  }
  MonthlyShape other = shape;
  other.columns = 7;
  const Monthly changed(other);
  report::UnitOrders others(changed.catalog.units());
  const auto newer = must(report::subject_of_period(changed.catalog, "BC", subject.period));
  CHECK(report::decode_columns(must(report::column_units(others.on(newer.day()))), newer, good)
            .error().code == Code::kConflict);
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
