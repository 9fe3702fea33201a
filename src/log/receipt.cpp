// Receipts: tlog-proof texts, and their verification without a network.

#include "log/receipt.h"

#include <algorithm>

#include "base/text.h"
#include "log/decimal_text.h"
#include "log/merkle.h"

namespace girs::log {
namespace {

constexpr std::string_view kFirstLine = "c2sp.org/tlog-proof@v1";
constexpr std::string_view kExtra = "extra ";
constexpr std::string_view kIndex = "index ";

Error untrusted(std::string_view reason, std::string en, std::string vi) {
  return error(Code::kUntrusted, std::move(en), std::move(vi), {{"reason", std::string(reason)}});
}

Error malformed(std::string en) {
  return untrusted("format", std::move(en), "Biên nhận không đúng định dạng tlog-proof.");
}

Error because(Error cause, std::string_view reason) {
  cause.code = Code::kUntrusted;
  std::erase_if(cause.details, [](const auto& detail) { return detail.first == "reason"; });
  cause.details.insert(cause.details.begin(), {"reason", std::string(reason)});
  return cause;
}

/// Takes the next line off `text`; without its line feed.
std::optional<std::string_view> next_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

/// Step 2 of FORMATS.md 2.5: the leaf speaks of the sender's own package.
Status check_leaf(const Leaf& leaf, const ReceiptClaim& claim) {
  // Of a time series the indicator stands for the regime, the vintage for the period.
  if (const auto* series = std::get_if<SeriesEntry>(&leaf.entry);
      series && series->pid == claim.pid && series->env == claim.env &&
      series->unit == claim.unit && series->indicator == claim.regime &&
      series->vintage == claim.period && series->rev == claim.rev && series->prev == claim.prev)
    return ok();
  const auto* entry = std::get_if<SubmissionEntry>(&leaf.entry);
  const bool same = entry && entry->pid == claim.pid && entry->env == claim.env &&
                    entry->unit == claim.unit && entry->regime == claim.regime &&
                    entry->period == claim.period && entry->rev == claim.rev &&
                    entry->prev == claim.prev;
  if (same) return ok();
  return untrusted("claim", "The receipt is for another package than this one.",
                   "Biên nhận này dành cho gói báo cáo khác.");
}

}  // namespace

Result<Proof> Proof::parse(std::string_view text) {
  if (text.size() > kReceiptSizeMax) return malformed("A receipt has at most 256 KiB.");
  if (next_line(text) != kFirstLine)
    return malformed("A receipt begins with \"" + std::string(kFirstLine) + "\".");
  Proof proof;
  auto line = next_line(text);
  if (line && line->starts_with(kExtra)) {
    auto leaf = from_base64(line->substr(kExtra.size()));
    if (!leaf || leaf->size() > kLeafSizeMax)
      return malformed("The receipt's extra data is not base64 of at most 65,535 bytes.");
    proof.leaf = *std::move(leaf);
    line = next_line(text);
  }
  const auto index = line && line->starts_with(kIndex) ? parse_decimal(line->substr(kIndex.size()))
                                                       : std::nullopt;
  if (!index) return malformed("The receipt has no line \"index\" with a decimal number.");
  proof.index = *index;
  for (line = next_line(text); line && !line->empty(); line = next_line(text)) {
    const auto bytes = from_base64(*line);
    if (!bytes || bytes->size() != Hash{}.size() || proof.hashes.size() == kProofHashesMax)
      return malformed("A receipt's proof is at most 63 lines of 32 bytes in base64.");
    std::ranges::copy(*bytes, proof.hashes.emplace_back().begin());
  }
  if (!line || text.empty()) return malformed("The receipt holds no checkpoint.");
  proof.checkpoint = text;
  return proof;
}

std::string Proof::text() const {
  std::string out = std::string(kFirstLine) + '\n';
  if (!leaf.empty()) out.append(kExtra).append(to_base64(leaf)).append("\n");
  out.append(kIndex).append(std::to_string(index)).append("\n");
  for (const Hash& hash : hashes) out.append(to_base64(hash)).append("\n");
  return out.append("\n").append(checkpoint);
}

Result<VerifiedReceipt> verify_proof(std::string_view text, const Policy& policy) {
  GIRS_TRY(const Proof proof, Proof::parse(text));
  GIRS_TRY(const auto opened, open_checkpoint_of(proof, policy));
  return verify_proof(proof, opened);
}

Result<OpenedCheckpoint> open_checkpoint_of(const Proof& proof, const Policy& policy) {
  auto opened = open_checkpoint(proof.checkpoint, policy);
  if (!opened) return because(std::move(opened).error(), "checkpoint");
  return opened;
}

Result<VerifiedReceipt> verify_proof(const Proof& proof, const OpenedCheckpoint& opened) {
  // `extra` is what anybody may have written until the inclusion proof below has tied it to a
  // root that the log has signed.
  auto leaf = Leaf::parse(text_of(proof.leaf));
  if (!leaf) return because(std::move(leaf).error(), "leaf");
  const Checkpoint& checkpoint = opened.checkpoint;
  if (!verify_inclusion(proof.index, checkpoint.size, leaf_hash(proof.leaf), proof.hashes,
                        checkpoint.root))
    return untrusted("proof", "The receipt does not prove that the entry is in the log.",
                     "Biên nhận không chứng minh được mục này có trong nhật ký.");
  VerifiedReceipt receipt;
  receipt.leaf = *std::move(leaf);
  receipt.index = proof.index;
  receipt.time_logged = receipt.leaf.time;
  receipt.quorum_met = opened.quorum_met;
  for (const Cosignature& cosignature : opened.cosignatures)
    if (!receipt.time_witnessed || cosignature.time < *receipt.time_witnessed)
      receipt.time_witnessed = cosignature.time;
  receipt.cosignatures = opened.cosignatures;
  receipt.checkpoint = opened.checkpoint;
  return receipt;
}

Status check_claim(const VerifiedReceipt& receipt, const ReceiptClaim& claim) {
  if (receipt.checkpoint.origin != claim.audience)
    return untrusted("claim", "The receipt is from the log " + receipt.checkpoint.origin +
                                  ", but the package is meant for " + claim.audience + ".",
                     "Biên nhận của nhật ký " + receipt.checkpoint.origin +
                         ", nhưng gói báo cáo gửi cho " + claim.audience + ".");
  return check_leaf(receipt.leaf, claim);
}

Result<VerifiedReceipt> verify_receipt(std::string_view text, const ReceiptClaim& claim,
                                       const Policy& policy) {
  GIRS_TRY(VerifiedReceipt receipt, verify_proof(text, policy));
  GIRS_CHECK(check_claim(receipt, claim));
  receipt.time_claimed = claim.created_at;
  return receipt;
}

}  // namespace girs::log
