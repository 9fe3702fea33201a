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

Status check_not_older(store::Connection& connection, std::int64_t size) {
  GIRS_TRY(const auto signed_before, store::newest_checkpoint(connection));
  if (!signed_before || signed_before->size <= size) return ok();
  return error(Code::kCorrupt,
               "The store holds " + std::to_string(size) + " leaves but has signed " +
                   std::to_string(signed_before->size) + ": it is an old copy; nothing is signed.",
               "Kho có " + std::to_string(size) + " mục nhưng đã ký đến " +
                   std::to_string(signed_before->size) + ": đây là bản cũ, không ký tiếp.");
}

namespace {

/// The log as committed now.
Result<Head> committed_head(store::Store& store) {
  return store.read([&](store::Connection& connection) -> Result<Head> {
    GIRS_TRY(const auto size, store::log_size(connection));
    GIRS_CHECK(check_not_older(connection, size));
    const SqlNodes nodes(connection);
    GIRS_TRY(const auto root, log::root_of(nodes, static_cast<std::uint64_t>(size)));
    return Head{size, root};
  });
}

}  // namespace

Result<store::CheckpointRow> signed_head(store::Store& store, const std::string& origin,
                                         const Signer& log_key, Head head) {
  for (;;) {
    const log::Checkpoint checkpoint{origin, static_cast<std::uint64_t>(head.size), head.root};
    auto note = log::sign_checkpoint(checkpoint, log_key);
    if (note) return store::CheckpointRow{head.size, bytes_of(head.root), *std::move(note)};
    // Another thread or process may have signed a longer log since this head was committed, and a
    // key with an anchor (anchor.h) then refuses the shorter one. If so the longer one is signed.
    GIRS_TRY(const auto later, committed_head(store));
    if (later.size <= head.size) return note.error();
    head = later;
  }
}

Result<std::string> sign_log(store::Store& store, const std::string& origin, const Signer& log_key) {
  GIRS_TRY(const auto committed, committed_head(store));
  GIRS_TRY(auto head, signed_head(store, origin, log_key, committed));
  GIRS_CHECK(store.write([&](store::Connection& connection) {
    return store::insert_checkpoint(connection, head);
  }));
  return std::move(head.note);
}

Result<std::string> receipt_of(const log::NodeStore& nodes, Bytes leaf, std::int64_t index,
                               std::uint64_t size, const std::string& note) {
  log::Proof proof;
  proof.leaf = std::move(leaf);
  proof.index = static_cast<std::uint64_t>(index);
  GIRS_TRY(proof.hashes, log::inclusion_proof(nodes, proof.index, size));
  proof.checkpoint = note;
  return proof.text();
}

Result<std::string> receipt_of(store::Connection& connection, std::int64_t index, const std::string& note) {
  GIRS_TRY(const auto checkpoint, log::Checkpoint::of_note(note));
  GIRS_TRY(auto leaf, store::leaf(connection, index));
  if (!leaf) return error(Code::kNotFound, "The log has no leaf " + std::to_string(index) + ".",
                          "Nhật ký không có mục " + std::to_string(index) + ".");
  return receipt_of(SqlNodes(connection), std::move(leaf->leaf), index, checkpoint.size, note);
}

Result<std::string> signed_receipt_of(store::Connection& connection, std::int64_t index) {
  GIRS_TRY(const auto newest, store::newest_checkpoint(connection));
  if (!newest || newest->size <= index)
    return error(Code::kNotFound, "No checkpoint covers leaf " + std::to_string(index) + " yet.",
                 "Chưa có điểm chốt cho mục nhật ký " + std::to_string(index) + ".");
  return receipt_of(connection, index, newest->note);
}

}  // namespace girs::central
