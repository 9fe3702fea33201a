#include "central/log_end.h"

#include <algorithm>

#include "store/log_table.h"

namespace girs::central {

Result<std::optional<Hash>> AddedLeaves::read(unsigned level, std::uint64_t index) const {
  const auto found = nodes_.find({level, index});
  return found == nodes_.end() ? std::optional<Hash>() : std::optional(found->second);
}

Status AddedLeaves::write(unsigned level, std::uint64_t index, const Hash& hash) {
  nodes_.insert_or_assign({level, index}, hash);
  return ok();
}

void AddedLeaves::put(std::int64_t index, Bytes leaf) { leaves_.insert_or_assign(index, std::move(leaf)); }

const Bytes* AddedLeaves::leaf(std::int64_t index) const {
  const auto found = leaves_.find(index);
  return found == leaves_.end() ? nullptr : &found->second;
}

Result<LogEnd> LogEnd::of(store::Connection& connection) {
  GIRS_TRY(const auto rows, store::log_size(connection));
  const auto size = static_cast<std::uint64_t>(rows);
  const auto damaged = [] {
    return error(Code::kCorrupt, "The end of the log is missing.", "Thiếu phần cuối của nhật ký.");
  };
  const SqlNodes nodes(connection);
  auto added = std::make_shared<AddedLeaves>();
  std::vector<Hash> edge;
  for (unsigned level = 64; level-- > 0;) {   // a perfect subtree for each bit of the size
    if ((size >> level & 1) == 0) continue;
    GIRS_TRY(const auto hash, nodes.read(level, (size >> level) - 1));
    if (!hash) return damaged();
    GIRS_CHECK(added->write(level, (size >> level) - 1, *hash));
    edge.push_back(*hash);
  }
  auto tree = log::GrowingTree::from_edge(size, std::move(edge));
  if (!tree) return damaged();
  if (size == 0) return LogEnd(*std::move(tree), Time::min(), std::move(added));
  GIRS_TRY(const auto last, store::leaf(connection, rows - 1));
  if (!last) return damaged();
  GIRS_TRY(const auto leaf, log::Leaf::parse(text_of(last->leaf)));
  return LogEnd(*std::move(tree), leaf.time, std::move(added));
}

Result<Appended> LogEnd::append(store::Connection& connection, const log::Entry& entry, Time now) {
  const auto index = static_cast<std::int64_t>(tree_.size());
  newest_ = std::max(now, newest_);
  GIRS_TRY(const auto text, log::Leaf({newest_, entry}).to_bytes());
  auto bytes = to_bytes(text);
  const Hash hash = log::leaf_hash(bytes);
  GIRS_CHECK(store::insert_leaf(connection, {index, bytes, Bytes(hash.begin(), hash.end())}));
  added_->put(index, std::move(bytes));
  SqlNodes nodes(connection);
  GIRS_CHECK(tree_.add(hash, [&](unsigned level, std::uint64_t node, const Hash& of) -> Status {
    GIRS_CHECK(added_->write(level, node, of));
    return nodes.write(level, node, of);
  }));
  return Appended{index, newest_};
}

Result<Time> leaf_time(store::Connection& connection, Time now) {
  GIRS_TRY(const auto size, store::log_size(connection));
  GIRS_TRY(const auto last, store::leaf(connection, size - 1));
  if (!last) return now;
  GIRS_TRY(const auto leaf, log::Leaf::parse(text_of(last->leaf)));
  return std::max(now, leaf.time);
}

Result<Time> leaf_time(store::Store& store, Time now) {
  return store.read([&](store::Connection& connection) { return leaf_time(connection, now); });
}

Result<Appended> append_leaf(store::Connection& connection, const log::Entry& entry, Time now) {
  GIRS_TRY(auto end, LogEnd::of(connection));
  return end.append(connection, entry, now);
}

}  // namespace girs::central
