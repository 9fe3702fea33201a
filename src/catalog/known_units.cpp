#include "catalog/known_units.h"

namespace girs {

KnownUnits::KnownUnits(const CatalogDocuments& documents) {
  for (const auto& document : documents.units) {
    for (const auto& unit : document.data.units) {
      codes.insert(unit.code);
      lives.emplace(unit.code,
                    DateRange{unit.from.value_or(Date::min()), unit.to.value_or(Date::max())});
      kinds.insert(unit.kind);
    }
    for (const auto& member : document.data.members) groups.insert(member.group);
    for (const auto& change : document.data.changes)
      for (const auto& [key, share] : change.shares) shares.insert(key);
  }
}

}  // namespace girs
