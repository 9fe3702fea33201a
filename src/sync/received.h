#pragma once
// A package as an authority gives it, with its receipt: both verified, the package as of the time
// that the receipt proves, and read once.

#include "package/submission.h"
#include "package/verify_series.h"
#include "sync/exchange.h"

namespace girs::sync {

struct ReceivedReport {
  package::VerifiedReport report;
  Place place;
};
Result<ReceivedReport> open_report(Session& session, const package::Submission& submission,
                                   std::string_view receipt);
/// The same by a receipt that was opened before, of whichever log.
Result<ReceivedReport> open_report(Session& session, const package::Submission& submission,
                                   std::string_view receipt, const log::VerifiedReceipt& proved);

struct ReceivedSeries {
  package::VerifiedSeries series;
  Place place;
};
Result<ReceivedSeries> open_series(Session& session, const package::Submission& submission,
                                   std::string_view receipt);
Result<ReceivedSeries> open_series(Session& session, const package::Submission& submission,
                                   std::string_view receipt, const log::VerifiedReceipt& proved);

}  // namespace girs::sync
