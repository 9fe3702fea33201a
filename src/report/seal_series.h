#pragma once
// A time series of one indicator, unit and breakdown as a signed package in the outbox.

#include <string>
#include <string_view>
#include <vector>

#include "package/series_payload.h"
#include "report/seal.h"

namespace girs::report {

/// Reads {"unit","indicator","breakdown":{..},"vintage","values":[{"period","value"|"absent",
/// "status","flags"}]} and adds what every package has: audience, time, signers, and the revision
/// after the newest one of its series in this store's outbox that the centre did not refuse. Every
/// mistake with its pointer.
Result<package::SeriesPayload> series_draft(const Workspace& workspace, std::string_view json,
                                            std::string_view audience,
                                            const std::vector<SigningParty>& parties);

/// Signs the payload and queues it; gives its pid. Roles and `registry` as in seal(), with the
/// indicator in the place of a regime. kConflict when another revision was queued since the draft.
Result<std::string> seal_series(const Workspace& workspace, const package::SeriesPayload& payload,
                                const std::vector<SigningParty>& parties, const Registry* registry);

}  // namespace girs::report
