#pragma once
// Signed time series at the authority: admitted into the log, their values kept as vintages.

#include "central/centre.h"
#include "indicator/series_store.h"
#include "package/verify_series.h"
#include "store/series.h"

namespace girs::central {

/// Takes a series package: verifies, checks against the definition of its indicator, logs, keeps
/// the values as a vintage, all in one transaction; then signs. Errors as Centre::admit; reason
/// "package-invalid" carries every mistake with its pointer.
Result<Admission> admit_series(Centre& centre, const package::Submission& sent);

/// What the values of a package are in the store; every mistake against the catalogue.
Result<indicator::Vintage> vintage_of(const Catalog& catalog, const package::SeriesPayload& payload,
                                      const std::string& pid);

/// [{"role","keyid","person"}] as the store keeps it.
std::string signers_json(const std::vector<package::VerifiedSigner>& signers);

}  // namespace girs::central
