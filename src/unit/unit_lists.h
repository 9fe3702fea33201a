#pragma once
// The two kinds of national list, read row by row into UnitData with the place of every element.

#include <map>
#include <string>
#include <vector>

#include "unit/unit_import.h"
#include "unit/unit_table_row.h"

namespace girs {

/// What has been read of the lists so far.
struct UnitLists {
  UnitData data;
  std::vector<RowPlace> units;     // of each of data.units
  std::vector<RowPlace> changes;   // of each of data.changes
  std::vector<RowPlace> claims;    // of each of data.complete: the first change of its day
};

/// A row of a list of versions.
void read_version_row(const TableRow& row, std::uint32_t table, const UnitTable& given,
                      const UnitImportOptions& options, UnitLists& lists);

/// A list of changes. Words about the parts of a unit ("all", "part", "rest", "none") are judged
/// when all rows of the unit are known, so the rows are kept until finish().
class ChangeListReader {
 public:
  ChangeListReader(const UnitImportOptions& options, UnitLists& lists)
      : options_(options), lists_(lists) {}
  void read_row(const TableRow& row, std::uint32_t table, const std::string& file);
  void finish(Mistakes& mistakes);

 private:
  struct Row {
    RowPlace place;
    std::string file;
    UnitChange change;
    bool is_unchanged = false;
    std::map<std::string, std::string> words;  // of the columns about the parts
  };
  using Rows = std::vector<Row>;
  void judge(Rows& parts, Mistakes& mistakes);

  const UnitImportOptions& options_;
  UnitLists& lists_;
  std::map<std::pair<Date, std::string>, Rows> by_unit_;
  std::map<std::pair<Date, std::string>, std::size_t> parts_of_new_;
};

}  // namespace girs
