#include "sync/monitor.h"

#include <algorithm>
#include <map>

#include "log/checkpoint.h"
#include "log/receipt.h"
#include "log/tile.h"
#include "store/log_table.h"
#include "store/outbox.h"
#include "sync/seen.h"

namespace girs::sync {
namespace {

Result<std::string> get(Transport& transport, const std::string& path) {
  GIRS_TRY(auto response, transport.exchange({"GET", path}));
  if (response.status == 200) return std::move(response.body);
  const std::string code = std::to_string(response.status);
  return error(Code::kIo, "The authority answered " + code + " to GET " + path + ".",
               "Cơ quan nhận trả lời " + code + " cho GET " + path + ".", {{"http_status", code}});
}

/// What the store knows of the log: by leaf index, the pid of an own package with a receipt.
struct Known {
  std::optional<store::CheckpointRow> seen;
  std::map<std::uint64_t, std::string> own;
};

Result<Known> known_of(store::Store& store, const std::string& origin) {
  return store.read([&](store::Connection& connection) -> Result<Known> {
    Known known;
    GIRS_TRY(known.seen, store::checkpoint_seen(connection, origin));
    GIRS_CHECK(store::each_outbox_receipt(
        connection, [&](const std::string& pid, const std::string& receipt) -> Status {
          GIRS_TRY(const auto proof, log::Proof::parse(receipt));
          known.own.emplace(proof.index, pid);
          return ok();
        }));
    return known;
  });
}

/// The package that a leaf says was received; nothing when it says something else.
const std::string* received(const log::Leaf& leaf) {
  if (const auto* report = std::get_if<log::SubmissionEntry>(&leaf.entry)) return &report->pid;
  if (const auto* series = std::get_if<log::SeriesEntry>(&leaf.entry)) return &series->pid;
  return nullptr;
}

/// One reading of the log from its first leaf to `target`.
class Watch {
 public:
  Watch(Known known, MonitorSummary& summary) : known_(std::move(known)), summary_(summary) {}

  Status read(Transport& transport, const log::Checkpoint& target, const ProgressFunction& progress) {
    while (monitor_.size() < target.size) {
      const log::TileName name{true, 0, monitor_.size() / log::kTileWidth,
                               static_cast<unsigned>(std::min(target.size - monitor_.size(), log::kTileWidth))};
      GIRS_TRY(const auto bundle, get(transport, "/log/" + name.path()));
      GIRS_TRY(const auto leaves, log::read_bundle(view(bundle), name.width));
      for (const auto& leaf : leaves) GIRS_CHECK(take(leaf));
      GIRS_CHECK(report_progress(progress, {"monitor", static_cast<std::int64_t>(monitor_.size()),
                                            static_cast<std::int64_t>(target.size), "leaves"}));
    }
    return ok();
  }

  /// Whether the two notes contradict each other. A head that is smaller than one seen before, or
  /// has another root, says so itself; for a greater one the entries say it, and only if they are
  /// those that it was signed for: damaged ones prove nothing.
  bool is_fork(const store::CheckpointRow& now, bool is_whole) const {
    const auto& seen = known_.seen;
    if (!seen || seen->size == 0) return false;
    if (now.size < seen->size || contradicts(now, *seen)) return true;
    return is_whole && seen_root_ != seen->root;
  }
  const std::optional<store::CheckpointRow>& seen() const { return known_.seen; }

  void find(std::uint64_t index, const char* rule, std::string en, std::string vi) {
    ++summary_.finding_count;
    summary_.findings.push_back({index, rule, {std::move(en), std::move(vi)}});
  }
  /// Adds what the leaves gave, and own packages that lie beyond the last one.
  void finish(const log::Checkpoint& now) {
    summary_.size = now.size;
    summary_.root = to_base64(now.root);
    if (monitor_.root() != now.root)
      find(now.size, "root", "The entries do not lead to the root that the log has signed.",
           "Các mục không dẫn đến giá trị gốc mà nhật ký đã ký.");
    for (const auto& [index, pid] : known_.own)
      if (index >= now.size) missing(index, pid);
    summary_.finding_count += monitor_.finding_count();
    summary_.findings.insert(summary_.findings.end(), monitor_.findings().begin(), monitor_.findings().end());
  }

 private:
  Status take(const Bytes& bytes) {
    const auto own = known_.own.find(monitor_.size());
    if (own != known_.own.end()) {
      const auto leaf = log::Leaf::parse(text_of(bytes));
      const auto* pid = leaf ? received(*leaf) : nullptr;
      if (pid && *pid == own->second) ++summary_.own_found;
      else missing(own->first, own->second);
    }
    GIRS_CHECK(monitor_.add(bytes));
    if (known_.seen && monitor_.size() == static_cast<std::uint64_t>(known_.seen->size)) {
      const auto root = monitor_.root();
      seen_root_.assign(root.begin(), root.end());
    }
    return ok();
  }
  void missing(std::uint64_t index, const std::string& pid) {
    find(index, "missing", "The package " + pid + " has a receipt for this entry, which the log no longer has.",
         "Gói " + pid + " có biên nhận cho mục này nhưng nhật ký không còn mục đó.");
  }

  Known known_;
  MonitorSummary& summary_;
  log::Monitor monitor_;
  Bytes seen_root_;
};

Status keep(store::Store& store, const Watch& watch, const std::string& origin,
            const store::CheckpointRow& now, bool is_fork, bool is_whole) {
  return store.write([&](store::Connection& connection) -> Status {
    if (is_fork)
      return store::add_fork_evidence(connection, origin, store.now().time_since_epoch().count(),
                                      watch.seen()->note, now.note);
    if (is_whole) GIRS_CHECK(advance_seen(connection, origin, now));
    return ok();
  });
}

}  // namespace

Result<MonitorSummary> watch_log(store::Store& store, Transport& transport, const MonitorOptions& options) {
  // First what is known, then the head: a round beside this one may see more meanwhile.
  GIRS_TRY(auto known, known_of(store, options.audience));
  GIRS_TRY(const auto note, get(transport, "/log/checkpoint"));
  GIRS_TRY(const auto opened, log::open_checkpoint(note, options.policy));
  const auto& now = opened.checkpoint;
  if (now.origin != options.audience)
    return error(Code::kUntrusted, "The checkpoint is of " + now.origin + ", not of " + options.audience + ".",
                 "Điểm chốt là của " + now.origin + ", không phải của " + options.audience + ".", {{"reason", "audience"}});
  MonitorSummary summary;
  Watch watch(std::move(known), summary);
  GIRS_CHECK(watch.read(transport, now, options.progress));
  watch.finish(now);
  const bool is_whole = std::ranges::none_of(summary.findings, [](const auto& one) { return one.rule == "root"; });
  const auto row = row_of(now, note);
  const bool is_fork = watch.is_fork(row, is_whole);
  if (is_fork)
    watch.find(now.size, "fork", "The log contradicts the checkpoint of size " + std::to_string(watch.seen()->size) + " that it signed before; both notes are kept as evidence.",
               "Nhật ký mâu thuẫn với điểm chốt cỡ " + std::to_string(watch.seen()->size) + " đã ký trước đây; đã lưu cả hai bản ký làm bằng chứng.");
  GIRS_CHECK(keep(store, watch, now.origin, row, is_fork, is_whole));
  return summary;
}

}  // namespace girs::sync
