#pragma once
// What the authority asks of chosen units (yêu cầu báo cáo đột xuất, chuyên đề), before it is
// signed: Centre::request() checks it, signs, logs and serves it.

#include <string>
#include <string_view>
#include <vector>

#include "calendar/period.h"
#include "catalog/catalog.h"
#include "json/value.h"

namespace girs::central {

struct RequestDraft {
  std::string regime;              // code; the version in force for the period is asked for
  std::vector<std::string> units;
  std::string period;              // a label, "2026-Q2" or "X-bao-12"
  std::string due;                 // the last day, "2026-09-20"
  std::string text;                // what is asked, for people
  std::vector<json::Value> definitions = {};  // documents that receivers may not have
};

/// Reads {"regime","units":[..],"period","due","text","definitions":[{..}]}; "definitions" may be
/// left out. Every mistake with its pointer.
Result<RequestDraft> read_request(std::string_view json);

/// A regime, a period and the days that it covers; definitions are read as of the last one.
struct RegimePeriod {
  const Regime* regime = nullptr;
  Period period;
  DateRange window{};
};
/// kNotFound or kInvalidArgument when there is no such regime then, or the period is not one of
/// its frequency.
Result<RegimePeriod> regime_period(const Catalog& catalog, std::string_view regime,
                                   std::string_view period);

}  // namespace girs::central
