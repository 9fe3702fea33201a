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

/// Remarks on a form K: columns, rows and rules as JSON.
std::string remarks_on(const std::string& columns, const std::string& rows, const std::string& rules,
                       const std::string& more = "") {
  auto documents = sample::all();
  documents.push_back({"k.json", R"({"schema":"girs.form/1","code":"K","version":1,"title":{"vi":"K"},"columns":[)" +
                                     columns + R"(],"rows":{)" + rows + R"(},"rules":[)" + rules + "]" + more + "}"});
  const auto catalog = Catalog::load(documents);
  if (!catalog) return catalog.error().mistakes.front().message.en;
  std::vector<std::string> found;
  for (const auto& remark : review_definitions(*catalog))
    if (remark.form == "K") found.push_back(remark.kind + " " + remark.part + (remark.grave ? "!" : ""));
  return join(found, "; ");
}

/// The same of columns of whole numbers from 0 on and one row, with rules for each row.
std::string remarks(const std::vector<std::pair<std::string, std::string>>& rules) {
  std::string list;
  for (const auto& [id, expr] : rules)
    list += (list.empty() ? "" : ",") + std::string(R"({"id":")") + id + R"(","scope":"each-row","expr":")" + expr +
            R"(","missing":"zero","severity":"error","message":{"vi":"x"}})";
  return remarks_on(R"({"code":"1","title":{"vi":"a"},"type":"number","measure":"flow","min":"0"},
    {"code":"2","title":{"vi":"b"},"type":"number","measure":"flow","min":"0"},
    {"code":"3","title":{"vi":"c"},"type":"number","measure":"flow","min":"0"})",
                    R"("fixed":[{"code":"r","title":{"vi":"r"}}])", list);
}

std::string column(const std::string& code, const std::string& more = "") {
  return R"({"code":")" + code + R"(","title":{"vi":"c"},"type":"number","measure":"flow")" + more + "}";
}

std::string rule(const std::string& id, const std::string& scope, const std::string& expr,
                 const std::string& more = "", const std::string& severity = "error") {
  return R"({"id":")" + id + R"(","scope":")" + scope + R"(","expr":")" + expr +
         R"(","missing":"zero","severity":")" + severity + R"(","message":{"vi":"x"})" + more + "}";
}

const std::string kThree = column("1") + "," + column("2") + "," + column("3");
const std::string kTwoRows = R"("fixed":[{"code":"A","title":{"vi":"A"}},{"code":"B","title":{"vi":"B"}}])";

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

TEST_CASE("rules at different times neither contradict nor repeat each other; one that is never in force is said to") {
  const auto june = R"(,"to":"2025-06-30")", july = R"(,"from":"2025-07-01")";
  CHECK(remarks_on(kThree, kTwoRows, rule("a", "each-row", "[1]<=10", june) + "," + rule("b", "each-row", "[1]>=20", july)) == "");
  CHECK(remarks_on(kThree, kTwoRows, rule("a", "each-row", "[1]<=10", june) + "," + rule("b", "each-row", "[1]<=10", july)) == "");
  CHECK(remarks_on(kThree, kTwoRows, rule("a", "each-row", "[1]<=10", R"(,"to":"2025-07-01")") + "," +
                                         rule("b", "each-row", "[1]>=20", july)) == "contradiction rules!");
  CHECK(remarks_on(kThree, kTwoRows, rule("a", "each-row", "[1]=1", R"(,"to":"2020-12-31")"), R"(,"from":"2021-01-01")") ==
        "never-in-force rules/a");
}

TEST_CASE("contradictions are found across rows, columns and the form as a whole") {
  const auto each = [](const char* expr) { return rule("all", "each-row", expr) + ","; };
  CHECK(remarks_on(kThree, kTwoRows, rule("a", "form", "[rA.c1]=[rB.c1]") + "," + rule("b", "form", "[rA.c1]=[rB.c1]+1")) ==
        "contradiction rules!");
  CHECK(remarks_on(kThree, kTwoRows, each("[1]=[2]") + rule("b", "form", "[rA.c1]=[rA.c2]+1")) == "contradiction rules!");
  CHECK(remarks_on(kThree, kTwoRows, each("[1]=[2]") + rule("b", "each-row", "[1]=[2]+1", R"(,"rows":["A"])")) ==
        "contradiction rules!");
  CHECK(remarks_on(kThree, kTwoRows, each("[1]=[2]") + rule("b", "each-column", "[rA]=[rB]+1", R"(,"columns":["1"])") + "," +
                                         rule("c", "form", "[rB.c2]=[rA.c1]")) == "contradiction rules!");
  CHECK(remarks_on(kThree, kTwoRows, each("[1]=[2]") + rule("b", "each-row", "[1]=[3]+1", R"(,"rows":["A"])")) == "");
}

