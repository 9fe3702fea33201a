#include "central/log_proof.h"

#include "central/log_book.h"

namespace girs::central {
namespace {

std::string base64(const Hash& hash) { return to_base64(hash); }

json::Value list_of(const std::vector<Hash>& hashes) {
  json::Value list = json::Array{};
  for (const auto& hash : hashes) list.push(base64(hash));
  return list;
}

/// `size`, or what is signed when it is 0; checked against the latter.
Result<std::uint64_t> signed_size(store::Connection& connection, std::uint64_t size) {
  GIRS_TRY(const auto newest, store::newest_checkpoint(connection));
  const std::uint64_t covered = newest ? static_cast<std::uint64_t>(newest->size) : 0;
  if (size <= covered && covered > 0) return size == 0 ? covered : size;
  return error(Code::kNotFound, "The log has signed " + std::to_string(covered) + " entries, not " + std::to_string(size) + ".",
               "Nhật ký mới ký " + std::to_string(covered) + " mục, chưa đến " + std::to_string(size) + ".");
}

}  // namespace

Result<json::Value> inclusion_of(store::Connection& connection, std::uint64_t index, std::uint64_t size) {
  GIRS_TRY(const auto covered, signed_size(connection, size));
  if (index >= covered)
    return error(Code::kNotFound, "A tree of " + std::to_string(covered) + " entries has no entry " + std::to_string(index) + ".",
                 "Cây có " + std::to_string(covered) + " mục, không có mục " + std::to_string(index) + ".");
  const SqlNodes nodes(connection);
  GIRS_TRY(const auto leaf, store::leaf(connection, static_cast<std::int64_t>(index)));
  if (!leaf) return error(Code::kCorrupt, "The log's leaf " + std::to_string(index) + " is missing.",
                          "Thiếu mục " + std::to_string(index) + " của nhật ký.");
  GIRS_TRY(const auto root, log::root_of(nodes, covered));
  GIRS_TRY(const auto proof, log::inclusion_proof(nodes, index, covered));
  json::Value shown;
  shown.set("index", static_cast<std::int64_t>(index));
  shown.set("size", static_cast<std::int64_t>(covered));
  shown.set("root", base64(root));
  shown.set("leaf_hash", base64(log::leaf_hash(leaf->leaf)));
  shown.set("proof", list_of(proof));
  shown.set("leaf", text_of(leaf->leaf));
  return shown;
}

Result<json::Value> growth_of(store::Connection& connection, std::uint64_t size1, std::uint64_t size2) {
  GIRS_TRY(const auto covered, signed_size(connection, size2));
  if (size1 == 0 || size1 > covered)
    return error(Code::kNotFound, "Growth is proved from a size of 1 to " + std::to_string(covered) + ", not from " + std::to_string(size1) + ".",
                 "Chỉ chứng minh được từ cỡ 1 đến " + std::to_string(covered) + ", không phải từ " + std::to_string(size1) + ".");
  const SqlNodes nodes(connection);
  GIRS_TRY(const auto root1, log::root_of(nodes, size1));
  GIRS_TRY(const auto root2, log::root_of(nodes, covered));
  GIRS_TRY(const auto proof, log::consistency_proof(nodes, size1, covered));
  json::Value shown;
  shown.set("size1", static_cast<std::int64_t>(size1));
  shown.set("size2", static_cast<std::int64_t>(covered));
  shown.set("root1", base64(root1));
  shown.set("root2", base64(root2));
  shown.set("proof", list_of(proof));
  return shown;
}

}  // namespace girs::central
