#include "http/request_gate.h"

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

Response unauthorized(std::string_view code, const Message& message) {
  auto response = problem(401, code, message);
  response.headers.emplace_back("www-authenticate", "Signature");
  return response;
}

}  // namespace

std::optional<Response> RequestGate::refuse(const Request& request, const access::Right& right,
                                            access::Caller& caller) {
  if (is_signed(request)) {
    if (auto refused = check(request, caller)) return refused;
  } else if (!options_.signed_only) {
    caller = access::Caller::open();
  }
  const auto may = access::permits(right, caller, options_.contact);
  if (may) return std::nullopt;
  if (caller.kind == access::Caller::Kind::kNobody)
    return unauthorized("request-signature", may.error().message);
  return problem(403, "role", may.error().message);
}

std::optional<Response> RequestGate::check(const Request& request, access::Caller& caller) {
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
  if (!access::is_valid_at(*record, now))
    return problem(403, "role", {"This key may not sign requests now.",
                                 "Khóa này hiện không được phép ký yêu cầu."});
  if (!is_fresh(read->keyid + ' ' + read->nonce, now))
    return unauthorized("replayed", {"This very request has been made before.",
                                     "Yêu cầu này đã được gửi trước đó."});
  caller = access::Caller::holder_of(*record);
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
