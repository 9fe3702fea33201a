// Acceptance of signed documents, kind by kind.

#include "package/verify.h"

#include <algorithm>

#include "crypto/hash.h"
#include "package/series_id.h"
#include "package/signer_check.h"
#include "package/verify_series.h"

namespace girs::package {
namespace {

constexpr std::int64_t kSchemaVersion = 1;  // of every payload that this version reads

Status check_type(const Envelope& envelope, std::string_view type) {
  if (envelope.payload_type == type) return ok();
  return untrusted("type",
                   "The envelope holds \"" + envelope.payload_type + "\", not \"" +
                       std::string(type) + "\".",
                   "Phong bì chứa \"" + envelope.payload_type + "\", không phải \"" +
                       std::string(type) + "\".");
}

Status check_head(const PayloadHead& head, const Registry& registry, std::string_view audience) {
  if (head.audience != audience)
    return untrusted("audience",
                     "The document is meant for " + head.audience + ", not for " +
                         std::string(audience) + ".",
                     "Tài liệu này gửi cho " + head.audience + ", không phải cho " +
                         std::string(audience) + ".");
  if (registry.content().min_schema > kSchemaVersion)
    return untrusted("schema", "The registry no longer admits documents of this schema version.",
                     "Danh bạ khóa không còn chấp nhận tài liệu theo lược đồ phiên bản này.");
  return ok();
}

Status require_role(const PayloadHead& head, std::string_view role) {
  if (std::ranges::any_of(head.signers, [&](const auto& signer) { return signer.role == role; }))
    return ok();
  return untrusted("signers", "The document names no " + std::string(role) + " among its signers.",
                   "Tài liệu không nêu người ký với vai trò " + std::string(role) + ".");
}

/// Two persons sign a report: a stolen preparer's key alone is not enough. Keys are different
/// already, each counts once.
Status check_two_persons(const std::vector<VerifiedSigner>& signers) {
  for (const VerifiedSigner& preparer : signers) {
    if (preparer.claimed.role != kPreparer) continue;
    for (const VerifiedSigner& approver : signers) {
      if (approver.claimed.role != kApprover) continue;
      // A key without a person proves nothing about who holds it.
      if (preparer.subject.person.empty() || approver.subject.person.empty() ||
          preparer.subject.person == approver.subject.person)
        return untrusted("same-person",
                         "The preparer and the approver must be two different persons in the "
                         "registry.",
                         "Người lập và người duyệt phải là hai người khác nhau trong danh bạ "
                         "khóa.",
                         {{"keyid", approver.claimed.keyid}});
    }
  }
  return ok();
}

/// The payload of an envelope of that type, meant for `audience` and naming a signer in `role`.
template <class Payload>
Result<Payload> open_payload(const Envelope& envelope, const Registry& registry,
                             std::string_view audience, std::string_view type,
                             std::string_view role, Result<Payload> (*parse)(std::string_view)) {
  GIRS_CHECK(check_type(envelope, type));
  auto payload = parse(text_of(envelope.payload));
  if (!payload) return as_untrusted(std::move(payload).error(), "shape");
  GIRS_CHECK(check_head(payload->head, registry, audience));
  GIRS_CHECK(require_role(payload->head, role));
  return payload;
}

/// A document of a kind without unit or batches, or of the unit and regime it is about.
template <class Verified, class Payload>
Result<Verified> verify_signed(const Envelope& envelope, const Registry& registry,
                               std::string_view audience, Time at, std::string_view type,
                               std::string_view role, std::string_view unit,
                               std::string_view regime,
                               Result<Payload> (*parse)(std::string_view)) {
  GIRS_TRY(auto payload, open_payload(envelope, registry, audience, type, role, parse));
  const SignedBytes bytes = envelope.signed_bytes();
  GIRS_TRY(auto signers, check_signers({envelope, bytes, payload.head, registry, unit, regime, at, {}}));
  return Verified{std::move(payload), bytes.pid(), envelope.env_digest(), std::move(signers)};
}

}  // namespace

Result<VerifiedReport> verify_report(const Envelope& envelope, const Registry& registry,
                                     std::string_view audience, Time at,
                                     const std::vector<Envelope>& batches) {
  return verify_report(envelope, envelope.signed_bytes(), envelope.env_digest(), registry, audience,
                       at, batches);
}

Result<VerifiedReport> verify_report(const Envelope& envelope, const SignedBytes& bytes,
                                     std::string env, const Registry& registry,
                                     std::string_view audience, Time at,
                                     const std::vector<Envelope>& batches) {
  GIRS_CHECK(check_type(envelope, kReportType));
  auto payload = parse_report(text_of(envelope.payload));
  if (!payload) return as_untrusted(std::move(payload).error(), "shape");
  GIRS_CHECK(check_head(payload->head, registry, audience));
  GIRS_CHECK(require_role(payload->head, kPreparer));
  GIRS_CHECK(require_role(payload->head, kApprover));
  GIRS_TRY(auto signers, check_signers({envelope, bytes, payload->head, registry, payload->unit,
                                        payload->regime.code, at, batches}));
  GIRS_CHECK(check_two_persons(signers));
  std::string series = series_id(*payload);
  return VerifiedReport{*std::move(payload), bytes.pid(), std::move(env), std::move(series),
                        std::move(signers)};
}

Result<VerifiedSeries> verify_series(const Envelope& envelope, const Registry& registry,
                                     std::string_view audience, Time at) {
  GIRS_TRY(auto payload,
           open_payload(envelope, registry, audience, kSeriesType, kPreparer, parse_series));
  GIRS_CHECK(require_role(payload.head, kApprover));
  const SignedBytes bytes = envelope.signed_bytes();
  GIRS_TRY(auto signers, check_signers({envelope, bytes, payload.head, registry, payload.unit,
                                        payload.indicator, at, {}}));
  GIRS_CHECK(check_two_persons(signers));
  std::string series = series_chain_id(payload);
  return VerifiedSeries{std::move(payload), bytes.pid(), envelope.env_digest(),
                        std::move(series), std::move(signers)};
}

std::string series_chain_id(const SeriesPayload& payload) {
  std::string text = "girs/time-series/v1\n" + payload.unit + "\n" + payload.indicator + "\n" +
                     payload.vintage + "\n";
  for (const auto& [dimension, member] : payload.breakdown)
    text += dimension + "=" + member + "\n";
  return to_hex(sha256(text));
}

Result<VerifiedDecision> verify_decision(const Envelope& envelope, const Registry& registry,
                                         std::string_view audience, Time at,
                                         std::string_view unit, std::string_view regime) {
  return verify_signed<VerifiedDecision>(envelope, registry, audience, at, kDecisionType,
                                         kDecider, unit, regime, parse_decision);
}

Result<VerifiedRequest> verify_request(const Envelope& envelope, const Registry& registry,
                                       std::string_view audience, Time at) {
  GIRS_TRY(auto payload, open_payload(envelope, registry, audience, kRequestType, kRequester,
                                      parse_request));
  const std::string& regime = payload.regime.code;
  const SignedBytes bytes = envelope.signed_bytes();
  GIRS_TRY(auto signers, check_signers({envelope, bytes, payload.head, registry, payload.units.front(),
                                        regime, at, {}}));
  for (const ClaimedSigner& signer : payload.head.signers)
    for (const std::string& unit : payload.units)
      GIRS_CHECK(registry.permits(signer.keyid, SigningAct{signer.role, unit, regime, kRequestType},
                                  at));
  return VerifiedRequest{std::move(payload), bytes.pid(), envelope.env_digest(),
                         std::move(signers)};
}

Result<VerifiedCatalogue> verify_catalogue(const Envelope& envelope, const Registry& registry,
                                           std::string_view audience, Time at) {
  return verify_signed<VerifiedCatalogue>(envelope, registry, audience, at, kCatalogueType,
                                          kPublisher, {}, {}, parse_catalogue);
}

Result<Registry> open_registry(const Envelope& envelope, const std::vector<PublicKey>& roots,
                               std::size_t threshold) {
  GIRS_CHECK(check_type(envelope, kRegistryType));
  auto registry = Registry::parse(text_of(envelope.payload));
  if (!registry) return as_untrusted(std::move(registry).error(), "shape");
  if (threshold == kTwoPersons) threshold = roots.size() > 1 ? 2 : 1;
  std::vector<std::string> counted;
  for (const ClaimedSigner& signer : registry->content().head.signers) {
    const auto root = std::ranges::find_if(
        roots, [&](const PublicKey& key) { return key.keyid() == signer.keyid; });
    if (root == roots.end() || std::ranges::find(counted, signer.keyid) != counted.end()) continue;
    if (!envelope.is_signed_by(*root))
      return untrusted("signature",
                       "The registry is not signed by the root key " + signer.keyid +
                           " that it names.",
                       "Danh bạ khóa không có chữ ký của khóa gốc " + signer.keyid +
                           " mà nó nêu tên.",
                       {{"keyid", signer.keyid}});
    counted.push_back(signer.keyid);
  }
  if (counted.size() < threshold)
    return untrusted("signers",
                     "The registry is signed by " + std::to_string(counted.size()) +
                         " of the pinned root keys; more are needed.",
                     "Danh bạ khóa mới có " + std::to_string(counted.size()) +
                         " khóa gốc tin cậy ký; cần thêm chữ ký.");
  return registry;
}

}  // namespace girs::package
