#include "sync/monitor.h"

#include <algorithm>
#include <map>
#include <memory>

#include "log/checkpoint.h"
#include "log/receipt.h"
#include "log/tile.h"
#include "store/log_table.h"
#include "store/log_watch.h"
#include "store/outbox.h"
#include "sync/seen.h"
#include "sync/succession.h"

namespace girs::sync {
namespace {

Result<std::string> get(Transport& transport, const std::string& path) {
  GIRS_TRY(auto response, transport.exchange({"GET", path}));
  if (response.status == 200) return std::move(response.body);
  const std::string code = std::to_string(response.status);
  return error(Code::kIo, "The authority answered " + code + " to GET " + path + ".",
               "Cơ quan nhận trả lời " + code + " cho GET " + path + ".", {{"http_status", code}});
}

/// What the store knows of the log: the checkpoint last seen, by leaf index the pid of an own package
/// with a receipt, and how far the log was read before.
struct Known {
  std::optional<store::CheckpointRow> seen;
  std::map<std::uint64_t, std::string> own;
  std::optional<log::WatchPoint> point;
};

log::Monitor::Earlier earlier_in(store::Store& store, const std::string& origin) {
  return [&store, origin](const std::string& pid) {
    return store.read([&](store::Connection& connection) -> Result<std::optional<log::WatchedReport>> {
      GIRS_TRY(const auto row, store::watched_report(connection, origin, to_bytes(pid)));
      if (!row) return std::optional<log::WatchedReport>();
      return std::optional(log::WatchedReport{static_cast<std::uint64_t>(row->index),
                                              std::string(text_of(row->about)), row->rev, row->has_successor});
    });
  };
}

/// Nothing when the hashes kept are not those of a tree of that size.
std::optional<log::WatchPoint> point_of(const store::LogWatchRow& row) {
  if (row.edge.size() % sizeof(Hash) != 0) return std::nullopt;
  std::vector<Hash> edge(row.edge.size() / sizeof(Hash));
  for (std::size_t i = 0; i < edge.size(); ++i)
    std::copy_n(row.edge.begin() + static_cast<std::ptrdiff_t>(i * sizeof(Hash)), sizeof(Hash), edge[i].begin());
  auto tree = log::GrowingTree::from_edge(static_cast<std::uint64_t>(row.size), std::move(edge));
  if (!tree) return std::nullopt;
  return log::WatchPoint{*std::move(tree), Time{std::chrono::seconds{row.last_time}}, row.key_version,
                         row.catalogue_version};
}

store::LogWatchRow row_of(const log::WatchPoint& point) {
  store::LogWatchRow row{static_cast<std::int64_t>(point.tree.size()), {}, point.last_time.time_since_epoch().count(),
                         point.key_version, point.catalogue_version};
  for (const auto& hash : point.tree.edge()) row.edge.insert(row.edge.end(), hash.begin(), hash.end());
  return row;
}

Result<Known> known_of(store::Store& store, const std::string& origin) {
  return store.read([&](store::Connection& connection) -> Result<Known> {
    Known known;
    GIRS_TRY(known.seen, store::checkpoint_seen(connection, origin));
    GIRS_TRY(const auto watched, store::log_watch(connection, origin));
    if (watched) known.point = point_of(*watched);
    GIRS_CHECK(store::each_outbox_receipt(
        connection, [&](const std::string& pid, const std::string& receipt) -> Status {
          GIRS_TRY(const auto proof, log::Proof::parse(receipt));
          if (proof.checkpoint.starts_with(origin + "\n")) known.own.emplace(proof.index, pid);
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

/// One reading of the log up to `target`, from its first leaf or from the point that is known.
class Watch {
 public:
  Watch(const Known& known, MonitorSummary& summary) : known_(known), summary_(summary) {}

  /// Goes on from that point. Own packages before it are looked for among the reports known; false
  /// when one is not there, so that only the log itself can tell.
  Result<bool> go_on(const log::WatchPoint& point, const log::Monitor::Earlier& earlier) {
    monitor_ = log::Monitor(point, earlier);
    summary_.read_from = monitor_.size();
    at_size();
    for (const auto& [index, pid] : known_.own) {
      if (index >= monitor_.size()) break;
      GIRS_TRY(const auto report, earlier(log::pid_bytes(pid)));
      if (!report || report->index != index) return false;
      ++summary_.own_found;
    }
    return true;
  }

  Status read(Transport& transport, const log::Checkpoint& target, const ProgressFunction& progress) {
    while (monitor_.size() < target.size) {
      // The log may have grown within a bundle: its first leaves have been read then.
      const std::uint64_t index = monitor_.size() / log::kTileWidth;
      const std::uint64_t first = index * log::kTileWidth;
      const log::TileName name{true, 0, index,
                               static_cast<unsigned>(std::min(target.size - first, log::kTileWidth))};
      GIRS_TRY(const auto bundle, get(transport, "/log/" + name.path()));
      GIRS_TRY(const auto leaves, log::read_bundle(view(bundle), name.width));
      for (std::size_t i = monitor_.size() - first; i < leaves.size(); ++i) GIRS_CHECK(take(leaves[i]));
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
  const log::Monitor& monitor() const { return monitor_; }
  /// The first entry, if this watch has read it.
  const std::optional<log::GenesisEntry>& genesis() const { return genesis_; }

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
    if (monitor_.size() == 0) see_genesis(bytes);
    const auto own = known_.own.find(monitor_.size());
    if (own != known_.own.end()) {
      const auto leaf = log::Leaf::parse(text_of(bytes));
      const auto* pid = leaf ? received(*leaf) : nullptr;
      if (pid && *pid == own->second) ++summary_.own_found;
      else missing(own->first, own->second);
    }
    GIRS_CHECK(monitor_.add(bytes));
    at_size();
    return ok();
  }
  void see_genesis(const Bytes& bytes) {
    const auto leaf = log::Leaf::parse(text_of(bytes));
    const auto* genesis = leaf ? std::get_if<log::GenesisEntry>(&leaf->entry) : nullptr;
    if (genesis) genesis_ = *genesis;
  }
  void at_size() {
    if (!known_.seen || monitor_.size() != static_cast<std::uint64_t>(known_.seen->size)) return;
    const auto root = monitor_.root();
    seen_root_.assign(root.begin(), root.end());
  }
  void missing(std::uint64_t index, const std::string& pid) {
    find(index, "missing", "The package " + pid + " has a receipt for this entry, which the log no longer has.",
         "Gói " + pid + " có biên nhận cho mục này nhưng nhật ký không còn mục đó.");
  }

  const Known& known_;
  MonitorSummary& summary_;
  log::Monitor monitor_;
  Bytes seen_root_;
  std::optional<log::GenesisEntry> genesis_;
};

/// Remembers how far the log was read, unless another watch did meanwhile.
Status keep_point(store::Connection& connection, const std::string& origin, const log::Monitor& monitor,
                  std::uint64_t read_from) {
  GIRS_TRY(const auto before, store::log_watch(connection, origin));
  if (read_from == 0) GIRS_CHECK(store::forget_log_watch(connection, origin));
  else if (!before || static_cast<std::uint64_t>(before->size) != read_from) return ok();
  for (const auto& [pid, report] : monitor.reports())
    GIRS_CHECK(store::put_watched_report(connection, origin,
                                         {to_bytes(pid), static_cast<std::int64_t>(report.index),
                                          to_bytes(report.about), report.rev, report.has_successor}));
  return store::set_log_watch(connection, origin, row_of(monitor.point()));
}

/// Reads on from the known point; from the first leaf where there is none, or where going on does not
/// lead to the signed root: then only the whole log tells a fork from damage.
Result<std::unique_ptr<Watch>> read_log(store::Store& store, Transport& transport, const Known& known,
                                        const log::Checkpoint& now, const ProgressFunction& progress,
                                        MonitorSummary& summary) {
  const bool follows_seen = known.point && known.seen &&
                            known.point->tree.size() <= static_cast<std::uint64_t>(known.seen->size);
  if (follows_seen && known.point->tree.size() <= now.size) {
    auto watch = std::make_unique<Watch>(known, summary);
    GIRS_TRY(const bool complete, watch->go_on(*known.point, earlier_in(store, now.origin)));
    if (complete) {
      GIRS_CHECK(watch->read(transport, now, progress));
      if (watch->monitor().root() == now.root) return watch;
    }
  }
  summary = {};
  auto watch = std::make_unique<Watch>(known, summary);
  GIRS_CHECK(watch->read(transport, now, progress));
  return watch;
}

}  // namespace

Result<MonitorSummary> watch_log(store::Store& store, Transport& transport, const MonitorOptions& options) {
  // First what is known, then the head: a round beside this one may see more meanwhile.
  GIRS_TRY(const auto known, known_of(store, options.audience));
  GIRS_TRY(const auto note, get(transport, "/log/checkpoint"));
  GIRS_TRY(const auto opened, log::open_checkpoint(note, options.policy));
  const auto& now = opened.checkpoint;
  if (now.origin != options.audience)
    return error(Code::kUntrusted, "The checkpoint is of " + now.origin + ", not of " + options.audience + ".",
                 "Điểm chốt là của " + now.origin + ", không phải của " + options.audience + ".", {{"reason", "audience"}});
  MonitorSummary summary;
  GIRS_TRY(const auto watch, read_log(store, transport, known, now, options.progress, summary));
  watch->finish(now);
  const bool is_whole = watch->monitor().root() == now.root;
  if (is_whole && watch->genesis()) {
    GIRS_TRY(auto wrong, wrong_succession(store, *watch->genesis()));
    if (wrong) watch->find(0, "succession", std::move(wrong->en), std::move(wrong->vi));
  }
  const auto row = row_of(now, note);
  const bool is_fork = watch->is_fork(row, is_whole);
  if (is_fork)
    watch->find(now.size, "fork", "The log contradicts the checkpoint of size " + std::to_string(known.seen->size) + " that it signed before; both notes are kept as evidence.",
                "Nhật ký mâu thuẫn với điểm chốt cỡ " + std::to_string(known.seen->size) + " đã ký trước đây; đã lưu cả hai bản ký làm bằng chứng.");
  GIRS_CHECK(store.write([&](store::Connection& connection) -> Status {
    if (is_fork)
      return store::add_fork_evidence(connection, now.origin, store.now().time_since_epoch().count(),
                                      known.seen->note, note);
    if (!is_whole) return ok();
    GIRS_CHECK(advance_seen(connection, now.origin, row));
    if (summary.finding_count > 0) return ok();
    return keep_point(connection, now.origin, watch->monitor(), summary.read_from);
  }));
  return summary;
}

}  // namespace girs::sync
