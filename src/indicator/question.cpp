#include "indicator/question.h"

#include <algorithm>

#include "base/suggestion.h"
#include "indicator/asked_breakdown.h"

namespace girs::indicator {
namespace {

// More than any limit of figures allows; a question of more is refused by that limit.
constexpr std::size_t kPeriodsMax = 2'000'000;

std::vector<Period> periods_of(const Query& query) {
  std::vector<Period> periods;
  for (std::optional<Period> at = query.from; at && *at <= query.to && periods.size() < kPeriodsMax;
       at = next(*at))
    periods.push_back(*at);
  return periods;
}

/// Whether the product of the sizes is beyond `limit`; it is never formed, because it could wrap.
bool is_beyond(std::initializer_list<std::size_t> sizes, std::size_t limit) {
  if (std::ranges::find(sizes, std::size_t{0}) != sizes.end()) return false;
  std::size_t product = 1;
  for (const auto size : sizes) {
    if (size > limit / product) return true;
    product *= size;
  }
  return false;
}

Mistake too_many_figures(std::size_t limit) {
  const auto millions = std::to_string(limit / 1'000'000);
  return {{"The question asks for more than " + millions +
               ",000,000 figures; ask for fewer periods or units.",
           "Truy vấn quá " + millions + ".000.000 số liệu; hãy thu hẹp kỳ hoặc đơn vị."},
          {}};
}

/// One of the periods that a frequency counts, in that year or near it.
Period sample_period(const Frequency& frequency, int year) {
  switch (frequency.kind) {
    case PeriodKind::kYears: return {frequency.kind, frequency.first_year, frequency.years, {}};
    case PeriodKind::kYear:
    case PeriodKind::kNineMonths: return {frequency.kind, year, 0, {}};
    case PeriodKind::kCampaign:
      return {frequency.kind, 0, 0, frequency.campaign.empty() ? "<code>" : frequency.campaign};
    default: return {frequency.kind, year, 1, {}};
  }
}

Status check_indicators(const Catalog& catalog, const Query& query, Mistakes& mistakes) {
  std::vector<std::string> codes;
  for (const auto& one : catalog.indicators()) codes.push_back(one.code);
  for (const auto& code : query.indicators) {
    const auto* indicator = catalog.indicator(code);
    if (!indicator) {
      const auto hint = did_you_mean(code, codes);
      mistakes.add("There is no indicator \"" + code + "\"" + hint.en,
                   "Không có chỉ tiêu \"" + code + "\"" + hint.vi, {{"indicator", code}});
      continue;
    }
    for (const auto& breakdown : query.breakdowns)
      if (const auto wrong = why_not_broken_down(catalog, *indicator, breakdown))
        mistakes.add(wrong->en, wrong->vi, {{"indicator", code}, {"breakdown", to_text(breakdown)}});
    const auto* frequency = frequency_of(catalog, *indicator);
    const auto usual = frequency ? sample_period(*frequency, query.from.year).label() : "";
    if (frequency && !parts_of(query.from, {}, *frequency))
      mistakes.add("The indicator " + code + " has no figures for periods such as " +
                       query.from.label() + "; it has them for those such as " + usual + ".",
                   "Chỉ tiêu " + code + " không có số liệu cho kỳ như " + query.from.label() +
                       "; hãy hỏi theo kỳ như " + usual + ".",
                   {{"indicator", code}, {"period", query.from.label()}});
  }
  return ok();
}

/// The units that are asked about in any of the periods.
std::vector<AskedUnit> units_of(const Catalog& catalog, const Query& query, const FigureBook& figures,
                                const std::vector<Period>& periods, Mistakes& mistakes) {
  std::vector<AskedUnit> units;
  const auto known = [&](const std::string& code) {
    return std::ranges::any_of(periods, [&](const Period& period) {
      const auto on = figures.day(period);
      return on && catalog.units().find(code, *on);
    });
  };
  for (const auto& code : query.units) {
    if (!known(code))
      mistakes.add("There was no unit \"" + code + "\" in these periods.",
                   "Không có đơn vị \"" + code + "\" trong các kỳ này.", {{"unit", code}});
    units.push_back({code, true});
  }
  if (query.below.empty() && query.all_below.empty()) return units;
  for (const auto& code : {query.below, query.all_below})
    if (!code.empty() && !known(code))
      mistakes.add("There was no unit \"" + code + "\" in these periods.",
                   "Không có đơn vị \"" + code + "\" trong các kỳ này.", {{"unit", code}});
  std::set<std::string> kinds;
  for (const auto& code : query.indicators)
    if (const auto* indicator = catalog.indicator(code)) kinds.merge(delivered_kinds(catalog, *indicator));
  std::set<std::string> below;
  std::set<Date> seen;   // a tree is the same on most of the days
  std::vector<const UnitVersion*> before;
  const auto take = [&](std::vector<const UnitVersion*> found) {
    if (found == before) return;
    for (const auto* unit : found)
      if (kinds.empty() || kinds.contains(unit->kind)) below.insert(unit->code);
    before = std::move(found);
  };
  for (const auto& period : periods) {
    const auto on = figures.day(period);
    if (!on || !seen.insert(*on).second) continue;
    if (!query.below.empty()) take(catalog.units().children(query.below, *on));
    if (!query.all_below.empty()) take(catalog.units().descendants(query.all_below, *on));
  }
  for (const auto& code : below)
    if (std::ranges::find(query.units, code) == query.units.end()) units.push_back({code, false});
  return units;
}

}  // namespace

Result<Question> understood(const Catalog& catalog, const Query& query, const FigureBook& figures,
                            std::size_t limit) {
  Mistakes mistakes;
  Question question;
  question.periods = periods_of(query);
  const auto& periods = question.periods;
  if (periods.empty())
    mistakes.add("There is no period from " + query.from.label() + " to " + query.to.label() + ".",
                 "Không có kỳ nào từ " + query.from.label() + " đến " + query.to.label() + ".", {});
  for (const auto& derivation : query.derive)
    if (derivation.base && derivation.base->kind != query.from.kind)
      mistakes.add("The base of " + derivation.text() + " is not of the kind of the periods asked "
                       "for; name one such as " + query.from.label() + ".",
                   "Kỳ gốc của " + derivation.text() + " không cùng loại với các kỳ được hỏi; hãy "
                       "chọn kỳ gốc như " + query.from.label() + ".",
                   {{"derivation", derivation.text()}});
  const auto asks_too_much = [&](std::size_t units) {
    return is_beyond({query.indicators.size(), query.breakdowns.size(), query.derive.size(), units,
                      periods.size()},
                     limit);
  };
  if (asks_too_much(std::max<std::size_t>(1, query.units.size()))) {
    mistakes.add(too_many_figures(limit));  // before any work that grows with what is asked
  } else {
    GIRS_CHECK(check_indicators(catalog, query, mistakes));
    if (!periods.empty())   // else no unit would be found in them
      question.units = units_of(catalog, query, figures, periods, mistakes);
    if (asks_too_much(question.units.size())) mistakes.add(too_many_figures(limit));
  }
  if (!mistakes.empty())
    return std::move(mistakes).to_error(Code::kInvalidArgument, "The question has mistakes.",
                                        "Truy vấn có lỗi.");
  return question;
}

}  // namespace girs::indicator
