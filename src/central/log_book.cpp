#include "central/log_book.h"

#include <algorithm>

#include "log/checkpoint.h"
#include "log/receipt.h"

namespace girs::central {

std::optional<Hash> hash_of(const std::optional<Bytes>& bytes) {
  if (!bytes || bytes->size() != 32) return std::nullopt;
  Hash hash;
  std::ranges::copy(*bytes, hash.begin());
  return hash;
}

namespace {

Bytes bytes_of(const Hash& hash) { return Bytes(hash.begin(), hash.end()); }

}  // namespace

Result<std::optional<Hash>> SqlNodes::read(unsigned level, std::uint64_t index) const {
  GIRS_TRY(const auto bytes, store::node(connection_, static_cast<int>(level), static_cast<std::int64_t>(index)));
  return hash_of(bytes);
}

Status SqlNodes::write(unsigned level, std::uint64_t index, const Hash& hash) {
  if (level == 0) return ok();  // stands in the leaf's row
  return store::insert_node(connection_, {static_cast<int>(level), static_cast<std::int64_t>(index), bytes_of(hash)});
}

Result<LogEnd> LogEnd::of(store::Connection& connection) {
  GIRS_TRY(const auto rows, store::log_size(connection));
  const auto size = static_cast<std::uint64_t>(rows);
  const auto damaged = [] {
    return error(Code::kCorrupt, "The end of the log is missing.", "Thiếu phần cuối của nhật ký.");
  };
  const SqlNodes nodes(connection);
  std::vector<Hash> edge;
  for (unsigned level = 64; level-- > 0;) {   // a perfect subtree for each bit of the size
    if ((size >> level & 1) == 0) continue;
    GIRS_TRY(const auto hash, nodes.read(level, (size >> level) - 1));
    if (!hash) return damaged();
    edge.push_back(*hash);
  }
  auto tree = log::GrowingTree::from_edge(size, std::move(edge));
  if (!tree) return damaged();
  if (size == 0) return LogEnd(*std::move(tree), Time::min());
  GIRS_TRY(const auto last, store::leaf(connection, rows - 1));
  if (!last) return damaged();
  GIRS_TRY(const auto leaf, log::Leaf::parse(text_of(last->leaf)));
  return LogEnd(*std::move(tree), leaf.time);
}

Result<Appended> LogEnd::append(store::Connection& connection, const log::Entry& entry, Time now) {
  const auto index = static_cast<std::int64_t>(tree_.size());
  newest_ = std::max(now, newest_);
  GIRS_TRY(const auto bytes, log::Leaf({newest_, entry}).to_bytes());
  const Hash hash = log::leaf_hash(view(bytes));
  GIRS_CHECK(store::insert_leaf(connection, {index, to_bytes(bytes), bytes_of(hash)}));
  SqlNodes nodes(connection);
  GIRS_CHECK(tree_.add(hash, [&](unsigned level, std::uint64_t node, const Hash& of) {
    return nodes.write(level, node, of);
  }));
  return Appended{index, newest_};
}

Result<Appended> append_leaf(store::Connection& connection, const log::Entry& entry, Time now) {
  GIRS_TRY(auto end, LogEnd::of(connection));
  return end.append(connection, entry, now);
}

namespace {

using Head = std::pair<std::int64_t, Hash>;

/// The log as committed now.
Result<Head> committed_head(store::Store& store) {
  return store.read([&](store::Connection& connection) -> Result<Head> {
    GIRS_TRY(const auto size, store::log_size(connection));
    GIRS_TRY(const auto signed_before, store::newest_checkpoint(connection));
    if (signed_before && signed_before->size > size)
      return error(Code::kCorrupt,
                   "The store holds " + std::to_string(size) + " leaves but has signed " +
                       std::to_string(signed_before->size) + ": it is an old copy; nothing is signed.",
                   "Kho có " + std::to_string(size) + " mục nhưng đã ký đến " +
                       std::to_string(signed_before->size) + ": đây là bản cũ, không ký tiếp.");
    const SqlNodes nodes(connection);
    GIRS_TRY(const auto root, log::root_of(nodes, static_cast<std::uint64_t>(size)));
    return Head{size, root};
  });
}

}  // namespace

Result<store::CheckpointRow> signed_head(store::Store& store, const std::string& origin, const Signer& log_key) {
  GIRS_TRY(auto head, committed_head(store));
  for (;;) {
    const log::Checkpoint checkpoint{origin, static_cast<std::uint64_t>(head.first), head.second};
    auto note = log::sign_checkpoint(checkpoint, log_key);
    if (note) return store::CheckpointRow{head.first, bytes_of(head.second), *std::move(note)};
    // Another thread or process may have signed a longer log since this head was read, and a key
    // with an anchor (anchor.h) then refuses the shorter one. If so the longer one is to be signed.
    GIRS_TRY(auto later, committed_head(store));
    if (later.first <= head.first) return note.error();
    head = std::move(later);
  }
}

Result<std::string> sign_log(store::Store& store, const std::string& origin, const Signer& log_key) {
  GIRS_TRY(auto head, signed_head(store, origin, log_key));
  GIRS_CHECK(store.write([&](store::Connection& connection) {
    return store::insert_checkpoint(connection, head);
  }));
  return std::move(head.note);
}

Result<std::string> receipt_of(store::Connection& connection, std::int64_t index, const std::string& note) {
  GIRS_TRY(const auto checkpoint, log::Checkpoint::of_note(note));
  GIRS_TRY(const auto leaf, store::leaf(connection, index));
  if (!leaf) return error(Code::kNotFound, "The log has no leaf " + std::to_string(index) + ".",
                          "Nhật ký không có mục " + std::to_string(index) + ".");
  const SqlNodes nodes(connection);
  log::Proof proof;
  proof.leaf = leaf->leaf;
  proof.index = static_cast<std::uint64_t>(index);
  GIRS_TRY(proof.hashes, log::inclusion_proof(nodes, proof.index, checkpoint.size));
  proof.checkpoint = note;
  return proof.text();
}

Result<std::string> signed_receipt_of(store::Connection& connection, std::int64_t index) {
  GIRS_TRY(const auto newest, store::newest_checkpoint(connection));
  if (!newest || newest->size <= index)
    return error(Code::kNotFound, "No checkpoint covers leaf " + std::to_string(index) + " yet.",
                 "Chưa có điểm chốt cho mục nhật ký " + std::to_string(index) + ".");
  return receipt_of(connection, index, newest->note);
}

}  // namespace girs::central
