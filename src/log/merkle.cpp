// Hashes and proofs of RFC 6962, verified by the algorithms of RFC 9162 sections 2.1.3.2 and
// 2.1.4.2. Indexes and sizes are halved level by level, so nothing overflows at 2^64-1.

#include "log/merkle.h"

#include <array>
#include <bit>

namespace girs::log {
namespace {

constexpr std::array<std::uint8_t, 1> kLeafPrefix{0x00};
constexpr std::array<std::uint8_t, 1> kNodePrefix{0x01};

}  // namespace

Hash leaf_hash(ByteView leaf) { return sha256({ByteView(kLeafPrefix), leaf}); }

Hash node_hash(const Hash& left, const Hash& right) {
  return sha256({ByteView(kNodePrefix), ByteView(left), ByteView(right)});
}

Hash empty_root() { return sha256(ByteView{}); }

bool verify_inclusion(std::uint64_t index, std::uint64_t size, const Hash& leaf,
                      std::span<const Hash> proof, const Hash& root) {
  if (index >= size || proof.size() > kProofHashesMax) return false;
  std::uint64_t node = index;
  std::uint64_t last = size - 1;
  Hash hash = leaf;
  for (const Hash& sibling : proof) {
    if (last == 0) return false;
    if ((node & 1) == 1 || node == last) {
      hash = node_hash(sibling, hash);
      // The right edge has no sibling on levels where its subtree is the last one: skip them.
      while ((node & 1) == 0 && node != 0) {
        node >>= 1;
        last >>= 1;
      }
    } else {
      hash = node_hash(hash, sibling);
    }
    node >>= 1;
    last >>= 1;
  }
  return last == 0 && hash == root;
}

std::optional<GrowthRoots> growth_roots(std::uint64_t size1, std::uint64_t size2, const Hash& rest,
                                        std::span<const Hash> proof) {
  if (size1 == 0 || size1 >= size2 || proof.empty() || proof.size() > kProofHashesMax) return std::nullopt;
  // When size1 is a power of two, the old tree is one node of the new: its root is not repeated.
  const bool old_is_one_node = std::has_single_bit(size1);
  std::uint64_t node = size1 - 1;
  std::uint64_t last = size2 - 1;
  while ((node & 1) == 1) {
    node >>= 1;
    last >>= 1;
  }
  GrowthRoots roots{rest, rest};
  for (const Hash& sibling : proof.subspan(old_is_one_node ? 0 : 1)) {
    if (last == 0) return std::nullopt;
    if ((node & 1) == 1 || node == last) {
      roots.older = node_hash(sibling, roots.older);
      roots.newer = node_hash(sibling, roots.newer);
      while ((node & 1) == 0 && node != 0) {
        node >>= 1;
        last >>= 1;
      }
    } else {
      roots.newer = node_hash(roots.newer, sibling);
    }
    node >>= 1;
    last >>= 1;
  }
  return last == 0 ? std::optional(roots) : std::nullopt;
}

bool verify_consistency(std::uint64_t size1, std::uint64_t size2, const Hash& root1,
                        const Hash& root2, std::span<const Hash> proof) {
  if (size1 == size2) return size1 != 0 && proof.empty() && root1 == root2;
  if (proof.empty()) return false;
  const auto roots =
      growth_roots(size1, size2, std::has_single_bit(size1) ? root1 : proof.front(), proof);
  return roots && roots->older == root1 && roots->newer == root2;
}

}  // namespace girs::log
