#pragma once
// A time series of a unit's own, sealed and waiting to be sent.

#include <string>

#include "report/seal_series.h"
#include "support/world.h"

namespace girs::testing {

/// The year's doctors of the province 96; its pid.
inline std::string seal_own_series(World& world, const Site& site) {
  const auto parties = world.parties("96");
  const auto payload = must(report::series_draft(
      site.workspace(),
      R"({"unit":"96","indicator":"DOCTORS","breakdown":{},"vintage":"2027-03-01","values":[)"
      R"({"period":"2025","value":"1200","status":"official","flags":[]}]})",
      kOrigin, parties));
  return must(report::seal_series(site.workspace(), payload, parties, nullptr));
}

}  // namespace girs::testing
