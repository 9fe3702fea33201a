#include "formula/evaluate.h"

#include <doctest/doctest.h>

#include <vector>

#include "trial.h"

using trial::Cells;
using trial::check;
using trial::eval;

TEST_CASE("arithmetic is exact and follows OpenFormula's precedence") {
  check({{"1+2*3", "7"}, {"-2^2", "4"}, {"2^3^2", "64"}, {"10-4-3", "3"}, {"8/4/2", "1"},
         {"5%", "0.05"}, {"200%%", "0.02"}, {"-5%", "-0.05"}, {"--3", "3"}, {"+3", "3"},
         {"0.1+0.2=0.3", "true"}, {"1/3", "0.3333333333333333333333333333333333"},
         {"1.0=1.00", "true"}, {"1-1", "0"}, {"-0", "0"}, {"2^-1", "0.5"}, {"4^0.5", "2"},
         {"1E3+1", "1001"}});
}

TEST_CASE("what has no number is an error with Excel's name") {
  check({{"1/0", "#DIV/0!"}, {"0/0", "#DIV/0!"}, {"0^0", "#NUM!"}, {"0^-1", "#DIV/0!"},
         {"(-1)^0.5", "#NUM!"}, {"10^34", "#NUM!"},
         {"9999999999999999999999999999999999+1", "#NUM!"}, {"\"1\"+1", "#VALUE!"},
         {"TRUE+1", "#VALUE!"}, {"-TRUE", "#VALUE!"}, {"1=\"1\"", "#VALUE!"},
         {"TRUE=1", "#VALUE!"}, {"#REF!+1", "#REF!"}});
}

TEST_CASE("a cell of another kind than is wanted is #VALUE! where types are not known") {
  const Cells cells = {{"c1", "'1"}, {"c2", "true"}, {"c3", "5"}};
  check({{"[1]+1", "#VALUE!"}, {"[2]+1", "#VALUE!"}, {"-[2]", "#VALUE!"}, {"1=[1]", "#VALUE!"},
         {"[2]=1", "#VALUE!"}, {"LEN([3])", "#VALUE!"}, {"ROUND([1];1)", "#VALUE!"},
         {"SUM([1]+0;1)", "#VALUE!"}, {"AND([3];TRUE)", "#VALUE!"}, {"AND([3];FALSE)", "false"},
         {"NOT([3])", "#VALUE!"}, {"IF([3];2;3)", "#VALUE!"}, {"IN(5;[1];[3])", "true"},
         {"[1]+MISSING", "#VALUE!"}, {"YEAR([3])", "#VALUE!"}, {"TEXT([3];\"dd/mm/yyyy\")", "#VALUE!"},
         {"PERIODADD([3];1)", "#VALUE!"}},
        cells);
}

TEST_CASE("texts join with numbers and compare without case in any normal form") {
  check({{"\"a\"&1.50&TRUE", "'a1.5TRUE"}, {"\"HUẾ\"=\"huế\"", "true"},
         {"\"Hue\xcc\x82\xcc\x81\"=\"huế\"", "true"}, {"\"a\"<\"B\"", "true"},
         {"\"a\"<>\"b\"", "true"}, {"EXACT(\"a\";\"A\")", "false"},
         {"EXACT(\"Hue\xcc\x82\xcc\x81\";\"Huế\")", "true"}, {"LEN(\"Huế\")", "3"},
         {"LEN(\"Hue\xcc\x82\xcc\x81\")", "3"}, {"LEN(12)", "#VALUE!"}, {"\"a\"&#N/A", "#N/A"},
         {"FALSE<TRUE", "true"}});
  CHECK(eval("[2]=\"Tỉnh\"", {{"c2", "'TI\xcc\x89NH"}}) == "true");
}

TEST_CASE("rounding is half away from zero, with negative places") {
  check({{"ROUND(2.15;1)", "2.2"}, {"ROUND(-1.475;2)", "-1.48"}, {"ROUND(1.005;2)", "1.01"},
         {"ROUND(2.5)", "3"}, {"ROUND(-2.5;)", "-3"}, {"ROUND(1250;-2)", "1300"},
         {"ROUNDHALFEVEN(2.5;0)", "2"}, {"ROUNDHALFEVEN(0.125;2)", "0.12"},
         {"ROUNDUP(1.01;1)", "1.1"}, {"ROUNDUP(-1.01;1)", "-1.1"}, {"ROUNDDOWN(-1.99;1)", "-1.9"},
         {"TRUNC(-1.99)", "-1"}, {"TRUNC(1.999;2)", "1.99"}, {"INT(-1.5)", "-2"}, {"INT(1.5)", "1"},
         {"ROUND(1.55;1.9)", "1.6"}, {"ROUND(1.5;1E20)", "1.5"}, {"ROUND(1.5;-1E20)", "0"},
         {"ROUND(\"a\";1)", "#VALUE!"}, {"ROUND(1;#N/A)", "#N/A"},
         {"ROUND(#NUM!;1/0)", "#DIV/0!"}});
}

