#include "girs/unit.h"

#include "handles.h"
#include "json/canonical.h"
#include "report/view.h"

using namespace girs;
using namespace girs::capi;

girs_status girs_unit_show(girs_store* store, const char* code, size_t code_length, const char* day,
                           size_t day_length, girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto unit_code, text(code, code_length, "code"));
    GIRS_TRY(const auto on, day_from(day, day_length, "day"));
    GIRS_TRY(const auto workspace, workspace_of(store));
    GIRS_TRY(const auto* unit, workspace.catalog->units().get(unit_code, on));
    give(json_out, json::compact(report::view_with_history(workspace.catalog->units(), *unit, on)));
    return ok();
  });
}

girs_status girs_unit_tree(girs_store* store, const char* code, size_t code_length, const char* day,
                           size_t day_length, girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto unit_code, text(code, code_length, "code"));
    GIRS_TRY(const auto on, day_from(day, day_length, "day"));
    GIRS_TRY(const auto workspace, workspace_of(store));
    GIRS_TRY(const auto* top, workspace.catalog->units().get(unit_code, on));
    json::Value list = json::Array{};
    for (const auto* unit : workspace.catalog->units().descendants(top->code, on)) list.push(report::view(*unit));
    give(json_out, json::compact(list));
    return ok();
  });
}