TEST_CASE("tolerances and decimals count when it is decided what can hold together") {
  const auto tolerant = rule("a", "each-row", "[1]=[2]", R"(,"tolerance":{"absolute":"0.5"})") + ",";
  CHECK(remarks_on(kThree, kTwoRows, tolerant + rule("b", "each-row", "[1]=[2]+10")) == "contradiction rules!");
  CHECK(remarks_on(column("1", R"(,"scale":1)") + "," + column("2"), kTwoRows, tolerant + rule("b", "each-row", "2*[1]=2*[2]+1")) == "");
  CHECK(remarks_on(column("1", R"(,"scale":1,"max":"10.5")") + "," + column("2", R"(,"scale":1,"min":"20.5")"), kTwoRows,
                   rule("a", "each-row", "[1]=[2]")) == "contradiction rules!");
}

TEST_CASE("computed cells take part: with rules, and in circles") {
  const auto computed = [](const char* expr) {
    return std::string(R"(,"computed":{"expr":")") + expr + R"(","missing":"zero"})";
  };
  CHECK(remarks_on(column("1", computed("[2]+1")) + "," + column("2"), kTwoRows, rule("a", "each-row", "[1]=[2]")) ==
        "contradiction rules!");
  CHECK(remarks_on(column("1", computed("[2]+1")) + "," + column("2"), kTwoRows, "") == "");
  CHECK(remarks_on(column("1", computed("[2]")) + "," + column("2", computed("[1]")), kTwoRows, "") ==
        "circle columns/1!; circle columns/2!");
  CHECK(remarks_on(kThree, R"J("fixed":[{"code":"A","title":{"vi":"A"},"computed":{"expr":"SUM([r*])","missing":"zero"}}])J", "") ==
        "circle rows/A!");
}

TEST_CASE("rules that check the same in other words, nothing, or what every report would have to explain") {
  CHECK(remarks_on(kThree, kTwoRows, rule("a", "each-row", "[1]=[2]+[3]") + "," + rule("b", "each-row", "2*[3]=2*[1]-2*[2]")) ==
        "duplicate-rule rules/b");
  CHECK(remarks_on(kThree, kTwoRows, rule("a", "each-row", "[1]<=[2]") + "," + rule("b", "each-row", "[1]>=[2]")) == "");
  CHECK(remarks_on(kThree, kTwoRows, rule("a", "each-row", "[1]=[2]", R"(,"tolerance":{"absolute":"5"})") + "," +
                                         rule("b", "each-row", "[1]=[2]", "", "info")) == "");
  CHECK(remarks_on(kThree, kTwoRows, rule("a", "each-row", "[1]+[2]=[2]+[1]")) == "never-fails rules/a");
  CHECK(remarks_on(kThree, kTwoRows, rule("a", "each-row", "[1]=[2]") + "," + rule("b", "each-row", "[1]=[2]+1", "", "explain")) ==
        "always-explained rules/b");
}

TEST_CASE("a rule that reads a cell which no part of the form has is remarked") {
  const auto parts = R"(,"parts":[{"code":"p","title":{"vi":"p"},"columns":["1","2"],"rows":["A"]},)"
                     R"({"code":"q","title":{"vi":"q"},"columns":["3"],"rows":["B"]}])";
  CHECK(remarks_on(kThree, kTwoRows, rule("a", "form", "[rA.c3]=[rB.c3]"), parts) == "no-such-cell rules/a");
}

TEST_CASE("a large form with totals by row and by column is reviewed at once") {
  std::string columns, rows;
  for (int i = 1; i <= 13; ++i) columns += (i > 1 ? "," : "") + column(std::to_string(i), R"(,"min":"0")");
  for (int i = 1; i <= 40; ++i) rows += (i > 1 ? "," : "") + (R"({"code":"d)" + std::to_string(i) + R"(","title":{"vi":"r"}})");
  const auto rules = rule("row", "each-row", "[1]=SUM([c2:c13])") + "," + rule("column", "each-column", "[rd1]=SUM([rd2:rd40])");
  CHECK(remarks_on(columns, R"("fixed":[)" + rows + "]", rules) == "");
  CHECK(remarks_on(columns, R"("fixed":[)" + rows + "]", rules + "," + rule("less", "form", "[rd1.c1]<[rd2.c1]")) ==
        "contradiction rules!");
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
