#include "engine/plan.h"

#include "doctest/doctest.h"

using namespace girs;
using namespace girs::engine;

namespace {

Shapes shapes() {
  FormShape form;
  form.columns = {"3", "4", "5", "6", "7"};
  return {{"F", form}};
}

Definition definition(const char* name, const char* text,
                      formula::Missing missing = formula::Missing::kPropagate) {
  return {name, *formula::Expression::compile(text), {"F", "", "", missing}};
}

std::shared_ptr<const Plan> plan(std::vector<Definition> definitions) {
  auto compiled = Plan::compile(std::move(definitions), shapes());
  REQUIRE(compiled);
  return *compiled;
}

}  // namespace

TEST_CASE("an identity is one instruction over its cells, and so is a rate") {
  const auto both = plan({definition("sum", "[3]=[4]+[5]+[6]"),
                          definition("rate", "ROUND(SUM([c4:c6])/[3]*100;2)")});
  const std::string text = both->text();
  CAPTURE(text);
  CHECK(text.find("LINEQ [F!c3] = [F!c4] + [F!c5] + [F!c6]  -> sum") != std::string::npos);
  CHECK(text.find("RATIO SUM([F!c4], [F!c5], [F!c6]) / [F!c3] * 100  to 2 decimals  -> rate") !=
        std::string::npos);
  CHECK(both->program().instructions.size() == 2);
}

TEST_CASE("what two rules compute alike is computed once") {
  const auto shared = plan({definition("a", "[3]*[4]>[5]"), definition("b", "[3]*[4]<[6]*[7]")});
  std::size_t products = 0;
  for (const auto& one : shared->program().instructions)
    products += one.code == OpCode::kMultiply ? 1 : 0;
  CHECK(products == 2);
  CHECK(shared->text().find("used 2 times") != std::string::npos);
}

TEST_CASE("an indicator that others read is part of their graph") {
  const auto chained = plan({definition("0501", "ROUND([4]/[3]*100;1)"),
                             definition("gap", "[#0501]-50")});
  CHECK(chained->is_covered(1));
  CHECK(chained->program().instructions.size() == 2);
}

TEST_CASE("what kernels do not cover is left to the reference evaluator, and the plan says so") {
  const auto mixed = plan({definition("a", "MEDIAN([c3:c6])=[7]")});
  CHECK(!mixed->is_covered(0));
  CHECK(mixed->text().find("reference evaluator, unit by unit: kernels do not cover the function "
                           "MEDIAN") != std::string::npos);
}

TEST_CASE("definitions of one name and definitions that need each other are refused") {
  const auto twice = Plan::compile({definition("a", "[3]=[4]"), definition("a", "[3]=[5]")},
                                   shapes());
  REQUIRE(!twice);
  CHECK(twice.error().mistakes.size() == 1);
  const auto cycle = Plan::compile({definition("a", "[#b]+1"), definition("b", "[#a]+1")},
                                   shapes());
  REQUIRE(!cycle);
  CHECK(cycle.error().message.en == "Definitions need each other: #a -> #b -> #a.");
}

TEST_CASE("the same definitions have one hash, and other ones another") {
  const auto hash = [](const char* text, formula::Missing missing) {
    return (*Plan::compile({definition("a", text, missing)}, shapes()))->hash();
  };
  const auto first = hash("[3]=[4]+[5]", formula::Missing::kPropagate);
  CHECK(hash("[3]=[4]+[5]", formula::Missing::kPropagate) == first);
  CHECK(hash("[3]=[4]+[5]", formula::Missing::kZero) != first);
  CHECK(hash("[3]=[4]+[6]", formula::Missing::kPropagate) != first);
}
