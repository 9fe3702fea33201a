#include "form/check.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/text.h"
#include "json/canonical.h"
#include "form/sheet_source.h"
#include "unit/form/sample_form.h"

using namespace girs;
using sample::decimal;

namespace {

CheckContext at(Date day = make_date(2025, 12, 14)) {
  return {*Period::parse("2025-Q4"), "96", day};
}

std::vector<Finding> findings_in(std::string_view csv, const CheckContext& context = at()) {
  const auto layout = sample::layout();
  return check(layout, sample::sheet(layout, csv), context);
}

/// "<id> <outcome>" of each, joined, so that a failing test shows them.
std::string ids(const std::vector<Finding>& findings) {
  std::vector<std::string> list;
  for (const auto& finding : findings)
    list.push_back(finding.id() + " " + std::string(to_text(finding.outcome)));
  return join(list, "; ");
}

}  // namespace

TEST_CASE("a good sheet has no findings") {
  CHECK(ids(findings_in("row,c3,c4,c5,c11\nT,6,4,2,3.5\nLV01,1,1,,1.5\nLV02,5,3,2,2\n")) == "");
}

TEST_CASE("an identity that does not hold shows both sides and the cells to blame") {
  const auto found = findings_in("row,c3,c4,c5,c11\nT,7,4,2,0\nLV01,7,4,2,0\n");
  REQUIRE(ids(found) == "total/T/ fail; total/LV01/ fail");
  const auto& finding = found[1];
  CHECK(finding.severity == Severity::kError);
  CHECK(finding.blocks());
  CHECK(finding.operation == "=");
  CHECK(std::get<Decimal>(*finding.left) == decimal("7"));
  CHECK(std::get<Decimal>(*finding.right) == decimal("6"));
  CHECK(*finding.difference == decimal("1"));
  CHECK(finding.message.en == "Row LV01: 7 is not 6, a difference of 1.");
  CHECK(finding.message.vi == "Dòng LV01: 7 khác 6, lệch 1.");
  REQUIRE(finding.cells.size() == 3);
  CHECK(finding.cells[0].row == "LV01");
  CHECK(finding.cells[0].column == "3");
  CHECK(finding.cells[0].left);
  CHECK(finding.cells[1].column == "4");
  CHECK_FALSE(finding.cells[1].left);
  CHECK(finding.cells[1].unit == "96");
  CHECK(finding.cells[1].form == "B01");
}

TEST_CASE("nil counts as zero and blanks as the rule says") {
  // Blanks are zero in this rule once anything is there; nil is a zero everywhere.
  CHECK(ids(findings_in("row,c3,c4,c5,c11\nT,5,5,-,0\nLV01,5,5,,0\n")) == "");
  CHECK(ids(findings_in("row,c3,c4,c5,c11\nT,-,-,-,0\nLV01,-,-,,0\n")) == "");
}

TEST_CASE("a rule whose cells are missing is not evaluated and says what is missing") {
  const auto found = findings_in("row,c3,c4,c5,c11\nT,5,5,-,\nLV01,5,5,,1\n");
  REQUIRE(ids(found) == "money// not-evaluated");
  CHECK(found[0].message.en ==
        "The rule money was not evaluated: there is no figure in B01, row T, column 11, 2025-Q4, "
        "96.");
  CHECK_FALSE(found[0].blocks());
  CHECK(summary(found) == Summary{0, 0, 0, 1, 0});
}

TEST_CASE("each column is checked only where the rule says") {
  const auto found = findings_in("row,c3,c4,c5,c11,c12\nT,5,5,-,1,9\nLV01,6,6,,1,1\n");
  CHECK(ids(found) == "grand-total//3 fail; grand-total//4 fail");
  CHECK(found[0].needs_explanation());
  CHECK(found[0].message.en == "Column 3: 5, 6.");
}

TEST_CASE("a tolerance forgives a small difference of an equality") {
  const auto with = [](const char* total) {
    const auto first = "row,c3,c4,c5,c11\nT,1,1,-," + std::string(total);
    return ids(findings_in(first + "\nLV01,1,1,-,100\n"));
  };
  CHECK(with("100.50") == "");
  CHECK(with("99") == "");            // one per cent of 100
  CHECK(with("101") == "");
  CHECK(with("98.99") == "money// fail");
  CHECK(with("101.01") == "money// fail");
}

TEST_CASE("a rule counts from the day on which it is in force") {
  const auto csv = "row,c3,c4,c5,c11\nT,1,1,-,5\nLV01,1,1,-,100\n";
  CHECK(ids(findings_in(csv, at(make_date(2025, 1, 1)))) == "money// fail");
  CHECK(ids(findings_in(csv, at(make_date(2024, 12, 31)))) == "");
}

