// Columns that are stored: when, what they give again, and what happens to damaged ones.

#include <doctest/doctest.h>

#include "monthly_world.h"
#include "report/column_chunk.h"
#include "report/column_store.h"

using namespace girs;
using namespace girs::testing;

namespace {

// Sanitizers, and no optimisation, make a try many times dearer; a few of them still meet every
// part of a chunk.
#if defined(__SANITIZE_ADDRESS__) || !defined(__OPTIMIZE__)
constexpr int kDamaged = 500;
constexpr std::size_t kCut = 41;
#else
constexpr int kDamaged = 20000;
constexpr std::size_t kCut = 1;
#endif

}  // namespace

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
  CHECK(chunk(world, "2025-M07").empty());   // asked about by the sum of two months; nobody reported
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

TEST_CASE("a question about a month that is over waits for nobody who writes; the next one stores "
          "its columns") {
  Monthly world({});
  world.fill();
  const auto writer =
      must(store::Store::open(world.folder / "m.girs", {false, 5000, [&] { return world.now; }}));
  const auto lines = world.figures(nullptr);
  report::ColumnCache cache;
  must(writer->write([&](store::Connection&) -> Status {
    CHECK(world.figures(&cache) == lines);
    return ok();
  }));
  CHECK(chunk(world, "2025-M09").empty());
  CHECK(world.figures(&cache) == lines);
  CHECK(!chunk(world, "2025-M09").empty());
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
  auto older = good;   // written when other reports counted
  older[0] = 1;
  CHECK(report::decode_columns(units, subject, older).error().code == Code::kConflict);
  MonthlyShape other = shape;
  other.columns = 7;
  const Monthly changed(other);
  report::UnitOrders others(changed.catalog.units());
  const auto newer = must(report::subject_of_period(changed.catalog, "BC", subject.period));
  CHECK(report::decode_columns(must(report::column_units(others.on(newer.day()))), newer, good)
            .error().code == Code::kConflict);
}
