#include "form/sheet_source.h"

#include <doctest/doctest.h>

#include "unit/form/sample_form.h"

using namespace girs;
using formula::Absent;
using formula::Fault;
using formula::Value;

namespace {

const Period kNow = *Period::parse("2025-Q4");
const Period kBefore = *Period::parse("2025-Q3");

}  // namespace

TEST_CASE("a source shows the sheet at hand and nothing beyond it") {
  const auto layout = sample::layout();
  const auto sheet = sample::sheet(layout, "row,c3\nT,5\nLV02,3\n");
  SheetSource source(kNow, "96");
  source.add(layout, sheet);
  CHECK(source.cell({"B01", "T", "3", kNow, "96"}) == Value(sample::decimal("5")));
  CHECK(source.cell({"", "T", "3", kNow, ""}) == Value(sample::decimal("5")));
  CHECK(source.cell({"B01", "T", "4", kNow, "96"}) == Value(Absent::kMissing));
  CHECK(source.cell({"B01", "LV09", "3", kNow, "96"}) == Value(Absent::kMissing));
  CHECK(source.cell({"B01", "T", "3", kBefore, "96"}) == Value(Absent::kMissing));
  CHECK(source.cell({"B01", "T", "3", kNow, "79"}) == Value(Absent::kMissing));
  CHECK(source.cell({"B01", "T", "33", kNow, "96"}) == Value(Fault::kReference));
  CHECK(source.cell({"B02", "T", "3", kNow, "96"}) == Value(Fault::kReference));
  CHECK(source.columns("B01").front() == "3");
  CHECK(source.columns("B02").empty());
  const auto rows = source.rows("B01", kNow, "96");
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].total);
  CHECK_FALSE(rows[0].dynamic);
  CHECK(rows[1].code == "LV02");
  CHECK(rows[1].dynamic);
  CHECK(source.rows("B01", kBefore, "96").empty());
  CHECK(source.parameter("tran") == Value(Absent::kMissing));
}

TEST_CASE("what a source does not have its fallback may know") {
  const auto layout = sample::layout();
  const auto now = sample::sheet(layout, "row,c3\nT,5\n");
  const auto before = sample::sheet(layout, "row,c3\nT,4\n");
  SheetSource earlier(kBefore, "96");
  earlier.add(layout, before);
  SheetSource source(kNow, "96", &earlier);
  source.add(layout, now);
  CHECK(source.cell({"B01", "T", "3", kBefore, "96"}) == Value(sample::decimal("4")));
  CHECK(source.cell({"B01", "T", "3", kNow, "96"}) == Value(sample::decimal("5")));
  CHECK(source.rows("B01", kBefore, "96").size() == 1);
}
