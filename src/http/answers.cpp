#include "http/answers.h"

#include <charconv>

#include "base/text.h"
#include "crypto/hash.h"
#include "http/problem.h"

namespace girs::http {
namespace {

using sync::Request;
using sync::Response;

/// 4xx says that the sender must mend something and is never tried again, so it needs a reason
/// that lies in what was sent; all else is this server's own trouble.
/// 400 is for bytes that say nothing yet: no JSON in its normal form, or not what the address names.
int status_of(const Error& error, std::string_view reason, bool is_refusal) {
  if (reason == "role" || reason == "unit") return 403;
  switch (error.code) {
    case Code::kNotFound: return 404;
    case Code::kConflict: return 409;
    case Code::kBusy:
    case Code::kCancelled: return 503;
    case Code::kIo: return 507;  // the store's disk
    case Code::kInternal:
    case Code::kClosed: return 500;
    default: break;
  }
  const bool says_nothing = reason == "digest" || (reason == "format" && error.mistakes.empty());
  return says_nothing ? 400 : is_refusal ? 422 : 500;
}

/// The code of an error that has none of its own.
std::string_view code_of(const Error& error) {
  if (!error.mistakes.empty()) return "package-invalid";
  switch (error.code) {
    case Code::kNotFound: return "not-found";
    case Code::kConflict: return "conflict";
    case Code::kBusy:
    case Code::kCancelled: return "busy";
    case Code::kIo: return "storage";
    default: return "error";
  }
}

/// Whether a list of entity tags names `tag` (weak comparison).
bool names(std::string_view list, std::string_view tag) {
  for (auto one : split(list, ',')) {
    one = trim(one);
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one == tag || one == "*") return true;
  }
  return false;
}

}  // namespace

Response answer(int status, std::string type, std::string body) {
  return {status, {{"content-type", std::move(type)}}, std::move(body)};
}

Response not_found() {
  return problem(404, "not-found", {"There is nothing at this address.", "Không có gì tại địa chỉ này."});
}

Response problem_of(const Error& error) {
  const auto* reason = detail_of(error.details, "reason");
  const std::string code(reason ? *reason : code_of(error));
  const int status = status_of(error, code, reason || !error.mistakes.empty());
  const auto* head = detail_of(error.details, "head");
  auto response = problem(status, code, error.message, error.mistakes, head ? *head : std::string());
  if (head) response.headers.emplace_back("girs-head", *head);
  if (status == 503) response.headers.emplace_back("retry-after", "5");
  return response;
}

Response cached(Response response, const char* how) {
  response.headers.emplace_back("cache-control", how);
  return response;
}

Response conditional(const Request& request, Response response) {
  if (response.status != 200 || (request.method != "GET" && request.method != "HEAD")) return response;
  const auto* tag = response.header("etag");
  if (!tag) {
    response.headers.emplace_back("etag", '"' + to_hex(sha256(response.body)).substr(0, 32) + '"');
    tag = response.header("etag");
  }
  const auto known = field_of(request, "if-none-match");
  if (known.empty() || !names(known, *tag)) return response;
  Response same{304, {{"etag", *tag}}, {}};
  for (const auto& [name, value] : response.headers)
    if (name == "link" || name == "cache-control") same.headers.emplace_back(name, value);
  return same;
}

std::string_view query(std::string_view path, std::string_view name) {
  const auto mark = path.find('?');
  if (mark == std::string_view::npos) return {};
  for (const auto part : split(path.substr(mark + 1), '&'))
    if (part.starts_with(name) && part.size() > name.size() && part[name.size()] == '=')
      return part.substr(name.size() + 1);
  return {};
}

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

bool is_hash(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string_view field_of(const Request& request, std::string_view name) {
  for (const auto& [key, value] : request.headers)
    if (key == name) return trim(value);
  return {};
}

}  // namespace girs::http
