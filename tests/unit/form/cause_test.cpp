// Which single cell would mend what fails; and the findings of one cell alone.

#include "form/cause.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/text.h"
#include "form/live_check.h"
#include "unit/form/sample_form.h"

using namespace girs;

namespace {

CheckContext at() { return {*Period::parse("2025-Q4"), "96", make_date(2025, 12, 14)}; }

std::string shown(const std::vector<CauseGroup>& groups) {
  std::vector<std::string> list;
  for (const auto& group : groups)
    for (const auto& cell : group.cells)
      list.push_back(cell.key.row + "." + cell.key.column + ": " + formula::shown(cell.from) + " -> " +
                     cell.to.text() + " (" + std::to_string(group.findings.size()) + ")");
  return join(list, "; ");
}

std::string causes(const char* csv) {
  const auto layout = sample::layout();
  const auto sheet = sample::sheet(layout, csv);
  return shown(propose_causes(layout, sheet, at(), check(layout, sheet, at())));
}

std::vector<std::string> ids(std::vector<Finding> findings) {
  std::vector<std::string> list;
  for (const auto& finding : findings) list.push_back(finding.id());
  std::ranges::sort(list);
  return list;
}

}  // namespace

TEST_CASE("one wrong cell that breaks two identities is the only one proposed") {
  // LV01.4 should be 4: then 3 = 4 + 5 holds in its row, and the total of column 4 as well.
  CHECK(causes("row,c3,c4,c5,c11\nT,11,7,4,0\nLV01,6,5,2,0\nLV02,5,3,2,-\n") ==
        "LV01.4: 5 -> 4 (2)");
}

TEST_CASE("without a single cell that would do, none is proposed") {
  CHECK(causes("row,c3,c4,c5,c11\nT,9,4,2,0\nLV01,6,4,2,0\nLV02,-,-,-,0\n") == "T.3: 9 -> 6 (2)");
  CHECK(causes("row,c3,c4,c5,c11\nT,9,4,3,0\nLV01,6,5,2,0\n") == "");
  CHECK(causes("row,c3,c4,c5,c11\nT,6,4,2,0\nLV01,6,4,2,0\n") == "");
}

TEST_CASE("no figure outside its column's range is proposed") {
  // T.3 would have to be 1,000,000,000, above the largest value allowed.
  CHECK(causes("row,c3,c4,c5,c11\nT,999999999,999999999,1,0\nLV01,999999999,999999999,-,0\n")
            .find("T.3") == std::string::npos);
}

TEST_CASE("the findings of one cell are those of the whole check that read it") {
  const auto layout = sample::layout();
  const LiveRules live(layout);
  const auto sheet = sample::sheet(layout, "row,c3,c4,c5,c11\nT,9,4,2,0\nLV01,7,4,2,3\nLV02,-,-,1,0\n");
  const auto all = ids(check(layout, sheet, at()));
  CHECK(ids(live.check_cell(sheet, at(), {"LV01", "3"})) ==
        std::vector<std::string>{"grand-total//3", "total/LV01/"});
  for (const auto* row : {"T", "LV01", "LV02"})
    for (const auto* column : {"3", "4", "5", "11", "12"})
      for (const auto& id : ids(live.check_cell(sheet, at(), {row, column}))) {
        CAPTURE(id);
        CHECK(std::ranges::find(all, id) != all.end());
      }
}
