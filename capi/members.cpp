#include "girs/members.h"

#include "report_handle.h"

#include "json/canonical.h"
#include "report/check_reports.h"
#include "report/member_difference.h"
#include "report/member_standing.h"
#include "report/view.h"

using namespace girs;
using namespace girs::capi;

namespace {

/// Checks the arguments, then runs `body(workspace, key)`, which gives JSON.
template <class Body>
girs_status json_about(girs_store* store, const girs_report_options* options, girs_bytes** json_out,
                       girs_error** error_out, Body&& body) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto handle, report_handle(store, options));
    GIRS_TRY(const auto workspace, workspace_of(handle->state));
    GIRS_TRY(const json::Value shown, body(workspace, handle->key));
    give(json_out, json::compact(shown));
    return ok();
  });
}

}  // namespace

girs_status girs_report_aggregate(girs_store* store, const girs_report_options* options, const char* excluded,
                                  size_t excluded_length, girs_report** report_out, girs_bytes** summary_out,
                                  girs_error** error_out) noexcept {
  if (report_out) *report_out = nullptr;
  if (summary_out) *summary_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(report_out, "report_out"));
    GIRS_TRY(const auto reasons, text_pairs(excluded, excluded_length, "excluded"));
    GIRS_TRY(auto handle, report_handle(store, options));
    GIRS_TRY(const auto workspace, workspace_of(handle->state));
    GIRS_TRY(const auto draft, report::aggregate_report(workspace, handle->key, reasons, handle->who()));
    give(summary_out, json::compact(report::view_members(draft)));
    *report_out = handle.release();
    return ok();
  });
}

girs_status girs_report_members(girs_store* store, const girs_report_options* options,
                                girs_bytes** json_out, girs_error** error_out) noexcept {
  return json_about(store, options, json_out, error_out,
                    [](const HeldWorkspace& workspace, const store::ReportKey& key) -> Result<json::Value> {
                      GIRS_TRY(const auto subject, report::subject_of(*workspace.catalog, key));
                      GIRS_TRY(const auto members, report::member_standings(workspace, key));
                      return report::to_json(subject, *workspace.catalog, members);
                    });
}

girs_status girs_report_against_members(girs_store* store, const girs_report_options* options,
                                        girs_bytes** json_out, girs_error** error_out) noexcept {
  return json_about(store, options, json_out, error_out,
                    [](const HeldWorkspace& workspace, const store::ReportKey& key) -> Result<json::Value> {
                      GIRS_TRY(const auto subject, report::subject_of(*workspace.catalog, key));
                      GIRS_TRY(const auto found, report::against_members(workspace, key));
                      return report::to_json(subject, key, found);
                    });
}

girs_status girs_report_cell_of_members(girs_store* store, const girs_report_options* options,
                                        const char* form, size_t form_length, const char* row,
                                        size_t row_length, const char* column, size_t column_length,
                                        girs_bytes** json_out, girs_error** error_out) noexcept {
  return json_about(store, options, json_out, error_out,
                    [&](const HeldWorkspace& workspace, const store::ReportKey& key) -> Result<json::Value> {
                      GIRS_TRY(const auto form_code, text(form, form_length, "form"));
                      GIRS_TRY(const auto row_code, text(row, row_length, "row"));
                      GIRS_TRY(const auto column_name, text(column, column_length, "column"));
                      GIRS_TRY(const auto subject, report::subject_of(*workspace.catalog, key));
                      GIRS_TRY(const auto cells, report::cell_of_members(
                          workspace, key, form_code, {std::string(row_code), std::string(column_name)}));
                      return report::to_json(subject, *workspace.catalog, cells);
                    });
}

girs_status girs_report_check_all(girs_store* store, const girs_report_options* options,
                                  size_t findings_max, girs_progress_fn progress,
                                  void* progress_context, girs_bytes** json_out,
                                  girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(store, "store"));
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto scope, batch_scope(options));
    GIRS_TRY(const auto workspace, workspace_of(store->state));
    GIRS_TRY(const auto shown, report::check_reports_json(workspace, scope, findings_max,
                                                          progress_from(progress, progress_context, store->state->cancel)));
    give(json_out, json::compact(shown));
    return ok();
  });
}

girs_status girs_report_list(girs_store* store, girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(store, "store"));
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto rows, store->state->store->read([](store::Connection& connection) {
      return store::list_reports(connection);
    }));
    json::Value list = json::Array{};
    for (const auto& row : rows) list.push(report::view(row));
    give(json_out, json::compact(list));
    return ok();
  });
}
