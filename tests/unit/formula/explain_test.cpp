#include "formula/explain.h"

#include <doctest/doctest.h>

#include "formula/grid_source.h"

using namespace girs;
using namespace girs::formula;

namespace {

Value number(const char* text) { return *Decimal::parse(text); }

GridSource grid() {
  GridSource grid("F", *Period::parse("2025-M03"), "96");
  REQUIRE(grid.set_cell("r1.c3", number("15")));
  REQUIRE(grid.set_cell("r1.c4", number("9")));
  REQUIRE(grid.set_cell("r1.c5", Absent::kNil));
  REQUIRE(grid.set_cell("r1.c7", Absent::kNotApplicable));
  return grid;
}

Explanation explained(const char* text, Missing missing, const CellSource& cells) {
  const auto expression = Expression::compile(text);
  REQUIRE(expression);
  Context context;
  context.form = "F";
  context.row = "1";
  context.period = *Period::parse("2025-M03");
  context.unit = "96";
  context.missing = missing;
  context.cells = &cells;
  return explain(*expression, context);
}

std::string line(const ExplainedStep& step) {
  return step.text + " = " + (step.value ? shown(*step.value) : "cells");
}

}  // namespace

TEST_CASE("parts come before the whole, each with its value, and literals are left out") {
  const auto cells = grid();
  const auto explanation = explained("ROUND(([4]+[5])/[3]*100;1)", Missing::kPropagate, cells);
  std::vector<std::string> lines;
  for (const auto& step : explanation.steps) lines.push_back(line(step));
  CHECK(lines == std::vector<std::string>{"[4] = 9", "[5] = -", "[4]+[5] = 9", "[3] = 15",
                                          "([4]+[5])/[3]*100 = 60",
                                          "ROUND(([4]+[5])/[3]*100;1) = 60"});
  CHECK(explanation.steps.back().depth == 0);
  CHECK(explanation.steps[0].depth == 3);
  CHECK(explanation.result == number("60"));
}

TEST_CASE("a reference names its cells with their place and state") {
  const auto cells = grid();
  const auto explanation = explained("SUM([c3:c7])", Missing::kPropagate, cells);
  REQUIRE(explanation.steps.size() == 2);
  const auto& range = explanation.steps[0];
  CHECK(!range.value);
  REQUIRE(range.cells.size() >= 4);
  CHECK(range.cells[0].address.column == "3");
  CHECK(range.cells[0].address.unit == "96");
  CHECK(range.cells[2].value == Value(Absent::kNil));
}

TEST_CASE("a missing figure that the policy takes for 0 is marked, one that is only looked at is not") {
  const auto cells = grid();
  const auto zero = explained("[3]=[4]+[6]", Missing::kBlankZero, cells);
  CHECK(zero.missing_is_zero);
  CHECK(zero.steps[2].text == "[6]");
  CHECK(zero.steps[2].counted_as_zero);
  CHECK(!zero.steps[1].counted_as_zero);
  const auto looked_at = explained("IF(ISMISSING([6]);[3];[4])", Missing::kBlankZero, cells);
  CHECK(!looked_at.steps[0].counted_as_zero);
  const auto kept = explained("[3]+[6]", Missing::kPropagate, cells);
  CHECK(!kept.missing_is_zero);
  CHECK(kept.result == Value(Absent::kMissing));
  const auto blank = explained("[6]+[8]", Missing::kBlankZero, cells);
  CHECK(!blank.missing_is_zero);
}

TEST_CASE("the branch that was not taken is marked as unused") {
  const auto cells = grid();
  const auto explanation = explained("IF([3]>10;[4]*2;1/[5])", Missing::kPropagate, cells);
  for (const auto& step : explanation.steps) {
    CAPTURE(step.text);
    CHECK(step.unused == (step.text == "[5]" || step.text == "1/[5]"));
  }
  CHECK(explanation.result == number("18"));
}

TEST_CASE("people read it in either language") {
  const auto cells = grid();
  const auto explanation = explained("[3]=[4]+[6]", Missing::kBlankZero, cells);
  CHECK(to_text(explanation, "en") ==
        "[3]=[4]+[6]\n"
        "Some cell is reported, so a missing cell counts as 0 (blank_zero).\n"
        "1. [3] = 15 (form F, row 1, column 3, 2025-M03, unit 96)\n"
        "2. [4] = 9 (form F, row 1, column 4, 2025-M03, unit 96)\n"
        "3. [6] = …, counted as 0 (form F, row 1, column 6, 2025-M03, unit 96)\n"
        "4. [4]+[6] = 9\n"
        "5. [3]=[4]+[6] = false\n"
        "Result: false\n");
  const std::string vi = to_text(explanation, "vi");
  CHECK(vi.find("3. [6] = …, tính là 0 (biểu F, dòng 1, cột 6, 2025-M03, đơn vị 96)") !=
        std::string::npos);
  CHECK(vi.find("Kết quả: false") != std::string::npos);
}

TEST_CASE("an empty expression is missing") {
  Context context;
  const GridSource cells;
  context.cells = &cells;
  CHECK(explain(Expression(), context).result == Value(Absent::kMissing));
}
