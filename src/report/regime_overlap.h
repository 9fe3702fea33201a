#pragma once
// The same figures asked for twice: two regimes whose forms have the same items, whose reporters
// are the same units, in the same time. What that costs is counted in cells of forms a year
// (DOMAIN.md section 1: the same report was asked for twice).

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "catalog/catalog.h"

namespace girs::report {

/// A form of one regime whose items are in a form of the other too.
struct SharedForm {
  std::string form;             // of the first regime
  std::string other_form;       // of the second; the same code where both use one form
  std::int64_t items = 0;       // cells that both have, a row of dynamic rows counted once
  std::vector<std::string> columns = {};  // of the first form
};

struct RegimeOverlap {
  const Regime* first = nullptr;
  const Regime* second = nullptr;
  /// That report under both on the last day of the year they share. Conditions see attributes of
  /// units; one that reads reports lets nobody off, as their figures are another store's.
  std::int64_t units = 0;
  std::int64_t periods = 0;     // of those days, of the regime that asks less often
  std::vector<SharedForm> forms = {};
  std::int64_t cells_a_year = 0;  // units x periods x items
};

/// Pairs of regimes that ask the same units for the same items in `year`, dearest first. Two
/// columns are the same item when both are entered figures of the same type and their headings,
/// group and title, are the same words; rows likewise.
std::vector<RegimeOverlap> regime_overlaps(const Catalog& catalog, int year);

}  // namespace girs::report
