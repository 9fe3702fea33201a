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
