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
  CHECK(source.parameter("tran", kNow) == Value(Absent::kMissing));
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

TEST_CASE("formulas see days of a date column, measures of columns and how far the sheet is") {
  const auto layout = sample::layout();
  const auto sheet = sample::sheet(layout, "row,c3,c8\nT,5,2025-12-15\n");
  SheetSource source(kNow, "96");
  source.add(layout, sheet);
  CHECK(source.cell({"B01", "T", "8", kNow, "96"}) == Value(*parse_date("2025-12-15")));
  CHECK(source.measure_of({"B01", "T", "6", kNow, "96"}) == Measure::kRate);
  CHECK(source.measure_of({"B01", "T", "12", kBefore, "96"}) == Measure::kStock);
  CHECK(source.frequency("B01") == PeriodKind::kQuarter);
  CHECK(!source.frequency("B02"));
  CHECK(!source.row_group("B01", "A"));
  CHECK(source.report_state("B01", kNow, "96") == formula::ReportState::kDraft);
  CHECK(source.report_state("B02", kNow, "96") == formula::ReportState::kUnknown);
  CHECK(source.indicator({"", "", "", kNow, "96", "A1"}) == Value(Fault::kReference));
  CHECK(source.window(kNow)->to == *parse_date("2025-12-31"));
}