TEST_CASE("functions of numbers follow Excel") {
  check({{"ABS(-2.50)", "2.5"}, {"SIGN(-3)", "-1"}, {"SIGN(0)", "0"}, {"SIGN(0.1)", "1"},
         {"MOD(-7;3)", "2"}, {"MOD(7;-3)", "-2"}, {"MOD(7;3)", "1"}, {"MOD(1;0)", "#DIV/0!"},
         {"MOD(5.5;0.5)", "0"}, {"GROWTH(110;100)", "10"}, {"GROWTH(1;0)", "#DIV/0!"},
         {"SUM(1;2;3)", "6"}, {"AVERAGE(1;2)", "1.5"}, {"MIN(3;-1;2)", "-1"}, {"MAX(3;-1;2)", "3"},
         {"PRODUCT(2;3;4)", "24"}, {"COUNT(1;\"a\";TRUE)", "1"}, {"COUNTA(1;\"a\";TRUE)", "3"},
         {"SUM(\"a\";1)", "#VALUE!"}, {"SUM(TRUE)", "#VALUE!"}, {"SUM(1;#N/A;1/0)", "#DIV/0!"}});
}

TEST_CASE("logic is three-valued and absorbs errors in either order") {
  check({{"AND(FALSE;MISSING)", "false"}, {"AND(MISSING;FALSE)", "false"},
         {"AND(TRUE;MISSING)", "missing"}, {"OR(MISSING;TRUE)", "true"},
         {"OR(FALSE;MISSING)", "missing"}, {"AND(FALSE;1/0=1)", "false"},
         {"AND(1/0=1;FALSE)", "false"}, {"OR(#REF!;TRUE)", "true"}, {"AND(TRUE;#REF!)", "#REF!"},
         {"AND(MISSING;#REF!)", "#REF!"}, {"AND(#REF!;#DIV/0!)", "#DIV/0!"},
         {"AND(1;TRUE)", "#VALUE!"},
         {"AND(1;FALSE)", "false"}, {"NOT(TRUE)", "false"}, {"NOT(MISSING)", "missing"},
         {"NOT(#N/A)", "#N/A"}, {"NOT(1)", "#VALUE!"}, {"XOR(TRUE;TRUE;TRUE)", "true"},
         {"XOR(TRUE;TRUE)", "false"}, {"XOR(TRUE;MISSING)", "missing"},
         {"XOR(MISSING;#N/A)", "#N/A"}, {"IMPLIES(FALSE;#N/A)", "true"},
         {"IMPLIES(#N/A;TRUE)", "true"}, {"IMPLIES(TRUE;MISSING)", "missing"},
         {"IMPLIES(MISSING;FALSE)", "missing"}, {"IMPLIES(TRUE;FALSE)", "false"},
         {"TRUE()", "true"}, {"FALSE()", "false"}});
}

TEST_CASE("choices are lazy and a missing condition is missing") {
  check({{"IF(TRUE;1;1/0)", "1"}, {"IF(FALSE;1/0;2)", "2"}, {"IF(MISSING;1;2)", "missing"},
         {"IF(#N/A;1;2)", "#N/A"}, {"IF(1;2;3)", "#VALUE!"}, {"IF(FALSE;1)", "false"},
         {"IF(FALSE;1;)", "false"}, {"IFS(FALSE;1/0;TRUE;2)", "2"}, {"IFS(FALSE;1)", "#N/A"},
         {"IFS(MISSING;1;TRUE;2)", "missing"}, {"IFERROR(1/0;5)", "5"}, {"IFERROR(3;1/0)", "3"},
         {"IFERROR(MISSING;5)", "missing"}, {"IFNA(#N/A;5)", "5"}, {"IFNA(#REF!;5)", "#REF!"},
         {"IFMISSING(MISSING;5)", "5"}, {"IFMISSING(0;5)", "0"},
         {"COALESCE(MISSING;MISSING;3;1/0)", "3"}, {"COALESCE(MISSING)", "missing"},
         {"COALESCE(MISSING;#N/A;3)", "#N/A"}});
}

