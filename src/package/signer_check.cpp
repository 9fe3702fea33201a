// Signatures and roles of the signers that a document names.

#include "package/signer_check.h"

#include <algorithm>
#include <set>

#include "package/batch_payload.h"

namespace girs::package {
namespace {

/// A batch that came along, lists the package and is meant for the same log.
struct UsefulBatch {
  const Envelope& envelope;
  BatchPayload payload;
};

std::vector<UsefulBatch> useful_batches(const SignerCheck& check) {
  std::vector<UsefulBatch> useful;
  if (check.batches.empty()) return useful;
  const std::string pid = check.bytes.pid();
  for (const Envelope& batch : check.batches) {
    if (batch.payload_type != kBatchType) continue;
    auto payload = parse_batch(text_of(batch.payload));
    if (!payload || payload->head.audience != check.head.audience ||
        !std::ranges::binary_search(payload->pids, pid))
      continue;
    useful.push_back({batch, *std::move(payload)});
  }
  return useful;
}

/// Whether a batch carries the signer's signature in the same role, and the registry lets the
/// key sign batches.
bool is_signed_in_batch(const SignerCheck& check, const ClaimedSigner& signer,
                        const PublicKey& key, const std::vector<UsefulBatch>& batches) {
  return std::ranges::any_of(batches, [&](const UsefulBatch& batch) {
    const auto& named = batch.payload.head.signers;
    const bool is_named = std::ranges::any_of(named, [&](const ClaimedSigner& other) {
      return other.keyid == signer.keyid && other.role == signer.role && !other.cert;
    });
    return is_named && batch.envelope.is_signed_by(key) &&
           check.registry.permits(signer.keyid, signer.role, check.unit, check.regime, kBatchType,
                                  check.at);
  });
}

/// The signer as verified.
Result<VerifiedSigner> check_signer(const SignerCheck& check, const ClaimedSigner& signer,
                                    const std::vector<UsefulBatch>& batches) {
  if (signer.cert)
    return untrusted("unsupported",
                     "Signatures bound to a certificate cannot be judged by this version.",
                     "Phiên bản này chưa kiểm tra được chữ ký gắn với chứng thư số.",
                     {{"keyid", signer.keyid}});
  // The scheme and the key come from the registry, never from the message.
  const KeyRecord* record = check.registry.find(signer.keyid);
  const auto own = record ? check.envelope.signature_of(record->key, check.bytes) : std::nullopt;
  if (record && !own && !is_signed_in_batch(check, signer, record->key, batches))
    return untrusted("signature",
                     "There is no valid signature of the " + signer.role + " with key " +
                         signer.keyid + ".",
                     "Không có chữ ký hợp lệ của vai trò " + signer.role + " với khóa " +
                         signer.keyid + ".",
                     {{"keyid", signer.keyid}});
  GIRS_CHECK(check.registry.permits(
      signer.keyid, SigningAct{signer.role, check.unit, check.regime, check.envelope.payload_type},
      check.at));
  return VerifiedSigner{signer, record->subject, own};
}

}  // namespace

Error untrusted(std::string_view reason, std::string en, std::string vi, Details details) {
  details.insert(details.begin(), {"reason", std::string(reason)});
  return error(Code::kUntrusted, std::move(en), std::move(vi), std::move(details));
}

Error as_untrusted(Error error, std::string_view reason) {
  error.code = Code::kUntrusted;
  std::erase_if(error.details, [](const auto& detail) { return detail.first == "reason"; });
  error.details.insert(error.details.begin(), {"reason", std::string(reason)});
  return error;
}

Result<std::vector<VerifiedSigner>> check_signers(const SignerCheck& check) {
  const std::vector<UsefulBatch> batches = useful_batches(check);
  std::set<std::string> counted;
  std::vector<VerifiedSigner> verified;
  for (const ClaimedSigner& signer : check.head.signers) {
    if (!counted.insert(signer.keyid).second)
      return untrusted("signers", "The key " + signer.keyid + " is named as a signer twice.",
                       "Khóa " + signer.keyid + " được nêu là người ký hai lần.",
                       {{"keyid", signer.keyid}});
    GIRS_TRY(auto one, check_signer(check, signer, batches));
    verified.push_back(std::move(one));
  }
  return verified;
}

}  // namespace girs::package
