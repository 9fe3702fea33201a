#include "http/request_gate.h"

#include <algorithm>
#include <chrono>

#include "http/problem.h"
#include "http/request_signature.h"

namespace girs::http {
namespace {

using sync::Request;
using sync::Response;

constexpr std::chrono::seconds kClockDifference{60};
// A nonce is kept for one to two of these: longer than any signature lives.
constexpr auto kGeneration = kSignatureLifeMax + 2 * kClockDifference;
constexpr std::size_t kNoncesMax = 2'000'000;

bool is_public(const Request& request) {
  return request.path == "/v1/registry" || request.path == "/v1/catalog" ||
         request.path.starts_with("/log/") || request.path.starts_with("/.well-known/");
}

Response unauthorized(std::string_view code, const Message& message) {
  auto response = problem(401, code, message);
  response.headers.emplace_back("www-authenticate", "Signature");
  return response;
}

/// A key that may sign requests at all, for whatever units: what is in a package is for the
/// package's own signatures to say.
bool may_carry(const KeyRecord& record) {
  return std::ranges::any_of(record.roles,
                             [](const RoleGrant& grant) { return grant.role == kTransport; });
}

bool is_valid_at(const KeyRecord& record, Time now) {
  if (now < record.not_before || (record.not_after && now > *record.not_after)) return false;
  if (record.status == KeyStatus::kRevoked) return record.revoked_at && now < *record.revoked_at;
  return true;
}

}  // namespace

std::optional<Response> RequestGate::refuse(const Request& request) {
  if (is_signed(request)) return check(request);
  if (!options_.signed_only || is_public(request)) return std::nullopt;
  return unauthorized("request-signature",
                      {"This request must be signed (RFC 9421, label girs).",
                       "Yêu cầu này phải được ký (RFC 9421, nhãn girs)."});
}

std::optional<Response> RequestGate::check(const Request& request) {
  const auto read = read_request_signature(request);
  if (!read) return unauthorized("request-signature", read.error().message);
  const Time now = options_.clock();
  if (read->created > now + kClockDifference || read->expires + kClockDifference < now)
    return unauthorized("clock",
                        {"The request is not of this time: compare your clock with the field Date.",
                         "Thời điểm ký yêu cầu không đúng: hãy so đồng hồ máy với trường Date."});
  const auto registry = centre_.registry();
  if (!registry)
    return problem(503, "registry", {"The keys cannot be looked up now; try again.",
                                     "Hiện không tra được danh bạ khóa; hãy thử lại."});
  const auto* record = (*registry)->find(read->keyid);
  if (!record || record->key.scheme() != Scheme::kEd25519 ||
      !record->key.verify(view(read->base), read->signature))
    return unauthorized("request-signature",
                        {"The request's signature does not verify with a key of the registry.",
                         "Chữ ký của yêu cầu không khớp khóa nào trong danh bạ."});
  if (!may_carry(*record) || !is_valid_at(*record, now))
    return problem(403, "role", {"This key may not sign requests now.",
                                 "Khóa này hiện không được phép ký yêu cầu."});
  if (!is_fresh(read->keyid + ' ' + read->nonce, now))
    return unauthorized("replayed", {"This very request has been made before.",
                                     "Yêu cầu này đã được gửi trước đó."});
  return std::nullopt;
}

bool RequestGate::is_fresh(const std::string& nonce, Time now) {
  const std::lock_guard lock(mutex_);
  if (now >= turned_ + kGeneration || young_.size() >= kNoncesMax) {
    old_ = now >= turned_ + 2 * kGeneration ? std::unordered_set<std::string>() : std::move(young_);
    young_.clear();
    turned_ = now;
  }
  return !old_.contains(nonce) && young_.insert(nonce).second;
}

}  // namespace girs::http
