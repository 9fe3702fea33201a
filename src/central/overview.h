#pragma once
// Completeness and timeliness of a period: who has reported, who is late, who is missing, as of
// any moment, for any subtree.

#include <optional>
#include <string>
#include <vector>

#include "json/value.h"
#include "report/standing.h"
#include "report/workspace.h"

namespace girs::central {

struct Overview {
  std::vector<report::Standing> rows;   // depth first
  std::vector<std::string> unexpected;  // units of the subtree that reported without owing it
  std::size_t expected = 0;             // without the excluded
  std::size_t received = 0, on_time = 0, late = 0, missing = 0, not_yet_due = 0, excluded = 0;
  std::size_t accepted = 0, rejected = 0;

  /// Reports received, the unexpected ones included, by reports expected, and reports on time by
  /// reports expected, to four decimals; never cut off at 1. Nothing when none is expected.
  std::optional<Decimal> completeness() const;
  std::optional<Decimal> timeliness() const;
};

/// The obligations of `unit` and all units below it (empty: of all), and what had come of them at
/// `as_of`.
Result<Overview> overview(const report::Workspace& workspace, std::string_view regime, const Period& period,
                          std::string_view unit, Time as_of);

/// The rows of `unit` and the units below it, counted anew.
Overview part_of(const Overview& whole, const UnitTree& units, std::string_view unit, Date day);

/// The counts, as the member "totals" of girs_overview().
json::Value totals_json(const Overview& overview);
/// As girs_overview() documents it.
json::Value to_json(const Overview& overview, std::string_view regime, const Period& period, Time as_of);

}  // namespace girs::central
