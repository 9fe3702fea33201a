#include <doctest/doctest.h>

#include "trial.h"

using trial::Cells;
using trial::check;

namespace {

const Cells kFigures = {{"c1", "1"},   {"c2", "2"}, {"c3", "4"},       {"c4", "nil"},
                        {"c5", "'x"},  {"c6", "3"}, {"c7", "missing"}, {"c8", "not-applicable"},
                        {"c11", "10"}, {"c12", "20"}, {"c13", "30"}};

}  // namespace

TEST_CASE("order statistics are Excel's, interpolated exactly") {
  check({{"MEDIAN([c1:c8])", "2"}, {"MEDIAN(1;2;3;10)", "2.5"}, {"LARGE([c1:c8];2)", "3"},
         {"SMALL([c1:c8];1)", "0"}, {"LARGE([c1:c3];4)", "#NUM!"}, {"SMALL([c1:c3];0)", "#NUM!"},
         {"PERCENTILE([c1:c3];0.5)", "2"}, {"PERCENTILE([c11:c13];0.3)", "16"},
         {"PERCENTILE([c1:c3];0)", "1"}, {"PERCENTILE([c1:c3];1)", "4"},
         {"PERCENTILE([c1:c3];1.01)", "#NUM!"}, {"PERCENTILE([c1:c3];-0.1)", "#NUM!"},
         {"QUARTILE([c1:c3];1)", "1.5"}, {"QUARTILE([c1:c3];3.9)", "3"},
         {"QUARTILE([c1:c3];5)", "#NUM!"}, {"MEDIAN([c7])", "missing"},
         {"PERCENTILE([c7];2)", "missing"}, {"PERCENTILE([c1:c3];MISSING)", "missing"},
         {"SMALL([c7];1/0)", "#DIV/0!"}},
        kFigures);
}

TEST_CASE("ranks are shared by equal figures") {
  check({{"RANK(4;[c1:c3])", "1"}, {"RANK(1;[c1:c3])", "3"}, {"RANK(1;[c1:c3];1)", "1"},
         {"RANK(9;[c1:c3])", "#N/A"}, {"RANK([1];[c1:c8])", "4"}, {"RANK(MISSING;[c1:c3])", "missing"}},
        kFigures);
  check({{"RANK(7;[c1:c4])", "1"}, {"RANK(5;[c1:c4])", "3"}},
        {{"c1", "7"}, {"c2", "7"}, {"c3", "5"}, {"c4", "1"}});
}

TEST_CASE("spread is exact, the same in any order, and rounded at the 30th digit") {
  check({{"VAR.S(1;2;3;4)", "1.66666666666666666666666666667"}, {"VAR.P(1;2;3;4)", "1.25"},
         {"STDEV.P(2;4;4;4;5;5;7;9)", "2"}, {"STDEV.S(1;2)", "0.707106781186547524400844362105"},
         {"STDEV.S(1)", "#DIV/0!"}, {"VAR.P(5)", "0"},
         {"VAR.S(100000000000000000001;100000000000000000002)", "0.5"},
         {"VAR.S(3;1;2)=VAR.S(1;2;3)", "true"}, {"STDEV.S(1;1/0)", "#DIV/0!"},
         {"VAR.S([c7];[c8])", "missing"}},
        kFigures);
}

TEST_CASE("ranges side by side need one size, and a place counts when all its figures are there") {
  check({{"SUMPRODUCT([c1:c3];[c11:c13])", "170"}, {"WAVG([c11:c13];[c1:c3])", "24.28571428571428571428571428571429"},
         {"SUMPRODUCT([c6:c7];[c11:c12])", "30"}, {"WAVG([c11:c12];[c7:c8])", "missing"},
         {"SUMPRODUCT([c1:c3];[c11:c12])", "#VALUE!"}, {"WAVG([c11];[4])", "#DIV/0!"},
         {"SUMPRODUCT([c7])", "missing"}, {"SUMSQ([c1:c3])", "21"}, {"SUMSQ(\"a\")", "#VALUE!"}},
        kFigures);
  check({{"SUMPRODUCT([c7])", "0"}}, {}, "zero");
}

