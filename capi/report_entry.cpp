// girs/entry.h: cells, files and explanations of a draft.

#include "report_handle.h"

#include "findings.h"
#include "json/canonical.h"
#include "report/live.h"

using namespace girs;
using namespace girs::capi;

girs_status girs_report_set_cell(girs_report* report, const char* form, size_t form_length, const char* row,
                                 size_t row_length, const char* column, size_t column_length,
                                 const char* content, size_t content_length, int32_t number_style,
                                 girs_error** error_out) noexcept {
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) -> Status {
    GIRS_TRY(const auto form_code, text(form, form_length, "form"));
    GIRS_TRY(const auto row_code, text(row, row_length, "row"));
    GIRS_TRY(const auto column_name, text(column, column_length, "column"));
    GIRS_TRY(const auto value, text(content, content_length, "text"));
    GIRS_TRY(const auto style, number_style_of(number_style));
    return report::set_cell(workspace, report->key, form_code, {std::string(row_code), std::string(column_name)},
                            value, style, report->who());
  });
}

namespace {

/// A file as the functions that take one are given it.
struct GivenFile {
  std::string_view form;
  report::FileFormat format = report::FileFormat::kCsv;
  std::string_view data;
  EntryOptions options = {};
};

Result<GivenFile> given_file(CText form, CText name, CText content, int32_t number_style) {
  GivenFile file;
  GIRS_TRY(file.form, text(form.data, form.length, "form"));
  GIRS_TRY(const auto called, text(name.data, name.length, "name"));
  GIRS_TRY(file.data, bytes(content.data, content.length, "content"));  // says itself where it is not UTF-8
  GIRS_TRY(file.options.style, number_style_of(number_style));
  file.options.file = std::string(called);
  if (called.ends_with(".json")) file.format = report::FileFormat::kJson;
  return file;
}

}  // namespace

girs_status girs_report_import(girs_report* report, const char* form, size_t form_length, const char* name,
                               size_t name_length, const char* content, size_t content_length,
                               int32_t number_style, girs_error** error_out) noexcept {
  return girs_report_merge(report, form, form_length, name, name_length, content, content_length,
                           number_style, 0, error_out);
}

girs_status girs_report_merge(girs_report* report, const char* form, size_t form_length, const char* name,
                              size_t name_length, const char* content, size_t content_length,
                              int32_t number_style, int64_t base, girs_error** error_out) noexcept {
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) -> Status {
    GIRS_TRY(const auto file, given_file({form, form_length}, {name, name_length},
                                         {content, content_length}, number_style));
    return report::import_file(workspace, report->key, {file.form, report->who(), base}, file.format,
                               file.data, file.options);
  });
}

girs_status girs_report_preview(girs_report* report, const char* form, size_t form_length, const char* name,
                                size_t name_length, const char* content, size_t content_length,
                                int32_t number_style, girs_bytes** json_out,
                                girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto file, given_file({form, form_length}, {name, name_length},
                                         {content, content_length}, number_style));
    GIRS_TRY(const auto subject, report::subject_of(*workspace.catalog, report->key));
    GIRS_TRY(const auto preview,
             report::preview_file(workspace, report->key, {file.form, report->who()}, file.format,
                                  file.data, file.options));
    give(json_out, json::compact(report::to_json(*subject.form(preview.form), preview)));
    return ok();
  });
}

girs_status girs_report_set_field(girs_report* report, const char* form, size_t form_length,
                                  const char* field, size_t field_length, const char* content,
                                  size_t content_length, int32_t number_style,
                                  girs_error** error_out) noexcept {
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) -> Status {
    GIRS_TRY(const auto form_code, text(form, form_length, "form"));
    GIRS_TRY(const auto code, text(field, field_length, "field"));
    GIRS_TRY(const auto value, text(content, content_length, "text"));
    GIRS_TRY(const auto style, number_style_of(number_style));
    return report::set_field(workspace, report->key, {form_code, report->who()}, code, value, style);
  });
}

girs_status girs_report_remove_row(girs_report* report, const char* form, size_t form_length,
                                   const char* row, size_t row_length, girs_error** error_out) noexcept {
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) -> Status {
    GIRS_TRY(const auto form_code, text(form, form_length, "form"));
    GIRS_TRY(const auto code, text(row, row_length, "row"));
    return report::remove_row(workspace, report->key, {form_code, report->who()}, code);
  });
}

girs_status girs_report_fill_from(girs_report* report, const char* form, size_t form_length,
                                  const char* period, size_t period_length, const char* columns,
                                  size_t columns_length, girs_error** error_out) noexcept {
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) -> Status {
    GIRS_TRY(const auto form_code, text(form, form_length, "form"));
    GIRS_TRY(const auto label, text(period, period_length, "period"));
    GIRS_TRY(const auto pairs, text_pairs(columns, columns_length, "columns"));
    return report::fill_from(workspace, report->key, {form_code, report->who()}, label, pairs);
  });
}

