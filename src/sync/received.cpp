#include "sync/received.h"

namespace girs::sync {

Result<ReceivedReport> open_report(Session& session, const package::Submission& submission,
                                   std::string_view receipt) {
  GIRS_TRY(const auto proved, open_receipt(session, receipt));
  return open_report(session, submission, receipt, proved);
}

Result<ReceivedReport> open_report(Session& session, const package::Submission& submission,
                                   std::string_view receipt, const log::VerifiedReceipt& proved) {
  const auto& origin = proved.checkpoint.origin;
  GIRS_TRY(auto report, package::verify_report(submission.envelope, *session.registry, origin,
                                               proved.time_logged, submission.batches));
  GIRS_TRY(auto place, place_of(proved, claim_of(report, origin), receipt));
  return ReceivedReport{std::move(report), std::move(place)};
}

Result<ReceivedSeries> open_series(Session& session, const package::Submission& submission,
                                   std::string_view receipt) {
  GIRS_TRY(const auto proved, open_receipt(session, receipt));
  return open_series(session, submission, receipt, proved);
}

Result<ReceivedSeries> open_series(Session& session, const package::Submission& submission,
                                   std::string_view receipt, const log::VerifiedReceipt& proved) {
  const auto& origin = proved.checkpoint.origin;
  GIRS_TRY(auto series, package::verify_series(submission.envelope, *session.registry, origin,
                                               proved.time_logged));
  GIRS_TRY(auto place, place_of(proved, claim_of(series, origin), receipt));
  return ReceivedSeries{std::move(series), std::move(place)};
}

}  // namespace girs::sync
