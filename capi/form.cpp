#include "girs/form.h"

#include "findings.h"
#include "json/canonical.h"

using namespace girs;
using namespace girs::capi;

namespace {

const FindingText* at(const girs_findings* findings, size_t index) {
  return is(findings) && index < findings->texts.size() ? &findings->texts[index] : nullptr;
}

}  // namespace

size_t girs_findings_count(const girs_findings* findings) noexcept {
  return is(findings) ? findings->texts.size() : 0;
}

int32_t girs_findings_severity(const girs_findings* findings, size_t index) noexcept {
  return at(findings, index) ? static_cast<int32_t>(findings->review.findings[index].severity) : -1;
}

int32_t girs_findings_outcome(const girs_findings* findings, size_t index) noexcept {
  return at(findings, index) ? static_cast<int32_t>(findings->review.findings[index].outcome) : -1;
}

int32_t girs_findings_is_unexplained(const girs_findings* findings, size_t index) noexcept {
  const auto* text = at(findings, index);
  return text && text->unexplained ? 1 : 0;
}

const char* girs_findings_text(const girs_findings* findings, size_t index, const char* part) noexcept {
  const auto* text = at(findings, index);
  if (!text || !part) return nullptr;
  for (const auto& [name, value] : text->parts)
    if (std::string_view(part) == name) return value.c_str();
  return nullptr;
}

const char* girs_findings_message(const girs_findings* findings, size_t index, const char* language) noexcept {
  if (!at(findings, index)) return nullptr;
  return findings->review.findings[index].message.in(language ? language : "en").c_str();
}

int32_t girs_findings_is_clear(const girs_findings* findings) noexcept {
  return is(findings) && findings->review.can_be_sent() ? 1 : 0;
}

girs_status girs_findings_json(const girs_findings* findings, girs_bytes** json_out,
                               girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(findings, "findings"));
    GIRS_CHECK(require(json_out, "json_out"));
    give(json_out, json::compact(to_json(findings->review.findings)));
    return ok();
  });
}

void girs_findings_free(girs_findings* findings) noexcept { free_handle(findings); }
