// Rules at each unit below and in each period within the report's own.

#include <doctest/doctest.h>

#include "form/check.h"
#include "form/sheet_source.h"
#include "json/canonical.h"
#include "unit/form/sample_form.h"

using namespace girs;

namespace {

Catalog catalog() {
  const std::string calendar = R"({"schema":"girs.calendar/1","code":"vn","version":1,"title":{"vi":"L"},"first_year":2025,
    "last_year":2026,"weekly_rest":[6,7],"days":[],"source":"t"})";
  const std::string monthly = R"({"schema":"girs.form/1","code":"M","version":1,"title":{"vi":"M"},
    "columns":[{"code":"1","title":{"vi":"a"},"type":"number","measure":"flow"}],
    "rows":{"fixed":[{"code":"T","title":{"vi":"T"}}]}})";
  const std::string yearly = R"J({"schema":"girs.form/1","code":"Y","version":1,"title":{"vi":"Y"},
    "columns":[{"code":"1","title":{"vi":"a"},"type":"number","measure":"flow"}],
    "rows":{"fixed":[{"code":"T","title":{"vi":"T"}}]},
    "rules":[{"id":"small-members","scope":"each-unit","expr":"[rT.c1]<=10","missing":"propagate","severity":"error",
      "message":{"vi":"{unit} báo cáo {left}, quá {right}.","en":"{unit} reports {left}, above {right}."}},
     {"id":"months","scope":"each-period","expr":"['M'!rT.c1]>=1","missing":"blank_zero","severity":"info",
      "message":{"vi":"Kỳ {period}: {left}.","en":"{period}: {left}."}}]})J";
  const std::vector<Document> documents = {{"c.json", calendar}, {"m.json", monthly}, {"y.json", yearly}};
  auto loaded = Catalog::load(documents);
  if (!loaded) throw std::runtime_error(loaded.error().mistakes.empty() ? loaded.error().message.en : loaded.error().mistakes[0].message.en);
  return *std::move(loaded);
}

/// Months hold their number, but the first holds 0; member "b" has 11, the others 10.
class Elsewhere final : public formula::CellSource {
 public:
  formula::Value cell(const formula::CellAddress& address) const override {
    if (address.form == "M") return Decimal(address.period.index - 1);
    return Decimal(address.unit == "b" ? 11 : 10);
  }
  std::vector<Row> rows(const std::string&, const Period&, const std::string&) const override { return {}; }
  std::vector<std::string> columns(const std::string&) const override { return {"1"}; }
  std::optional<PeriodKind> frequency(const std::string& form) const override {
    return form == "M" ? PeriodKind::kMonth : PeriodKind::kYear;
  }
  formula::Value parameter(const std::string&, const Period&) const override { return formula::Absent::kMissing; }
};

class Members final : public formula::Hierarchy {
 public:
  std::vector<std::string> children(const std::string& unit, const Period&) const override {
    return unit == "96" ? std::vector<std::string>{"a", "b"} : std::vector<std::string>{};
  }
  std::vector<std::string> leaves(const std::string& unit, const Period& period) const override { return children(unit, period); }
  std::string parent(const std::string&, const Period&) const override { return "96"; }
};

}  // namespace

TEST_CASE("a rule at each unit is checked at every member, and names the one that breaks it") {
  const auto definitions = catalog();
  const FormLayout layout(*definitions.form_version("Y", 1), definitions);
  const Elsewhere elsewhere;
  const Members members;
  auto sheet = Sheet::make(layout);
  REQUIRE(sheet.set(layout, {"T", "1"}, {Decimal(500)}));
  const CheckContext context{*Period::parse("2025"), "96", make_date(2025, 12, 31), &elsewhere, &members};
  const auto found = check(layout, sheet, context);
  REQUIRE(found.size() == 2);
  CHECK(found[0].id() == "small-members//@b");
  CHECK(found[0].message.en == "b reports 11, above 10.");
  REQUIRE(found[0].cells.size() == 1);
  CHECK(found[0].cells[0].unit == "b");
  CHECK(*to_json(found[0]).text("at") == "b");

  SUBCASE("in each period: those of the form that the rule names") {
    CHECK(found[1].id() == "months//@2025-M01");
    CHECK(found[1].message.vi == "Kỳ 2025-M01: 0.");
  }
  SUBCASE("a unit without members has nothing to check there") {
    auto alone = context;
    alone.unit = std::string("a");
    for (const auto& one : check(layout, sheet, alone)) CHECK(one.rule != "small-members");
  }
}
