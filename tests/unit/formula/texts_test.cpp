#include <doctest/doctest.h>

#include "base/letter_case.h"
#include "formula/text_format.h"
#include "trial.h"

using trial::Cells;
using trial::check;

TEST_CASE("texts are cut by characters of form NFC") {
  check({{"LEFT(\"Huế đẹp\";3)", "'Huế"}, {"LEFT(\"abc\")", "'a"}, {"LEFT(\"abc\";9)", "'abc"},
         {"LEFT(\"abc\";-1)", "#VALUE!"}, {"RIGHT(\"Huế\";1)", "'ế"}, {"RIGHT(\"abc\";0)", "'"},
         {"MID(\"Huế đẹp\";5;3)", "'đẹp"}, {"MID(\"abc\";0;1)", "#VALUE!"}, {"MID(\"abc\";9;1)", "'"},
         {"LEFT(\"Hue\xcc\x82\xcc\x81\";3)", "'Huế"}, {"REPLACE(\"2025-Q1\";6;2;\"Q2\")", "'2025-Q2"},
         {"REPLACE(\"abc\";2;0;\"X\")", "'aXbc"}, {"LEFT(12;1)", "#VALUE!"},
         {"LEFT(MISSING;1)", "missing"}, {"LEFT([9];#N/A)", "#N/A"}});
}

TEST_CASE("letters change case one by one, also Vietnamese ones") {
  check({{"UPPER(\"đường\")", "'ĐƯỜNG"}, {"LOWER(\"ĐẮK LẮK\")", "'đắk lắk"},
         {"PROPER(\"tỉnh cà mau\")", "'Tỉnh Cà Mau"}, {"PROPER(\"O'NEIL-ab\")", "'O'Neil-Ab"},
         {"TRIM(\"  a   b \")", "'a b"}});
  CHECK(girs::title_case("ÂU cơ 2a") == "Âu Cơ 2A");
}

TEST_CASE("joining, repeating and substituting stay within bounds") {
  check({{"CONCAT(\"a\";1.50;TRUE)", "'a1.5TRUE"}, {"CONCAT([c1:c3])", "'xy"},
         {"CONCAT([c8:c9])", "missing"}, {"TEXTJOIN(\", \";TRUE;[c1:c3];\"\";\"z\")", "'x, y, z"},
         {"TEXTJOIN(\",\";FALSE;\"a\";\"\")", "'a,"}, {"CONCAT(\"a\";1/0)", "#DIV/0!"},
         {"REPT(\"ab\";3)", "'ababab"}, {"REPT(\"a\";-1)", "#VALUE!"}, {"REPT(\"a\";1E20)", "#VALUE!"},
         {"LEN(REPT(\"a\";32767))", "32767"}, {"LEN(REPT(\"ab\";16384))", "#VALUE!"},
         {"LEN(REPT(\"a\";32767)&\"b\")", "#VALUE!"}, {"SUBSTITUTE(\"a-b-c\";\"-\";\"+\")", "'a+b+c"},
         {"SUBSTITUTE(\"a-b-c\";\"-\";\"+\";2)", "'a-b+c"}, {"SUBSTITUTE(\"a\";\"-\";\"+\";0)", "#VALUE!"},
         {"SUBSTITUTE(\"aA\";\"a\";\"x\")", "'xA"}, {"SUBSTITUTE(\"a\";\"\";\"x\")", "'a"},
         {"SUBSTITUTE(REPT(\"a\";9000);\"a\";\"bbbb\")", "#VALUE!"}},
        {{"c1", "'x"}, {"c3", "'y"}});
}

TEST_CASE("finding minds case and searching does not") {
  check({{"FIND(\"b\";\"abcb\")", "2"}, {"FIND(\"b\";\"abcb\";3)", "4"}, {"FIND(\"B\";\"abc\")", "#VALUE!"},
         {"FIND(\"đ\";\"Huế đẹp\")", "5"}, {"FIND(\"\";\"abc\")", "1"}, {"FIND(\"a\";\"abc\";9)", "#VALUE!"},
         {"SEARCH(\"B\";\"abc\")", "2"}, {"SEARCH(\"ẾP\";\"bếp\")", "2"}, {"SEARCH(\"b?d\";\"abcd\")", "2"},
         {"SEARCH(\"~?\";\"a?\")", "2"}, {"SEARCH(\"x*\";\"abc\")", "#VALUE!"}, {"SEARCH(\".\";\"abc\")", "#VALUE!"}});
}

