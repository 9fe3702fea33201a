#include "http/routes.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "http/problem.h"
#include "json/canonical.h"

namespace girs::http {
namespace {

using sync::Request;
using sync::Response;

constexpr std::int64_t kEventsMax = 1000;

/// The status for an error of the core: 4xx for what the sender must mend, 5xx for what is ours.
int status_of(const Error& error, std::string_view reason) {
  if (reason == "role" || reason == "unit") return 403;
  switch (error.code) {
    case Code::kNotFound: return 404;
    case Code::kConflict: return 409;
    case Code::kBusy: return 503;
    case Code::kIo: return 507;  // the store's disk
    case Code::kInternal:
    case Code::kClosed: return 500;
    default: return reason == "digest" ? 400 : 422;
  }
}

Response problem_of(const Error& error) {
  const auto* reason = detail_of(error.details, "reason");
  const std::string code = reason ? *reason : error.mistakes.empty() ? "error" : "package-invalid";
  const int status = status_of(error, code);
  auto response = problem(status, code, error.message, error.mistakes);
  if (const auto* head = detail_of(error.details, "head")) response.headers.emplace_back("girs-head", *head);
  if (status == 503) response.headers.emplace_back("retry-after", "5");
  return response;
}

Response answer(int status, std::string type, std::string body) {
  return {status, {{"content-type", std::move(type)}}, std::move(body)};
}

Response not_found() {
  return problem(404, "not-found", {"There is nothing at this address.", "Không có gì tại địa chỉ này."});
}

/// The value of `name` in the query; no percent-decoding: the values used are codes and numbers.
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

Response well_known(central::Centre& centre) {
  json::Value limits;
  limits.set("package_bytes", static_cast<std::int64_t>(central::kSubmissionSizeMax));
  limits.set("events", kEventsMax);
  json::Value shown;
  shown.set("versions", json::Array{json::Value("v1")});
  shown.set("origin", centre.origin());
  shown.set("limits", std::move(limits));
  return answer(200, "application/json", json::compact(shown));
}

Response get_registry(central::Centre& centre) {
  const auto registry = centre.registry_envelope();
  if (!registry) return problem_of(registry.error());
  if (!*registry) return not_found();
  return answer(200, "application/json", std::string(text_of((*registry)->envelope)));
}

Response put_submission(central::Centre& centre, std::string_view pid, const Request& request) {
  const auto admission = centre.admit(pid, request.body);
  if (!admission) return problem_of(admission.error());
  auto response = answer(admission->fresh ? 201 : 200, "text/plain; charset=utf-8", admission->receipt);
  response.headers.emplace_back("location", "/v1/submissions/" + std::string(pid));
  response.headers.emplace_back("etag", "\"" + std::string(pid) + "\"");
  return response;
}

Response get_submission(central::Centre& centre, std::string_view pid) {
  const auto row = centre.submission(pid);
  if (!row) return problem_of(row.error());
  if (!*row) return not_found();
  auto response = answer(200, "application/json", std::string(text_of((*row)->envelope)));
  response.headers.emplace_back("etag", "\"" + (*row)->env + "\"");
  return response;
}

Response get_receipt(central::Centre& centre, std::string_view pid) {
  auto receipt = centre.receipt(pid);
  if (!receipt) return problem_of(receipt.error());
  return answer(200, "text/plain; charset=utf-8", *std::move(receipt));
}

Response get_series(central::Centre& centre, std::string_view series) {
  const auto head = centre.series_head(series);
  if (!head) return problem_of(head.error());
  if (!*head) return not_found();
  json::Value shown;
  shown.set("rev", (*head)->rev);
  shown.set("pid", (*head)->pid);
  shown.set("status", (*head)->status);
  shown.set("index", (*head)->index);
  return answer(200, "application/json", json::compact(shown));
}

Response get_events(central::Centre& centre, std::string_view path) {
  const auto since = number(query(path, "since"));
  const auto limit_text = query(path, "limit");
  const auto limit = limit_text.empty() ? std::optional(kEventsMax) : number(limit_text);
  const std::string unit(query(path, "unit"));
  if (!since || !limit || *limit == 0)
    return problem(400, "query", {"`since` and `limit` are whole numbers.", "`since` và `limit` là số nguyên."});
  const auto page = centre.events(*since, std::min(*limit, kEventsMax), unit);
  if (!page) return problem_of(page.error());
  std::string lines;
  for (const auto& event : page->events) {
    json::Value line;
    line.set("index", event.index);
    line.set("kind", event.kind);
    line.set("leaf", text_of(event.leaf));
    std::string text = json::compact(line);
    if (!event.envelope.empty()) {  // stored as JSON already: put in as it is
      text.back() = ',';
      text += "\"envelope\":" + std::string(text_of(event.envelope)) + "}";
    }
    lines += text + "\n";
  }
  auto response = answer(200, "application/x-ndjson", std::move(lines));
  if (page->next > *since)
    response.headers.emplace_back("link", "</v1/events?since=" + std::to_string(page->next) + "&limit=" +
                                              std::to_string(*limit) + "&unit=" + unit + ">; rel=\"next\"");
  return response;
}

bool is_hash(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Response route(central::Centre& centre, const Request& request) {
  const auto path = std::string_view(request.path).substr(0, request.path.find('?'));
  const auto parts = split(path, '/');  // the first part is empty
  const auto is = [&](std::size_t count) { return parts.size() == count; };
  const bool get = request.method == "GET";
  if (path == "/.well-known/girs" && get) return well_known(centre);
  if (path == "/log/checkpoint" && get) {
    auto note = centre.checkpoint();
    return note ? answer(200, "text/plain; charset=utf-8", *std::move(note)) : problem_of(note.error());
  }
  if (is(3) && parts[1] == "v1" && parts[2] == "registry" && get) return get_registry(centre);
  if (is(3) && parts[1] == "v1" && parts[2] == "events" && get) return get_events(centre, request.path);
  if (is(4) && parts[1] == "v1" && parts[2] == "series" && is_hash(parts[3]) && get) return get_series(centre, parts[3]);
  if (parts.size() >= 4 && parts[1] == "v1" && parts[2] == "submissions" && is_hash(parts[3])) {
    if (is(4) && request.method == "PUT") return put_submission(centre, parts[3], request);
    if (is(4) && get) return get_submission(centre, parts[3]);
    if (is(5) && parts[4] == "receipt" && get) return get_receipt(centre, parts[3]);
  }
  return not_found();
}

}  // namespace

Handler routes(central::Centre& centre) {
  return [&centre](const Request& request) { return route(centre, request); };
}

std::uint64_t body_limit(std::string_view method, std::string_view path) {
  return method == "PUT" && path.starts_with("/v1/submissions/") ? central::kSubmissionSizeMax : 64u << 10;
}

}  // namespace girs::http