TEST_CASE("what the form itself demands is a finding too") {
  const auto layout = sample::layout();
  auto sheet = Sheet::make(layout);
  REQUIRE(sheet.set(layout, {"T", "3"}, {decimal("-1")}));
  REQUIRE(sheet.set(layout, {"T", "5"}, {decimal("-1")}));
  REQUIRE(sheet.set(layout, {"LV01", "10"}, {std::string("LV04")}));
  REQUIRE(sheet.set(layout, {"LV99", "3"}, {formula::Absent::kNil}));
  auto found = check(layout, sheet, at());
  std::erase_if(found, [](const Finding& finding) { return finding.outcome != Outcome::kFail; });
  CHECK(ids(found) ==
        "grand-total//3 fail; grand-total//5 fail; range/T/3 fail; range/T/5 fail; "
        "required/LV01/3 fail; code/LV01/10 fail; unknown-row/LV99/ fail");
  CHECK(found[5].message.en == "\"LV04\" is not on the list linh-vuc; did you mean \"LV01\"?");
  CHECK(found[4].message.vi.find("Tổng") != std::string::npos);
  for (const auto& finding : found) CHECK_FALSE(finding.message.vi.empty());
}

TEST_CASE("a sheet of an older version of the form is checked, not trusted") {
  auto narrower = sample::edited(
      sample::form(),
      R"({"code":"12","key":"ton","title":{"vi":"Tồn"},"type":"number","measure":"stock"})",
      R"({"code":"13","key":"khac","title":{"vi":"Khác"},"type":"text"})");
  const auto catalog = Catalog::load(sample::all_with(narrower));
  REQUIRE(catalog);
  const FormLayout other(*catalog->form_version("B01", 1), *catalog);
  const auto sheet = sample::sheet(
      sample::layout(), "row,c3,c4,c5,c11,c12\nT,1,1,-,1,1\nLV01,1,1,-,1,1\n");
  CHECK(ids(check(other, sheet, at())) ==
        "unknown-column/T/12 fail; unknown-column/LV01/12 fail");
}

TEST_CASE("an error in a formula is a rule error with its sign") {
  auto form = sample::edited(sample::form(), "\"[3]=[4]+[5]\"", "\"[3]/[4]>=1\"");
  const auto catalog = Catalog::load(sample::all_with(form));
  REQUIRE(catalog);
  const FormLayout layout(*catalog->form_version("B01", 1), *catalog);
  const auto sheet = sample::sheet(layout, "row,c3,c4,c5,c11\nT,1,0,-,1\nLV01,1,0,-,1\n");
  const auto found = check(layout, sheet, at());
  REQUIRE(found.size() == 2);
  CHECK(found[0].outcome == Outcome::kRuleError);
  CHECK(found[0].message.en == "The rule total gives #DIV/0!; check the cells that it uses.");
  CHECK(summary(found).rule_errors == 2);
}

TEST_CASE("a blank column leaves its total unevaluated, whatever the policy") {
  CHECK(ids(findings_in("row,c3,c4,c11\nT,1,1,1\nLV01,1,1,1\n")) ==
        "grand-total//5 not-evaluated");
}

TEST_CASE("findings are JSON that says the same in every language") {
  const auto found = findings_in("row,c3,c4,c5,c11\nT,6,6,-,0\nLV01,6,5,...,\nLV02,-,1,-,0\n");
  CHECK(ids(found) == "total/LV01/ fail; total/LV02/ fail");
  CHECK(json::compact(to_json(std::vector{found[0]})) ==
        R"({"findings":[{"id":"total/LV01/","rule":"total","severity":"error","outcome":"fail",)"
        R"("form":"B01","row":"LV01","column":null,"operation":"=","left":"6","right":"5",)"
        R"("difference":"1","cells":[)"
        R"({"form":"B01","row":"LV01","column":"3","period":"2025-Q4","unit":"96",)"
        R"("side":"left","value":"6"},)"
        R"({"form":"B01","row":"LV01","column":"4","period":"2025-Q4","unit":"96",)"
        R"("side":"right","value":"5"},)"
        R"({"form":"B01","row":"LV01","column":"5","period":"2025-Q4","unit":"96",)"
        R"("side":"right","value":{"absent":"not-available"}}],)"
        R"("message":{"vi":"Dòng LV01: 6 khác 5, lệch 1.",)"
        R"("en":"Row LV01: 6 is not 5, a difference of 1."}}],)"
        R"("summary":{"errors":1,"explain":0,"info":0,"not_evaluated":0,"rule_errors":0}})");
}
