#include <doctest/doctest.h>

#include <random>

#include "formula/expression.h"
#include "formula/syntax.h"

using namespace girs;
using namespace girs::formula;

namespace {

struct Refusal {
  std::string offset = "compiled";
  std::string suggestion = {};
  Code code = Code::kInternal;
  Message message = {};
  Details details = {};
};

Refusal refusal(std::string_view text) {
  const auto expression = Expression::compile(text);
  if (expression) return {};
  const Error& error = expression.error();
  const auto* suggestion = detail_of(error.details, "suggestion");
  return {*detail_of(error.details, "offset"), suggestion ? *suggestion : "", error.code,
          error.message, error.details};
}

std::string repeated(std::string_view text, int count) {
  std::string result;
  for (int i = 0; i < count; ++i) result += text;
  return result;
}

}  // namespace

TEST_CASE("a mistake is named where it stands") {
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"", "0"}, {"1+", "2"}, {"1+*2", "2"}, {"(1+2", "4"}, {"1)", "1"}, {"1 2", "2"},
      {"SUM(1;2", "7"}, {"SUM (1)", "4"}, {"SUM", "0"}, {"[3]=[4]=[5]", "7"}, {"\"abc", "0"},
      {"1+[3", "2"}, {"1+[]", "3"}, {"[x3]", "1"}, {"[r]", "2"}, {"[rr1]", "2"}, {"[r1.3]", "4"},
      {"[3@Q1]", "3"}, {"[3@P1]", "3"}, {"[3@P-]", "5"}, {"[3@P-12345]", "9"}, {"[3@2026M13]", "3"},
      {"[3^CHILDRN]", "3"}, {"[3^LEVEL]", "8"}, {"[3{a}]", "4"}, {"[3{a=1]", "6"}, {"[3 ]", "2"},
      {"[3ab]", "3"}, {"[1.5]", "2"}, {"[$]", "2"}, {"[$a b]", "3"}, {"['a!3]", "0"},
      {"['a]", "0"}, {"[''!3]", "1"},
      {"1,5", "1"}, {"1;5", "1"}, {"#BAD!", "0"}, {"1 × 2", "2"}, {"2..3", "1"},
      {"12345678901234567890123456789012345", "0"}, {"1E34", "0"}, {"1+abc", "2"}};
  for (const auto& one : cases) {
    CAPTURE(one.first);
    const Refusal given = refusal(one.first);
    CAPTURE(given.message.en);
    CHECK(given.offset == one.second);
    CHECK(given.code == Code::kInvalidArgument);
    CHECK(!given.message.vi.empty());
    CHECK(given.message.en.find('\n') == std::string::npos);
  }
}

TEST_CASE("line and column count from 1, columns in characters") {
  const Refusal given = refusal("[3]=\"Huế\"&\n \"é\"+*1");
  CHECK(given.offset == "19");
  CHECK(*detail_of(given.details, "line") == "2");
  CHECK(*detail_of(given.details, "column") == "6");
  CHECK(*detail_of(given.details, "expected") ==
        "a number, a reference in brackets, a function or (");
}

TEST_CASE("an accent apart from its letter is told as such") {
  for (const char* text : {"[cde\u0301]", "de\u0301(1)", "[3]+a\u0323"}) {
    CAPTURE(text);
    CHECK(refusal(text).message.en.find("found an accent that stands apart from its letter") !=
          std::string::npos);
  }
}

TEST_CASE("a formula that is too long is refused at the first character too many") {
  const Refusal given = refusal("\"ế\"&\n" + std::string(9000, '1'));
  CHECK(given.offset == "8192");
  CHECK(*detail_of(given.details, "line") == "2");
  CHECK(*detail_of(given.details, "column") == "8186");
}

TEST_CASE("a near miss gets a suggestion") {
  CHECK(refusal("SUMM([3];[4])").suggestion == "SUM");
  CHECK(refusal("1+AVERGE([3];1)").suggestion == "AVERAGE");
  CHECK(refusal("1+AVERGE([3];1)").offset == "2");
  CHECK(refusal("ISMISING([3])").suggestion == "ISMISSING");
  CHECK(refusal("[3^CHILDRN]").suggestion == "CHILDREN");
  CHECK(refusal("[rrow]").suggestion == "'row'");
  CHECK(refusal("[3]≤5").suggestion == "<=");
  CHECK(refusal("TINHTONG([3])").suggestion.empty());
  CHECK(refusal("TINHTONG([3])").message.en == "There is no function TINHTONG.");
}

TEST_CASE("functions that would make results depend on the day or on chance say what to use") {
  for (const char* text : {"TODAY()", "1+NOW()", "RAND()", "INDIRECT(\"c3\")", "OFFSET([3];1;1)"}) {
    CAPTURE(text);
    CHECK(parse(text));
    const Refusal given = refusal(text);
    CHECK(given.code == Code::kInvalidArgument);
    CHECK(given.message.en.find(" is not offered. ") != std::string::npos);
    CHECK(given.message.vi.find("hãy ") != std::string::npos);
  }
  CHECK(refusal("1+NOW()").offset == "2");
  CHECK(refusal("TODAY()").message.en.find("PERIODEND()") != std::string::npos);
}

