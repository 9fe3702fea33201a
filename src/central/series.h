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

/// Where a log has a package.
struct SeriesPlace {
  std::string origin;
  std::int64_t index = 0;
  Time time{};
  std::optional<std::string> receipt = {};   // of a log elsewhere
};
/// Keeps a verified series with its values, at the centre that logged it or at a unit that pulled
/// it as evidence.
Status keep_series(store::Connection& connection, const Catalog& catalog,
                   const package::VerifiedSeries& series, const indicator::Vintage& vintage,
                   const Bytes& stored, const SeriesPlace& place);

/// [{"role","keyid","person"}] as the store keeps it.
std::string signers_json(const std::vector<package::VerifiedSigner>& signers);

}  // namespace girs::central
