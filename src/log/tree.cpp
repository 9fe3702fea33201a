// Roots and proofs are put together from perfect subtrees, which are the only nodes stored.

#include "log/tree.h"

#include <bit>

namespace girs::log {
namespace {

Error missing_node(unsigned level, std::uint64_t index) {
  return error(Code::kCorrupt,
               "The log's tree has no node at level " + std::to_string(level) + ", index " +
                   std::to_string(index) + "; run the tree check and restore the store.",
               "Cây nhật ký thiếu nút ở mức " + std::to_string(level) + ", vị trí " +
                   std::to_string(index) + "; hãy kiểm tra cây và khôi phục kho dữ liệu.",
               {{"level", std::to_string(level)}, {"index", std::to_string(index)}});
}

Result<Hash> read_node(const NodeStore& nodes, unsigned level, std::uint64_t index) {
  GIRS_TRY(auto hash, nodes.read(level, index));
  if (!hash) return missing_node(level, index);
  return *hash;
}

/// The largest power of two smaller than `size`, which is at least 2 (RFC 6962 section 2.1: k).
std::uint64_t split_of(std::uint64_t size) { return std::bit_floor(size - 1); }

unsigned level_of(std::uint64_t power_of_two) {
  return static_cast<unsigned>(std::countr_zero(power_of_two));
}

/// MTH of leaves [begin, begin + size); `begin` is a multiple of the largest power of two in
/// `size`, so that each part of the sum is a stored node.
Result<Hash> root_of_range(const NodeStore& nodes, std::uint64_t begin, std::uint64_t size) {
  // From the smallest part at the right end to the largest at the left.
  std::optional<Hash> hash;
  std::uint64_t rest = size;
  while (rest != 0) {
    const std::uint64_t part = std::uint64_t{1} << std::countr_zero(rest);
    rest -= part;
    const unsigned level = level_of(part);
    GIRS_TRY(const Hash node, read_node(nodes, level, (begin + rest) >> level));
    hash = hash ? node_hash(node, *hash) : node;
  }
  return *hash;
}

}  // namespace

Result<std::optional<Hash>> MemoryNodeStore::read(unsigned level, std::uint64_t index) const {
  const auto found = nodes_.find({level, index});
  if (found == nodes_.end()) return std::optional<Hash>{};
  return std::optional<Hash>{found->second};
}

Status MemoryNodeStore::write(unsigned level, std::uint64_t index, const Hash& hash) {
  if (!nodes_.emplace(std::pair{level, index}, hash).second)
    return error(Code::kConflict, "A node of a log's tree is written once.");
  return ok();
}

Result<Hash> root_of(const NodeStore& nodes, std::uint64_t size) {
  if (size == 0) return empty_root();
  return root_of_range(nodes, 0, size);
}

Result<std::vector<Hash>> inclusion_proof(const NodeStore& nodes, std::uint64_t index,
                                          std::uint64_t size) {
  if (index >= size)
    return error(Code::kInvalidArgument, "A leaf's index must be below the size of the tree.");
  // PATH(m, D[n]) of RFC 6962 section 2.1.1 from the root down, then turned round.
  std::vector<Hash> path;
  std::uint64_t begin = 0;
  while (size > 1) {
    const std::uint64_t split = split_of(size);
    if (index - begin < split) {
      GIRS_TRY(const Hash right, root_of_range(nodes, begin + split, size - split));
      path.push_back(right);
      size = split;
    } else {
      GIRS_TRY(const Hash left, root_of_range(nodes, begin, split));
      path.push_back(left);
      begin += split;
      size -= split;
    }
  }
  return std::vector<Hash>(path.rbegin(), path.rend());
}

Result<std::vector<Hash>> consistency_proof(const NodeStore& nodes, std::uint64_t size1,
                                            std::uint64_t size2) {
  if (size1 == 0 || size1 > size2)
    return error(Code::kInvalidArgument,
                 "A consistency proof leads from a size of at least 1 to one not smaller.");
  // SUBPROOF(m, D[n], b) of RFC 6962 section 2.1.2 from the root down, then turned round.
  std::vector<Hash> path;
  std::uint64_t begin = 0;
  std::uint64_t old_rest = size1;
  std::uint64_t size = size2;
  bool old_is_known = true;  // the verifier has this subtree's hash: it is the old root
  while (old_rest != size) {
    const std::uint64_t split = split_of(size);
    if (old_rest <= split) {
      GIRS_TRY(const Hash right, root_of_range(nodes, begin + split, size - split));
      path.push_back(right);
      size = split;
    } else {
      GIRS_TRY(const Hash left, root_of_range(nodes, begin, split));
      path.push_back(left);
      begin += split;
      old_rest -= split;
      size -= split;
      old_is_known = false;
    }
  }
  if (!old_is_known) {
    GIRS_TRY(const Hash rest, root_of_range(nodes, begin, size));
    path.push_back(rest);
  }
  return std::vector<Hash>(path.rbegin(), path.rend());
}

std::optional<GrowingTree> GrowingTree::from_edge(std::uint64_t size, std::vector<Hash> edge) {
  if (edge.size() != static_cast<std::size_t>(std::popcount(size))) return std::nullopt;
  GrowingTree tree;
  tree.size_ = size;
  tree.stack_ = std::move(edge);
  return tree;
}

Status GrowingTree::add(const Hash& leaf, const NodeFunction& at_node) {
  const std::uint64_t index = size_++;
  if (at_node) GIRS_CHECK(at_node(0, index, leaf));
  Hash hash = leaf;
  unsigned level = 0;
  for (std::uint64_t node = index; (node & 1) == 1; node >>= 1) {
    hash = node_hash(stack_.back(), hash);
    stack_.pop_back();
    ++level;
    if (at_node) GIRS_CHECK(at_node(level, node >> 1, hash));
  }
  stack_.push_back(hash);
  return ok();
}

Hash GrowingTree::root() const {
  if (stack_.empty()) return empty_root();
  Hash hash = stack_.back();
  for (auto left = stack_.rbegin() + 1; left != stack_.rend(); ++left) hash = node_hash(*left, hash);
  return hash;
}

Result<TreeCheck> check_tree(const NodeStore& nodes, std::uint64_t size,
                             const std::function<Result<Bytes>(std::uint64_t index)>& leaf,
                             const TreeCheckOptions& options) {
  constexpr std::uint64_t kReportEvery = 4096;
  TreeCheck check;
  GrowingTree tree;
  const auto compare = [&](unsigned level, std::uint64_t index, const Hash& expected) -> Status {
    GIRS_TRY(const std::optional<Hash> stored, nodes.read(level, index));
    if ((!stored || *stored != expected) && check.faults.size() < options.faults_max)
      check.faults.push_back({level, index, !stored});
    return ok();
  };
  for (std::uint64_t index = 0; index < size; ++index) {
    GIRS_TRY(const Bytes bytes, leaf(index));
    GIRS_CHECK(tree.add(leaf_hash(bytes), compare));
    if (options.at_size)
      GIRS_CHECK(options.at_size(index + 1, [&tree] { return tree.root(); }));
    if ((index + 1) % kReportEvery == 0 || index + 1 == size)
      GIRS_CHECK(report_progress(options.progress,
                                 {"verify", static_cast<std::int64_t>(index + 1),
                                  static_cast<std::int64_t>(size), "leaves"}));
  }
  check.leaves = size;
  check.root = tree.root();
  return check;
}

}  // namespace girs::log
