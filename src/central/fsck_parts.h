#pragma once
// The parts of fsck, each over one kind of row.

#include <map>
#include <span>
#include <tuple>

#include "central/fsck.h"
#include "log/leaf.h"
#include "log/receipt.h"
#include "package/verify.h"
#include "package/verify_series.h"
#include "report/receive.h"
#include "store/connection.h"
#include "store/log_table.h"
#include "store/logged.h"

namespace girs::central {

inline constexpr std::size_t kFaultsMax = 10'000;

/// The definitions by which packages are read: one look-up for all that have regime, period and
/// versions in common.
class Subjects {
 public:
  explicit Subjects(const Catalog& catalog) : catalog_(catalog) {}
  /// What a package is read by. Borrows: good until the next call.
  Result<const report::Subject*> of(const package::ReportPayload& payload);

 private:
  using Shared = std::tuple<std::string, std::string, int, std::map<std::string, int>>;
  const Catalog& catalog_;
  std::map<Shared, report::Subject> found_;
};

/// What a leaf and the row of its package have in common. Borrows.
struct LoggedPackage {
  store::Logged kind;
  std::string_view pid, env;
  std::int64_t logged_at;
};

/// One run: what is checked against what, and what was found.
struct FsckRun {
  const report::Workspace& workspace;
  const std::string& origin;
  const Registry& registry;
  std::span<const Registry> others;  // of authorities above and below
  const log::Policy& policy;
  const ProgressFunction& progress;
  FsckResult result;
  Subjects subjects;
  std::vector<std::uint64_t> leaf_marks = {};  // of check_row_of_leaf(), for check_leaf()
  bool keeps_log = false;  // whether the store has a log of its own: a unit's has not
  /// The leaf up to which a store that follows the log has all of it that concerns its unit.
  std::int64_t taken_up_to = 0;

  /// The registry by which what `log` has taken is judged.
  const Registry& registry_of(std::string_view log) const {
    for (const auto& other : others)
      if (other.audience() == log) return other;
    return registry;
  }
  /// Whether what the leaf `index` of `log` follows may be still to come.
  bool is_ahead(std::string_view log, std::int64_t index) const {
    return !keeps_log && log == origin && index >= taken_up_to;
  }
  void fault(std::string table, std::string row, std::string en, std::string vi);
};

/// The store's file: SQLite's own pages and indexes.
Status check_file(FsckRun& run, store::Connection& connection);
/// Leaves, nodes, checkpoints.
Status check_log(FsckRun& run, store::Connection& connection);
/// Envelopes, signatures, columns, figures, chains of revisions.
Status check_submissions(FsckRun& run, store::Connection& connection);
/// The figures of one package.
void check_figures(FsckRun& run, store::Connection& connection, const std::string& pid,
                   const package::ReportPayload& payload);
Status check_decisions(FsckRun& run, store::Connection& connection);
Status check_requests(FsckRun& run, store::Connection& connection);
/// Members' packages that were fetched from centres below as evidence.
Status check_members(FsckRun& run, store::Connection& connection);
/// What a receipt of the log `origin` for a verified package must say.
log::ReceiptClaim claim_of(const package::VerifiedReport& report, const std::string& origin);
log::ReceiptClaim claim_of(const package::VerifiedSeries& series, const std::string& origin);
/// Whether a receipt proves that the claim's log took the package at this place and time; by the
/// policy given to fsck or the one that the log's registry publishes.
Status check_receipt(const FsckRun& run, std::string_view text, const log::ReceiptClaim& claim,
                     std::int64_t index, std::int64_t logged_at);
/// The same of a row's receipt, if it has one: what another log took.
void check_stored_receipt(FsckRun& run, store::Logged kind, const std::optional<std::string>& text,
                          const log::ReceiptClaim& claim, std::int64_t index,
                          std::int64_t logged_at);
/// The registry that a key event speaks of is there, as it was.
Status check_key_event(FsckRun& run, store::Connection& connection, const log::KeyEvent& event);
/// Attachments: each is what its digest says.
Status check_blobs(FsckRun& run, store::Connection& connection);
/// Packages of time series, and the values that were kept of them.
Status check_series_packages(FsckRun& run, store::Connection& connection);
/// Figures that are stored by column besides.
Status check_columns(FsckRun& run, store::Connection& connection);
/// What the log says was received or decided must be there. Leaves come in their order.
Status check_row_of_leaf(FsckRun& run, store::Connection& connection, std::int64_t index, ByteView leaf);
/// The package's leaf must speak of it, if this store's own log took it; after check_log().
void check_leaf(FsckRun& run, const LoggedPackage& package, const std::string& origin,
                std::int64_t index);

}  // namespace girs::central
