#pragma once
// The end of the authority's log, where leaves are added. It is read once a transaction, takes all
// leaves of a group of packages, and gives what their receipts are made of, so that nothing of the
// log is read again for them.

#include <cstdint>
#include <map>
#include <memory>
#include <utility>

#include "base/clock.h"
#include "central/log_book.h"
#include "log/leaf.h"
#include "log/tree.h"
#include "store/connection.h"
#include "store/store.h"

namespace girs::central {

/// Where a leaf ended up.
struct Appended {
  std::int64_t index = 0;
  Time time{};
};

/// Leaves that were added, and all nodes that their proofs need in the tree that they end: those of
/// the edge before them and their own. What a rolled back package left is written over by the next
/// one, or lies beyond the end.
class AddedLeaves final : public log::NodeStore {
 public:
  Result<std::optional<Hash>> read(unsigned level, std::uint64_t index) const override;
  Status write(unsigned level, std::uint64_t index, const Hash& hash) override;
  void put(std::int64_t index, Bytes leaf);
  /// nullptr: that leaf was there before.
  const Bytes* leaf(std::int64_t index) const;

 private:
  std::map<std::pair<unsigned, std::uint64_t>, Hash> nodes_;
  std::map<std::int64_t, Bytes> leaves_;
};

/// Who undoes leaves goes on with a copy from before them, also after an error.
class LogEnd {
 public:
  static Result<LogEnd> of(store::Connection& connection);

  /// Appends `entry` as the next leaf. Its time is never earlier than that of the leaf before it,
  /// whatever the clock says.
  Result<Appended> append(store::Connection& connection, const log::Entry& entry, Time now);

  /// The log with all that was added.
  Head head() const { return {static_cast<std::int64_t>(tree_.size()), tree_.root()}; }
  /// What was added through this end and its copies; not to be read while more is added.
  std::shared_ptr<const AddedLeaves> added() const { return added_; }

 private:
  LogEnd(log::GrowingTree tree, Time newest, std::shared_ptr<AddedLeaves> added)
      : tree_(std::move(tree)), newest_(newest), added_(std::move(added)) {}
  log::GrowingTree tree_;
  Time newest_;   // of the last leaf
  std::shared_ptr<AddedLeaves> added_;
};

/// The time that a leaf gets which is appended at `now`. Keys are judged by it, as they are by all who
/// read the log later: by a clock that was set back a key that the log knows as revoked would be good again.
Result<Time> leaf_time(store::Connection& connection, Time now);
Result<Time> leaf_time(store::Store& store, Time now);

/// LogEnd::append() for one leaf alone.
Result<Appended> append_leaf(store::Connection& connection, const log::Entry& entry, Time now);

}  // namespace girs::central
