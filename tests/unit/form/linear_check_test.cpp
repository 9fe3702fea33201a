// The quick way of checking sums of figures never says that a rule holds where the evaluator, which
// is the reference, does not: whole reviews are compared over random sheets.

#include "form/linear_check.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>

#include "form/check.h"
#include "form/live_check.h"
#include "form/rule_check.h"
#include "form/sheet_source.h"
#include "json/canonical.h"
#include "support/source_dir.h"
#include "unit/form/sample_form.h"

using namespace girs;

namespace {

std::string rule(const char* id, const char* scope, const char* expr, const char* missing) {
  return std::string(R"({"id":")") + id + R"(","scope":")" + scope + R"(","expr":")" + expr +
         R"(","missing":")" + missing + R"(","severity":"error","message":{"vi":"{left} {right}"}})";
}

/// Numbers of no, one and two decimals, limits, a required column, a text; rules of every shape.
Catalog catalog() {
  std::string rules;
  int number = 0;
  const std::pair<const char*, const char*> kRules[] = {
      {"each-row", "[1]=[2]+[3]"},       {"each-row", "[1]-[2]>=[3]"},
      {"each-row", "SUM([c1:c2])<>[3]"},   {"each-row", "[1]<=100.5"},
      {"each-row", "-[1]+[2]<[rA.c3]"},  {"each-column", "[rA]=SUM([r*])"},
      {"each-column", "[rA]=[rB]"},      {"each-column", "SUM([rA,rB])>[rA]"},
      {"form", "[rA.c1]=[rB.c2]+0.25"},  {"form", "SUM([r*.c1:c3])>=[rA.c1]"},
      {"each-row", "[2]*2=[1]"},
      {"each-row", "[1]=[2]"},           {"each-row", "[1]+[2]=0"}};
  for (const auto& [scope, expr] : kRules)
    for (const auto* missing : {"propagate", "blank_zero", "zero"}) {
      ++number;
      rules += (number > 1 ? "," : "") + rule(("r" + std::to_string(number)).c_str(), scope, expr, missing);
    }
  const std::string form =
      R"({"schema":"girs.form/1","code":"F","version":1,"title":{"vi":"F"},"columns":[
        {"code":"1","title":{"vi":"a"},"type":"number","scale":1,"measure":"flow","min":"-5","max":"200"},
        {"code":"2","title":{"vi":"b"},"type":"number","scale":2,"measure":"flow","required":true},
        {"code":"3","title":{"vi":"c"},"type":"number","measure":"flow","states":["nil"]},
        {"code":"4","title":{"vi":"d"},"type":"text"}],
       "rows":{"fixed":[{"code":"A","title":{"vi":"A"},"total":true},{"code":"B","title":{"vi":"B"}}],
               "dynamic":{}},"rules":[)" + rules + "]}";
  auto documents = std::vector<Document>{
      {"calendar.json", R"({"schema":"girs.calendar/1","code":"vn","version":1,"title":{"vi":"L"},"first_year":2025,
        "last_year":2026,"weekly_rest":[6,7],"days":[],"source":"t"})"},
      {"form.json", form}};
  auto loaded = Catalog::load(documents);
  if (!loaded) {
    for (const auto& mistake : loaded.error().mistakes) MESSAGE(mistake.message.en);
    throw std::runtime_error(loaded.error().message.en);
  }
  return *std::move(loaded);
}

class Sheets {
 public:
  Sheets(const FormLayout& layout, unsigned seed) : layout_(layout), random_(seed) {}

  Sheet next() {
    auto sheet = Sheet::make(layout_);
    const auto extra = pick(4);
    for (int i = 0; i < extra; ++i) (void)sheet.add_row(layout_, "d" + std::to_string(i));
    const auto rows = sheet.rows();
    for (const auto& row : rows)
      for (const auto* column : {"1", "2", "3", "4"}) (void)sheet.set(layout_, {row.code, column}, cell());
    return sheet;
  }