TEST_CASE("membership, bounds and nearness") {
  check({{"IN(2;1;2;3)", "true"}, {"IN(5;1;2)", "false"}, {"IN(\"A\";\"a\")", "true"},
         {"IN(2;1;MISSING)", "missing"}, {"IN(2;2;MISSING)", "true"}, {"IN(2;2;#N/A)", "true"},
         {"IN(2;\"a\";2)", "true"}, {"BETWEEN(5;0;10)", "true"}, {"BETWEEN(0;0;10)", "true"},
         {"BETWEEN(11;0;10)", "false"}, {"BETWEEN(MISSING;0;10)", "missing"},
         {"BETWEEN(-1;0;MISSING)", "false"}, {"APPROX(1.05;1;0.05)", "true"},
         {"APPROX(1;1.06;0.05)", "false"}, {"APPROX(1;MISSING;0.05)", "missing"}});
}

TEST_CASE("errors outrank not applicable, which outranks missing, in either order") {
  const Cells cells = {{"c1", "not-applicable"}, {"c2", "nil"}};
  check({{"#REF!+#DIV/0!", "#DIV/0!"}, {"#DIV/0!+#REF!", "#DIV/0!"}, {"[1]+MISSING", "#N/A"},
         {"MISSING+[1]", "#N/A"}, {"[1]+#NUM!", "#NUM!"}, {"#CYCLE!+[1]", "#CYCLE!"},
         {"MISSING/0", "missing"}, {"0/MISSING", "missing"}, {"1/0+MISSING", "#DIV/0!"},
         {"MISSING=1", "missing"}, {"MISSING<>MISSING", "missing"}, {"\"a\"+MISSING", "#VALUE!"},
         {"-MISSING", "missing"}, {"MISSING%", "missing"}, {"-[1]", "#N/A"}},
        cells);
}

TEST_CASE("states are seen as section 4 tells") {
  const Cells cells = {{"c1", "nil"}, {"c2", "not-available"}, {"c3", "not-applicable"},
                       {"c4", "0"},   {"c5", "'abc"},          {"c6", "true"}};
  check({{"[1]", "nil"}, {"[2]", "missing"}, {"[3]", "not-applicable"}, {"[9]", "missing"},
         {"[1]+5", "5"}, {"[2]+5", "missing"}, {"[3]+5", "#N/A"}, {"[1]=0", "true"},
         {"ISNIL([1])", "true"}, {"ISNIL([4])", "false"}, {"ISMISSING([2])", "true"},
         {"ISMISSING([9])", "true"}, {"ISMISSING([1])", "false"}, {"ISBLANK([9])", "true"},
         {"ISBLANK([2])", "false"}, {"ISNA.CELL([3])", "true"}, {"ISNA.CELL(#N/A)", "false"},
         {"ISNA([3])", "true"}, {"ISNA(#N/A)", "true"}, {"ISNA(#REF!)", "false"},
         {"ISERROR(1/0)", "true"}, {"ISERROR([9])", "false"}, {"ISNUMBER([4])", "true"},
         {"ISNUMBER([1])", "true"}, {"ISNUMBER([9])", "false"}, {"ISTEXT([5])", "true"},
         {"ISLOGICAL([6])", "true"}, {"ISLOGICAL([4])", "false"}, {"ERROR.TYPE(#DIV/0!)", "2"},
         {"ERROR.TYPE(#N/A)", "7"}, {"ERROR.TYPE(#CYCLE!)", "8"}, {"ERROR.TYPE(1)", "#N/A"},
         {"IFERROR([3];7)", "7"}, {"IFNA([3];7)", "7"}, {"COALESCE([9];[1])", "nil"},
         {"N0([9])", "0"}, {"N0([1])", "0"}, {"N0([3])", "#N/A"}, {"N0(1/0)", "#DIV/0!"},
         {"N0([5])", "#VALUE!"}},
        cells);
}

TEST_CASE("aggregates skip what is missing and pass on errors") {
  const Cells cells = {{"c1", "nil"}, {"c2", "not-available"}, {"c3", "not-applicable"},
                       {"c4", "4"},   {"c5", "'abc"},          {"c6", "true"},
                       {"c7", "#REF!"}};
  check({{"SUM([c1:c6])", "4"}, {"SUM([1])", "nil"}, {"SUM([c1:c3])", "nil"},
         {"SUM([c2:c3])", "missing"}, {"SUM([8];[9])", "missing"}, {"AVERAGE([c1:c4])", "2"},
         {"AVERAGE([8])", "missing"}, {"MIN([c1:c4])", "0"}, {"MAX([c1:c4])", "4"},
         {"MAX([1])", "0"}, {"PRODUCT([4];[8])", "4"}, {"PRODUCT([8])", "missing"},
         {"SUM([c4:c7])", "#REF!"}, {"COUNT([c1:c9])", "2"}, {"COUNTA([c1:c9])", "5"},
         {"COUNTBLANK([c1:c9])", "2"}, {"COUNT([8])", "0"}, {"SUM([4]+[8];1)", "1"},
         {"AND([c8:c9])", "missing"}, {"IN(4;[c1:c9])", "true"}, {"IN(5;[8];[4])", "missing"},
         {"IN(5;[c8:c9];[4])", "false"}, {"COALESCE([c8:c9];[c2:c4])", "not-applicable"}},
        cells);
}

