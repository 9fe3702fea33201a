#pragma once
// Whether a signed time series is to be accepted; errors as in verify.h.

#include "package/series_payload.h"
#include "package/verify.h"

namespace girs::package {

struct VerifiedSeries {
  SeriesPayload payload;
  std::string pid;
  std::string env;
  std::string series;                   // id of the chain of revisions
  std::vector<VerifiedSigner> signers;  // in the payload's order
};

/// A series. As a report it names a preparer and an approver, two persons; the registry is asked
/// for their right to sign for the unit and, in the place of a regime, the indicator.
Result<VerifiedSeries> verify_series(const Envelope& envelope, const Registry& registry,
                                     std::string_view audience, Time at);

/// The identity of the chain of revisions of one indicator, unit, breakdown and vintage.
std::string series_chain_id(const SeriesPayload& payload);

}  // namespace girs::package
