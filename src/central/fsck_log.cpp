// fsck of the log: every leaf is hashed anew, every node recomputed, every checkpoint's signature
// and root compared.

#include <map>

#include "central/fsck_parts.h"
#include "central/log_book.h"
#include "log/checkpoint.h"

namespace girs::central {
namespace {

/// Checks the note of a checkpoint and that the tree of its size has its root.
void check_checkpoint(FsckRun& run, const store::CheckpointRow& row, const Hash& root) {
  ++run.result.checkpoints;
  const std::string key = "size " + std::to_string(row.size);
  const auto opened = log::open_checkpoint(row.note, run.policy);
  if (!opened) {
    run.fault("log_checkpoint", key, "The signed checkpoint does not verify: " + opened.error().message.en,
              "Điểm chốt đã ký không xác thực được: " + opened.error().message.in("vi"));
    return;
  }
  const Bytes computed(root.begin(), root.end());
  const bool same = static_cast<std::int64_t>(opened->checkpoint.size) == row.size && row.root == computed &&
                    opened->checkpoint.root == root;
  if (!same)
    run.fault("log_checkpoint", key, "The leaves do not give the root that was signed.",
              "Các mục nhật ký không cho ra gốc đã ký.");
}

/// The log's rows in order, many at a time; the hash of the leaf that was read last is at hand.
class Rows final : public log::NodeStore {
 public:
  explicit Rows(store::Connection& connection) : connection_(connection), nodes_(connection) {}

  /// Nothing when it is missing.
  Result<store::LeafRow*> leaf(std::int64_t index) {
    constexpr std::int64_t kAtOnce = 256;
    if (++at_ >= rows_.size() || rows_[at_].index != index) {
      GIRS_TRY(rows_, store::leaves(connection_, index, kAtOnce));
      at_ = 0;
    }
    return rows_.empty() || rows_[at_].index != index ? nullptr : &rows_[at_];
  }
  Result<std::optional<Hash>> read(unsigned level, std::uint64_t index) const override {
    if (level > 0 || at_ >= rows_.size() || rows_[at_].index != static_cast<std::int64_t>(index))
      return nodes_.read(level, index);
    return hash_of(rows_[at_].hash);
  }
  Status write(unsigned level, std::uint64_t index, const Hash& hash) override {
    return nodes_.write(level, index, hash);
  }

 private:
  store::Connection& connection_;
  SqlNodes nodes_;
  std::vector<store::LeafRow> rows_ = {};
  std::size_t at_ = 0;
};

}  // namespace

Status check_log(FsckRun& run, store::Connection& connection) {
  GIRS_TRY(const auto size, store::log_size(connection));
  run.result.leaves = size;
  if (size == 0) return ok();
  GIRS_TRY(const auto signed_notes, store::checkpoints(connection));
  std::map<std::uint64_t, const store::CheckpointRow*> by_size;
  for (const auto& row : signed_notes) {
    if (row.size > size || row.size < 1)
      run.fault("log_checkpoint", "size " + std::to_string(row.size), "More leaves were signed than there are.",
                "Số mục đã ký nhiều hơn số mục hiện có.");
    else
      by_size[static_cast<std::uint64_t>(row.size)] = &row;
  }
  log::TreeCheckOptions options;
  options.faults_max = kFaultsMax;
  options.progress = run.progress;
  options.at_size = [&](std::uint64_t at, const std::function<Hash()>& root) -> Status {
    if (const auto found = by_size.find(at); found != by_size.end()) check_checkpoint(run, *found->second, root());
    return ok();
  };
  Rows rows(connection);
  const auto leaf = [&](std::uint64_t index) -> Result<Bytes> {
    GIRS_TRY(auto* const row, rows.leaf(static_cast<std::int64_t>(index)));
    if (!row) return error(Code::kCorrupt, "The leaf " + std::to_string(index) + " is missing.",
                           "Thiếu mục nhật ký số " + std::to_string(index) + ".");
    GIRS_CHECK(check_row_of_leaf(run, connection, row->index, row->leaf));
    return std::move(row->leaf);
  };
  GIRS_TRY(const auto checked, log::check_tree(rows, static_cast<std::uint64_t>(size), leaf, options));
  for (const auto& fault : checked.faults) {
    const bool is_leaf = fault.level == 0;
    run.fault(is_leaf ? "log_leaf" : "log_node",
              is_leaf ? "idx " + std::to_string(fault.index)
                      : "level " + std::to_string(fault.level) + " idx " + std::to_string(fault.index),
              fault.missing ? "The row is missing." : "The hash is not that of the leaves below it.",
              fault.missing ? "Thiếu dòng này." : "Giá trị băm không khớp với các mục bên dưới.");
  }
  return ok();
}

}  // namespace girs::central
