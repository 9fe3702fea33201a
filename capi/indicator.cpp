#include "girs/indicator.h"

#include "handles.h"
#include "indicator/compute.h"
#include "json/canonical.h"

using namespace girs;
using namespace girs::capi;

girs_status girs_indicator_compute(girs_store* store, const char* code, size_t code_length, const char* unit,
                                   size_t unit_length, const char* period, size_t period_length,
                                   girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto name, text(code, code_length, "code"));
    GIRS_TRY(const auto unit_code, text(unit, unit_length, "unit"));
    GIRS_TRY(const auto label, text(period, period_length, "period"));
    GIRS_TRY(const auto when, Period::parse(label));
    GIRS_TRY(const auto workspace, workspace_of(store));
    GIRS_TRY(const auto table, indicator::compute(workspace, name, unit_code, when));
    give(json_out, json::compact(indicator::to_json(table)));
    return ok();
  });
}

girs_status girs_indicator_explain(girs_store* store, const char* code, size_t code_length, const char* unit,
                                   size_t unit_length, const char* period, size_t period_length,
                                   girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto name, text(code, code_length, "code"));
    GIRS_TRY(const auto unit_code, text(unit, unit_length, "unit"));
    GIRS_TRY(const auto label, text(period, period_length, "period"));
    GIRS_TRY(const auto when, Period::parse(label));
    GIRS_TRY(const auto workspace, workspace_of(store));
    GIRS_TRY(const auto shown, indicator::explain(workspace, name, unit_code, when));
    give(json_out, json::compact(shown));
    return ok();
  });
}