 private:
  int pick(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random_); }
  Cell cell() {
    using formula::Absent;
    switch (pick(12)) {
      case 0: return {Absent::kNil};
      case 1: return {};
      case 2: return {Absent::kNotApplicable};
      case 3: return {Absent::kNotAvailable};
      case 4: return {std::string("x")};
      case 5: return {*Decimal::parse(pick(2) ? "99999999999999999999.5" : "900000000000000000")};
      default: {
        static const char* const kFew[] = {"0", "1", "2", "0.5", "0.25", "-1", "3", "100.5", "300"};
        return {*Decimal::parse(kFew[pick(9)])};
      }
    }
  }

  const FormLayout& layout_;
  std::mt19937 random_;
};

std::string shown(std::vector<Finding> findings) { return json::compact(to_json(findings)); }

/// As check() finds them, but every rule by the evaluator.
std::vector<Finding> by_reference(const FormLayout& layout, const Sheet& sheet,
                                  const CheckContext& context) {
  std::vector<Finding> findings;
  SheetSource source(context.period, context.unit, context.others);
  source.add(layout, sheet);
  for (const auto& one : layout.form().rules)
    check_rule(layout, sheet, one, context, source, findings, [](std::size_t) { return false; });
  return findings;
}

}  // namespace

TEST_CASE("rules over sums give the same findings as the evaluator, whatever the cells hold") {
  const auto definitions = catalog();
  const FormLayout layout(*definitions.form_version("F", 1), definitions);
  const Checker checker(layout);
  const CheckContext context{*Period::parse("2025-Q4"), "96", make_date(2025, 12, 14)};
  const unsigned seed = 20251127;
  INFO("seed " << seed);
  Sheets sheets(layout, seed);
  std::size_t passed = 0;
  for (int i = 0; i < 300; ++i) {
    const auto sheet = sheets.next();
    const auto reference = by_reference(layout, sheet, context);
    auto found = checker.check(sheet, context);
    std::erase_if(found, [](const Finding& one) { return one.rule[0] != 'r' || one.rule == "range" || one.rule == "required"; });
    const auto order = [](const Finding& one) { return one.id(); };
    auto expected = reference;
    std::ranges::stable_sort(expected, {}, order);
    std::ranges::stable_sort(found, {}, order);
    REQUIRE(shown(found) == shown(expected));
    passed += reference.size();
  }
  CHECK(passed > 100);
}

TEST_CASE("live findings of one cell are the same with and without the quick way") {
  const auto definitions = catalog();
  const FormLayout layout(*definitions.form_version("F", 1), definitions);
  const LiveRules live(layout);
  const CheckContext context{*Period::parse("2025-Q4"), "96", make_date(2025, 12, 14)};
  const unsigned seed = 611;
  INFO("seed " << seed);
  Sheets sheets(layout, seed);
  for (int i = 0; i < 60; ++i) {
    const auto sheet = sheets.next();
    std::map<std::string, std::string> all;  // id -> finding
    for (const auto& one : by_reference(layout, sheet, context)) all[one.id()] = shown({one});
    for (const auto& row : sheet.rows())
      for (const auto* column : {"1", "2", "3"})
        for (const auto& one : live.check_cell(sheet, context, {row.code, column})) {
          if (one.rule == "range" || one.rule == "required" || one.rule == "state") continue;
          REQUIRE(all.contains(one.id()));
          CHECK(all[one.id()] == shown({one}));
        }
  }
}

TEST_CASE("sums with factors, products, other forms and periods are left to the evaluator") {
  const auto definitions = catalog();
  const FormLayout layout(*definitions.form_version("F", 1), definitions);
  const TableColumns columns(layout);
  std::size_t linear = 0;
  for (const auto& one : layout.form().rules) linear += LinearCheck::of(layout, columns, one) ? 1U : 0U;
  CHECK(linear == (13 - 1) * 3);  // all but [2]*2=[1]
}
