#include "formula/cycle.h"

#include <doctest/doctest.h>

#include "base/text.h"

using namespace girs;
using namespace girs::formula;

namespace {

using Formulas = std::vector<std::pair<const char*, const char*>>;

/// "a -> b -> a", or "none".
std::string cycle(const Formulas& formulas) {
  std::vector<Definition> definitions;
  for (const auto& [name, text] : formulas) {
    const auto expression = Expression::compile(text);
    REQUIRE(expression);
    definitions.push_back({name, needs_of(*expression, 4)});
  }
  const auto names = find_cycle(definitions);
  return names ? join(*names, " -> ") : "none";
}

}  // namespace

TEST_CASE("a definition that needs itself here and now is a cycle, named with its path") {
  CHECK(cycle({{"#A", "[#A]+1"}}) == "#A -> #A");
  CHECK(cycle({{"c6", "[c11]"}, {"c11", "[c6]+1"}}).find("c11") != std::string::npos);
  const std::string path = cycle({{"#A", "[#B]"}, {"#B", "[#C]*2"}, {"#C", "SUM([#A];1)"}});
  CHECK((path == "#A -> #B -> #C -> #A" || path == "#B -> #C -> #A -> #B" ||
         path == "#C -> #A -> #B -> #C"));
  CHECK(cycle({{"#A", "[#B]+[#C]"}, {"#B", "[#C]"}, {"#C", "[c3]"}}) == "none");
}

TEST_CASE("steps into the past end somewhere") {
  CHECK(cycle({{"c6", "[c11@P-1]"}, {"c11", "[c6]+1"}}) == "none");
  CHECK(cycle({{"#A", "[#A@P-1]*2"}}) == "none");
  CHECK(cycle({{"#A", "[#A@Y-1]*2"}}) == "none");
  CHECK(cycle({{"#A", "[#A@P+1]*2"}}) == "none");
  CHECK(cycle({{"#A", "[#B@2020Q1]"}, {"#B", "[#A]"}}) == "none");
  CHECK(cycle({{"#A", "SAMEPERIODLASTYEAR([#A])"}}) == "none");
}

TEST_CASE("steps that lead back to where they began are a cycle") {
  CHECK(cycle({{"#A", "[#B@P-1]"}, {"#B", "[#A@P+1]"}}) != "none");
  CHECK(cycle({{"#A", "[#B@P-2]+[#B@P+1]"}, {"#B", "[#A]"}}) != "none");
  CHECK(cycle({{"#A", "[#A@YTD]"}}) != "none");
  CHECK(cycle({{"#A", "[#B@FY]"}, {"#B", "[#A@P-1]"}}) != "none");
  CHECK(cycle({{"#A", "[#B@Y-1]"}, {"#B", "[#A@P+4]"}}) != "none");
}

TEST_CASE("steps down the tree of units end somewhere too") {
  CHECK(cycle({{"r1.c3", "SUM([r1.c3^CHILDREN])"}}) == "none");
  CHECK(cycle({{"#A", "SUM([#A^LEAVES])"}}) == "none");
  CHECK(cycle({{"#A", "SUM([#B^CHILDREN])"}, {"#B", "[#A^PARENT]"}}) != "none");
  CHECK(cycle({{"#A", "[#A^ROOT]"}}) != "none");  // the root is its own root
  CHECK(cycle({{"#A", "SUM([#A@P-1^CHILDREN])+[#A@P-1^PARENT]"}}) == "none");
}

TEST_CASE("cycles of a large catalogue are found without deep recursion") {
  std::vector<Definition> definitions;
  constexpr int kCount = 3000;
  for (int i = 0; i < kCount; ++i)
    definitions.push_back({"#" + std::to_string(i), {{"#" + std::to_string(i + 1), 0, 0}}});
  CHECK(!find_cycle(definitions));
  definitions.back().needs.push_back({"#2998", 0, 0});
  const auto names = find_cycle(definitions);
  REQUIRE(names);
  CHECK(names->size() == 3);
}
