#pragma once
// What the catalogue says of units, by which regimes and indicators name them.

#include <map>
#include <set>
#include <string>

#include "catalog/references.h"

namespace girs {

struct KnownUnits {
  explicit KnownUnits(const CatalogDocuments& documents);

  std::set<std::string> codes, kinds, groups;
  std::set<std::string> shares;                  // keys by which splits are shared out
  std::multimap<std::string, DateRange> lives;   // of each code

  /// Whether `names` (one of the sets above) has the name. An empty name was reported by its
  /// reader, or was not asked for; an empty one among those that are known is a unit that could
  /// not be read, and then nothing is known for certain.
  static bool has(const std::set<std::string>& names, const std::string& name) {
    return name.empty() || names.contains(name) || names.contains("");
  }
};

}  // namespace girs
