// Calls that hand over many things at once: cells in; findings, reports and indicators out.

#include "arrow_cells.h"
#include "arrow_figures.h"
#include "arrow_table.h"
#include "findings.h"
#include "girs/indicator.h"
#include "indicator/compute.h"
#include "report/view.h"
#include "report_handle.h"

using namespace girs;
using namespace girs::capi;

namespace {

constexpr auto kInt32 = ArrowTable::Type::kInt32;

/// Appends one JSON object a row: texts as they are, whole numbers, anything else is no value.
Status add_object(ArrowTable& table, const json::Value& object) {
  for (std::size_t i = 0; i < table.columns().size(); ++i) {
    const auto& field = table.columns()[i].field;
    const auto* member = object.find(field.name);
    if (field.type == kInt32) {
      const auto number = member ? member->as_integer() : std::nullopt;
      table.add(i, number ? std::optional(static_cast<std::int32_t>(*number)) : std::nullopt);
    } else {
      const auto* text = member ? member->as_string() : nullptr;
      GIRS_CHECK(table.add(i, text ? std::optional<std::string_view>(*text) : std::nullopt));
    }
  }
  return ok();
}

Status add_finding(ArrowTable& table, const Finding& finding, const FindingText& text) {
  table.add(0, std::optional(static_cast<std::int32_t>(finding.severity)));
  table.add(1, std::optional(static_cast<std::int32_t>(finding.outcome)));
  table.add(2, std::optional<std::int32_t>(text.unexplained ? 1 : 0));
  const std::size_t parts_end = table.columns().size() - 2;
  for (std::size_t i = 3; i < parts_end; ++i) {
    std::optional<std::string_view> value;
    for (const auto& [name, part] : text.parts)
      if (std::string_view(name) == table.columns()[i].field.name) value = part;
    GIRS_CHECK(table.add(i, value));
  }
  GIRS_CHECK(table.add(parts_end, std::optional<std::string_view>(finding.message.in("en"))));
  return table.add(parts_end + 1, std::optional<std::string_view>(finding.message.in("vi")));
}

/// A figure's row: why there is no value stands in a column of its own.
Status add_figure(ArrowTable& table, const json::Value& figure, const std::string& period) {
  json::Value row = figure;
  row.set("period", period);
  if (const auto* value = figure.find("value"); value && value->as_object() && !value->as_object()->empty())
    if (const auto* why = value->as_object()->front().second.as_string()) row.set("why", *why);
  return add_object(table, row);
}

}  // namespace

girs_status girs_report_set_cells(girs_report* report, const char* form, size_t form_length,
                                  const girs_cell_columns* cells, girs_error** error_out) noexcept {
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) -> Status {
    GIRS_CHECK(require(cells, "cells"));
    GIRS_TRY(const auto form_code, text(form, form_length, "form"));
    girs_cell_columns columns = GIRS_CELL_COLUMNS;
    GIRS_CHECK(read_options(cells, columns));
    EntryOptions options;
    GIRS_TRY(options.style, number_style_of(columns.number_style));
    GIRS_TRY(const auto texts, cells_from(columns));
    return report::import_cells(workspace, report->key, form_code, texts, options, report->who());
  });
}

girs_status girs_report_set_cells_stream(girs_report* report, const char* form, size_t form_length,
                                         ArrowArrayStream* cells, int32_t number_style,
                                         girs_error** error_out) noexcept {
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(cells, "cells"));
    return with_cells(cells, [&](const std::vector<CellText>& texts) -> Status {
      GIRS_CHECK(require(report, "report"));
      GIRS_TRY(const auto workspace, workspace_of(report->state));
      GIRS_TRY(const auto form_code, text(form, form_length, "form"));
      EntryOptions options;
      GIRS_TRY(options.style, number_style_of(number_style));
      return report::import_cells(workspace, report->key, form_code, texts, options, report->who());
    });
  });
}

girs_status girs_findings_stream(const girs_findings* findings, ArrowArrayStream* stream_out,
                                 girs_error** error_out) noexcept {
  clear(stream_out);
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(findings, "findings"));
    GIRS_CHECK(require(stream_out, "stream_out"));
    ArrowTable table({{"severity", kInt32}, {"outcome", kInt32}, {"unexplained", kInt32}, {"id"}, {"rule"},
                      {"form"}, {"row"}, {"column"}, {"operation"}, {"left"}, {"right"}, {"difference"},
                      {"message_en"}, {"message_vi"}});
    for (std::size_t i = 0; i < findings->texts.size(); ++i)
      GIRS_CHECK(add_finding(table, findings->review.findings[i], findings->texts[i]));
    give(stream_out, std::move(table));
    return ok();
  });
}

girs_status girs_report_list_stream(girs_store* store, ArrowArrayStream* stream_out,
                                    girs_error** error_out) noexcept {
  clear(stream_out);
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(store, "store"));
    GIRS_CHECK(require(stream_out, "stream_out"));
    GIRS_TRY(const auto rows, store->state->store->read([](store::Connection& connection) {
      return store::list_reports(connection);
    }));
    ArrowTable table({{"regime"}, {"unit"}, {"period"}, {"scope"}, {"rev", kInt32}, {"kind"}, {"state"},
                      {"pid"}, {"prev"}});
    for (const auto& row : rows) GIRS_CHECK(add_object(table, report::view(row)));
    give(stream_out, std::move(table));
    return ok();
  });
}

girs_status girs_indicator_compute_stream(girs_store* store, const char* code, size_t code_length,
                                          const char* unit, size_t unit_length, const char* period,
                                          size_t period_length, ArrowArrayStream* stream_out,
                                          girs_error** error_out) noexcept {
  clear(stream_out);
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(stream_out, "stream_out"));
    GIRS_TRY(const auto name, text(code, code_length, "code"));
    GIRS_TRY(const auto unit_code, text(unit, unit_length, "unit"));
    GIRS_TRY(const auto label, text(period, period_length, "period"));
    GIRS_TRY(const auto when, Period::parse(label));
    GIRS_TRY(const auto workspace, workspace_of(store));
    GIRS_TRY(const auto computed, indicator::compute(workspace, name, unit_code, when));
    const auto shown = indicator::to_json(computed);
    ArrowTable table({{"unit"}, {"name"}, {"period"}, {"value"}, {"why"}, {"numerator"}, {"denominator"},
                      {"counted", kInt32}, {"expected", kInt32}, {"pid"}});
    for (const auto& figure : *shown.find("figures")->as_array())
      GIRS_CHECK(add_figure(table, figure, std::string(label)));
    give(stream_out, std::move(table));
    return ok();
  });
}

girs_status girs_indicator_query_stream(girs_store* store, const char* request,
                                        size_t request_length, ArrowArrayStream* stream_out,
                                        girs_error** error_out) noexcept {
  clear(stream_out);
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(stream_out, "stream_out"));
    GIRS_TRY(const auto asked, text(request, request_length, "request"));
    GIRS_TRY(const auto query, indicator::parse_query(asked));
    GIRS_TRY(auto opened, workspace_of(store));
    auto workspace = std::make_shared<const HeldWorkspace>(std::move(opened));
    GIRS_TRY(auto figures, indicator::FigureStream::open(*workspace, query));
    give(stream_out, std::move(figures), std::move(workspace));
    return ok();
  });
}
