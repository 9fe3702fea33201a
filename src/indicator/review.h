#pragma once
// What deserves attention among figures: thresholds, falls, delays, outliers; and a projection.

#include <vector>

#include "indicator/query.h"

namespace girs::indicator {

/// As girs_indicator_review() documents it.
Result<json::Value> review(const report::Workspace& workspace, Query query);

/// A straight line through values at 0, 1, 2..., by least squares in decimal arithmetic, and where
/// it is at the next place. Nothing for fewer than 3 values or numbers of too many digits.
struct Trend {
  Decimal value, low, high;   // low and high: 2 standard errors of the prediction away
};
std::optional<Trend> trend_of(const std::vector<Decimal>& values);

/// How many standard deviations `value` is from the mean of `history`; nothing when the history
/// does not vary.
std::optional<Decimal> z_score(const std::vector<Decimal>& history, const Decimal& value);

}  // namespace girs::indicator
