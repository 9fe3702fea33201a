#pragma once
// Pulling what an authority shares with this body by its rules: reports with their acceptance and
// proof, incrementally. Each is verified before it is kept.

#include "sync/round.h"

namespace girs::sync {

struct SharedSummary {
  std::int64_t reports = 0;   // that came in
  std::int64_t known = 0;     // that were here already
  std::vector<Passed> passed; // that could not be taken, and why
};

/// Goes on where the last pull ended. Of `options` audience, roots, log_key, receive and progress
/// count. kUntrusted (reason "sharing" or "role") when no rule gives this body anything: the
/// sentence says whom to ask.
Status pull_shared(store::Store& store, Transport& transport, const RoundOptions& options,
                   SharedSummary& summary);

}  // namespace girs::sync
