#pragma once
// Values of series out of a file: plain CSV, or SDMX-CSV 2.0. A file is taken whole or not at all;
// every mistake comes with its line and column.

#include <string>
#include <string_view>

#include "indicator/series_store.h"
#include "json/value.h"
#include "report/workspace.h"

namespace girs::indicator {

/// SDMX has no value for "nothing occurred": it stands among the flags, without a value.
inline constexpr const char* kNilFlag = "nil";

struct Import {
  enum class Format { kCsv, kSdmxCsv };
  Format format = Format::kCsv;
  std::string vintage;   // for lines that name none; "2017-06-30"
  std::string source;    // where the file is from
};

struct ImportResult {
  std::size_t values = 0;
  std::size_t series = 0;      // vintages of one indicator, unit and breakdown
  std::size_t unchanged = 0;   // of them, those that said nothing new and were not stored
};

/// {"values","series","unchanged"}
json::Value to_json(const ImportResult& result);

/// CSV: a heading of "indicator", "unit", "period", "value" and, as far as needed, "status",
/// "flags" (separated by a space), "vintage" and the dimensions of breakdowns. A value is a
/// decimal with a point, "-" nil, "x" not applicable, "..." not available.
/// SDMX-CSV 2.0: INDICATOR, REF_AREA, TIME_PERIOD, OBS_VALUE, OBS_STATUS (A P E O M), optionally
/// FREQ, VINTAGE and the breakdowns, with "_T" for a total; other columns are passed over.
Result<ImportResult> import_series(const report::Workspace& workspace, const Import& import,
                                   std::string_view text);

}  // namespace girs::indicator
