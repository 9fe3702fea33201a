#include "log/tree.h"

#include <doctest/doctest.h>

#include "support/grown_tree.h"

using namespace girs;
using namespace girs::log;

namespace {

constexpr std::uint64_t kSizeMax = 64;

Bytes leaf_at(std::uint64_t index) { return to_bytes("leaf " + std::to_string(index)); }

MemoryNodeStore tree_of(std::uint64_t size) {
  GrownTree tree;
  for (std::uint64_t i = 0; i < size; ++i) tree.add(leaf_hash(leaf_at(i)));
  return tree.nodes;
}

/// A store in which one node reads as another hash, or is gone.
class Damaged : public NodeStore {
 public:
  Damaged(const NodeStore& good, unsigned level, std::uint64_t index, std::optional<Hash> hash)
      : good_(good), level_(level), index_(index), hash_(hash) {}
  Result<std::optional<Hash>> read(unsigned level, std::uint64_t index) const override {
    if (level == level_ && index == index_) return hash_;
    return good_.read(level, index);
  }
  Status write(unsigned, std::uint64_t, const Hash&) override {
    return error(Code::kUnsupported, "read only");
  }

 private:
  const NodeStore& good_;
  unsigned level_;
  std::uint64_t index_;
  std::optional<Hash> hash_;
};

/// How many of the changes of one bit in a hash of the proof still verify.
template <class Verify>
std::size_t survivors(std::vector<Hash> proof, const Verify& verify) {
  std::size_t count = 0;
  for (Hash& hash : proof)
    for (std::size_t bit = 0; bit < 256; ++bit) {
      hash[bit / 8] = static_cast<std::uint8_t>(hash[bit / 8] ^ (1u << bit % 8));
      if (verify(proof)) ++count;
      hash[bit / 8] = static_cast<std::uint8_t>(hash[bit / 8] ^ (1u << bit % 8));
    }
  return count;
}

}  // namespace

