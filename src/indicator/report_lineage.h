#pragma once
// What stands behind a figure over reports: of a unit that reports, the cells that the formula
// read, and the package with its leaf and signers; of a sum, the figures that it sums up, each
// with what stands behind it; of a signed aggregate all of these.

#include "indicator/compute.h"

namespace girs::indicator {

/// How many figures an explanation may still show; each takes one away.
struct FigureBudget {
  std::size_t left = 0;
  bool take() { return left > 0 && left--; }
};

/// explain() within a larger explanation.
Result<json::Value> explained(const report::Workspace& workspace, std::string_view code,
                              std::string_view unit, const Period& period, FigureBudget& budget);

/// The members of a figure: {"unit","name","value","numerator","denominator","counted","expected",
/// "pid","flags","status"?}.
json::Value to_json(const Figure& figure);

/// Adds to `shown`, which is the first figure of `table`: "numerator_cells", "denominator_cells",
/// "package", "parts" and, beside a stale figure, "now". A part for which there is no room left
/// has "more": true instead of what stands behind it; an operand that is an indicator has what
/// explained() gives as "behind".
Status add_sources(const report::Workspace& workspace, const Table& table, FigureBudget& budget,
                   json::Value& shown);

}  // namespace girs::indicator