TEST_CASE("criteria are those of Excel") {
  const Cells cells = {{"r1.c1", "'Xã A"},  {"r1.c2", "10"}, {"r2.c1", "'Phường B"}, {"r2.c2", "20"},
                       {"r3.c1", "'xã C*"}, {"r3.c2", "5"},  {"r4.c2", "nil"},       {"r5.c1", "'Xã D"},
                       {"r5.c2", "missing"}, {"r6.c1", "'20"}, {"r6.c2", "#N/A"}};
  check({{"COUNTIF([r1:r5.c1];\"xã*\")", "3"}, {"COUNTIF([r1:r5.c1];\"xã ?\")", "2"},
         {"COUNTIF([r1:r5.c1];\"xã c~*\")", "1"}, {"COUNTIF([r1:r5.c1];\"<>xã*\")", "1"},
         {"COUNTIF([r1:r6.c2];\">5\")", "2"}, {"COUNTIF([r1:r6.c2];5)", "1"},
         {"COUNTIF([r1:r6.c2];\"<=0\")", "1"}, {"COUNTIF([r1:r6.c2];\"<>5\")", "3"},
         {"COUNTIF([r1:r6.c2];\"=\")", "1"}, {"COUNTIF([r1:r6.c2];\"<>\")", "5"},
         {"COUNTIF([r1:r6.c1];20)", "0"}, {"COUNTIF([r1:r6.c1];\"20\")", "0"},
         {"SUMIF([r1:r5.c1];\"Xã*\";[r1:r5.c2])", "15"}, {"SUMIF([r1:r3.c2];\">=10\")", "30"},
         {"SUMIF([r1:r3.c2];\">99\")", "missing"}, {"SUMIF([r4.c2];0)", "nil"},
         {"SUMIF([r1:r6.c1];\"20\";[r1:r6.c2])", "missing"},
         {"SUMIF([r1:r6.c1];\"*0\";[r1:r6.c2])", "#N/A"},
         {"SUMIF([r1:r3.c1];\"*\";[r1:r2.c2])", "#VALUE!"},
         {"AVERAGEIF([r1:r3.c2];\">5\")", "15"}, {"AVERAGEIF([r1:r3.c2];\">50\")", "missing"},
         {"SUMIFS([r1:r3.c2];[r1:r3.c1];\"*\";[r1:r3.c2];\"<20\")", "15"},
         {"COUNTIFS([r1:r3.c1];\"xã*\";[r1:r3.c2];\">5\")", "1"},
         {"AVERAGEIFS([r1:r3.c2];[r1:r3.c1];\"xã*\")", "7.5"},
         {"MINIFS([r1:r3.c2];[r1:r3.c1];\"xã*\")", "5"}, {"MAXIFS([r1:r3.c2];[r1:r3.c2];\"<20\")", "10"},
         {"MAXIFS([r1:r3.c2];[r1:r3.c2];\">20\")", "missing"},
         {"COUNTIF([r1:r3.c2];MISSING)", "missing"}, {"COUNTIF([r1:r3.c2];1/0)", "#DIV/0!"},
         {"COUNTIF([r1:r3.c1];REPT(\"*\";256))", "#VALUE!"}},
        cells);
}

TEST_CASE("multiples, ceilings and floors follow Excel's rules of signs") {
  check({{"MROUND(10;3)", "9"}, {"MROUND(-10;-3)", "-9"}, {"MROUND(10;-3)", "#NUM!"},
         {"MROUND(7.5;5)", "10"}, {"MROUND(5;0)", "0"}, {"CEILING(2.5;1)", "3"},
         {"CEILING(2.5)", "3"}, {"CEILING(-2.5;2)", "-2"}, {"CEILING(-2.5;-2)", "-4"},
         {"CEILING(2.5;-2)", "#NUM!"}, {"CEILING(1;0)", "0"}, {"CEILING(0.234;0.01)", "0.24"},
         {"FLOOR(2.5;1)", "2"}, {"FLOOR(-2.5;2)", "-4"}, {"FLOOR(-2.5;-2)", "-2"},
         {"FLOOR(2.5;-2)", "#NUM!"}, {"FLOOR(1;0)", "#DIV/0!"}, {"FLOOR(0;0)", "0"},
         {"QUOTIENT(-7;2)", "-3"}, {"QUOTIENT(1;0)", "#DIV/0!"}, {"QUOTIENT(7;MISSING)", "missing"}});
}

TEST_CASE("powers, roots and logarithms") {
  check({{"POWER(2;10)", "1024"}, {"SQRT(2)", "1.414213562373095048801688724209698"},
         {"SQRT(-1)", "#NUM!"}, {"EXP(1)", "2.71828182845904523536028747135"}, {"EXP(100)", "#NUM!"},
         {"LN(10)", "2.30258509299404568401799145468"}, {"LN(0)", "#NUM!"}, {"LOG(100)", "2"},
         {"LOG(8;2)", "3"}, {"LOG(8;1)", "#DIV/0!"}, {"LOG(-8;2)", "#NUM!"}, {"LOG10(1000)", "3"},
         {"SQRT(\"4\")", "#VALUE!"}, {"INDEXTO(110;100)", "110"}, {"GROWTH(110;100)", "10"}});
}

TEST_CASE("of several errors in a column of keys the lowest prevails, whatever the rows' order") {
  for (const Cells& cells : {Cells{{"r1.c2", "#N/A"}, {"r2.c2", "#DIV/0!"}},
                             Cells{{"r1.c2", "#DIV/0!"}, {"r2.c2", "#N/A"}}})
    check({{"DUPLICATES([r*.c2])", "#DIV/0!"}, {"UNIQUE([r*.c2])", "#DIV/0!"},
           {"SUMPRODUCT([r*.c2];[r*.c2])", "#DIV/0!"}, {"WAVG([r*.c2];[r*.c3])", "#DIV/0!"}},
          cells);
}
