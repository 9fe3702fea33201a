// Rules of forms that reach beyond the sheet: indicators, parameters, the year, groups and levels.

#include <doctest/doctest.h>

#include "indicator/figures.h"
#include "indicator/series_import.h"
#include "report/live.h"
#include "support/world.h"

using namespace girs;
using namespace girs::testing;

namespace {

/// A column that shows the indicator in every row.
const std::string kComputedColumn = R"J("columns": [{"code":"99","title":{"vi":"Tỷ lệ"},"type":"number",
    "measure":"rate","scale":1,"computed":{"expr":"[#'KSTT.01']","missing":"propagate"}},)J";

/// The example catalogue with one more rule of the form, a parameter and a group of communes.
std::vector<Document> documents(const std::string& expr) {
  auto all = must(read_catalog_folder(source_path("/examples/catalog")));
  const std::string rule = R"J("breakdowns":[{"column":"3","by":{"kenh":"truc_tuyen"},"part":"4"}],
                           "rules": [{"id":"tried","scope":"form","expr":")J" + expr +
                           R"J(","missing":"blank_zero","severity":"info",
                           "message":{"vi":"{left} và {right}","en":"{left} and {right}"}},)J";
  for (auto& document : all)
    if (document.file.ends_with("ii-06a-vpcp-kstt.json"))
      document.bytes.replace(document.bytes.find("\"rules\": ["), 10, rule)
          .replace(document.bytes.find("\"columns\": ["), 12, kComputedColumn);
  all.push_back({"target.json", R"J({"schema":"girs.parameter/1","code":"target","version":1,
    "name":{"vi":"Mục tiêu"},"values":[{"value":"80"},{"from":"2025-12-01","value":"95"}]})J"});
  all.push_back({"groups.json", R"J({"schema":"girs.units/1","code":"groups","version":1,"units":[],
    "groups":[{"group":"coast","unit":"31825"},{"group":"coast","unit":"31834"}]})J"});
  return all;
}

/// A store whose reports are checked by one more rule.
class Trial {
 public:
  explicit Trial(const std::string& expr)
      : catalog_(must(Catalog::load(documents(expr)))),
        store_(must(store::Store::open(folder_ / "trial.girs",
                                       {false, 5000, [] { return *from_rfc3339("2026-01-02T00:00:00Z"); }}))) {}

  report::Workspace workspace() const { return {store_.get(), &catalog_, &figures_}; }

  /// A draft: `received` dossiers, of which `early` were resolved early and the rest late.
  store::ReportKey enter(const std::string& unit, const std::string& period, int received,
                         int early, const std::string& scope = "own") {
    const store::ReportKey key{"KSTTHC", unit, period, scope};
    must(report::create(workspace(), key, "officer"));
    const auto n = std::to_string(received);
    const std::string row = "," + n + "," + n + ",-,-," + n + "," + std::to_string(early) + ",-," +
                            std::to_string(received - early) + ",0,0,-\n";
    must(report::import_file(workspace(), key, "", report::FileFormat::kCsv,
                             "row,3,4,5,6,7,8,9,10,11,12,13\nT" + row + "LV01" + row, {}, "officer"));
    return key;
  }
  void approve(const store::ReportKey& key) {
    for (const auto& finding : must(report::review(workspace(), key)).findings)
      if (finding.needs_explanation())
        must(report::explain(workspace(), key, {finding.form, finding.row, finding.rule, "Đúng thực tế"},
                             "officer"));
    must(report::approve(workspace(), key, "chairman"));
  }

  /// What the rule says of a report: "holds", its message, or why it was not evaluated.
  std::string said_of(const store::ReportKey& key) const {
    for (const auto& finding : must(report::review(workspace(), key)).findings)
      if (finding.rule == "tried") return finding.message.en;
    return "holds";
  }

 private:
  TemporaryFolder folder_;
  Catalog catalog_;
  std::unique_ptr<store::Store> store_;
  indicator::Figures figures_;
};

}  // namespace

TEST_CASE("a rule sees an indicator of the report under review") {
  Trial trial("[#'KSTT.01']>=90");
  CHECK(trial.said_of(trial.enter("31825", "2025-Q4", 100, 95)) == "holds");
  CHECK(trial.said_of(trial.enter("31834", "2025-Q4", 100, 75)) == "75 and 90");
}

