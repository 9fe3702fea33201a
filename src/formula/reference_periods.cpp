#include "formula/reference_periods.h"

#include <algorithm>

namespace girs::formula {
namespace {

/// Section 1: steps apply from left to right; @YTD and @FY add up the year that they end in.
std::optional<Period> stepped(const CellReference& reference, const Context& context) {
  std::optional<Period> period = context.period;
  for (const auto& step : reference.periods) {
    if (step.relation == PeriodRelation::kNamed) period = step.period;
    else if (step.relation == PeriodRelation::kPeriods) period = shifted(*period, step.count);
    else if (step.relation == PeriodRelation::kYears)
      period = same_last_year(*period, -step.count);
    if (!period) return std::nullopt;
  }
  return period;
}

/// The last @YTD or @FY of the reference.
std::optional<PeriodRelation> total_of(const CellReference& reference) {
  std::optional<PeriodRelation> total;
  for (const auto& step : reference.periods)
    if (step.relation == PeriodRelation::kYearToDate || step.relation == PeriodRelation::kFullYear)
      total = step.relation;
  return total;
}

}  // namespace

std::optional<PeriodsRead> periods_read(const CellReference& reference, const std::string& form,
                                        const Context& context) {
  const auto period = stepped(reference, context);
  if (!period) return std::nullopt;
  const auto total = total_of(reference);
  if (!total) return PeriodsRead{{*period}, false};
  // The form's own periods are added up: months of a monthly form, the one year of a plan.
  const auto kind = context.cells->frequency(form).value_or(context.period.kind);
  PeriodsRead read{periods_of_year(kind, period->year), true};
  const auto end = calendar_span(*period);
  if (!end || read.periods.empty()) return std::nullopt;
  if (*total == PeriodRelation::kYearToDate)
    std::erase_if(read.periods,
                  [&](const Period& one) { return calendar_span(one)->to > end->to; });
  return read;
}

std::vector<Period> periods_of_year(PeriodKind kind, int year) {
  std::vector<Period> periods;
  switch (kind) {
    case PeriodKind::kYears:
    case PeriodKind::kCampaign: return {};
    case PeriodKind::kYear:
    case PeriodKind::kNineMonths:
      if (const Period once{kind, year, 0, {}}; exists(once)) periods.push_back(once);
      return periods;
    default: break;
  }
  for (Period one{kind, year, 1, {}}; exists(one); ++one.index) periods.push_back(one);
  return periods;
}

}  // namespace girs::formula
