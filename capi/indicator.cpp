#include "girs/indicator.h"

#include "authority.h"
#include "central/series.h"
#include "handles.h"
#include "indicator/answer_text.h"
#include "indicator/compute.h"
#include "indicator/graph.h"
#include "indicator/list.h"
#include "indicator/review.h"
#include "indicator/series_import.h"
#include "json/canonical.h"
#include "report/column_store.h"
#include "report/seal_series.h"
#include "report_handle.h"

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

girs_status girs_indicator_list(girs_store* store, girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto workspace, workspace_of(store));
    give(json_out, json::compact(indicator::list_json(*workspace.catalog)));
    return ok();
  });
}

girs_status girs_indicator_query(girs_store* store, const char* request, size_t request_length,
                                 const char* format, size_t format_length, girs_bytes** text_out,
                                 girs_error** error_out) noexcept {
  if (text_out) *text_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(text_out, "text_out"));
    GIRS_TRY(const auto asked, text(request, request_length, "request"));
    GIRS_TRY(const auto form, text(format, format_length, "format"));
    GIRS_TRY(const auto query, indicator::parse_query(asked));
    GIRS_TRY(const auto workspace, workspace_of(store));
    GIRS_TRY(const auto answer, indicator::ask(workspace, query));
    GIRS_TRY(auto shown, indicator::in_format(answer, *workspace.catalog, form, workspace.store->now()));
    give(text_out, std::move(shown));
    return ok();
  });
}

girs_status girs_indicator_columns(girs_store* store, uint32_t flags, girs_bytes** json_out,
                                   girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(only_known(flags, GIRS_COLUMNS_ANEW));
    GIRS_TRY(const auto workspace, workspace_of(store));
    GIRS_TRY(const auto done, report::write_chunks(workspace, (flags & GIRS_COLUMNS_ANEW) != 0));
    if (json_out) give(json_out, json::compact(report::to_json(done)));
    return ok();
  });
}

girs_status girs_series_import(girs_store* store, const girs_series_import_options* options,
                               const char* content, size_t content_length, girs_bytes** json_out,
                               girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    girs_series_import_options given = GIRS_SERIES_IMPORT_OPTIONS;
    GIRS_CHECK(read_options(options, given));
    GIRS_CHECK(only_known(given.flags, GIRS_SERIES_SDMX_CSV));
    GIRS_TRY(const auto vintage, text(given.vintage, "vintage"));
    GIRS_TRY(const auto source, text(given.source, "source"));
    GIRS_TRY(const auto file, bytes(content, content_length, "text"));
    GIRS_TRY(const auto workspace, workspace_of(store));
    indicator::Import import{indicator::Import::Format::kCsv, std::string(vintage), std::string(source)};
    if ((given.flags & GIRS_SERIES_SDMX_CSV) != 0) import.format = indicator::Import::Format::kSdmxCsv;
    GIRS_TRY(const auto result, indicator::import_series(workspace, import, file));
    give(json_out, json::compact(indicator::to_json(result)));
    return ok();
  });
}

girs_status girs_series_submit(girs_store* store, const char* series, size_t series_length,
                               const girs_party* parties, size_t party_count, girs_bytes** pid_out,
                               girs_error** error_out) noexcept {
  if (pid_out) *pid_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_TRY(const auto document, text(series, series_length, "series"));
    GIRS_TRY(const auto signing, signing_parties(parties, party_count));
    GIRS_TRY(const auto workspace, workspace_of(store));
    GIRS_TRY(const auto above, authority_above(*workspace.state));
    GIRS_TRY(const auto registry, registry_above(*workspace.state));
    GIRS_TRY(const auto payload, report::series_draft(workspace, document, above.audience, signing.parties));
    GIRS_CHECK(central::vintage_of(*workspace.catalog, payload, {}));
    GIRS_TRY(auto pid, report::seal_series(workspace, payload, signing.parties,
                                           registry ? &*registry : nullptr));
    give(pid_out, std::move(pid));
    return ok();
  });
}

girs_status girs_indicator_graph(girs_store* store, const char* code, size_t code_length, const char* unit,
                                 size_t unit_length, const char* period, size_t period_length,
                                 const char* format, size_t format_length, girs_bytes** text_out,
                                 girs_error** error_out) noexcept {
  if (text_out) *text_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(text_out, "text_out"));
    GIRS_TRY(const auto name, text(code, code_length, "code"));
    GIRS_TRY(const auto unit_code, text(unit, unit_length, "unit"));
    GIRS_TRY(const auto label, text(period, period_length, "period"));
    GIRS_TRY(const auto form, text(format, format_length, "format"));
    GIRS_TRY(const auto when, Period::parse(label));
    GIRS_TRY(const auto workspace, workspace_of(store));
    GIRS_TRY(const auto shown, indicator::explain(workspace, name, unit_code, when));
    GIRS_TRY(auto picture, indicator::drawn(shown, form));
    give(text_out, std::move(picture));
    return ok();
  });
}

girs_status girs_indicator_explain_question(girs_store* store, const char* request,
                                            size_t request_length, const char* format,
                                            size_t format_length, girs_bytes** text_out,
                                            girs_error** error_out) noexcept {
  if (text_out) *text_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(text_out, "text_out"));
    GIRS_TRY(const auto asked, text(request, request_length, "request"));
    GIRS_TRY(const auto form, text(format, format_length, "format"));
    GIRS_TRY(const auto query, indicator::parse_query(asked));
    GIRS_TRY(const auto workspace, workspace_of(store));
    GIRS_TRY(const auto shown, indicator::explain(workspace, query));
    GIRS_TRY(auto written, indicator::written(shown, form));
    give(text_out, std::move(written));
    return ok();
  });
}

girs_status girs_indicator_review(girs_store* store, const char* request, size_t request_length,
                                  girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto asked, text(request, request_length, "request"));
    GIRS_TRY(const auto query, indicator::parse_query(asked));
    GIRS_TRY(const auto workspace, workspace_of(store));
    GIRS_TRY(const auto reviewed, indicator::review(workspace, query));
    give(json_out, json::compact(reviewed));
    return ok();
  });
}
