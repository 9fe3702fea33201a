#include "report/regime_overlap.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "base/text.h"
#include "report/roll.h"

namespace girs::report {
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

/// The days of a year on which both regimes are in force, and no newer version of either; nothing
/// when there is none.
std::optional<DateRange> together(const Catalog& catalog, const Regime& first, const Regime& second,
                                  int year) {
  DateRange days{make_date(year, 1, 1), make_date(year, 12, 31)};
  for (const auto* regime : {&first, &second}) {
    if (regime->from) days.from = std::max(days.from, *regime->from);
    if (regime->to) days.to = std::min(days.to, *regime->to);
    for (const auto& newer : catalog.regimes())
      if (newer.code == regime->code && newer.version > regime->version && newer.from)
        days.to = std::min(days.to, *newer.from - std::chrono::days{1});
  }
  if (days.to < days.from) return std::nullopt;
  return days;
}

/// Periods whose windows end on those days; a regime without some (a campaign) counts those.
std::vector<Period> periods_in(const Catalog& catalog, const Regime& regime, const DateRange& days) {
  const auto periods =
      periods_between(regime.frequency, regime.window, days.from, days.to, catalog.calendar());
  return periods ? *periods : std::vector<Period>{};
}

/// How many units both call on `day`; conditions are those of each regime's last period.
std::int64_t units_called_by_both(const Catalog& catalog, const Regime& first, const Period& first_period,
                                  const Regime& second, const Period& second_period, Date day) {
  const UnitOrder order(catalog.units(), day);
  const auto one = called_units(catalog, first, first_period, day, order);
  const auto other = called_units(catalog, second, second_period, day, order);
  std::vector<std::uint32_t> both;
  std::ranges::set_intersection(one, other, std::back_inserter(both));
  return static_cast<std::int64_t>(both.size());
}

/// What two regimes ask for twice in a year, as things are on the last day that they share.
std::optional<RegimeOverlap> overlap_of(const Catalog& catalog, const Regime& first,
                                        const Regime& second, int year) {
  const auto days = together(catalog, first, second, year);
  if (!days || first.code == second.code) return std::nullopt;   // versions follow each other
  RegimeOverlap overlap;
  overlap.first = &first;
  overlap.second = &second;
  overlap.forms = shared_forms(catalog, first, second, days->to);
  if (overlap.forms.empty()) return std::nullopt;
  const auto periods = periods_in(catalog, first, *days);
  const auto others = periods_in(catalog, second, *days);
  if (periods.empty() || others.empty()) return std::nullopt;
  overlap.units =
      units_called_by_both(catalog, first, periods.back(), second, others.back(), days->to);
  overlap.periods = static_cast<std::int64_t>(std::min(periods.size(), others.size()));
  std::int64_t items = 0;
  for (const auto& form : overlap.forms) items += form.items;
  overlap.cells_a_year = overlap.units * overlap.periods * items;
  if (overlap.cells_a_year == 0) return std::nullopt;
  return overlap;
}

}  // namespace

std::vector<RegimeOverlap> regime_overlaps(const Catalog& catalog, int year) {
  const auto& regimes = catalog.regimes();
  std::vector<RegimeOverlap> overlaps;
  for (std::size_t b = 0; b < regimes.size(); ++b)
    for (std::size_t a = 0; a < b; ++a)
      if (auto found = overlap_of(catalog, regimes[a], regimes[b], year))
        overlaps.push_back(*std::move(found));
  std::ranges::stable_sort(overlaps, std::greater<>(), &RegimeOverlap::cells_a_year);
  return overlaps;
}

}  // namespace girs::report
