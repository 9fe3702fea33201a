#pragma once
// What any body can check of somebody else's log: read leaf by leaf from the first one, it must
// lead to the signed root, and what it says must hold together. Nothing needs to be trusted but
// the log's key.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "log/leaf.h"
#include "log/tree.h"

namespace girs::log {

/// Something that an honest log does not contain.
struct MonitorFinding {
  std::uint64_t index = 0;  // the leaf
  std::string rule;         // leaf, genesis, time, chain, decision, version
  Message message;
};

/// A report as far as chains and decisions need it. A series is one chain of revisions.
struct WatchedReport {
  std::uint64_t index = 0;
  std::string about;  // unit LF regime LF period, hashed: 16 bytes
  std::int64_t rev = 1;
  bool has_successor = false;
};

/// How far a log has been read without a finding.
struct WatchPoint {
  GrowingTree tree = {};
  Time last_time{};
  std::int64_t key_version = 0, catalogue_version = 0;
};

/// Reads a log once, or goes on from where another reading ended. It keeps about 100 bytes for every
/// report that it read.
class Monitor {
 public:
  /// The report with that pid (32 bytes) among those before the point; nothing when there is none.
  using Earlier = std::function<Result<std::optional<WatchedReport>>(const std::string& pid)>;

  Monitor() = default;
  Monitor(WatchPoint point, Earlier earlier) : point_(std::move(point)), earlier_(std::move(earlier)) {}

  /// The next leaf. An error is that of `earlier` or of memory; what the leaf says is a finding.
  Status add(ByteView bytes);

  std::uint64_t size() const { return point_.tree.size(); }
  Hash root() const { return point_.tree.root(); }
  const WatchPoint& point() const { return point_; }
  /// The reports of the leaves read here, by pid, and those before that they follow or speak of.
  const std::unordered_map<std::string, WatchedReport>& reports() const { return reports_; }
  /// The first ones, in the order of leaves; `finding_count` counts all.
  static constexpr std::size_t kFindingsMax = 1000;
  const std::vector<MonitorFinding>& findings() const { return findings_; }
  std::uint64_t finding_count() const { return finding_count_; }

 private:
  void check_first(std::uint64_t index, const Leaf& leaf);
  Status check(std::uint64_t index, const SubmissionEntry& entry);
  Status check(std::uint64_t index, const SeriesEntry& entry);
  Status check(std::uint64_t index, const DecisionEntry& entry);
  Status check(std::uint64_t index, const KeyEvent& entry);
  Status check(std::uint64_t index, const CatalogueEvent& entry);
  Status check(std::uint64_t index, const GenesisEntry& entry);
  Status check(std::uint64_t, const RequestEntry&) { return ok(); }
  Status chain(const std::string& pid, WatchedReport report, const std::optional<std::string>& prev);
  Result<WatchedReport*> report(const std::string& pid_hex);
  /// The same; in a log that goes on from another one, a report not read here is one of that log.
  Result<WatchedReport*> report_or_earlier(const std::string& pid_hex, const std::string& about, std::int64_t rev);
  void find(std::uint64_t index, const char* rule, std::string en, std::string vi);

  WatchPoint point_;
  Earlier earlier_;
  std::unordered_map<std::string, WatchedReport> reports_;
  std::vector<MonitorFinding> findings_;
  std::uint64_t finding_count_ = 0;
};

/// A pid in hex as the 32 bytes by which reports are known here.
std::string pid_bytes(const std::string& hex);

}  // namespace girs::log
