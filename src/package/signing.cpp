#include "package/signing.h"

#include <algorithm>
#include <set>

#include "package/batch_payload.h"

namespace girs::package {
namespace {

Error not_named(const Signer& signer, std::string_view role) {
  const std::string as = role.empty() ? "" : " as " + std::string(role);
  const std::string as_vi = role.empty() ? "" : " với vai trò " + std::string(role);
  return error(Code::kUntrusted, "The document does not name the key " + signer.key.keyid() + as + " among its signers.",
               "Tài liệu không nêu khóa " + signer.key.keyid() + as_vi + " trong những người ký.",
               {{"reason", "signers"}, {"keyid", signer.key.keyid()}});
}

/// Whether the signer may put this package into a batch for `audience`.
Status check_for_batch(const Submission& package, std::string_view role, const Signer& signer, std::string_view audience) {
  GIRS_TRY(const auto head, head_of(package.envelope));
  const auto named = named_signer(head, signer.key.keyid());
  if (!named || named->role != role) return not_named(signer, role);
  if (head.audience != audience)
    return error(Code::kInvalidArgument, "The package is meant for " + head.audience + ", others for " + std::string(audience) + ".",
                 "Gói này gửi " + head.audience + ", các gói khác gửi " + std::string(audience) + ".", {{"reason", "audience"}});
  if (package.envelope.is_signed_by(signer.key))
    return error(Code::kConflict, "The key " + signer.key.keyid() + " has signed this package already.",
                 "Khóa " + signer.key.keyid() + " đã ký gói này rồi.", {{"reason", "signed-already"}});
  if (package.batches.size() >= kBatchesMax)
    return error(Code::kConflict, "A package carries at most 16 batches.", "Mỗi gói mang tối đa 16 lô.");
  return ok();
}

Result<std::string> check_packages(const std::vector<Submission>& packages, std::string_view role, const Signer& signer) {
  if (packages.empty() || packages.size() > kBatchPidsMax)
    return error(Code::kInvalidArgument, "A batch lists 1 to 500 packages.", "Mỗi lô gồm từ 1 đến 500 gói.");
  GIRS_TRY(const auto first, head_of(packages.front().envelope));
  Error wrong = error(Code::kInvalidArgument, "Some packages cannot be signed in this batch; none was signed.",
                      "Có gói không ký được trong lô này; chưa ký gói nào.");
  std::set<std::string> pids;
  for (std::size_t i = 0; i < packages.size(); ++i) {
    auto checked = check_for_batch(packages[i], role, signer, first.audience);
    if (checked && !pids.insert(packages[i].envelope.pid()).second)
      checked = error(Code::kInvalidArgument, "The package stands in the list twice.", "Gói bị lặp trong danh sách.");
    if (checked) continue;
    Details details = checked.error().details;
    details.emplace_back("row", std::to_string(i));
    wrong.mistakes.push_back({checked.error().message, std::move(details)});
  }
  if (!wrong.mistakes.empty()) return wrong;
  return first.audience;
}

}  // namespace

Result<PayloadHead> head_of(const Envelope& envelope) {
  GIRS_TRY(const auto document, parse_payload(text_of(envelope.payload)));
  Mistakes mistakes;
  const auto* schema = document.text("schema");
  auto head = read_head(json::Node::root(document, "payload", mistakes), schema ? *schema : std::string());
  if (!mistakes.empty())
    return std::move(mistakes).to_error(Code::kCorrupt, "The payload lacks what every signed document has.",
                                        "Nội dung thiếu phần chung của mọi tài liệu ký số.");
  return head;
}

std::optional<ClaimedSigner> named_signer(const PayloadHead& head, std::string_view keyid) {
  const auto found = std::ranges::find_if(head.signers, [&](const auto& signer) { return signer.keyid == keyid; });
  return found == head.signers.end() ? std::nullopt : std::optional(*found);
}

Status sign_as_named(Envelope& envelope, const Signer& signer) {
  GIRS_TRY(const auto head, head_of(envelope));
  if (!named_signer(head, signer.key.keyid())) return not_named(signer, {});
  return envelope.sign(signer);
}

Status sign_as_batch(std::vector<Submission>& packages, std::string_view role, const Signer& signer, Time now) {
  GIRS_TRY(const auto audience, check_packages(packages, role, signer));
  BatchPayload payload;
  payload.head.audience = audience;
  payload.head.created_at = now;
  GIRS_TRY(payload.head.salt, new_salt());
  payload.head.signers = {{std::string(role), signer.key.keyid()}};
  for (const auto& package : packages) payload.pids.push_back(package.envelope.pid());
  GIRS_TRY(const auto bytes, build(payload));
  Envelope batch{std::string(kBatchType), to_bytes(bytes)};
  GIRS_CHECK(batch.sign(signer));
  for (auto& package : packages) package.batches.push_back(batch);
  return ok();
}

}  // namespace girs::package
