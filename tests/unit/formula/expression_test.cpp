#include "formula/expression.h"

#include <doctest/doctest.h>

#include "trial.h"

using namespace girs::formula;

TEST_CASE("an expression says what its root gives") {
  const auto logical = [](const char* text) { return Expression::compile(text)->is_logical(); };
  CHECK(Expression::compile("[3]=[4]")->is_comparison());
  CHECK(!Expression::compile("AND([3]=[4];TRUE)")->is_comparison());
  CHECK(logical("[3]=[4]"));
  CHECK(logical("IMPLIES([5]>0;NOT(ISMISSING([6])))"));
  CHECK(logical("IF([3]>0;[4]>0;TRUE)"));
  CHECK(logical("IFS([3]>0;TRUE;TRUE;FALSE)"));
  CHECK(logical("IFERROR([3]>0;FALSE)"));
  CHECK(!logical("IF([3]>0;[4];TRUE)"));
  CHECK(!logical("[3]+[4]"));
  CHECK(!logical("[3]"));
}

TEST_CASE("an expression lists its references as written") {
  const auto references =
      Expression::compile("[3]=SUM(['II.06a'!r1,r3:r5.c*@P-1^SELF];[r*.c3^CHILDREN])")
          ->references();
  REQUIRE(references.size() == 3);
  CHECK(references[0].text == "[3]");
  CHECK(references[0].columns == std::vector<std::string>{"3"});
  CHECK(references[0].rows.empty());
  CHECK(references[1].form == "II.06a");
  CHECK(references[1].text == "['II.06a'!r1,r3:r5.c*@P-1^SELF]");
  CHECK(references[1].rows == std::vector<std::string>{"1", "3", "5"});
  CHECK(references[1].columns == std::vector<std::string>{"*"});
  CHECK(references[1].other_period);
  CHECK(!references[1].other_unit);
  CHECK(references[2].other_unit);
  CHECK(references[2].rows == std::vector<std::string>{"*"});
}

TEST_CASE("an empty expression is missing and has no parts") {
  const Expression none;
  GridSource grid;
  Context context;
  context.cells = &grid;
  CHECK(none.empty());
  CHECK(none.text().empty());
  CHECK(!none.is_comparison());
  CHECK(!none.is_logical());
  CHECK(none.references().empty());
  CHECK(is_missing(evaluate(none, context)));
  CHECK(!evaluate_sides(none, context));
  CHECK(operands(none, context).empty());
}

TEST_CASE("words of policies, states and errors go round") {
  for (const auto policy : {Missing::kPropagate, Missing::kBlankZero, Missing::kZero})
    CHECK(parse_missing(to_text(policy)) == policy);
  CHECK(!parse_missing("never"));
  for (int number = 2; number <= 8; ++number)
    CHECK(parse_fault(to_text(static_cast<Fault>(number))) == static_cast<Fault>(number));
  CHECK(!parse_fault("#FOO!"));
  for (const auto absent :
       {Absent::kNil, Absent::kMissing, Absent::kNotAvailable, Absent::kNotApplicable})
    CHECK(parse_absent(to_text(absent)) == absent);
  CHECK(!parse_absent("blank"));
}

TEST_CASE("values are shown as people read them") {
  CHECK(shown(trial::value("12.50")) == "12.5");
  CHECK(shown(Value(true)) == "true");
  CHECK(shown(Absent::kNil) == "-");
  CHECK(shown(Absent::kMissing) == "…");
  CHECK(shown(Absent::kNotApplicable) == "x");
  CHECK(shown(Fault::kDivisionByZero) == "#DIV/0!");
  CHECK(shown(std::string("abc")) == "abc");
}
