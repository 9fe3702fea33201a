#pragma once
// National lists of units as they are published: CSV files with a header. Each may be
//   a list of versions:  code,name, and as far as they are there level,kind,type,parent,
//                        valid_from,valid_to; every other column becomes an attribute
//   a list of changes:   old_code,new_code, and as far as they are there on,area,population,main,
//                        change, and a column "share_<key>" for each declared weight
// A snapshot is a list of versions without dates, whose dates stand beside its name.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "unit/unit_tree.h"

namespace girs {

struct UnitTable {
  std::string name;        // for mistakes
  std::string_view bytes;  // borrowed
  DaysOfUnit days = {};    // of versions that have no date columns
};

struct UnitImportOptions {
  /// Import what is right and tell the rest; else one mistake refuses everything.
  bool lenient = false;
  /// The unit above all that have no parent; made as a country when the lists do not have it.
  std::string top = {};
  std::string top_name = {};
  /// The day of changes that have no column "on".
  std::optional<Date> changed_on = {};
  /// The kinds for which the changes of that day claim to be complete.
  std::vector<std::string> complete_kinds = {};
  /// Kinds by the words of the column "type", before the built-in ones of Vietnam.
  std::map<std::string, std::string> kinds = {};
};

struct UnitImport {
  UnitTree tree;
  std::vector<Mistake> mistakes;     // of a lenient import, with "file", "line" and "column"
};

/// Reading stops at so many mistakes, lenient or not: it is the wrong file then.
inline constexpr std::size_t kImportMistakesMax = 10'000;

/// Every inconsistency of the lists, each by itself and with each other. Strict (the default):
/// kInvalidArgument with all of them, detail "mistakes" with their number.
Result<UnitImport> import_units(const std::vector<UnitTable>& tables,
                                const UnitImportOptions& options = {});

}  // namespace girs
