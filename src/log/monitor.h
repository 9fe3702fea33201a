#pragma once
// What any body can check of somebody else's log: read leaf by leaf from the first one, it must
// lead to the signed root, and what it says must hold together. Nothing needs to be trusted but
// the log's key.

#include <cstdint>
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

/// Reads a log once. It keeps about 100 bytes for every report logged.
class Monitor {
 public:
  /// The next leaf.
  Status add(ByteView bytes);

  std::uint64_t size() const { return tree_.size(); }
  Hash root() const { return tree_.root(); }
  /// The first ones, in the order of leaves; `finding_count` counts all.
  static constexpr std::size_t kFindingsMax = 1000;
  const std::vector<MonitorFinding>& findings() const { return findings_; }
  std::uint64_t finding_count() const { return finding_count_; }

 private:
  /// A report as far as chains and decisions need it. A series is one chain of revisions.
  struct Known {
    std::string about;  // unit LF regime LF period, hashed
    std::int64_t rev = 1;
    bool has_successor = false;
  };
  void check_first(std::uint64_t index, const Leaf& leaf);
  void check(std::uint64_t index, const SubmissionEntry& entry);
  void check(std::uint64_t index, const SeriesEntry& entry);
  void check(std::uint64_t index, const DecisionEntry& entry);
  void check(std::uint64_t index, const KeyEvent& entry);
  void check(std::uint64_t index, const CatalogueEvent& entry);
  void check(std::uint64_t, const GenesisEntry&) {}
  void check(std::uint64_t, const RequestEntry&) {}
  void chain(std::uint64_t index, const std::string& pid, Known known, const std::optional<std::string>& prev);
  void find(std::uint64_t index, const char* rule, std::string en, std::string vi);

  GrowingTree tree_;
  Time last_time_{};
  std::int64_t key_version_ = 0, catalogue_version_ = 0;
  std::unordered_map<std::string, Known> reports_;  // by pid, 32 bytes
  std::vector<MonitorFinding> findings_;
  std::uint64_t finding_count_ = 0;
};

}  // namespace girs::log
