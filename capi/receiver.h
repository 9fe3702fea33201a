#pragma once
// How a verified package that sync brings gets into a store.

#include "central/series.h"
#include "handles.h"
#include "report/receive.h"
#include "sync/round.h"

namespace girs::capi {

/// Takes a package of another unit into the store with its figures; `workspace` must outlive it.
inline sync::ReceiveFunction receiver(const HeldWorkspace& workspace) {
  return [&workspace](store::Connection& connection, const package::VerifiedReport& report, const Bytes& stored,
                      const sync::Place& place) -> Status {
    GIRS_TRY(const auto subject, report::subject_of(*workspace.catalog, report::key_of(report.payload),
                                                       report::versions_of(report.payload)));
    return report::receive(connection, subject, report, stored, {place.origin, place.index, place.time, place.receipt});
  };
}

/// Takes a time series of another unit into the store with its values; `workspace` must outlive it.
inline sync::ReceiveSeriesFunction series_receiver(const HeldWorkspace& workspace) {
  return [&workspace](store::Connection& connection, const package::VerifiedSeries& series,
                      const Bytes& stored, const sync::Place& place) -> Status {
    GIRS_TRY(const auto vintage,
             central::vintage_of(*workspace.catalog, series.payload, series.pid));
    return central::keep_series(connection, *workspace.catalog, series, vintage, stored,
                                {place.origin, place.index, place.time, place.receipt});
  };
}

}  // namespace girs::capi
