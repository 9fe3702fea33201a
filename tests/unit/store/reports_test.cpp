#include "store/reports.h"

#include <doctest/doctest.h>

#include "store/store.h"
#include "support/temporary.h"

using namespace girs;

namespace {

store::ReportRow sample() {
  store::ReportRow row;
  row.key = {"KSTTHC", "31825", "2025-Q4", "own"};
  row.salt = std::string(32, '0');
  return row;
}

}  // namespace

TEST_CASE("the newest revision of a report is found, and each by its number") {
  const TemporaryFolder folder;
  auto store = *store::Store::open(folder / "a.girs", {});
  CHECK(store->write([](store::Connection& c) -> Status {
    auto row = sample();
    GIRS_CHECK(store::insert_report(c, row));
    row.rev = 2;
    row.kind = "correction";
    GIRS_CHECK(store::insert_report(c, row));
    GIRS_TRY(const auto newest, store::find_report(c, row.key));
    CHECK(newest->rev == 2);
    GIRS_TRY(const auto first, store::find_report(c, row.key, 1));
    CHECK(first->kind == "original");
    GIRS_TRY(const auto none, store::find_report(c, {"KSTTHC", "31825", "2025-Q3"}));
    CHECK(!none);
    CHECK(store::insert_report(c, row).error().code == Code::kConflict);
    return ok();
  }));
}

TEST_CASE("a change based on an old state of the report is a conflict") {
  const TemporaryFolder folder;
  auto store = *store::Store::open(folder / "a.girs", {});
  CHECK(store->write([](store::Connection& c) -> Status {
    GIRS_CHECK(store::insert_report(c, sample()));
    GIRS_TRY(auto row, store::find_report(c, sample().key));
    row->state = "approved";
    GIRS_CHECK(store::update_report(c, *row));
    row->state = "draft";
    CHECK(store::update_report(c, *row).error().code == Code::kConflict);
    return ok();
  }));
}

TEST_CASE("members, explanations, sheets and history come back as they were stored") {
  const TemporaryFolder folder;
  auto store = *store::Store::open(folder / "a.girs", {});
  CHECK(store->write([](store::Connection& c) -> Status {
    GIRS_TRY(const auto id, store::insert_report(c, sample()));
    GIRS_CHECK(store::put_sheet(c, id, {"F", {1, 2, 3}}));
    GIRS_CHECK(store::put_sheet(c, id, {"F", {4}}));
    GIRS_CHECK(store::put_explanation(c, id, {"F", "LV01", "balance", "vì sao"}));
    GIRS_CHECK(store::put_members(c, id, {{"1", "p", "o", 7}, {"2", {}, {}, {}, "not-received", "chưa có"}}));
    GIRS_CHECK(store::add_history(c, id, {5, "a", "created", ""}));
    GIRS_TRY(const auto sheets, store::sheets(c, id));
    CHECK(sheets.size() == 1);
    CHECK(sheets[0].cells == Bytes{4});
    GIRS_TRY(const auto explanations, store::explanations(c, id));
    CHECK(explanations[0].text == "vì sao");
    GIRS_TRY(const auto members, store::members(c, id));
    CHECK(members[0].index == 7);
    CHECK(members[1].excluded_code == "not-received");
    GIRS_TRY(const auto history, store::history(c, id));
    CHECK(history[0].action == "created");
    return ok();
  }));
}
