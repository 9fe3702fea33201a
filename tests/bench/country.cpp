#include "bench/country.h"

#include <cstdio>
#include <cstdlib>
#include <random>

#include "support/reference_data.h"

namespace bench {
namespace {

constexpr unsigned kSeed = 20250701;
const girs::Date kMerger = *girs::parse_date("2025-07-01");

std::string code(int number, int digits) {
  auto text = std::to_string(number);
  return std::string(static_cast<std::size_t>(digits) - text.size(), '0') + text;
}

/// 63 provinces, 696 districts and 10,035 communes until 2025-06-30, 34 and 3,321 since, and 2,479
/// communes that were renamed in between: 16,628 versions, 10,098 changes.
Country synthetic() {
  Country made{"level,code,name,type,parent,valid_from,valid_to\n",
               "level,old_code,new_code,area,population,main\n", "synthetic"};
  std::mt19937 random(kSeed);
  const auto version = [&](const char* level, const std::string& unit, const char* type,
                           const std::string& parent, const char* from, const char* to) {
    made.versions += std::string(level) + "," + unit + "," + type + " Tân Hòa " + unit + "," +
                     type + "," + parent + "," + from + "," + to + "\n";
  };
  for (int i = 1; i <= 63; ++i) {
    version("1", code(i, 2), "Tỉnh", "", "", "2025-06-30");
    made.changes += "1," + code(i, 2) + "," + code((i - 1) % 34 + 1, 2) + ",all,all,1\n";
    if (i <= 34) version("1", code(i, 2), "Tỉnh", "", "2025-07-01", "");
  }
  for (int i = 1; i <= 696; ++i)
    version("2", code(i, 3), "Huyện", code((i - 1) % 63 + 1, 2), "", "2025-06-30");
  for (int i = 1; i <= 10035; ++i) {
    const auto parent = code((i - 1) % 696 + 1, 3);
    const bool renamed = i <= 2479;
    if (renamed) version("3", code(i, 5), "Xã", parent, "", "2019-12-31");
    version("3", code(i, 5), "Phường", parent, renamed ? "2020-01-01" : "", "2025-06-30");
    const int first = (i - 1) % 3321 + 1;
    made.changes += "3," + code(i, 5) + "," + code(first, 5);
    if (i <= 3321) version("3", code(i, 5), "Xã", code((i - 1) % 34 + 1, 2), "2025-07-01", "");
    if (random() % 23 != 0) {
      made.changes += ",all,all,1\n";
    } else {
      made.changes += ",part,part,1\n3," + code(i, 5) + "," + code(first % 3321 + 1, 5) +
                      ",rest,rest,0\n";
    }
  }
  return made;
}

}  // namespace

Country country() {
  const auto folder = reference::folder_or_say("reference data of the unit benches");
  if (folder.empty()) return synthetic();
  return {reference::content(folder + "vn-units-history.csv"),
          reference::content(folder + "vn-units-merge.csv"), "reference"};
}

girs::UnitTree load(const Country& country) {
  girs::UnitImportOptions options;
  options.lenient = true;
  options.top = "VN";
  options.top_name = "Việt Nam";
  options.changed_on = kMerger;
  options.complete_kinds = {"province", "commune"};
  auto imported =
      girs::import_units({{"versions", country.versions}, {"changes", country.changes}}, options);
  if (imported && imported->tree.data().doubtful.empty()) return std::move(imported->tree);
  std::fprintf(stderr, "The units of the bench cannot be read.\n");
  std::exit(4);
}

}  // namespace bench
