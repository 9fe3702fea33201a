#pragma once
// Figures that stand out from the same cell of earlier periods: z-score, modified z-score, or
// beyond the span of what was reported before. In exact decimals: squares are compared, no root
// is drawn. Nothing is said where there is too little history.

#include <optional>
#include <vector>

#include "form/check.h"

namespace girs {

/// What earlier figures say about one; nothing when it is usual, or they are too few.
struct Unusual {
  Decimal low;     // the bounds within which a figure is usual
  Decimal high;
  std::size_t history = 0;
};
/// z-score: mean and standard deviation of the history (of a sample, n-1). Modified z-score:
/// median and 1.4826 times the median absolute deviation (Iglewicz and Hoaglin 1993: 0.6745
/// deviations are one of the normal distribution). A history without any deviation makes every
/// other figure unusual.
std::optional<Unusual> unusual(const OutlierCheck& check, const Decimal& figure,
                               const std::vector<Decimal>& history);

void check_outliers(const FormLayout& layout, const Sheet& sheet, const CheckContext& context,
                    const formula::CellSource& source, std::vector<Finding>& findings);
/// Of one cell alone.
void check_outlier(const FormLayout& layout, const OutlierCheck& rule, const CellKey& key,
                   const Sheet& sheet, const CheckContext& context,
                   const formula::CellSource& source, std::vector<Finding>& findings);

}  // namespace girs
