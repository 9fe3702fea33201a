#pragma once
// The parts of fsck, each over one kind of row.

#include "central/fsck.h"
#include "store/connection.h"

namespace girs::central {

inline constexpr std::size_t kFaultsMax = 10'000;

/// One run: what is checked against what, and what was found.
struct FsckRun {
  const report::Workspace& workspace;
  const std::string& origin;
  const Registry& registry;
  const log::Policy& policy;
  const ProgressFunction& progress;
  FsckResult result;

  void fault(std::string table, std::string row, std::string en, std::string vi);
};

/// Leaves, nodes, checkpoints.
Status check_log(FsckRun& run, store::Connection& connection);
/// Envelopes, signatures, columns, figures, chains of revisions.
Status check_submissions(FsckRun& run, store::Connection& connection);
Status check_decisions(FsckRun& run, store::Connection& connection);
/// What the log says was received or decided must be there.
Status check_row_of_leaf(FsckRun& run, store::Connection& connection, std::int64_t index, ByteView leaf);

}  // namespace girs::central
