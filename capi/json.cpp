#include "girs/json.h"

#include "boundary.h"
#include "json/canonical.h"
#include "json/parse.h"

using namespace girs;
using namespace girs::capi;

girs_status girs_json_lint(const char* content, size_t content_length, uint32_t flags, girs_error** error_out) noexcept {
  return at_boundary(error_out, [&]() -> Status {
    GIRS_TRY(const auto given, bytes(content, content_length, "text"));
    if ((flags & GIRS_JSON_STRICT) == 0) return json::check_syntax(given);
    GIRS_CHECK(json::parse(given));
    return ok();
  });
}

girs_status girs_json_canonical(const char* content, size_t content_length, girs_bytes** canonical_out,
                                girs_error** error_out) noexcept {
  if (canonical_out) *canonical_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(canonical_out, "canonical_out"));
    GIRS_TRY(const auto given, bytes(content, content_length, "text"));
    GIRS_TRY(const auto document, json::parse_for_canon(given));
    GIRS_TRY(auto canonical, json::canonical(document));
    give(canonical_out, std::move(canonical));
    return ok();
  });
}
