#include "engine/column.h"

#include "doctest/doctest.h"

using namespace girs;
using namespace girs::engine;
using formula::Absent;
using formula::Fault;
using formula::Value;

namespace {
Value number(const char* text) { return *Decimal::parse(text); }
}  // namespace

TEST_CASE("a column gives back every state that was put into it") {
  const std::vector<Value> cells = {number("12.5"), number("0"), Absent::kNil, Absent::kMissing,
                                    Absent::kNotAvailable, Absent::kNotApplicable,
                                    Fault::kDivisionByZero, number("-3")};
  const Column column = Column::of(cells);
  CHECK(column.scale() == 1);
  for (std::size_t i = 0; i < cells.size(); ++i) CHECK(column.value(i) == cells[i]);
  States states;
  REQUIRE(column.states(0, states));
  CHECK(states.number.count() == 3);
  CHECK(states.missing.count() == 2);
}

TEST_CASE("a batch becomes as wide as its largest figure needs, and its neighbours stay narrow") {
  Column column(2 * kBatch, 2);
  column.set(5, number("1.25"));
  column.set(kBatch + 1, number("7"));
  CHECK(column.width(0) == Width::kNarrow);
  column.set(6, number("12345678901234567890.12"));
  CHECK(column.width(0) == Width::kWide);
  column.set(7, number("0.001"));   // more decimals than the column has
  CHECK(column.width(0) == Width::kDecimal);
  column.set(8, std::string("text"));
  CHECK(column.width(0) == Width::kAny);
  CHECK(column.width(1) == Width::kNarrow);
  CHECK(column.value(5) == number("1.25"));
  CHECK(column.value(6) == number("12345678901234567890.12"));
  CHECK(column.value(7) == number("0.001"));
  CHECK(column.value(9) == Value(Absent::kMissing));
}

TEST_CASE("integers of blank units are stored as 0, whatever they were") {
  const std::uint64_t present[] = {0b101};
  const Column column = Column::of({100, 200, 300}, 1, present);
  CHECK(column.value(0) == number("10"));
  CHECK(column.value(1) == Value(Absent::kMissing));
  CHECK(column.narrow(0)[1] == 0);
  CHECK(column.magnitude(0) == 300);
}
