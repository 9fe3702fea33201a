#include "access/rights.h"

#include <algorithm>
#include <array>

namespace girs::access {
namespace {

constexpr bool kFigures = true, kNone = false;

constexpr std::array kRights{
    Right{Call::kWellKnown, "GET", "/.well-known/girs", "public", kNone},
    Right{Call::kRegistry, "GET", "/v1/registry", "public", kNone},
    Right{Call::kCatalogue, "GET", "/v1/catalog", "public", kNone},
    Right{Call::kLog, "GET", "/log/*", "public", kNone},
    Right{Call::kHealth, "GET", "/health", "public", kNone},
    Right{Call::kPutSubmission, "PUT", "/v1/submissions/{}", "transport", kNone},
    Right{Call::kPostSubmission, "POST", "/v1/submissions", "transport", kNone},
    Right{Call::kPutBlob, "PUT", "/v1/blobs/sha256/{}", "transport", kNone},
    Right{Call::kSubmission, "GET", "/v1/submissions/{}", "transport reader", kFigures},
    Right{Call::kReceipt, "GET", "/v1/submissions/{}/receipt", "transport reader", kNone},
    Right{Call::kSeries, "GET", "/v1/series/{}", "transport reader", kNone},
    Right{Call::kEvents, "GET", "/v1/events", "transport reader", kNone},
    Right{Call::kBlob, "GET", "/v1/blobs/sha256/{}", "transport reader partner", kFigures},
    Right{Call::kOverview, "GET", "/v1/overview", "reader", kFigures},
    Right{Call::kRequests, "GET", "/v1/requests", "reader", kNone},
    Right{Call::kShared, "GET", "/v1/shared", "partner", kFigures},
    Right{Call::kAudit, "GET", "/v1/audit", "auditor", kNone},
    Right{Call::kMetrics, "GET", "/metrics", "operator", kNone},
    Right{Call::kDecide, "", "decide", "decider", kNone},
    Right{Call::kRequest, "", "request", "requester", kNone},
};

/// Takes the next part of a path off `path`.
std::string_view next_part(std::string_view& path) {
  path.remove_prefix(1);  // the stroke
  const auto end = std::min(path.find('/'), path.size());
  const auto part = path.substr(0, end);
  path.remove_prefix(end);
  return part;
}

bool fits(std::string_view pattern, std::string_view path) {
  while (!pattern.empty() && !path.empty() && path.front() == '/') {
    const auto wanted = next_part(pattern);
    if (wanted == "*") return path.size() > 1;
    const auto part = next_part(path);
    if (part.empty() || (wanted != "{}" && wanted != part)) return false;
  }
  return pattern.empty() && path.empty();
}

}  // namespace

std::span<const Right> rights() { return kRights; }

const Right& right_of(Call call) {
  return *std::ranges::find(kRights, call, &Right::call);
}

const Right* right_for(std::string_view method, std::string_view path) {
  if (method == "HEAD") method = "GET";
  for (const auto& right : kRights)
    if (!right.method.empty() && right.method == method && fits(right.path, path)) return &right;
  return nullptr;
}

std::string methods_of(std::string_view path) {
  std::string methods;
  for (const auto& right : kRights) {
    if (right.method.empty() || !fits(right.path, path)) continue;
    if (!methods.empty()) methods += ", ";
    methods += right.method;
    if (right.method == "GET") methods += ", HEAD";
  }
  return methods;
}

bool allows(const Right& right, std::string_view role) {
  for (auto rest = right.roles; !rest.empty();) {
    const auto end = std::min(rest.find(' '), rest.size());
    if (rest.substr(0, end) == role) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

bool is_public(const Right& right) { return right.roles == "public"; }

}  // namespace girs::access