TEST_CASE("the policy says what a missing operand is") {
  const Cells some = {{"c3", "5"}, {"c4", "5"}};
  const Cells nothing = {{"c9", "1"}};
  check({{"[3]=[4]+[5]", "missing"}, {"[4]+[5]", "missing"}, {"SUM([c4:c6])", "5"}}, some);
  check({{"[3]=[4]+[5]", "true"}, {"[4]+[5]", "5"}, {"SUM([c5:c6])+[4]", "5"},
         {"[4]/[5]", "#DIV/0!"}, {"ABS([5])+[4]", "5"}, {"ISMISSING([5])", "true"},
         {"[4]+[5]=5", "true"}, {"[5]&[4]", "'05"}, {"COUNT([c4:c6])", "1"}},
        some, "blank_zero");
  check({{"[3]=[4]+[5]", "missing"}, {"[4]+[5]", "missing"}, {"SUM([c4:c6])", "missing"},
         {"SUM([c4:c6])=0", "missing"}, {"COUNT([c4:c6])", "0"}, {"ISMISSING([4])", "true"}},
        nothing, "blank_zero");
  check({{"[3]=[4]+[5]", "true"}, {"[4]+[5]", "0"}, {"SUM([c4:c6])", "0"}, {"MIN([4])", "0"},
         {"AVERAGE([4])", "0"}, {"[4]", "missing"}, {"[4]/[5]", "#DIV/0!"},
         {"ISMISSING([4])", "true"}, {"IFMISSING([4];7)", "7"}, {"COUNT([4])", "0"}},
        nothing, "zero");
}

TEST_CASE("blank_zero looks at every cell of the formula, on both sides and inside ranges") {
  CHECK(eval("[3]=[4]+[5]", {{"c3", "5"}}, "blank_zero") == "false");
  CHECK(eval("[3]=SUM([c4:c6])", {{"c6", "0"}}, "blank_zero") == "true");
  CHECK(eval("[3]=SUM([c4:c6])", {{"c6", "nil"}}, "blank_zero") == "true");
  CHECK(eval("SUM([c4:c6])+0", {{"c6", "not-applicable"}}, "blank_zero") == "missing");
  CHECK(eval("SUM([c4:c6])+[$x]", {{"$x", "3"}}, "blank_zero") == "missing");
}

TEST_CASE("a missing text has no zero that stands for it") {
  for (const char* policy : {"propagate", "blank_zero", "zero"}) {
    CAPTURE(policy);
    CHECK(eval("[2]=\"x\"", {{"c3", "1"}}, policy) == "missing");
    CHECK(eval("IMPLIES([2]=\"x\";[3]>0)", {{"c3", "1"}}, policy) == "true");
    CHECK(eval("LEN([2])+[3]", {{"c3", "1"}}, policy) != "#VALUE!");
  }
}

TEST_CASE("parameters are named with a dollar sign") {
  CHECK(eval("BETWEEN([7];0;[$tran])", {{"c7", "5"}, {"$tran", "4"}}) == "false");
  CHECK(eval("[7]>[$tran]", {{"c7", "5"}}) == "missing");
}

TEST_CASE("a rule's sides come in full precision with the cells to blame") {
  using namespace girs::formula;
  GridSource grid;
  REQUIRE(grid.set_cell("c3", trial::value("10.00")));
  REQUIRE(grid.set_cell("c4", trial::value("1")));
  REQUIRE(grid.set_cell("c5", trial::value("3")));
  Context context;
  context.missing = Missing::kBlankZero;
  context.cells = &grid;
  const auto rule = Expression::compile("[3]>=[4]/[5]+[6]+[4]");
  REQUIRE(rule);
  const auto sides = evaluate_sides(*rule, context);
  REQUIRE(sides);
  CHECK(sides->operation == ">=");
  CHECK(trial::text(sides->left) == "10");
  CHECK(trial::text(sides->right) == "1.333333333333333333333333333333333");
  CHECK(sides->outcome == Value(true));
  const auto cells = operands(*rule, context);
  REQUIRE(cells.size() == 4);
  CHECK(cells[0].address.column == "3");
  CHECK(cells[0].left);
  CHECK(cells[1].address.column == "4");
  CHECK(!cells[1].left);
  CHECK(cells[3].address.column == "6");
  CHECK(is_missing(cells[3].value));
  CHECK(!evaluate_sides(*Expression::compile("[3]"), context));
}