TEST_CASE("a regular expression matches the whole text in linear time") {
  check({{"MATCHES(\"TH01\";\"[A-Z]{2}[0-9]+\")", "true"}, {"MATCHES(\"xTH01\";\"TH[0-9]+\")", "false"},
         {"MATCHES(\"Huế\";\"H.ế\")", "true"}, {"MATCHES([9];\"a\")", "missing"},
         {"MATCHES(REPT(\"a\";30000)&\"b\";\"(a*)*c\")", "false"},
         {"MATCHES(\"a\";[1])", "#VALUE!"}, {"MATCHES(1;\"1\")", "#VALUE!"}},
        {{"c1", "'("}});
}

TEST_CASE("TEXT knows a stated set of formats") {
  check({{"TEXT(1234.5;\"#,##0.00\")", "'1,234.50"}, {"TEXT(0.5;\"0%\")", "'50%"},
         {"TEXT(2.345;\"0.0#\")", "'2.35"}, {"TEXT(2;\"0.##\")", "'2."}, {"TEXT(7;\"000\")", "'007"},
         {"TEXT(-1.5;\"0\")", "'-2"}, {"TEXT(0;\"#\")", "'"}, {"TEXT(1234567;\"#,##0\")", "'1,234,567"},
         {"TEXT(0.001;\"0.00\")", "'0.00"}, {"TEXT(-0.001;\"0.00\")", "'0.00"},
         {"TEXT(DATE(2025;7;1);\"dd/mm/yyyy\")", "'01/07/2025"},
         {"TEXT(DATE(2025;7;1);\"d.m.yy\")", "'1.7.25"}, {"TEXT(1;\"dd/mm/yyyy\")", "#VALUE!"},
         {"TEXT(DATE(2025;7;1);\"0\")", "#VALUE!"}, {"TEXT(MISSING;\"0\")", "missing"},
         {"TEXT(1;[1])", "#VALUE!"}},
        {{"c1", "'General"}});
  using girs::formula::TextFormat;
  for (const char* format : {"", "x", "0.0.0", "0#", "0.#0", ",0", "0,", "hh:mm", "ddd", "mmmm",
                             "ddmm", "//", "0;0", "%", "."}) {
    CAPTURE(format);
    CHECK(!TextFormat::make(format));
  }
}

TEST_CASE("VALUE reads decimals, exponents and percentages, and no comma") {
  check({{"VALUE(\"1e3\")", "1000"}, {"VALUE(\"2.5E-1\")", "0.25"}, {"VALUE(\"50%\")", "0.5"},
         {"VALUE(\"-12.5 %\")", "-0.125"}, {"VALUE(\"%\")", "#VALUE!"}, {"VALUE(\"1e99\")", "#VALUE!"},
         {"VALUE(\"1e\")", "#VALUE!"}, {"VALUE(\"50%%\")", "#VALUE!"}});
  check({{"VALUE(\"12.50\")", "12.5"}, {"VALUE(\" 7 \")", "7"}, {"VALUE(\"1,234\")", "#VALUE!"},
         {"VALUE(\"abc\")", "#VALUE!"}, {"VALUE(12)", "#VALUE!"}, {"VALUE(MISSING)", "missing"}});
}

TEST_CASE("switches choose without reading the rest") {
  check({{"SWITCH(2;1;\"a\";2;\"b\")", "'b"}, {"SWITCH(3;1;\"a\";\"other\")", "'other"},
         {"SWITCH(3;1;\"a\")", "#N/A"}, {"SWITCH(1;1;5;1/0;6)", "5"}, {"SWITCH(MISSING;1;2)", "missing"},
         {"SWITCH(\"A\";\"a\";1)", "1"}, {"CHOOSE(2;1/0;7)", "7"}, {"CHOOSE(2.9;1;7)", "7"},
         {"CHOOSE(3;1;2)", "#VALUE!"}, {"CHOOSE(0;1)", "#VALUE!"}, {"CHOOSE(MISSING;1)", "missing"},
         {"STATUS([1])", "'value"}, {"STATUS([2])", "'missing"}, {"STATUS(1/0)", "'error"}},
        {{"c1", "5"}});
}
