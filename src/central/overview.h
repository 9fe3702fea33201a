#pragma once
// Who has reported, who is late, who is missing: from obligations and the log, as of any moment.

#include <string>
#include <vector>

#include "json/value.h"
#include "report/obligation.h"
#include "report/workspace.h"

namespace girs::central {

struct OverviewRow {
  report::Obligation obligation;
  bool received = false;
  bool late = false;               // received after the deadline, or missing past it
  std::string status;              // of the newest decision: received, accepted, rejected, reopened
  Time first_logged{};             // of the first revision: what timeliness is judged by
  std::string pid;                 // of the newest revision
  int rev = 0;
};

struct Overview {
  std::vector<OverviewRow> rows;   // in order of unit
  std::size_t received = 0, on_time = 0, late = 0, missing = 0, accepted = 0, rejected = 0;
};

/// The obligations of `unit` and all units below it, and what had come of them at `as_of`.
Result<Overview> overview(const report::Workspace& workspace, std::string_view regime, const Period& period,
                          std::string_view unit, Time as_of);

/// As girs_overview() documents it.
json::Value to_json(const Overview& overview, std::string_view regime, const Period& period, Time as_of);

}  // namespace girs::central
