// The part of girs/report.h that puts cells, files and explanations into a draft.

#include "report_handle.h"

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
                            value, style, report->actor);
  });
}

girs_status girs_report_import(girs_report* report, const char* form, size_t form_length, const char* name,
                               size_t name_length, const char* content, size_t content_length,
                               int32_t number_style, girs_error** error_out) noexcept {
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) -> Status {
    GIRS_TRY(const auto form_code, text(form, form_length, "form"));
    GIRS_TRY(const auto file, text(name, name_length, "name"));
    GIRS_TRY(const auto data, bytes(content, content_length, "content"));  // says itself where it is not UTF-8
    EntryOptions options;
    GIRS_TRY(options.style, number_style_of(number_style));
    options.file = std::string(file);
    const auto format = file.ends_with(".json") ? report::FileFormat::kJson : report::FileFormat::kCsv;
    return report::import_file(workspace, report->key, form_code, format, data, options, report->actor);
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
    return report::explain(workspace, report->key, explanation, report->actor);
  });
}

girs_status girs_report_sent_otherwise(girs_report* report, const char* channel, size_t channel_length,
                                       int64_t time, girs_error** error_out) noexcept {
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) -> Status {
    GIRS_TRY(const auto by, text(channel, channel_length, "channel"));
    return report::set_sent_otherwise(workspace, report->key, by, Time{std::chrono::seconds{time}}, report->actor);
  });
}
