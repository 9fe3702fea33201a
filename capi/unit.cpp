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

girs_status girs_unit_due(girs_store* store, const char* unit, size_t unit_length, const char* from,
                          size_t from_length, const char* to, size_t to_length, girs_bytes** json_out,
                          girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto unit_code, text(unit, unit_length, "unit"));
    GIRS_TRY(const auto first, day_from(from, from_length, "from"));
    GIRS_TRY(const auto last, day_from(to, to_length, "to"));
    GIRS_TRY(const auto workspace, workspace_of(store));
    GIRS_TRY(const auto owed, report::obligations_of(*workspace.catalog, unit_code, first, last));
    json::Value list = json::Array{};
    for (const auto& obligation : owed) list.push(report::view(obligation));
    give(json_out, json::compact(list));
    return ok();
  });
}
