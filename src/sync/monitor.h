#pragma once
// Watching an authority's log, as any body can: its signed checkpoint, every entry, and what this
// store knows of it (the checkpoint last seen, receipts of own packages). A log without findings is
// read on from where the last watch ended: the hashes kept of what was read, grown by the entries
// that follow, must give the new signed root, or everything is read again.

#include <cstdint>
#include <string>
#include <vector>

#include "base/progress.h"
#include "log/monitor.h"
#include "log/policy.h"
#include "store/store.h"
#include "sync/transport.h"

namespace girs::sync {

struct MonitorOptions {
  std::string audience;  // origin of the log
  log::Policy policy;    // whose checkpoints count
  ProgressFunction progress = {};
};

struct MonitorSummary {
  std::uint64_t size = 0;
  std::uint64_t read_from = 0;                 // the first leaf that this watch read
  std::string root;                            // base64
  std::uint64_t own_found = 0;                 // receipted packages of this store that are in it
  std::uint64_t finding_count = 0;
  std::vector<log::MonitorFinding> findings;   // the first ones; rules as of log/monitor.h, and
                                               // "root", "fork", "missing", "succession"
};

/// Reads what is new of the log, or all of it. A finding is no error, and the next watch tells it again. When the log contradicts the checkpoint that this
/// store saw last, both signed notes are kept as evidence and that checkpoint stays the one
/// believed; otherwise the new one is remembered. kIo without a line, kUntrusted when the
/// checkpoint is not signed by the log or too few witnesses.
Result<MonitorSummary> watch_log(store::Store& store, Transport& transport, const MonitorOptions& options);

}  // namespace girs::sync
