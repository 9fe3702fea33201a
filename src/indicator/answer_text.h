#pragma once
// Answers as documents: JSON, plain CSV, SDMX-CSV 2.0, SDMX-JSON 2.0.

#include <string>

#include "base/clock.h"
#include "indicator/query.h"
#include "indicator/series_import.h"

namespace girs::indicator {

/// {"observations":[{"indicator","unit","unit_name","period","breakdown","derivation","value"|
/// "absent"|"error","decimals","unit_of_measure",
/// "unit_of_measure_en","price_basis"?,"base_period"?,"status","flags","counted","expected",
/// "vintage"?,"source"?}],"as_of",...}; figures as text with the decimals of the indicator.
json::Value to_json(const Answer& answer);
/// A heading and one line a figure, as import_series() reads it back.
std::string to_csv(const Answer& answer);
/// SDMX-CSV 2.0 of the data structure GIRS:DS_INDICATORS(1.0), as import_series() reads it back.
std::string to_sdmx_csv(const Answer& answer);
/// An SDMX-JSON 2.0 data message of the same structure. `prepared`: when it is made.
json::Value to_sdmx_json(const Answer& answer, Time prepared);
/// The SDMX-JSON 2.0 structure message: code lists, concepts, data structure and dataflow.
json::Value to_sdmx_structure(const Answer& answer, const Catalog& catalog, Time prepared);

/// In the format of that name: json, csv, sdmx-csv, sdmx-json, sdmx-structure.
Result<std::string> in_format(const Answer& answer, const Catalog& catalog, std::string_view format,
                              Time prepared);

/// The value as text with its decimals; empty when there is none.
std::string value_text(const Observation& one);
/// SDMX CL_OBS_STATUS 2.2: A, P, E; O not available, M not applicable.
std::string obs_status(const Observation& one);
/// SDMX CL_FREQ: "A", "S", "Q", "M", "W", "D".
std::string frequency_code(const Period& period);
/// Words with a blank between them.
std::string joined(const std::set<std::string>& words);
/// Every dimension that an observation is broken down by.
std::vector<std::string> dimensions_of(const Answer& answer);

}  // namespace girs::indicator
