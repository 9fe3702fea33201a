// Fuzzes tlog-proofs: a receipt is written as it was read, a stranger's never verifies, and proofs
// of any shape are judged without a crash.

#include <cstring>

#include "fuzz.h"
#include "log/merkle.h"
#include "log/receipt.h"

using namespace girs;
using namespace girs::log;
using fuzzing::require;

namespace {

/// Two numbers, then hashes: roots, a leaf and a proof.
void judge_proof(const std::uint8_t* data, std::size_t size) {
  if (size < 16 + 2 * sizeof(Hash)) return;
  std::uint64_t numbers[2];
  std::memcpy(numbers, data, sizeof numbers);
  std::vector<Hash> hashes((size - sizeof numbers) / sizeof(Hash));
  std::memcpy(hashes.data(), data + sizeof numbers, hashes.size() * sizeof(Hash));
  const std::span<const Hash> proof = std::span(hashes).subspan(2);
  require(!verify_inclusion(numbers[0], 0, hashes[0], proof, hashes[1]));
  if (numbers[0] >= numbers[1])
    require(!verify_inclusion(numbers[0], numbers[1], hashes[0], proof, hashes[1]));
  else
    (void)verify_inclusion(numbers[0], numbers[1], hashes[0], proof, hashes[1]);
  if (numbers[0] > numbers[1] || numbers[0] == 0)
    require(!verify_consistency(numbers[0], numbers[1], hashes[0], hashes[1], proof));
  else
    (void)verify_consistency(numbers[0], numbers[1], hashes[0], hashes[1], proof);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = fuzzing::text_of(data, size);
  judge_proof(data, size);
  static const Policy kNobody;
  require(!verify_proof(bytes, kNobody));
  require(!verify_receipt(bytes, {}, kNobody));
  const auto proof = Proof::parse(bytes);
  if (!proof) return 0;
  require(proof->text() == bytes);
  const auto leaf = Leaf::parse(girs::text_of(proof->leaf));
  if (!leaf) require(!leaf.error().message.vi.empty());
  return 0;
}
