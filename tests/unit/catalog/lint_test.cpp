// What an expert says of definitions that load: contradictions, cells that cannot move.

#include "catalog/lint.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "base/text.h"
#include "catalog/linear_system.h"
#include "support/sample_catalog.h"
#include "support/source_dir.h"

using namespace girs;

namespace {

/// Form with columns a, b, c of whole numbers from 0 on, and each-row rules.
std::string remarks(const std::vector<std::pair<std::string, std::string>>& rules) {
  std::string list;
  for (const auto& [id, expr] : rules)
    list += (list.empty() ? "" : ",") + std::string(R"({"id":")") + id + R"(","scope":"each-row","expr":")" + expr +
            R"(","missing":"zero","severity":"error","message":{"vi":"x"}})";
  auto documents = sample::all();
  documents.push_back({"k.json", R"({"schema":"girs.form/1","code":"K","version":1,"title":{"vi":"K"},"columns":[
    {"code":"1","title":{"vi":"a"},"type":"number","measure":"flow","min":"0"},
    {"code":"2","title":{"vi":"b"},"type":"number","measure":"flow","min":"0"},
    {"code":"3","title":{"vi":"c"},"type":"number","measure":"flow","min":"0"}],
    "rows":{"fixed":[{"code":"r","title":{"vi":"r"}}]},"rules":[)" + list + "]}"});
  const auto catalog = Catalog::load(documents);
  if (!catalog) return catalog.error().mistakes.front().message.en;
  std::vector<std::string> found;
  for (const auto& remark : review_definitions(*catalog))
    if (remark.form == "K") found.push_back(remark.kind + " " + remark.part + (remark.grave ? "!" : ""));
  return join(found, "; ");
}

LinearConstraint at_most(std::map<std::string, Fraction> terms, std::int64_t constant) {
  return {std::move(terms), {constant, 1}, false};
}

}  // namespace

TEST_CASE("rules that can hold together are no contradiction") {
  CHECK(remarks({{"sum", "[1]=[2]+[3]"}, {"part", "[2]<=[1]"}}) == "");
  CHECK(remarks({{"sum", "[1]=SUM([c2:c3])"}, {"twice", "[1]<=2*[2]"}}) == "");
}

TEST_CASE("rules that can never hold together are named, and no others with them") {
  CHECK(remarks({{"more", "[1]>[2]"}, {"less", "[1]<[2]"}}) == "contradiction rules!");
  CHECK(remarks({{"sum", "[1]=[2]+[3]"}, {"above", "[2]>[1]"}}) == "contradiction rules!");
  CHECK(remarks({{"minus", "[1]+[2]=-1"}}) == "contradiction rules!");
}

TEST_CASE("a cell that the rules leave one value is said to be unreachable") {
  CHECK(remarks({{"two", "[1]=[2]"}, {"three", "[1]=[2]+[3]"}}) == "unreachable columns/3");
  CHECK(remarks({{"fixed", "[2]=7"}}) == "unreachable columns/2");
}

TEST_CASE("two rules that check the same are said to") {
  CHECK(remarks({{"one", "[1]=[2]"}, {"two", "[1] = [2]"}}) == "duplicate-rule rules/two");
}

TEST_CASE("a flow added to a stock of the same period is remarked") {
  const auto remarked = [](const char* expr) {
    const auto catalog = *Catalog::load(sample::all_with(sample::edited(sample::form(), "[3]=[4]+[5]", expr)));
    const auto remarks = review_definitions(catalog);
    return std::any_of(remarks.begin(), remarks.end(),
                       [](const Remark& remark) { return remark.kind == "flow-and-stock"; });
  };
  CHECK(remarked("[3]=[4]+[12]"));
  CHECK(remarked("[3]=SUM([c4];[c12])"));
  CHECK_FALSE(remarked("[3]=[4]+[5]"));
  CHECK_FALSE(remarked("[3]=[4]+[12@P-1]"));
}

TEST_CASE("what no definition may do at all is a mistake of loading: text in a sum, no Vietnamese label") {
  const auto with = [](const char* expr) {
    return Catalog::load(sample::all_with(sample::edited(sample::form(), "[3]=[4]+[5]", expr)));
  };
  CHECK(with("[3]=[4]+[5]"));
  CHECK_FALSE(with("[3]=SUM([c4];[c7])"));
  CHECK_FALSE(Catalog::load(sample::all_with(
      sample::edited(sample::form(), R"({"vi":"Trực tuyến"})", R"({"en":"Online"})"))));
}

TEST_CASE("the example catalogue gives nothing to remark") {
  const auto catalog = *Catalog::load(*read_catalog_folder(source_path("/examples/catalog")));
  for (const auto& remark : review_definitions(catalog)) {
    CAPTURE(remark.message.en);
    CHECK_FALSE(remark.grave);
  }
}

TEST_CASE("linear systems: bounds of a figure, and none where there is none") {
  const Fraction one{1, 1}, minus{-1, 1};
  const std::vector<LinearConstraint> box = {at_most({{"x", one}, {"y", one}}, 4), at_most({{"x", minus}}, 0),
                                             at_most({{"y", minus}}, 0), at_most({{"x", one}}, 3)};
  CHECK(is_feasible(box) == Feasible::kYes);
  CHECK(largest(box, "x") == Fraction{3, 1});
  CHECK(largest(box, "y") == Fraction{4, 1});
  CHECK(smallest(box, "y") == Fraction{0, 1});
  CHECK_FALSE(largest({at_most({{"x", minus}}, 0)}, "x"));
  CHECK(is_feasible({at_most({{"x", one}}, -1), at_most({{"x", minus}}, -1)}) == Feasible::kNo);
}

TEST_CASE("linear systems: what a known point satisfies is feasible (seeds 1 to 300)") {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto number = [&](int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); };
    const std::map<std::string, int> point = {{"a", number(-9, 9)}, {"b", number(-9, 9)}, {"c", number(-9, 9)}};
    std::vector<LinearConstraint> system;
    for (int i = number(1, 6); i > 0; --i) {
      LinearConstraint constraint;
      std::int64_t value = 0;
      for (const auto& [name, at] : point) {
        const int factor = number(-2, 2);
        if (factor != 0) constraint.terms[name] = {factor, 1};
        value += factor * at;
      }
      constraint.equality = number(0, 1) == 1;
      constraint.constant = {value + (constraint.equality ? 0 : number(0, 3)), 1};
      system.push_back(constraint);
    }
    CHECK(is_feasible(system) == Feasible::kYes);
    for (const auto& [name, at] : point)
      if (const auto most = largest(system, name)) CHECK(most->top >= at * most->bottom);
  }
}
