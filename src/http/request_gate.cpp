#include "http/request_gate.h"

#include <algorithm>
#include <chrono>

#include "http/answers.h"
#include "http/problem.h"
#include "http/request_signature.h"

namespace girs::http {
namespace {

using sync::Request;
using sync::Response;

constexpr std::chrono::seconds kClockDifference{60};
// A nonce is kept for one to two of these: longer than any signature lives.
constexpr auto kGeneration = kSignatureLifeMax + 2 * kClockDifference;

Response unauthorized(std::string_view code, const Message& message) {
  auto response = problem(401, code, message);
  response.headers.emplace_back("www-authenticate", "Signature");
  return response;
}

Response full() {
  auto response = problem(503, "busy", {"Too many signed requests in the last minutes; try again.",
                                        "Quá nhiều yêu cầu đã ký trong vài phút qua; hãy thử lại."});
  response.headers.emplace_back("retry-after", "60");
  return response;
}

/// Host names do not know letter case.
bool is_same_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return lower(x) == lower(y);
  });
}

}  // namespace

std::optional<Response> RequestGate::refuse(const Request& request, const access::Right& right,
                                            access::Caller& caller) {
  return refuse(request, right, caller, Moment::kWhole);
}

std::optional<Response> RequestGate::refuse_head(const Request& head, const access::Right& right,
                                                 access::Caller& caller) {
  return refuse(head, right, caller, Moment::kBeforeBody);
}

std::optional<Response> RequestGate::refuse(const Request& request, const access::Right& right,
                                            access::Caller& caller, Moment moment) {
  if (is_signed(request)) {
    if (auto refused = check(request, caller, moment)) return refused;
  } else if (!options_.signed_only) {
    caller = access::Caller::open();
  }
  const auto may = access::permits(right, caller, options_.contact);
  if (may) return std::nullopt;
  if (caller.kind == access::Caller::Kind::kNobody)
    return unauthorized("request-signature", may.error().message);
  return problem(403, "request-role", may.error().message);
}

std::optional<Response> RequestGate::check(const Request& request, access::Caller& caller, Moment moment) {
  const auto read = read_request_signature(request);
  if (!read) return unauthorized("request-signature", read.error().message);
  if (!is_own_name(field_of(request, "host")))
    return unauthorized("authority", {"The request is signed for another server.",
                                      "Yêu cầu được ký cho máy chủ khác."});
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
  if (!record || record->key.scheme() != Scheme::kEd25519)
    return unauthorized("request-signature",
                        {"The key that signs the request is not in the registry; its keeper adds it (role transport).",
                         "Khóa ký yêu cầu chưa có trong danh bạ khóa; hãy đề nghị đầu mối quản lý danh bạ bổ sung "
                         "(vai trò transport)."});
  if (!record->key.verify(view(read->base), read->signature))
    return unauthorized("request-signature",
                        {"The request is not as its key signed it: a proxy on the way may have changed its host, path or fields.",
                         "Yêu cầu không còn đúng như khi được ký: thiết bị trung gian có thể đã sửa tên máy chủ, đường "
                         "dẫn hoặc tiêu đề."});
  if (!access::is_valid_at(*record, now))
    return problem(403, "request-role", {"This key may not sign requests now.",
                                 "Khóa này hiện không được phép ký yêu cầu."});
  switch (look_up(read->keyid + ' ' + read->nonce, now, moment)) {
    case Nonce::kFresh: break;
    case Nonce::kNoRoom: return full();
    case Nonce::kSeen:
      return unauthorized("replayed", {"This very request has been made before.",
                                       "Yêu cầu này đã được gửi trước đó."});
  }
  caller = access::Caller::holder_of(*record);
  return std::nullopt;
}

RequestGate::Nonce RequestGate::look_up(const std::string& nonce, Time now, Moment moment) {
  const std::lock_guard lock(mutex_);
  if (now >= turned_ + kGeneration) {
    old_ = now >= turned_ + 2 * kGeneration ? std::unordered_set<std::string>() : std::move(young_);
    young_.clear();
    turned_ = now;
  }
  if (old_.contains(nonce) || young_.contains(nonce)) return Nonce::kSeen;
  if (young_.size() >= options_.nonces_max) return Nonce::kNoRoom;
  if (moment == Moment::kWhole) young_.insert(nonce);
  return Nonce::kFresh;
}

bool RequestGate::is_own_name(std::string_view authority) const {
  const auto colon = authority.rfind(':');
  const bool has_port = colon != std::string_view::npos && authority.find(']', colon) == std::string_view::npos;
  const auto host = has_port ? authority.substr(0, colon) : authority;
  return options_.names.empty() || std::ranges::any_of(options_.names, [&](const std::string& name) {
           return is_same_name(name, authority) || is_same_name(name, host);
         });
}

}  // namespace girs::http
