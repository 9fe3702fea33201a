// A form that gets a new version while a report is being entered.

#include <doctest/doctest.h>

#include <algorithm>

#include "json/canonical.h"
#include "report/definitions.h"
#include "report/draft.h"
#include "report/entry.h"
#include "report/view.h"
#include "support/sample_catalog.h"
#include "support/temporary.h"

using namespace girs;

namespace {

const store::ReportKey kKey{"CD1", "32000", "2025-Q4", "own"};

/// The sample form as version 2 from `begins` on, without column 7 and with a new column 13.
Document second_version(const std::string& begins) {
  auto form = sample::edited(sample::form(), "\"version\":1", "\"version\":2");
  form = sample::edited(form, "\"from\":\"2021-01-01\"", "\"from\":\"" + begins + "\"");
  form = sample::edited(form, R"J({"code":"7","key":"ghi_chu","title":{"vi":"Ghi chú"},"type":"text"},)J",
                        R"J({"code":"13","key":"moi","title":{"vi":"Mới"},"type":"number","measure":"flow"},)J");
  form.file = "form-2.json";
  return form;
}

struct Office {
  TemporaryFolder folder;
  std::unique_ptr<store::Store> store = *store::Store::open(folder / "a.girs", {});
  std::optional<Catalog> catalog;
  report::Workspace workspace() { return {store.get(), &*catalog}; }
  void load(const std::vector<Document>& documents) {
    REQUIRE(report::load_catalog(*store, documents));
    catalog = *report::open_catalog(*store);
  }
  void set(const char* column, const char* text) {
    const auto done = report::set_cell(workspace(), kKey, "", {"T", column}, text, NumberStyle::kPlain, "officer");
    INFO((done ? "" : done.error().message.en));
    REQUIRE(done);
  }
};

}  // namespace

TEST_CASE("a draft begun under the old version of a form says what changed and keeps what still fits") {
  Office office;
  office.load(sample::all());
  REQUIRE(report::create(office.workspace(), kKey, "officer"));
  office.set("3", "12");
  office.set("7", "ghi chú cũ");
  CHECK(report::open(office.workspace(), kKey)->carried.empty());

  office.load({second_version("2025-10-01")});
  const auto draft = report::open(office.workspace(), kKey);
  REQUIRE(draft);
  REQUIRE(draft->carried.size() == 1);
  CHECK(draft->carried[0].from_version == 1);
  CHECK(draft->carried[0].to_version == 2);
  REQUIRE(draft->carried[0].changes.size() == 2);
  CHECK(draft->carried[0].changes[0].message.vi == "Cột 13 (Mới) là mới.");
  CHECK(draft->carried[0].changes[1].message.vi == "Cột 7 (Ghi chú) đã bị bỏ.");
  CHECK(draft->sheets[0].version() == 2);
  CHECK(draft->sheets[0].get({"T", "3"}).value == formula::Value(*Decimal::parse("12")));
  CHECK(draft->sheets[0].cell_count() == 1);
}

TEST_CASE("the first change afterwards moves the draft to the new version and is in the history") {
  Office office;
  office.load(sample::all());
  REQUIRE(report::create(office.workspace(), kKey, "officer"));
  office.set("3", "12");
  office.load({second_version("2025-10-01")});
  office.set("13", "5");
  const auto draft = report::open(office.workspace(), kKey);
  CHECK(draft->carried.empty());
  CHECK(draft->sheets[0].cell_count() == 2);
  const auto history = *report::history(office.workspace(), kKey);
  const auto moved = std::ranges::find(history, "form-version", &store::HistoryRow::action);
  REQUIRE(moved != history.end());
  CHECK(moved->detail == "B01 1 -> 2");
}

TEST_CASE("a version that begins after the period leaves its drafts alone") {
  Office office;
  office.load(sample::all());
  REQUIRE(report::create(office.workspace(), kKey, "officer"));
  office.set("7", "ghi chú");
  office.load({second_version("2025-12-15")});  // the window ends on 2025-12-14
  const auto draft = report::open(office.workspace(), kKey);
  REQUIRE(draft);
  CHECK(draft->carried.empty());
  CHECK(draft->sheets[0].cell_count() == 1);
}
