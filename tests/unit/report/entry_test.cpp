// Editing a draft: previews, merges and conflicts, undo, filling from an earlier period, files.

#include "report/entry.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "report/revision_difference.h"
#include "support/world.h"

using namespace girs;
using namespace girs::testing;

namespace {

const store::ReportKey kKey = World::key("31825");

std::string figure(const Site& site, const char* row, const char* column) {
  return formula::shown(must(report::open(site.workspace(), kKey)).sheet(kForm)->get({row, column}).value);
}

std::int64_t edit_of(const Site& site) { return must(report::open(site.workspace(), kKey)).row.edit; }

Status put(const Site& site, const char* csv, std::int64_t base, const char* actor) {
  return report::import_file(site.workspace(), kKey, {"", actor, base}, report::FileFormat::kCsv, csv, {});
}

}  // namespace

TEST_CASE("a preview shows what a file would change and what the checks would say, and stores nothing") {
  World world({"31825"});
  const auto site = world.site("commune");
  world.enter(site, "31825");
  const auto before = must(report::open(site.workspace(), kKey));
  const auto preview = must(report::preview_file(site.workspace(), kKey, {"", "o"}, report::FileFormat::kCsv,
                                                 "row,3\nLV01,101\n", {}));
  REQUIRE(preview.changes.cells.size() == 1);
  CHECK(formula::shown(preview.changes.cells[0].before.value) == "100");
  CHECK(formula::shown(preview.changes.cells[0].after.value) == "101");
  CHECK(preview.review.totals.errors > 0);
  const auto after = must(report::open(site.workspace(), kKey));
  CHECK(after.sheets == before.sheets);
  CHECK(after.row.edit == before.row.edit);
  const auto refused = report::preview_file(site.workspace(), kKey, {"", "o"}, report::FileFormat::kCsv,
                                            "row,3\nLV01,1o1\n", {});
  REQUIRE(!refused);
  CHECK(*detail_of(refused.error().mistakes[0].details, "row") == "LV01");
}

TEST_CASE("edits are taken back one by one, newest first, and stay in the history") {
  World world({"31825"});
  const auto site = world.site("commune");
  world.enter(site, "31825");
  must(report::set_cell(site.workspace(), kKey, "", {"LV01", "4"}, "7", NumberStyle::kPlain, "a"));
  must(report::set_cell(site.workspace(), kKey, "", {"LV01", "4"}, "8", NumberStyle::kPlain, "b"));
  must(report::undo(site.workspace(), kKey, "c"));
  CHECK(figure(site, "LV01", "4") == "7");
  must(report::undo(site.workspace(), kKey, "c"));
  CHECK(figure(site, "LV01", "4") == "100");
  must(report::undo(site.workspace(), kKey, "c"));  // the file itself: its row goes with it
  CHECK(must(report::open(site.workspace(), kKey)).sheet(kForm)->row("LV01") == nullptr);
  CHECK(report::undo(site.workspace(), kKey, "c").error().code == Code::kNotFound);
  const auto history = must(report::history_with_changes(site.workspace(), kKey));
  const auto& lines = *history.as_array();
  REQUIRE(lines.size() == 7);  // created, imported, two cells, three undone
  const auto& second = (*lines[3].find("changes")->find("cells")->as_array())[0];
  CHECK(*second.text("from") == "7");
  CHECK(*second.text("to") == "8");
  CHECK(*lines[3].text("actor") == "b");
  CHECK(lines[4].find("undoes")->as_integer() == lines[3].find("edit")->as_integer());
}

TEST_CASE("many threads may edit one draft at once: every edit is stored and none is refused") {
  World world({"31825"});
  const auto site = world.site("commune");
  world.enter(site, "31825");
  const auto before = edit_of(site);
  constexpr int kThreads = 6, kEdits = 25;
  std::atomic<int> refused = 0;
  std::vector<std::thread> threads;
  for (int number = 0; number < kThreads; ++number)
    threads.emplace_back([&, number] {
      for (int turn = 0; turn < kEdits; ++turn)
        if (!report::set_cell(site.workspace(), kKey, "", {"LV01", "4"},
                              std::to_string(number * 100 + turn), NumberStyle::kPlain, "o"))
          ++refused;
    });
  for (auto& thread : threads) thread.join();
  CHECK(refused == 0);
  CHECK(edit_of(site) == before + kThreads * kEdits);
}

