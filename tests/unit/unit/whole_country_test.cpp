// The whole country around the merger of 2025-07-01: 10,794 units before, 3,366 after, 10,634
// changes. The tables are too large for the repository; the folder that holds them is named by
// the environment variable GIRS_REFERENCE_DATA, and without it these tests say that they skip.

#include <doctest/doctest.h>

#include <cstdlib>
#include <map>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "unit/unit/small_country.h"

namespace girs {
namespace {

using Row = std::map<std::string, std::string>;

/// The rows of a table without quoted fields, by column name.
std::vector<Row> rows_of(const std::string& folder, const std::string& name) {
  const auto bytes = read_file(folder + "/" + name, std::size_t{1} << 24);
  if (!bytes) return {};
  std::vector<Row> rows;
  std::vector<std::string_view> header;
  for (const auto line : split(*bytes, '\n')) {
    const auto fields = split(line, ',');
    if (header.empty()) header = fields;
    if (fields.size() != header.size() || fields == header) continue;
    auto& row = rows.emplace_back();
    for (std::size_t i = 0; i < fields.size(); ++i)
      row.emplace(std::string(header[i]), std::string(fields[i]));
  }
  return rows;
}

/// Codes of different levels may be equal: "01" is a province, "001" a district.
UnitVersion unit(const Row& row, std::string kind, std::optional<Date> from,
                 std::optional<Date> to) {
  const auto& parent = row.at("parent");
  return {row.at("code"), row.at("name"), std::move(kind), parent.empty() ? "VN" : parent, from, to};
}

Result<UnitTree> whole_country(const std::string& folder) {
  std::vector<UnitVersion> versions{
      {"VN", "Việt Nam", "country", "", std::nullopt, std::nullopt}};
  const char* kinds[] = {"province", "district", "commune"};
  for (const auto& row : rows_of(folder, "vn-units-20250630.csv"))
    versions.push_back(unit(row, kinds[row.at("level")[0] - '1'], std::nullopt, kEve));
  for (const auto& row : rows_of(folder, "vn-units-2025.csv"))
    versions.push_back(unit(row, row.at("level") == "1" ? "province" : "commune",
                            parse_date(row.at("valid_from")), parse_date(row.at("valid_to"))));
  std::vector<UnitChange> changes;
  std::map<std::string, int> successors;
  for (const auto& row : rows_of(folder, "vn-units-merge.csv")) {
    changes.push_back({row.at("old_code"), row.at("new_code"), kMerger, true});
    ++successors[row.at("old_code")];
  }
  for (auto& change : changes) change.whole = successors[change.before] == 1;
  return UnitTree::make(std::move(versions), std::move(changes));
}

}  // namespace

TEST_CASE("the whole country is one consistent tree before and after the merger") {
  const char* folder = std::getenv("GIRS_REFERENCE_DATA");
  if (folder == nullptr) {
    MESSAGE("skipped: GIRS_REFERENCE_DATA does not name the folder of the national tables");
    return;
  }
  const auto made = whole_country(folder);
  REQUIRE(made);
  const auto& tree = *made;
  CHECK(tree.in_force(kEve, "province").size() == 63);
  CHECK(tree.in_force(kEve, "district").size() == 696);
  CHECK(tree.in_force(kEve, "commune").size() == 10035);
  CHECK(tree.in_force(kMerger, "province").size() == 34);
  CHECK(tree.in_force(kMerger, "district").empty());
  CHECK(tree.in_force(kMerger, "commune").size() == 3321);
  CHECK(tree.in_force(date("2026-04-30"), "commune").size() == 3321);
  CHECK(tree.descendants("VN", kEve).size() == 63 + 696 + 10035);
  CHECK(tree.descendants("96", kMerger).size() == 64);
  CHECK(tree.find("00070", kEve)->name == "Phường Hàng Trống");
  CHECK(tree.find("00070", kMerger)->name == "Phường Hoàn Kiếm");

  int split = 0;
  std::set<std::string> reached;
  for (const auto* unit : tree.in_force(kEve, "commune")) {
    const auto successors = tree.successors(unit->code, kEve);
    REQUIRE_FALSE(successors.empty());
    split += successors.size() > 1 ? 1 : 0;
    for (const auto& change : successors) reached.insert(change.after);
  }
  CHECK(split == 441);
  CHECK(reached.size() >= 3316);
}

}  // namespace girs