TEST_CASE("a range has no place where one value is wanted") {
  for (const char* text : {"[c4:c6]", "[c4:c6]+1", "[c4,c5]", "[c3^CHILDREN]=1", "ABS([c4:c6])",
                           "[r*.c3]", "IN([c4:c6];1)", "IF([c4:c6];1;2)", "-[c4:c6]"}) {
    CAPTURE(text);
    CHECK(refusal(text).message.en.starts_with("One value is wanted here"));
  }
  for (const char* text : {"SUM([c4:c6])", "IN(1;[c4:c6])", "AND([c4:c6])", "COUNT([r*.c3])",
                           "COALESCE([c4:c6];0)", "SUM([c3^LEAVES])", "ROWCOUNT([r*])"}) {
    CAPTURE(text);
    CHECK(refusal(text).offset == "compiled");
  }
}

TEST_CASE("functions take the arguments that they are made for") {
  for (const char* text : {"SUM()", "ABS(1;2)", "IF(TRUE)", "IFS(TRUE;1;FALSE)", "TRUE(1)",
                           "ROUND(1;2;3)", "MOD(1)", "ROWCOUNT(3)", "ROWCOUNT([3])", "IF(;1;2)",
                           "IF(TRUE;;2)", "SUM(1;;2)", "IFERROR(1;)", "MOD(;2)", "YTD(3)",
                           "SHARE(1+2)", "SHARE([c3:c4])", "SUMIFS([c3];[c4])", "YTD([c3:c4])",
                           "COUNTIFS([c3];1;[c4])", "TEXT(1;\"0.00E+00\")", "MATCHES(\"a\";\"(\")",
                           "TEXT([3];\"[h]:mm\")", "UNIT(1)", "CONVERT([3];[4])"}) {
    CAPTURE(text);
    CHECK(refusal(text).code == Code::kInvalidArgument);
  }
  CHECK(refusal("SUM(1;;2)").offset == "6");
  CHECK(refusal("ROUND(1.5;)").offset == "compiled");
  CHECK(refusal("IF(FALSE;1;)").offset == "compiled");
}

TEST_CASE("limits are kept and met without deep recursion") {
  CHECK(refusal(repeated("(", 64) + "1" + repeated(")", 64)).offset == "compiled");
  CHECK(refusal(repeated("(", 65) + "1" + repeated(")", 65)).offset == "64");
  CHECK(refusal(repeated("NOT(", 65) + "TRUE" + repeated(")", 65)).offset == "256");
  CHECK(refusal(repeated("-", 65) + "1").offset == "64");
  CHECK(refusal("1" + repeated("%", 1000)).offset == "compiled");
  CHECK(refusal("1" + repeated("+1", 2047)).offset == "compiled");
  CHECK(refusal("1" + repeated("+1", 2048)).message.en ==
        "The formula has more than 4,096 parts.");
  CHECK(refusal("SUM(1" + repeated(";1", 254) + ")").offset == "compiled");
  CHECK(refusal("SUM(1" + repeated(";1", 255) + ")").offset == "514");
  CHECK(refusal(repeated(" ", 8191) + "1").offset == "compiled");
  CHECK(refusal(repeated(" ", 8192) + "1").offset == "8192");
  CHECK(refusal(std::string(1000000, '(')).offset == "8192");
  CHECK(refusal(std::string(8192, '(')).offset == "64");
  CHECK(refusal(std::string(8192, '[')).code == Code::kInvalidArgument);
  CHECK(refusal("SUM([r1:r100.c1:c100])").offset == "compiled");
  CHECK(refusal("SUM([r1:r100.c1:c101])").message.en ==
        "The formula names more than 10,000 cells.");
  CHECK(refusal("SUM([c1:c999999999999999999])").code == Code::kInvalidArgument);
  CHECK(refusal("SUM([r1:r999999999999999999.c1:c999999999999999999])").code ==
        Code::kInvalidArgument);
}

TEST_CASE("paper notation is not taken for numbers") {
  const Refusal given = refusal("(3)=(4)+(5)+(6)");
  CHECK(given.code == Code::kInvalidArgument);
  CHECK(given.suggestion == "[3]=[4]+[5]+[6]");
  CHECK(refusal("(3)=[4]+(5)").offset == "compiled");
  CHECK(refusal("3=4+5").offset == "compiled");
  CHECK(refusal("(1+2)=(3)").offset == "compiled");
}

TEST_CASE("bytes that are no text are refused at their place") {
  CHECK(refusal("1+\xff").offset == "2");
  CHECK(refusal(std::string_view("1+\0", 3)).offset == "2");
  CHECK(refusal("\"\xc3\"").offset == "1");
}

TEST_CASE("random bytes and damaged formulas never do worse than be refused") {
  const unsigned seed = 4;
  CAPTURE(seed);
  std::mt19937 source(seed);
  const std::string alphabet =
      "[]()$#'\"rcg*:,.;!@^&%+-/=<>PY0123456789 ABSUMIFTRUE{}_\n\xe1\xba\xbf";
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    if (i % 2) text = "ROUND(['II.06a'!r1:r9.c3@P-1^PARENT]/SUM([c4:c6],\"a\")%;1)=-2";
    for (unsigned j = 0; j < 1 + source() % 30; ++j) {
      const char c = alphabet[source() % alphabet.size()];
      if (text.empty() || source() % 2) text.insert(source() % (text.size() + 1), 1, c);
      else text[source() % text.size()] = c;
    }
    const auto expression = Expression::compile(text);
    if (!expression) continue;
    CAPTURE(text);
    const auto again = Expression::compile(expression->text());
    REQUIRE(again);
    CHECK(again->root() == expression->root());
  }
}
