#pragma once
// The parts of fsck, each over one kind of row.

#include <span>

#include "central/fsck.h"
#include "log/leaf.h"
#include "store/connection.h"
#include "store/log_table.h"

namespace girs::central {

inline constexpr std::size_t kFaultsMax = 10'000;

/// One run: what is checked against what, and what was found.
struct FsckRun {
  const report::Workspace& workspace;
  const std::string& origin;
  const Registry& registry;
  std::span<const Registry> others;  // of authorities above and below
  const log::Policy& policy;
  const ProgressFunction& progress;
  FsckResult result;
  bool keeps_log = false;  // whether the store has a log of its own: a unit's has not

  /// The registry by which what `log` has taken is judged.
  const Registry& registry_of(std::string_view log) const {
    for (const auto& other : others)
      if (other.audience() == log) return other;
    return registry;
  }
  void fault(std::string table, std::string row, std::string en, std::string vi);
};

/// Leaves, nodes, checkpoints.
Status check_log(FsckRun& run, store::Connection& connection);
/// Envelopes, signatures, columns, figures, chains of revisions.
Status check_submissions(FsckRun& run, store::Connection& connection);
Status check_decisions(FsckRun& run, store::Connection& connection);
Status check_requests(FsckRun& run, store::Connection& connection);
/// Members' packages that were fetched from centres below as evidence.
Status check_members(FsckRun& run, store::Connection& connection);
/// Attachments: each is what its digest says.
Status check_blobs(FsckRun& run, store::Connection& connection);
/// Packages of time series, and the values that were kept of them.
Status check_series_packages(FsckRun& run, store::Connection& connection);
/// Figures that are stored by column besides.
Status check_columns(FsckRun& run, store::Connection& connection);
/// What the log says was received or decided must be there.
Status check_row_of_leaf(FsckRun& run, store::Connection& connection, std::int64_t index, ByteView leaf);

/// Checks that the leaf speaks of `pid`, if this store's own log took it.
template <class Entry>
void check_leaf(FsckRun& run, store::Connection& connection, const std::string& table, const std::string& key,
                const std::string& origin, std::int64_t index, std::int64_t logged_at, const std::string& pid,
                const std::string& env) {
  if (!run.keeps_log || origin != run.origin) return;
  const auto row = store::leaf(connection, index);
  if (!row || !*row) {
    run.fault(table, key, "Its leaf is not in the log.", "Không có mục nhật ký tương ứng.");
    return;
  }
  const auto leaf = log::Leaf::parse(text_of((*row)->leaf));
  const auto* entry = leaf ? std::get_if<Entry>(&leaf->entry) : nullptr;
  if (!entry || entry->pid != pid || entry->env != env ||
      leaf->time.time_since_epoch().count() != logged_at)
    run.fault(table, key, "Its leaf speaks of another package, signatures or time.",
              "Mục nhật ký tương ứng không khớp gói, chữ ký hoặc thời điểm.");
}

}  // namespace girs::central
