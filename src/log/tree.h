#pragma once
// A growing Merkle tree over a store of its perfect subtrees (FORMATS.md 2.7): growth, roots and
// proofs of any size up to the present one, and the check that nobody has touched a node.

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "crypto/hash.h"
#include "log/merkle.h"

namespace girs::log {

/// Where node hashes lie. Node (level, index) is the root of the perfect subtree over leaves
/// index*2^level to (index+1)*2^level - 1; level 0 are the leaf hashes. A node is written once.
class NodeStore {
 public:
  virtual ~NodeStore() = default;
  /// The hash of a node, or nothing when there is no such row.
  virtual Result<std::optional<Hash>> read(unsigned level, std::uint64_t index) const = 0;
  /// Adds a node; kConflict when it is there already.
  virtual Status write(unsigned level, std::uint64_t index, const Hash& hash) = 0;
};

/// Nodes in memory, for tests and checks.
class MemoryNodeStore : public NodeStore {
 public:
  Result<std::optional<Hash>> read(unsigned level, std::uint64_t index) const override;
  Status write(unsigned level, std::uint64_t index, const Hash& hash) override;

 private:
  std::map<std::pair<unsigned, std::uint64_t>, Hash> nodes_;
};

/// A tree of which only the right edge is kept: enough to grow it leaf by leaf and to tell its
/// root at any moment.
class GrowingTree {
 public:
  /// Told every node that a leaf completes, from the leaf itself upwards.
  using NodeFunction = std::function<Status(unsigned level, std::uint64_t index, const Hash& hash)>;

  GrowingTree() = default;
  /// Goes on from the edge() of a tree of `size` leaves; nothing when the edge has not its hashes.
  static std::optional<GrowingTree> from_edge(std::uint64_t size, std::vector<Hash> edge);

  /// Two nodes a leaf on average: itself, and every perfect subtree that it completes.
  Status add(const Hash& leaf, const NodeFunction& at_node = {});
  std::uint64_t size() const { return size_; }
  Hash root() const;
  /// The perfect subtrees that make up the tree, the largest first: one for each bit of its size.
  const std::vector<Hash>& edge() const { return stack_; }

 private:
  std::uint64_t size_ = 0;
  std::vector<Hash> stack_ = {};  // the edge
};

/// The root of the tree's first `size` leaves; kCorrupt (details "level", "index") when a node
/// is missing.
Result<Hash> root_of(const NodeStore& nodes, std::uint64_t size);

/// The proof that leaf `index` is in the tree of `size` leaves; kInvalidArgument unless
/// index < size.
Result<std::vector<Hash>> inclusion_proof(const NodeStore& nodes, std::uint64_t index,
                                          std::uint64_t size);
/// The proof that the tree of `size2` leaves continues that of `size1`; kInvalidArgument unless
/// 0 < size1 <= size2.
Result<std::vector<Hash>> consistency_proof(const NodeStore& nodes, std::uint64_t size1,
                                            std::uint64_t size2);

/// A row of the store that is not what the leaves say.
struct TreeFault {
  unsigned level = 0;
  std::uint64_t index = 0;
  bool missing = false;  // no such row; otherwise its hash is wrong
  bool operator==(const TreeFault&) const = default;
};

/// What a recomputation of the tree from its leaves found.
struct TreeCheck {
  std::uint64_t leaves = 0;
  Hash root{};                     // as the leaves say
  std::vector<TreeFault> faults;   // in the order found, at most `faults_max`
};

struct TreeCheckOptions {
  std::size_t faults_max = 1000;
  /// Told every size on the way; `root` computes the root of that size (to check checkpoints).
  std::function<Status(std::uint64_t size, const std::function<Hash()>& root)> at_size = {};
  ProgressFunction progress = {};
};

/// Reads every leaf with `leaf`, recomputes all nodes of the tree of `size` leaves and compares
/// them with the store's.
Result<TreeCheck> check_tree(const NodeStore& nodes, std::uint64_t size,
                             const std::function<Result<Bytes>(std::uint64_t index)>& leaf,
                             const TreeCheckOptions& options = {});

}  // namespace girs::log
