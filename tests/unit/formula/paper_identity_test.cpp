#include "formula/paper_identity.h"

#include <doctest/doctest.h>

#include "formula/expression.h"

using namespace girs::formula;

namespace {

std::string formula_of(std::string_view text) {
  const auto identity = import_paper_identity(text);
  return identity ? identity->formula : "refused";
}

}  // namespace

TEST_CASE("an identity says whether it holds for each row or for each column") {
  CHECK(to_text(import_paper_identity("(3)=(4)+(5)")->scope) == "each-row");
  CHECK(to_text(import_paper_identity("1=2+3")->scope) == "each-row");
  CHECK(to_text(import_paper_identity("Mã số 10=11+12-13")->scope) == "each-column");
}

TEST_CASE("identities of column headers name columns") {
  CHECK(formula_of("(3)=(4)+(5)+(6)") == "[3]=[4]+[5]+[6]");
  CHECK(formula_of(" (3) = (4) + (5) - (6) ") == "[3]=[4]+[5]-[6]");
  CHECK(formula_of("1=2+3") == "[1]=[2]+[3]");
  CHECK(formula_of("(7)=(5)*(6)/(2a)") == "[7]=[5]*[6]/[2a]");
  CHECK(formula_of("(3)+(4)=(5)−(6)") == "[3]+[4]=[5]-[6]");
}

TEST_CASE("identities of row codes name rows") {
  CHECK(formula_of("Mã số 10=11+12-13") == "[r10]=[r11]+[r12]-[r13]");
  CHECK(formula_of("MÃ SỐ 10 = 11 + 12") == "[r10]=[r11]+[r12]");
  CHECK(formula_of("Ma\xcc\x83 so\xcc\x82\xcc\x81 1=2+3") == "[r1]=[r2]+[r3]");
  CHECK(formula_of("Mã số 1=2+…+9") == "[r1]=SUM([r2:r9])");
}

TEST_CASE("dots between two terms are a range") {
  CHECK(formula_of("(3)=(4)+…+(9)") == "[3]=SUM([c4:c9])");
  CHECK(formula_of("(3)=(4)+...+(9)") == "[3]=SUM([c4:c9])");
  CHECK(formula_of("(3)=(4)+(5)+…+(9)-(10)") == "[3]=[4]+SUM([c5:c9])-[10]");
}

TEST_CASE("beside columns in brackets a bare factor is a number, and any other bare one ambiguous") {
  CHECK(formula_of("(5)=(4)/(3)*100") == "[5]=[4]/[3]*100");
  CHECK(formula_of("(5)=100*(4)/(3)") == "[5]=100*[4]/[3]");
  CHECK(formula_of("5=4/3*100") == "[5]=[4]/[3]*[100]");
  for (const char* text : {"(5)=(4)+3", "5=(4)+(3)", "(5)=(4)+…+9", "(5)=4+…+(9)", "(5)=(4)*3a"}) {
    CAPTURE(text);
    CHECK(!import_paper_identity(text));
  }
  CHECK(import_paper_identity("(5)=(4)+3").error().message.en ==
        "Other columns stand in brackets here, so 3 may be a number or a column. Did you mean (3)?");
}

TEST_CASE("a range runs upwards") {
  for (const char* text : {"(3)=(9)+…+(4)", "(3)=(4)+…+(4)", "Mã số 1=10+…+9", "1=4b+…+4a"}) {
    CAPTURE(text);
    CHECK(!import_paper_identity(text));
  }
  CHECK(formula_of("(3)=(4)+…+(10)") == "[3]=SUM([c4:c10])");
  CHECK(formula_of("(3)=(4)+…+(4b)") == "[3]=SUM([c4:c4b])");
}

TEST_CASE("a formula written as forms print it is refused or warned of") {
  for (const char* text : {"(3)=(4)+(5)", "(5)=(4)/(3)*100"}) {
    CAPTURE(text);
    REQUIRE(!Expression::compile(text));
  }
  CHECK(*girs::detail_of(Expression::compile("(5)=(4)/(3)*100").error().details, "suggestion") ==
        "[5]=[4]/[3]*100");
  const auto warned = Expression::compile("ROUND((4)/(3)*100;1)")->warnings();
  REQUIRE(warned.size() == 2);
  CHECK(warned[0].message.en == "(4) is the number 4; write [4] for column 4.");
  CHECK(*girs::detail_of(warned[0].details, "offset") == "6");
  CHECK(*girs::detail_of(warned[1].details, "suggestion") == "[3]");
  CHECK(Expression::compile("(3)=(4)+[5]")->warnings().size() == 2);
  for (const char* text : {"([4])/([3])", "ABS(4)", "(4+3)*2", "(1.5)*2", "(2025)+1", "(-4)*2"}) {
    CAPTURE(text);
    CHECK(Expression::compile(text)->warnings().empty());
  }
}

TEST_CASE("what is imported compiles and is canonical") {
  for (const char* text : {"(3)=(4)+…+(9)", "Mã số 10=11+12-13", "1=2+3"}) {
    const auto formula = import_paper_identity(text);
    REQUIRE(formula);
    CHECK(Expression::compile(formula->formula)->text() == formula->formula);
  }
}

TEST_CASE("anything else is refused") {
  for (const char* text : {"", "(3)", "(3)=", "=(3)", "(3)=(4)+", "(3=4", "(3)=(4)=(5)", "a=b",
                           "(3)=(4)^2", "(3)=SUM((4);(5))", "(3)=[4]", "(3)=(4)…(9)",
                           "(3)=(4)+…(9)", "(3)=(2)-(4)+…+(9)", "(3)=(4)+…+(9)*2", "(3)=(4)+…",
                           "Mã số", "\xff", "()=()"}) {
    CAPTURE(text);
    CHECK(!import_paper_identity(text));
  }
  CHECK(!import_paper_identity(std::string(2000, '1') + "=2"));
}
