#pragma once
// The periods that a reference reads.

#include <optional>
#include <string>
#include <vector>

#include "formula/evaluate.h"
#include "formula/syntax.h"

namespace girs::formula {

struct PeriodsRead {
  std::vector<Period> periods;   // in order of time; one, unless they are added up
  /// Whether they stand for one figure: @YTD and @FY.
  bool over_year = false;
};

/// The periods that `reference` names in `context`; nothing when there are none such (#REF!).
std::optional<PeriodsRead> periods_read(const CellReference& reference, const std::string& form,
                                        const Context& context);

/// Every period of that kind in a year; none for several years and campaigns.
std::vector<Period> periods_of_year(PeriodKind kind, int year);

}  // namespace girs::formula
