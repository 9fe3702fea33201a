#include "catalog/regime_overlap.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"

namespace girs {
namespace {

/// Words that head a column or row; case and the place of tones do not matter.
std::string heading(const Label& group, const Label& title) {
  return fold_tone_placement(trim(group.vi)) + "\n" + fold_tone_placement(trim(title.vi));
}

/// Columns of figures by their heading; type and scale must agree too.
std::map<std::string, const Column*> items_of(const Form& form) {
  std::map<std::string, const Column*> items;
  for (const auto& column : form.columns)
    if (column.entered && column.type == CellType::kNumber)
      items.emplace(heading(column.group, column.title), &column);
  return items;
}

/// Rows that both forms have: fixed ones by title, dynamic ones as the items of the code list
/// that both use (free ones count as one).
std::int64_t shared_rows(const Catalog& catalog, const Form& first, const Form& second) {
  std::set<std::string> titles;
  for (const auto& row : first.rows.fixed) titles.insert(heading({}, row.title));
  std::int64_t shared = 0;
  for (const auto& row : second.rows.fixed)
    if (titles.contains(heading({}, row.title))) ++shared;
  if (first.rows.dynamic && second.rows.dynamic && first.rows.code_list == second.rows.code_list) {
    const auto* list = catalog.code_list(first.rows.code_list);
    shared += list ? static_cast<std::int64_t>(list->items.size()) : 1;
  }
  return shared;
}

SharedForm shared_items(const Catalog& catalog, const Form& first, const Form& second) {
  SharedForm shared{first.code, second.code};
  const auto others = items_of(second);
  for (const auto& [words, column] : items_of(first))
    if (others.contains(words)) shared.columns.push_back(column->code);
  shared.items = static_cast<std::int64_t>(shared.columns.size()) * shared_rows(catalog, first, second);
  return shared;
}

std::vector<SharedForm> shared_forms(const Catalog& catalog, const Regime& first,
                                     const Regime& second, Date day) {
  std::vector<SharedForm> found;
  for (const auto& a : first.forms)
    for (const auto& b : second.forms) {
      const auto* one = catalog.form(a, day);
      const auto* other = catalog.form(b, day);
      if (!one || !other) continue;
      auto shared = shared_items(catalog, *one, *other);
      if (shared.items > 0) found.push_back(std::move(shared));
    }
  return found;
}

bool calls(const Catalog& catalog, const Regime& regime, const UnitVersion& unit, Date day) {
  const auto names = [&](const Assignment& line) { return line.names(catalog.units(), unit, day); };
  return std::ranges::any_of(regime.reporters, names) &&
         std::ranges::none_of(regime.exempt, [&](const Assignment& line) { return !line.when && names(line); });
}

/// Periods of the year whose windows end in it; a regime without some (a campaign) counts those.
std::int64_t periods_in(const Catalog& catalog, const Regime& regime, int year) {
  const auto periods = periods_between(regime.frequency, regime.window, make_date(year, 1, 1),
                                       make_date(year, 12, 31), catalog.calendar());
  return periods ? static_cast<std::int64_t>(periods->size()) : 0;
}

}  // namespace

std::vector<RegimeOverlap> regime_overlaps(const Catalog& catalog, int year) {
  const Date day = make_date(year, 12, 31);
  std::vector<const Regime*> regimes;
  for (const auto& regime : catalog.regimes())
    if (catalog.regime(regime.code, day) == &regime) regimes.push_back(&regime);
  const auto units = catalog.units().in_force(day);
  std::vector<RegimeOverlap> overlaps;
  for (std::size_t b = 0; b < regimes.size(); ++b)
    for (std::size_t a = 0; a < b; ++a) {
      RegimeOverlap overlap;
      overlap.first = regimes[a];
      overlap.second = regimes[b];
      overlap.forms = shared_forms(catalog, *regimes[a], *regimes[b], day);
      if (overlap.forms.empty()) continue;
      overlap.units = std::ranges::count_if(units, [&](const UnitVersion* unit) {
        return calls(catalog, *regimes[a], *unit, day) && calls(catalog, *regimes[b], *unit, day);
      });
      overlap.periods =
          std::min(periods_in(catalog, *regimes[a], year), periods_in(catalog, *regimes[b], year));
      std::int64_t items = 0;
      for (const auto& form : overlap.forms) items += form.items;
      overlap.cells_a_year = overlap.units * overlap.periods * items;
      if (overlap.cells_a_year > 0) overlaps.push_back(std::move(overlap));
    }
  std::ranges::stable_sort(overlaps, std::greater<>(), &RegimeOverlap::cells_a_year);
  return overlaps;
}

}  // namespace girs
