// Where a formula means something else than in Excel, on purpose. The list of src/formula/README.md
// is this table in words: a difference that is not here is a mistake.

#include <doctest/doctest.h>

#include "formula/cycle.h"
#include "unit/formula/trial.h"

namespace {

struct Difference {
  const char* why;
  const char* expr;
  const char* ours;    // as trial::eval gives it; of a refusal only its beginning
  const char* excels;  // for the reader: what Excel shows for the like formula
  trial::Cells cells = {};
};

void check(const std::vector<Difference>& differences) {
  for (const auto& one : differences) {
    CAPTURE(one.why);
    CAPTURE(one.expr);
    const std::string ours = one.ours;
    CHECK(ours != one.excels);
    CHECK(trial::eval(one.expr, one.cells).substr(0, ours.size()) == ours);
  }
}

}  // namespace

TEST_CASE("grammar: what is always a mistake on a form is refused") {
  check({{"comparisons are not chained", "1=1=1", "invalid: Comparisons cannot be chained", "FALSE"},
         {"cells are named by form codes, not addresses", "A1+B2", "invalid: Expected", "0"},
         {"printed identities are no numbers in brackets", "(3)=(4)+(5)", "invalid: ", "FALSE"},
         {"no space before a bracket", "SUM (1;2)", "invalid: No space", "3"},
         {"an argument left out has a documented default or is refused", "IF(TRUE;;2)",
          "invalid: Argument 2 of IF cannot be left out", "0"},
         {"a range where one value is wanted is refused", "[c1:c2]+1", "invalid: One value is wanted",
          "#VALUE!"}});
}

TEST_CASE("nothing is converted silently") {
  check({{"a text is no number", "\"3\"+1", "#VALUE!", "4"},
         {"a logical is no number", "TRUE+1", "#VALUE!", "2"},
         {"a number is no logical", "IF(1;2;3)", "#VALUE!", "2"},
         {"a number is no logical", "NOT(0)", "#VALUE!", "true"},
         {"a number is not below a text", "1<\"a\"", "#VALUE!", "true"},
         {"LEFT takes a text", "LEFT(123;2)", "#VALUE!", "'12"},
         {"a comma in a figure is not guessed at", "VALUE(\"1,234\")", "#VALUE!", "1234"}});
}

TEST_CASE("missing is not zero") {
  check({{"a blank in arithmetic is missing", "[c1]+1", "missing", "1"},
         {"the sum of nothing is missing", "SUM([c1:c2])", "missing", "0"},
         {"the least of nothing is missing", "MIN([c1:c2])", "missing", "0"},
         {"the average of nothing is missing", "AVERAGE([c1:c2])", "missing", "#DIV/0!"},
         {"missing over zero is missing", "[c1]/0", "missing", "#DIV/0!"},
         {"a condition that is missing chooses nothing", "IF([c1];1;2)", "missing", "2"},
         {"a blank equals nothing", "[c1]=0", "missing", "true"},
         {"the conditional average of nothing is missing", "AVERAGEIF([c1:c2];\">0\")", "missing",
          "#DIV/0!"},
         {"the conditional maximum of nothing is missing", "MAXIFS([c1:c2];[c1:c2];\">0\")", "missing",
          "0"},
         {"nil alone adds up to nil", "SUM([c3])", "nil", "0", {{"c3", "nil"}}},
         {"COUNT counts nil, which is a reported 0", "COUNT([c3])", "1", "0", {{"c3", "nil"}}}});
}

TEST_CASE("logic absorbs errors and missing values in either order") {
  check({{"FALSE decides", "AND(FALSE;1/0)", "false", "#DIV/0!"},
         {"TRUE decides", "OR(1/0;TRUE)", "true", "#DIV/0!"},
         {"FALSE decides against missing", "AND([c1];FALSE)", "false", "#VALUE!"},
         {"TRUE does not decide against missing", "AND([c1];TRUE)", "missing", "true"},
         {"of two errors the lowest ERROR.TYPE counts, not the first", "#N/A+1/0", "#DIV/0!", "#N/A"}});
}

TEST_CASE("figures are exact decimals") {
  check({{"no binary residue", "1.1*1.1=1.21", "true", "false"},
         {"no binary residue in MOD", "MOD(0.3;0.1)", "0", "0.1"},
         {"no fuzz of 15 digits", "1.0000000000000001=1", "false", "true"},
         {"34 digits", "9999999999999999+1", "10000000000000000", "1E+16"},
         {"no infinity in between", "10^33*10", "#NUM!", "1E+34"}});
}

TEST_CASE("days are no numbers") {
  check({{"a day is not counted on", "DATE(2025;1;1)+1", "#VALUE!", "45659"},
         {"no serial numbers", "YEAR(45658)", "#VALUE!", "2025"},
         {"years are taken as they are", "YEAR(DATE(99;1;1))", "99", "1999"},
         {"there was no 29 February 1900", "DATE(1900;2;29)", "1900-03-01", "1900-02-29"},
         {"MD is never negative", "DATEDIF(DATE(2025;1;31);DATE(2025;3;1);\"MD\")", "1", "-2"}});
}

TEST_CASE("texts compare in form NFC without wildcards, and GROWTH is the growth of officials") {
  check({{"composed and decomposed letters are equal", "\"\u1ebf\"=\"e\u0302\u0301\"", "true", "false"},
         {"LEN counts composed letters", "LEN(\"e\u0302\u0301\")", "1", "3"},
         {"MATCHES is RE2", "MATCHES(\"abc\";\"a.c\")", "true", "#NAME?"},
         {"GROWTH is cur/base*100-100", "GROWTH(110;100)", "10", "#VALUE!"},
         {"FIND that finds nothing in a guard is absorbed", "OR(TRUE;FIND(\"x\";\"a\")>0)", "true",
          "#VALUE!"}});
}

TEST_CASE("what would differ from day to day is not offered") {
  check({{"volatile", "TODAY()", "invalid: TODAY is not offered", "45658"},
         {"volatile", "NOW()", "invalid: NOW is not offered", "45658.5"},
         {"chance", "RAND()", "invalid: RAND is not offered", "0.5"},
         {"computed addresses", "INDIRECT(\"A1\")", "invalid: INDIRECT is not offered", "0"},
         {"computed addresses", "OFFSET([c1];1;1)", "invalid: OFFSET is not offered", "0"}});
}

TEST_CASE("a circle is found before anything is computed") {
  const auto cycle = girs::formula::find_cycle({{"c1", {{"c2"}}}, {"c2", {{"c1"}}}});
  CHECK(cycle.has_value());
}
