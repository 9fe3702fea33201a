#pragma once
// The chain that a report's revisions belong to (FORMATS.md 2.3).

#include <string>
#include <string_view>

#include "package/report_payload.h"

namespace girs::package {

/// hex SHA-256 of "girs/series/v1" LF unit LF regime LF scope LF period LF.
std::string series_id(std::string_view unit, std::string_view regime, ReportScope scope,
                      std::string_view period);
inline std::string series_id(const ReportPayload& payload) {
  return series_id(payload.unit, payload.regime.code, payload.scope, payload.period);
}

}  // namespace girs::package