TEST_CASE("two editors of one draft: different cells are merged, one cell is a conflict that shows both sides") {
  World world({"31825"});
  const auto site = world.site("commune");
  world.enter(site, "31825");
  const auto base = edit_of(site);
  must(put(site, "row,column,value\nLV01,4,90\n", base, "Lan"));
  must(put(site, "row,column,value\nLV01,5,10\n", base, "Minh"));  // Minh has not seen Lan's
  CHECK(figure(site, "LV01", "4") == "90");
  CHECK(figure(site, "LV01", "5") == "10");
  const auto refused = put(site, "row,column,value\nLV01,4,95\nLV01,6,1\n", base, "Minh");
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::kConflict);
  REQUIRE(refused.error().mistakes.size() == 1);
  const auto& details = refused.error().mistakes[0].details;
  CHECK(*detail_of(details, "base") == "100");
  CHECK(*detail_of(details, "theirs") == "90");
  CHECK(*detail_of(details, "yours") == "95");
  CHECK(*detail_of(details, "actor") == "Lan");
  CHECK(figure(site, "LV01", "6") == "-");  // nothing of the file was stored
  must(put(site, "row,column,value\nLV01,4,95\n", edit_of(site), "Minh"));
  CHECK(figure(site, "LV01", "4") == "95");
  CHECK(put(site, "row,column,value\nLV01,4,1\n", 10'000, "Minh").error().code == Code::kInvalidArgument);
}

TEST_CASE("blank cells are filled from an earlier period, and nothing that is there is touched") {
  World world({"31825"});
  const auto site = world.site("commune");
  auto previous = kKey;
  previous.period = "2025-Q3";
  must(report::create(site.workspace(), previous, "o"));
  must(report::import_file(site.workspace(), previous, "", report::FileFormat::kCsv,
                           "row,3,11\nLV01,9,4\nLV02,8,3\n", {}, "o"));
  must(report::create(site.workspace(), kKey, "o"));
  must(put(site, "row,6\nLV02,1\n", 0, "o"));
  must(report::fill_from(site.workspace(), kKey, {"", "o"}, "2025-Q3", {{"11", "6"}}));
  CHECK(figure(site, "LV01", "6") == "4");
  CHECK(figure(site, "LV02", "6") == "1");
  CHECK(figure(site, "LV01", "3") == formula::shown(formula::Absent::kMissing));
  CHECK(report::fill_from(site.workspace(), kKey, {"", "o"}, "2025-Q1", {}).error().code == Code::kNotFound);
}

TEST_CASE("files go with a report by name and digest, and with its package") {
  World world({"31825"});
  const auto site = world.site("commune");
  world.enter(site, "31825");
  const Bytes content{'%', 'P', 'D', 'F'};
  CHECK(!report::attach(site.workspace(), kKey, "../x.pdf", "application/pdf", content, "o"));
  CHECK(!report::attach(site.workspace(), kKey, "x.pdf", "pdf", content, "o"));
  must(report::attach(site.workspace(), kKey, "thuyet-minh.pdf", "application/pdf", content, "o"));
  must(report::attach(site.workspace(), kKey, "thua.pdf", "application/pdf", content, "o"));
  must(report::detach(site.workspace(), kKey, "thua.pdf", "o"));
  CHECK(report::detach(site.workspace(), kKey, "thua.pdf", "o").error().code == Code::kNotFound);
  must(report::approve(site.workspace(), kKey, "c"));
  CHECK(report::attach(site.workspace(), kKey, "muon.pdf", "application/pdf", content, "o").error().code ==
        Code::kConflict);
  const auto pid = must(report::seal(site.workspace(), kKey, kOrigin, world.parties("31825"), nullptr, "c"));
  CHECK(!pid.empty());
  const auto draft = must(report::open(site.workspace(), kKey));
  REQUIRE(draft.attachments.size() == 1);
  CHECK(draft.attachments[0].size == 4);
  must(report::amend(site.workspace(), kKey, false, "error", "Sai số liệu", "", "o"));
  CHECK(must(report::open(site.workspace(), kKey)).attachments.size() == 1);
  must(put(site, "row,column,value\nLV01,4,99\n", 0, "o"));
  const auto difference = must(report::revision_difference(site.workspace(), kKey, 1, 2));
  const auto& cells = *(*difference.find("forms")->as_array())[0].find("cells")->as_array();
  REQUIRE(cells.size() == 1);
  CHECK(*cells[0].text("from") == "100");
  CHECK(*cells[0].text("to") == "99");
}
