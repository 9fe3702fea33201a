#pragma once
// Evidence behind an aggregate: the packages of its members, fetched from the centre below that
// took them, with proofs of that centre's log. They are verified by that centre's registry and
// kept as evidence; admitted they were there.

#include <cstdint>
#include <string>
#include <vector>

#include "store/members.h"
#include "sync/round.h"

namespace girs::sync {

using store::MemberClaim;

/// A claim that does not hold, or the whole log (then `unit` is empty).
struct MemberFault {
  std::string unit;
  std::string aggregate;
  std::string reason;
  Message message;
};

struct MembersSummary {
  std::int64_t fetched = 0;
  std::vector<MemberFault> faults;
};

/// Fetches what is claimed of the log of `options.audience`; only audience, roots, log_key and
/// progress count. A claim that is wrong is a fault, kept with both documents that contradict each
/// other, and the others go on. kIo: no line; what was fetched stays. A log that contradicts
/// itself ends it (kUntrusted, "fork") and is a fault too.
Status fetch_members(store::Store& store, Transport& transport, const RoundOptions& options,
                     const std::vector<MemberClaim>& claims, MembersSummary& summary);

}  // namespace girs::sync
