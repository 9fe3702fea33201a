#pragma once
// Pulling what an authority shares with this body by its rules, incrementally: reports with their
// acceptance, what was decided on them later, and time series, each with its proof. Each is
// verified before it is kept.

#include "sync/round.h"

namespace girs::sync {

struct SharedSummary {
  std::int64_t reports = 0;   // that came in
  std::int64_t series = 0;    // time series that came in
  std::int64_t decisions = 0; // later ones, on reports that are here
  std::int64_t known = 0;     // that were here already
  std::vector<Passed> passed; // that could not be taken, and why
};

/// Goes on where the last pull ended; from the beginning when the rules have changed since, for
/// they may give what they did not. What was passed by is tried again in later pulls. Of `options`
/// audience, roots, log_key, receive, receive_series and progress count. kUntrusted (reason
/// "sharing" or "request-role") when no rule gives this body anything: the sentence says whom to ask.
Status pull_shared(store::Store& store, Transport& transport, const RoundOptions& options,
                   SharedSummary& summary);

}  // namespace girs::sync