TEST_CASE("roots of the well-known tree of eight leaves are those published") {
  const std::string_view leaves[] = {"", "00", "10", "2021", "3031", "40414243",
                                     "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
  const std::string_view roots[] = {
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  GrownTree tree;
  CHECK(*root_of(tree.nodes, 0) == empty_root());
  for (std::uint64_t i = 0; i < 8; ++i) {
    tree.add(leaf_hash(*from_hex(leaves[i])));
    CHECK(to_hex(*root_of(tree.nodes, i + 1)) == roots[i]);
  }
}

TEST_CASE("every inclusion proof of every size up to 64 verifies, at no other place or size") {
  const auto nodes = tree_of(kSizeMax);
  for (std::uint64_t size = 1; size <= kSizeMax; ++size) {
    const Hash root = *root_of(nodes, size);
    for (std::uint64_t index = 0; index < size; ++index) {
      const auto proof = inclusion_proof(nodes, index, size);
      REQUIRE(proof);
      const Hash leaf = leaf_hash(leaf_at(index));
      REQUIRE(verify_inclusion(index, size, leaf, *proof, root));
      std::size_t elsewhere = 0;
      for (std::uint64_t other = 0; other < size; ++other)
        if (other != index && verify_inclusion(other, size, leaf, *proof, root)) ++elsewhere;
      CHECK(elsewhere == 0);
      if (size > 1) CHECK(!verify_inclusion(index, size * 2, leaf, *proof, root));
    }
    CHECK(!inclusion_proof(nodes, size, size));
  }
}

TEST_CASE("every consistency proof between sizes up to 64 verifies, and only with its roots") {
  const auto nodes = tree_of(kSizeMax);
  for (std::uint64_t size2 = 1; size2 <= kSizeMax; ++size2)
    for (std::uint64_t size1 = 1; size1 <= size2; ++size1) {
      const auto proof = consistency_proof(nodes, size1, size2);
      REQUIRE(proof);
      const Hash root1 = *root_of(nodes, size1);
      const Hash root2 = *root_of(nodes, size2);
      REQUIRE(verify_consistency(size1, size2, root1, root2, *proof));
      if (size1 != size2) CHECK(!verify_consistency(size1, size2, root2, root1, *proof));
    }
  CHECK(!consistency_proof(nodes, 0, 3));
  CHECK(!consistency_proof(nodes, 4, 3));
}

TEST_CASE("no proof survives the change of a single bit") {
  const auto nodes = tree_of(kSizeMax);
  for (std::uint64_t size = 1; size <= kSizeMax; ++size) {
    const Hash root = *root_of(nodes, size);
    // Three places a size: every shape of path occurs, and all sizes of sums of powers of two.
    for (const std::uint64_t index : {std::uint64_t{0}, size / 2, size - 1}) {
      const Hash leaf = leaf_hash(leaf_at(index));
      CHECK(survivors(*inclusion_proof(nodes, index, size), [&](const auto& proof) {
              return verify_inclusion(index, size, leaf, proof, root);
            }) == 0);
      const Hash old_root = *root_of(nodes, index + 1);
      CHECK(survivors(*consistency_proof(nodes, index + 1, size), [&](const auto& proof) {
              return verify_consistency(index + 1, size, old_root, root, proof);
            }) == 0);
    }
  }
}

TEST_CASE("a node is written once") {
  auto nodes = tree_of(3);
  CHECK(nodes.write(0, 2, Hash{}).error().code == Code::kConflict);
}

TEST_CASE("a check of the tree names each row that was changed or removed") {
  constexpr std::uint64_t kSize = 21;
  const auto nodes = tree_of(kSize);
  const auto leaf = [](std::uint64_t index) -> Result<Bytes> { return leaf_at(index); };
  const auto good = check_tree(nodes, kSize, leaf);
  REQUIRE(good);
  CHECK(good->faults.empty());
  CHECK(good->leaves == kSize);
  CHECK(good->root == *root_of(nodes, kSize));
  for (unsigned level = 0; level <= 4; ++level)
    for (std::uint64_t index = 0; (index + 1) << level <= kSize; ++index) {
      const auto changed = check_tree(Damaged(nodes, level, index, Hash{}), kSize, leaf);
      REQUIRE(changed);
      CHECK(changed->faults == std::vector<TreeFault>{{level, index, false}});
      const auto gone = check_tree(Damaged(nodes, level, index, std::nullopt), kSize, leaf);
      REQUIRE(gone);
      CHECK(gone->faults == std::vector<TreeFault>{{level, index, true}});
    }
}

TEST_CASE("a changed leaf shows in the check as every node above it") {
  const auto nodes = tree_of(8);
  const auto check = check_tree(nodes, 8, [](std::uint64_t index) -> Result<Bytes> {
    return index == 5 ? to_bytes("forged") : leaf_at(index);
  });
  REQUIRE(check);
  CHECK(check->faults ==
        std::vector<TreeFault>{{0, 5, false}, {1, 2, false}, {2, 1, false}, {3, 0, false}});
}

TEST_CASE("the check tells the root of every size, keeps its bound and stops when told") {
  const auto nodes = tree_of(16);
  const auto leaf = [](std::uint64_t index) -> Result<Bytes> { return leaf_at(index); };
  std::uint64_t sizes = 0;
  TreeCheckOptions options;
  options.at_size = [&](std::uint64_t size, const std::function<Hash()>& root) -> Status {
    CHECK(root() == *root_of(nodes, size));
    ++sizes;
    return ok();
  };
  CHECK(check_tree(nodes, 16, leaf, options));
  CHECK(sizes == 16);
  options = {};
  options.faults_max = 3;
  CHECK(check_tree(MemoryNodeStore(), 16, leaf, options)->faults.size() == 3);
  options.progress = [](const Progress&) { return 1; };
  CHECK(check_tree(nodes, 16, leaf, options).error().code == Code::kCancelled);
}

TEST_CASE("a missing node is reported as damage with its place") {
  const auto nodes = tree_of(8);
  const auto root = root_of(Damaged(nodes, 3, 0, std::nullopt), 8);
  REQUIRE(!root);
  CHECK(root.error().code == Code::kCorrupt);
  CHECK(*detail_of(root.error().details, "level") == "3");
}
