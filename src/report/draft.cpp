#include "report/draft.h"

#include <map>

#include "base/text.h"
#include "form/codec.h"
#include "key/payload_head.h"

namespace girs::report {
namespace {

Error not_found(const store::ReportKey& key) {
  return error(Code::kNotFound, "There is no report " + name_of(key) + "; begin it with `girs report new`.",
               "Chưa có báo cáo " + name_of(key) + "; hãy tạo bằng lệnh `girs report new`.",
               {{"unit", key.unit}, {"period", key.period}});
}

Result<const FormLayout*> form_of(const Subject& subject, std::string_view form) {
  if (form.empty() && subject.forms.size() == 1) return &subject.forms.front();
  if (const auto* layout = subject.form(form)) return layout;
  std::vector<std::string> codes;
  for (const auto& layout : subject.forms) codes.push_back(layout.form().code);
  const std::string known = join(codes, ", ");
  return error(Code::kNotFound,
               "The regime has no form \"" + std::string(form) + "\"; its forms are: " + known + ".",
               "Chế độ báo cáo không có biểu mẫu \"" + std::string(form) + "\"; các biểu mẫu: " + known + ".",
               {{"form", std::string(form)}});
}

/// Runs `edit(draft, layout)` on an editable draft and stores the sheet that it changed.
template <class Edit>
Status edit_sheet(const Workspace& workspace, const store::ReportKey& key, std::string_view form,
                  std::string_view actor, std::string_view action, std::string_view detail, Edit&& edit) {
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  GIRS_TRY(const FormLayout* layout, form_of(subject, form));
  return workspace.store->write([&](store::Connection& connection) -> Status {
    GIRS_TRY(auto draft, read_draft(connection, subject, key));
    GIRS_CHECK(require_editable(draft.row));
    GIRS_TRY(const Sheet edited, edit(*draft.sheet(layout->form().code), *layout));
    GIRS_TRY(const auto blob, to_blob(*layout, edited));
    GIRS_CHECK(store::put_sheet(connection, draft.row.id, {layout->form().code, blob}));
    for (const auto& carried : draft.carried)
      if (carried.form == layout->form().code)
        GIRS_CHECK(store::add_history(
            connection, draft.row.id,
            {workspace.store->now().time_since_epoch().count(), std::string(actor), "form-version",
             carried.form + " " + std::to_string(carried.from_version) + " -> " +
                 std::to_string(carried.to_version)}));
    return change(connection, draft.row, workspace.store->now(), actor, action, detail);
  });
}

}  // namespace

const Sheet* Draft::sheet(std::string_view form) const {
  for (const auto& sheet : sheets)
    if (sheet.form() == form) return &sheet;
  return nullptr;
}

Status require_editable(const store::ReportRow& row) {
  if (row.state == "draft" || row.state == "returned") return ok();
  const bool approved = row.state == "approved";
  return error(
      Code::kConflict,
      "The report " + name_of(row.key) + " is " + row.state +
          (approved ? " and cannot be changed; return it first." : "; correct it by a new revision."),
      "Báo cáo " + name_of(row.key) +
          (approved ? " đã được duyệt, không sửa được; hãy trả lại để chỉnh lý."
                    : " đã hoàn thành; hãy đính chính bằng phiên bản mới."),
      {{"unit", row.key.unit}, {"period", row.key.period}});
}

Status change(store::Connection& connection, const store::ReportRow& row, Time at,
              std::string_view actor, std::string_view action, std::string_view detail) {
  GIRS_CHECK(store::update_report(connection, row));
  return store::add_history(connection, row.id,
                            {at.time_since_epoch().count(), std::string(actor), std::string(action),
                             std::string(detail)});
}

Result<Draft> read_draft(store::Connection& connection, const Subject& subject,
                         const store::ReportKey& key, int rev) {
  Draft draft;
  GIRS_TRY(auto row, store::find_report(connection, key, rev));
  if (!row) return not_found(key);
  draft.row = *std::move(row);
  GIRS_TRY(const auto stored, store::sheets(connection, draft.row.id));
  std::map<std::string, const Bytes*> by_form;
  for (const auto& sheet : stored) by_form[sheet.form] = &sheet.cells;
  for (const auto& layout : subject.forms) {
    const auto found = by_form.find(layout.form().code);
    if (found == by_form.end()) {
      draft.sheets.push_back(Sheet::make(layout));
      continue;
    }
    GIRS_TRY(auto sheet, from_blob(layout, *found->second));
    draft.sheets.push_back(std::move(sheet));
    GIRS_TRY(const int version, version_of_blob(*found->second));
    if (version == layout.form().version) continue;
    if (const auto* before = layout.catalog().form_version(layout.form().code, version))
      draft.carried.push_back({layout.form().code, version, layout.form().version,
                               difference(*before, layout.form())});
  }
  GIRS_TRY(draft.explanations, store::explanations(connection, draft.row.id));
  GIRS_TRY(draft.members, store::members(connection, draft.row.id));
  return draft;
}

Result<Draft> create(const Workspace& workspace, const store::ReportKey& key, std::string_view actor) {
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  GIRS_TRY(const auto salt, new_salt());
  return workspace.store->write([&](store::Connection& connection) -> Result<Draft> {
    GIRS_TRY(const auto existing, store::find_report(connection, key));
    if (existing)
      return error(Code::kConflict,
                   "The report " + name_of(key) + " exists (revision " + std::to_string(existing->rev) +
                       ", " + existing->state + ").",
                   "Đã có báo cáo " + name_of(key) + " (phiên bản " + std::to_string(existing->rev) + ").",
                   {{"unit", key.unit}, {"period", key.period}});
    store::ReportRow row;
    row.key = key;
    row.salt = salt;
    row.created_at = workspace.store->now().time_since_epoch().count();
    GIRS_TRY(row.id, store::insert_report(connection, row));
    GIRS_CHECK(store::add_history(connection, row.id, {row.created_at, std::string(actor), "created", ""}));
    return read_draft(connection, subject, key);
  });
}

Result<Draft> open(const Workspace& workspace, const store::ReportKey& key, int rev) {
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  return workspace.store->read([&](store::Connection& connection) {
    return read_draft(connection, subject, key, rev);
  });
}

Status set_cell(const Workspace& workspace, const store::ReportKey& key, std::string_view form,
                const CellKey& cell, std::string_view text, NumberStyle style, std::string_view actor) {
  auto done = edit_sheet(workspace, key, form, actor, "cell", cell.row + "." + cell.column + "=" + std::string(text),
                    [&](const Sheet& sheet, const FormLayout& layout) -> Result<Sheet> {
                      GIRS_TRY(const Column* column, layout.find_column(cell.column));
                      if (!layout.knows_row(cell.row)) return layout.unknown_row(cell.row);
                      GIRS_TRY(auto value, read_cell(layout, *column, text, style));
                      Sheet edited = sheet;
                      GIRS_CHECK(edited.set(layout, {cell.row, column->code}, std::move(value)));
                      return edited;
                    });
  if (done) return done;
  auto refused = std::move(done).error();
  if (!detail_of(refused.details, "row")) refused.details.emplace_back("row", cell.row);
  if (!detail_of(refused.details, "column")) refused.details.emplace_back("column", cell.column);
  return refused;
}

Status import_file(const Workspace& workspace, const store::ReportKey& key, std::string_view form,
                   FileFormat format, std::string_view bytes, const EntryOptions& options,
                   std::string_view actor) {
  return edit_sheet(workspace, key, form, actor, "imported", options.file,
                    [&](const Sheet& sheet, const FormLayout& layout) -> Result<Sheet> {
                      GIRS_TRY(const Patch patch, format == FileFormat::kCsv
                                                      ? entry_from_csv(layout, bytes, options)
                                                      : entry_from_json(layout, bytes, options));
                      return apply(layout, sheet, patch);
                    });
}

Status import_cells(const Workspace& workspace, const store::ReportKey& key, std::string_view form,
                    const std::vector<CellText>& cells, const EntryOptions& options,
                    std::string_view actor) {
  return edit_sheet(workspace, key, form, actor, "imported", std::to_string(cells.size()) + " cells",
                    [&](const Sheet& sheet, const FormLayout& layout) -> Result<Sheet> {
                      GIRS_TRY(const Patch patch, entry_from_cells(layout, cells, options));
                      return apply(layout, sheet, patch);
                    });
}

Status explain(const Workspace& workspace, const store::ReportKey& key,
               const store::ExplanationRow& explanation, std::string_view actor) {
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  GIRS_TRY(const FormLayout* layout, form_of(subject, explanation.form));
  const auto& rules = layout->form().rules;
  bool known = false;
  for (const auto& rule : rules) known = known || rule.id == explanation.rule;
  if (!known)
    return error(Code::kNotFound, "The form has no rule \"" + explanation.rule + "\".",
                 "Biểu mẫu không có quy tắc \"" + explanation.rule + "\".", {{"rule", explanation.rule}});
  if (trim(explanation.text).empty() || first_invalid_utf8(explanation.text) || !is_nfc(explanation.text))
    return error(Code::kInvalidArgument, "An explanation is text in UTF-8, form NFC, and not empty.",
                 "Giải trình phải là văn bản UTF-8 dạng NFC và không được để trống.");
  return workspace.store->write([&](store::Connection& connection) -> Status {
    GIRS_TRY(auto draft, read_draft(connection, subject, key));
    GIRS_CHECK(require_editable(draft.row));
    auto row = explanation;
    row.form = layout->form().code;
    GIRS_CHECK(store::put_explanation(connection, draft.row.id, row));
    return change(connection, draft.row, workspace.store->now(), actor, "explained",
                  row.rule + (row.row.empty() ? "" : " " + row.row));
  });
}

Status set_sent_otherwise(const Workspace& workspace, const store::ReportKey& key,
                          std::string_view channel, Time time, std::string_view actor) {
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  return workspace.store->write([&](store::Connection& connection) -> Status {
    GIRS_TRY(auto draft, read_draft(connection, subject, key));
    GIRS_CHECK(require_editable(draft.row));
    draft.row.otherwise_channel = std::string(channel);
    draft.row.otherwise_time = to_rfc3339(time);
    return change(connection, draft.row, workspace.store->now(), actor, "sent-otherwise", channel);
  });
}

Status send_back(const Workspace& workspace, const store::ReportKey& key, std::string_view reason,
                 std::string_view actor) {
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  if (trim(reason).empty())
    return error(Code::kInvalidArgument, "Returning a report needs a reason.",
                 "Trả lại báo cáo phải nêu lý do.");
  return workspace.store->write([&](store::Connection& connection) -> Status {
    GIRS_TRY(auto draft, read_draft(connection, subject, key));
    if (draft.row.state != "approved")
      return error(Code::kConflict, "Only an approved report can be returned; this one is " + draft.row.state + ".",
                   "Chỉ trả lại được báo cáo đã duyệt.", {{"unit", key.unit}});
    draft.row.state = "returned";
    return change(connection, draft.row, workspace.store->now(), actor, "returned", reason);
  });
}

Result<std::vector<store::HistoryRow>> history(const Workspace& workspace, const store::ReportKey& key,
                                               int rev) {
  return workspace.store->read(
      [&](store::Connection& connection) -> Result<std::vector<store::HistoryRow>> {
        GIRS_TRY(const auto row, store::find_report(connection, key, rev));
        if (!row) return not_found(key);
        return store::history(connection, row->id);
      });
}

Result<Draft> amend(const Workspace& workspace, const store::ReportKey& key, bool withdrawal,
                    std::string_view reason_code, std::string_view reason_text,
                    std::string_view authorization, std::string_view actor) {
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  GIRS_TRY(const auto salt, new_salt());
  if (!is_code(reason_code) || trim(reason_text).empty())
    return error(Code::kInvalidArgument, "A new revision needs a reason: a code and a sentence.",
                 "Phiên bản mới phải nêu lý do: mã lý do và nội dung.");
  return workspace.store->write([&](store::Connection& connection) -> Result<Draft> {
    GIRS_TRY(const auto before, read_draft(connection, subject, key));
    if (!before.row.pid)
      return error(Code::kConflict, "The report " + name_of(key) + " has not been sealed yet; change it directly.",
                   "Báo cáo " + name_of(key) + " chưa ký số; hãy sửa trực tiếp.", {{"unit", key.unit}});
    store::ReportRow row;
    row.key = key;
    row.rev = before.row.rev + 1;
    row.kind = withdrawal ? "withdrawal" : "correction";
    row.salt = salt;
    row.prev = before.row.pid;
    row.reason_code = std::string(reason_code);
    row.reason_text = std::string(reason_text);
    if (!authorization.empty()) row.authorization = std::string(authorization);
    row.created_at = workspace.store->now().time_since_epoch().count();
    GIRS_TRY(row.id, store::insert_report(connection, row));
    if (!withdrawal) {
      GIRS_TRY(const auto sheets, store::sheets(connection, before.row.id));
      for (const auto& sheet : sheets) GIRS_CHECK(store::put_sheet(connection, row.id, sheet));
      for (const auto& explanation : before.explanations)
        GIRS_CHECK(store::put_explanation(connection, row.id, explanation));
      GIRS_CHECK(store::put_members(connection, row.id, before.members));
    }
    GIRS_CHECK(store::add_history(connection, row.id,
                                  {row.created_at, std::string(actor), row.kind, std::string(reason_text)}));
    return read_draft(connection, subject, key);
  });
}

}  // namespace girs::report
