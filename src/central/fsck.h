#pragma once
// The night watch: re-checks everything that the store claims against what was signed. A change
// of any row, be it a figure, a leaf, a node, a checkpoint or an envelope, is named.

#include <span>
#include <string>
#include <vector>

#include "base/progress.h"
#include "json/value.h"
#include "key/registry.h"
#include "log/policy.h"
#include "report/workspace.h"

namespace girs::central {

/// A row that is not what was signed.
struct Fault {
  std::string table;      // "(file)": the store's file itself is damaged
  std::string row;        // its key, as a person would look it up
  Message message;
};

struct FsckResult {
  std::int64_t leaves = 0, submissions = 0, decisions = 0, requests = 0, checkpoints = 0, members = 0;
  std::vector<Fault> faults;
};

/// Checks the store's own log (when it has one), its submissions, figures, decisions and requests.
/// What logs of other authorities took is judged by their registries, `others`.
Result<FsckResult> fsck(const report::Workspace& workspace, const std::string& origin, const Registry& registry,
                        const log::Policy& policy, const ProgressFunction& progress,
                        std::span<const Registry> others = {});

json::Value to_json(const FsckResult& result);

}  // namespace girs::central
