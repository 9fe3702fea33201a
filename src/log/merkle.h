#pragma once
// Merkle tree hashes and the verification of proofs (RFC 6962 section 2.1, RFC 9162 section
// 2.1.3 and 2.1.4). Sizes and indexes go up to 2^64-1.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/bytes.h"
#include "crypto/hash.h"

namespace girs::log {

/// The longest proof that is looked at (FORMATS.md section 6, resource exhaustion).
inline constexpr std::size_t kProofHashesMax = 63;

/// SHA-256(0x00 leaf)
Hash leaf_hash(ByteView leaf);
/// SHA-256(0x01 left right)
Hash node_hash(const Hash& left, const Hash& right);
/// The root of a tree without leaves: SHA-256 of nothing.
Hash empty_root();

/// Whether the leaf with this hash is number `index` (from 0) of the tree of `size` leaves with
/// this root. A size of 0 is never valid.
bool verify_inclusion(std::uint64_t index, std::uint64_t size, const Hash& leaf,
                      std::span<const Hash> proof, const Hash& root);

/// Whether the tree of `size2` leaves with `root2` is the tree of `size1` leaves with `root1`,
/// grown. A size of 0 is never valid; equal sizes need equal roots and an empty proof.
bool verify_consistency(std::uint64_t size1, std::uint64_t size2, const Hash& root1,
                        const Hash& root2, std::span<const Hash> proof);

/// The two roots that a proof of growth from `size1` to `size2` leads to, `rest` being the hash that
/// it begins with: proof.front(), or the old root where size1 is a power of two, whose proof leaves it
/// out. Nothing when the proof has not the hashes that these sizes need.
struct GrowthRoots { Hash older, newer; };
std::optional<GrowthRoots> growth_roots(std::uint64_t size1, std::uint64_t size2, const Hash& rest,
                                        std::span<const Hash> proof);

}  // namespace girs::log