girs_status girs_report_convert(girs_report* report, const char* form, size_t form_length,
                                const char* local, size_t local_length, girs_bytes** left_out,
                                girs_error** error_out) noexcept {
  if (left_out) *left_out = nullptr;
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) -> Status {
    GIRS_TRY(const auto form_code, text(form, form_length, "form"));
    GIRS_TRY(const auto regime, text(local, local_length, "local"));
    GIRS_TRY(const auto left, report::convert_from(workspace, report->key,
                                                   {form_code, report->who()}, regime));
    give(left_out, json::compact(to_json(left)));
    return ok();
  });
}

girs_status girs_report_undo(girs_report* report, girs_error** error_out) noexcept {
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) {
    return report::undo(workspace, report->key, report->who());
  });
}

girs_status girs_report_attach(girs_report* report, const char* name, size_t name_length,
                               const char* media_type, size_t media_type_length, const void* content,
                               size_t content_length, girs_error** error_out) noexcept {
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) -> Status {
    GIRS_TRY(const auto called, text(name, name_length, "name"));
    GIRS_TRY(const auto type, text(media_type, media_type_length, "media_type"));
    GIRS_TRY(const auto data, bytes(static_cast<const char*>(content), content_length, "content"));
    return report::attach(workspace, report->key, called, type, view(data), report->who());
  });
}

girs_status girs_report_detach(girs_report* report, const char* name, size_t name_length,
                               girs_error** error_out) noexcept {
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) -> Status {
    GIRS_TRY(const auto called, text(name, name_length, "name"));
    return report::detach(workspace, report->key, called, report->who());
  });
}

girs_status girs_report_make_nil(girs_report* report, girs_error** error_out) noexcept {
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) {
    return report::make_nil(workspace, report->key, report->who());
  });
}

girs_status girs_report_explain(girs_report* report, const char* form, size_t form_length, const char* row,
                                size_t row_length, const char* rule, size_t rule_length, const char* content,
                                size_t content_length, girs_error** error_out) noexcept {
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) -> Status {
    store::ExplanationRow explanation;
    GIRS_TRY(explanation.form, text(form, form_length, "form"));
    GIRS_TRY(explanation.row, text(row, row_length, "row"));
    GIRS_TRY(explanation.rule, text(rule, rule_length, "rule"));
    GIRS_TRY(explanation.text, text(content, content_length, "text"));
    return report::explain(workspace, report->key, explanation, report->who());
  });
}

girs_status girs_report_sent_otherwise(girs_report* report, const char* channel, size_t channel_length,
                                       int64_t time, girs_error** error_out) noexcept {
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) -> Status {
    GIRS_TRY(const auto by, text(channel, channel_length, "channel"));
    return report::set_sent_otherwise(workspace, report->key, by, Time{std::chrono::seconds{time}}, report->who());
  });
}

girs_status girs_report_check_cell(girs_report* report, const char* form, size_t form_length,
                                   const char* row, size_t row_length, const char* column,
                                   size_t column_length, girs_findings** findings_out,
                                   girs_error** error_out) noexcept {
  if (findings_out) *findings_out = nullptr;
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) -> Status {
    GIRS_CHECK(require(findings_out, "findings_out"));
    GIRS_TRY(const auto form_code, text(form, form_length, "form"));
    GIRS_TRY(const auto row_code, text(row, row_length, "row"));
    GIRS_TRY(const auto column_name, text(column, column_length, "column"));
    GIRS_TRY(auto review, report::review_cell(workspace, report->key, form_code,
                                              {std::string(row_code), std::string(column_name)}));
    *findings_out = new_findings(std::move(review));
    return ok();
  });
}

girs_status girs_report_causes(girs_report* report, girs_bytes** json_out,
                               girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto proposed, report::causes(workspace, report->key));
    give(json_out, json::compact(proposed));
    return ok();
  });
}

girs_status girs_report_csv(girs_report* report, const char* form, size_t form_length,
                            girs_bytes** csv_out, girs_error** error_out) noexcept {
  if (csv_out) *csv_out = nullptr;
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) -> Status {
    GIRS_CHECK(require(csv_out, "csv_out"));
    GIRS_TRY(const auto form_code, text(form, form_length, "form"));
    GIRS_TRY(const auto subject, report::subject_of(*workspace.catalog, report->key));
    GIRS_TRY(const FormLayout* layout, report::form_of(subject, form_code));
    GIRS_TRY(const auto draft, report::open(workspace, report->key));
    give(csv_out, to_csv(*layout, *draft.sheet(layout->form().code)));
    return ok();
  });
}