TEST_CASE("findings while a cell is entered see the indicator that follows from it, and so do computed cells") {
  Trial trial("[#'KSTT.01']>=90");
  const auto key = trial.enter("31825", "2025-Q4", 100, 95);
  const auto live = [&](const char* column) {
    for (const auto& finding : must(report::review_cell(trial.workspace(), key, "", {"LV01", column})).findings)
      if (finding.rule == "tried") return finding.message.en;
    return std::string("holds");
  };
  const auto rate = [&] {
    return formula::shown(must(report::open(trial.workspace(), key)).sheet(kForm)->get({"T", "99"}).value);
  };
  CHECK(live("8") == "holds");
  CHECK(rate() == "95");
  must(report::set_cell(trial.workspace(), key, "", {"LV01", "8"}, "70", NumberStyle::kPlain, "officer"));
  CHECK(live("8") == "70 and 90");
  CHECK(rate() == "70");
}

TEST_CASE("no cell is proposed as the cause where an indicator of the report would move with it") {
  Trial trial("[rT.c3]=[#'KSTT.01']+6");
  const auto key = trial.enter("31825", "2025-Q4", 100, 95);
  CHECK(trial.said_of(key) == "100 and 101");
  CHECK(json::compact(must(report::causes(trial.workspace(), key))).find("tried") == std::string::npos);
}

TEST_CASE("a rule sees an indicator of an earlier period") {
  Trial trial("[#'KSTT.01']>=[#'KSTT.01'@P-1]");
  trial.approve(trial.enter("31825", "2025-Q3", 100, 80));
  CHECK(trial.said_of(trial.enter("31825", "2025-Q4", 200, 150)) == "75 and 80");
}

TEST_CASE("a parameter has the value of the report's period") {
  Trial trial("[rT.c8]>=[$target]");
  CHECK(trial.said_of(trial.enter("31825", "2025-Q3", 100, 85)) == "holds");
  CHECK(trial.said_of(trial.enter("31825", "2025-Q4", 100, 85)) == "85 and 95");
}

TEST_CASE("a rule sees a part of a figure, in the sheet under review and in an earlier one") {
  Trial trial("[rT.c3{kenh=truc_tuyen}]=2*[rT.c3{kenh=truc_tuyen}@P-1]");
  trial.approve(trial.enter("31825", "2025-Q3", 100, 100));
  CHECK(trial.said_of(trial.enter("31825", "2025-Q4", 200, 200)) == "holds");
  CHECK(trial.said_of(trial.enter("31834", "2025-Q4", 150, 150)) == "150 and 0");
}

TEST_CASE("a rule sums up the year to date") {
  // Of the provinces that became 96 in July nothing was reported, which blank_zero takes for 0.
  Trial trial("[rT.c8@YTD]=150");
  trial.approve(trial.enter("96", "2025-Q3", 100, 60, "aggregate"));
  CHECK(trial.said_of(trial.enter("96", "2025-Q4", 100, 90, "aggregate")) == "holds");
}

TEST_CASE("a year that reaches back before a unit whose past is not recorded is #REF!, never a part") {
  Trial trial("[rT.c8@YTD]=150");
  CHECK(trial.said_of(trial.enter("31825", "2025-Q4", 100, 90)).starts_with("The rule tried gives #REF!"));
}

TEST_CASE("a rule of a province sees the communes of a group and of a level") {
  for (const char* expr : {"[rT.c3]=SUM([rT.c3^GROUP('coast')])", "[rT.c3]=SUM([rT.c3^LEVEL(commune)])",
                           "[rT.c3]=SUM([rT.c3^CHILDREN])", "[rT.c3]=SUM([rT.c3^LEAVES])"}) {
    CAPTURE(expr);
    Trial trial(expr);
    trial.approve(trial.enter("31825", "2025-Q4", 100, 100));
    trial.approve(trial.enter("31834", "2025-Q4", 50, 50));
    CHECK(trial.said_of(trial.enter("96", "2025-Q4", 150, 150, "aggregate")) == "holds");
  }
}

TEST_CASE("a rule sees a breakdown of a delivered indicator, of now and in the boundaries of now") {
  const auto said = [](const std::string& expr) {
    Trial trial(expr);
    must(indicator::import_series(trial.workspace(), {indicator::Import::Format::kCsv, "2026-01-01", "test"},
                                  "indicator,unit,period,value,SEX\n"
                                  "POP,96,2025,612.5,F\nPOP,96,2025,1230.0,\n"
                                  "POP,96,2024,300.5,F\nPOP,95,2024,310.0,F\n"));
    return trial.said_of(trial.enter("96", "2025-Q4", 100, 95, "aggregate"));
  };
  CHECK(said("[#POP{SEX=F}@2025]=612.5") == "holds");
  CHECK(said("[#POP{SEX=F}@2024]=610.5") == "holds");
  CHECK(said("[#POP@2025]=1230") == "holds");
}
