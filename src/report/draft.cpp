#include "report/draft.h"

#include <map>

#include "base/text.h"
#include "form/computed.h"
#include "form/sheet_blob.h"
#include "key/payload_head.h"
#include "package/report_payload.h"
#include "package/submission.h"
#include "report/refused.h"
#include "report/transition.h"
#include "report/unit_hierarchy.h"
#include "store/submissions.h"

namespace girs::report {
namespace {

Error not_found(const store::ReportKey& key) {
  return error(Code::kNotFound, "There is no report " + name_of(key) + "; begin it with `girs report new`.",
               "Chưa có báo cáo " + name_of(key) + "; hãy tạo bằng lệnh `girs report new`.",
               {{"unit", key.unit}, {"period", key.period}});
}

/// Fields that the software fills in.
Status fill_automatic(const Subject& subject, const FormLayout& layout, Sheet& sheet) {
  for (const auto& field : layout.form().fields) {
    if (field.automatic.empty()) continue;
    const auto text = field.automatic == "unit-name"   ? subject.unit->name
                      : field.automatic == "unit-code" ? subject.unit->code
                      : field.automatic == "period"    ? subject.period.label()
                      : field.automatic == "from"      ? to_text(subject.window.from)
                                                       : to_text(subject.window.to);
    GIRS_CHECK(sheet.set_header(field.value.code, text));
  }
  return ok();
}

/// Whether `unit` stands above the report's own, by the routes of its regime.
bool is_above(const Workspace& workspace, const Subject& subject, std::string_view unit) {
  constexpr int kLevelsMax = 16;
  const UnitHierarchy hierarchy(*workspace.catalog, *subject.regime);
  auto above = subject.unit->code;
  for (int level = 0; level < kLevelsMax && !above.empty(); ++level) {
    above = hierarchy.parent(above, subject.period);
    if (above == unit) return true;
  }
  return false;
}

}  // namespace

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

const Sheet* Draft::sheet(std::string_view form) const {
  for (const auto& sheet : sheets)
    if (sheet.form() == form) return &sheet;
  return nullptr;
}

Status require_editable(const store::ReportRow& row, const Actor& actor) {
  GIRS_CHECK(require_move(row, Move::kEdit, actor));
  if (row.kind != "withdrawal") return ok();
  return error(Code::kConflict,
               "The withdrawal of " + name_of(row.key) + " carries no figures, texts or files.",
               "Việc rút báo cáo " + name_of(row.key) +
                   " không kèm số liệu, văn bản hay tệp nào.",
               {{"unit", row.key.unit}, {"period", row.key.period}});
}

Status change(store::Connection& connection, const store::ReportRow& row, Time at,
              const Actor& actor, std::string_view action, std::string_view detail) {
  GIRS_CHECK(store::update_report(connection, row));
  return store::add_history(connection, row.id,
                            {at.time_since_epoch().count(), std::string(actor.name), std::string(action),
                             std::string(detail)});
}

Result<Draft> read_draft(store::Connection& connection, const Subject& subject,
                         const store::ReportKey& key, int rev) {
  Draft draft;
  GIRS_TRY(auto row, store::find_report(connection, key, rev));
  if (!row) return not_found(key);
  draft.row = *std::move(row);
  GIRS_TRY(draft.package_rev, package_rev(connection, draft.row));
  GIRS_TRY(const auto stored, store::sheets(connection, draft.row.id));
  std::map<std::string, const Bytes*> by_form;
  for (const auto& sheet : stored) by_form[sheet.form] = &sheet.cells;
  for (const auto& layout : subject.forms) {
    const auto found = by_form.find(layout.form().code);
    const bool withdrawal = draft.row.kind == "withdrawal";
    if (found == by_form.end()) {
      draft.sheets.push_back(withdrawal ? Sheet::make(layout) : new_sheet(layout));
      if (!withdrawal) GIRS_CHECK(fill_automatic(subject, layout, draft.sheets.back()));
      continue;
    }
    GIRS_TRY(auto sheet, from_blob(layout, *found->second));
    if (draft.row.state != "completed") GIRS_CHECK(fill_automatic(subject, layout, sheet));
    draft.sheets.push_back(std::move(sheet));
    GIRS_TRY(const int version, version_of_blob(*found->second));
    if (version == layout.form().version) continue;
    if (const auto* before = layout.catalog().form_version(layout.form().code, version))
      draft.carried.push_back({layout.form().code, version, layout.form().version,
                               difference(*before, layout.form())});
  }
  GIRS_TRY(draft.explanations, store::explanations(connection, draft.row.id));
  GIRS_TRY(draft.members, store::members(connection, draft.row.id));
  GIRS_TRY(draft.attachments, store::attachments(connection, draft.row.id));
  return draft;
}

Result<Draft> create(const Workspace& workspace, const store::ReportKey& key, const Actor& actor,
                     std::string_view on_behalf) {
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  if (!on_behalf.empty() && !is_above(workspace, subject, on_behalf))
    return error(Code::kInvalidArgument,
                 "Only a unit above " + key.unit + " enters data for it; " + std::string(on_behalf) +
                     " is none.",
                 "Chỉ đơn vị cấp trên của " + key.unit + " mới được nhập thay; " +
                     std::string(on_behalf) + " không phải cấp trên.",
                 {{"unit", key.unit}});
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
    GIRS_CHECK(require_role(row, Move::kEdit, actor));
    row.salt = salt;
    row.created_at = workspace.store->now().time_since_epoch().count();
    if (!on_behalf.empty()) row.on_behalf = std::string(on_behalf);
    GIRS_TRY(row.id, store::insert_report(connection, row));
    GIRS_CHECK(store::add_history(connection, row.id,
                                  {row.created_at, std::string(actor.name), "created",
                                   row.on_behalf ? "on behalf, by " + *row.on_behalf : ""}));
    return read_draft(connection, subject, key);
  });
}

Result<Draft> open(const Workspace& workspace, const store::ReportKey& key, int rev) {
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  return workspace.store->read([&](store::Connection& connection) {
    return read_draft(connection, subject, key, rev);
  });
}

Status explain(const Workspace& workspace, const store::ReportKey& key,
               const store::ExplanationRow& explanation, const Actor& actor) {
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  GIRS_TRY(const FormLayout* layout, form_of(subject, explanation.form));
  const auto& rules = layout->form().rules;
  bool known = false;
  for (const auto& rule : rules) known = known || rule.id == explanation.rule;
  for (const auto& rule : layout->form().outliers) known = known || rule.id == explanation.rule;
  if (!known)
    return error(Code::kNotFound, "The form has no rule \"" + explanation.rule + "\".",
                 "Biểu mẫu không có quy tắc \"" + explanation.rule + "\".", {{"rule", explanation.rule}});
  if (trim(explanation.text).empty() || first_invalid_utf8(explanation.text) || !is_nfc(explanation.text))
    return error(Code::kInvalidArgument, "An explanation is text in UTF-8, form NFC, and not empty.",
                 "Giải trình phải là văn bản UTF-8 dạng NFC và không được để trống.");
  return workspace.store->write([&](store::Connection& connection) -> Status {
    GIRS_TRY(auto draft, read_draft(connection, subject, key));
    GIRS_CHECK(require_editable(draft.row, actor));
    auto row = explanation;
    row.form = layout->form().code;
    if (!row.row.empty() && !draft.sheet(row.form)->row(row.row))
      return layout->knows_row(row.row)
                 ? error(Code::kNotFound, "The report has no row " + row.row + " to explain.",
                         "Báo cáo không có dòng " + row.row + " để giải trình.", {{"row", row.row}})
                 : layout->unknown_row(row.row);
    GIRS_CHECK(store::put_explanation(connection, draft.row.id, row));
    return change(connection, draft.row, workspace.store->now(), actor, "explained",
                  row.rule + (row.row.empty() ? "" : " " + row.row) + ": " + row.text);
  });
}

Status set_sent_otherwise(const Workspace& workspace, const store::ReportKey& key,
                          std::string_view channel, Time time, const Actor& actor) {
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  if (trim(channel).empty())
    return error(Code::kInvalidArgument, "Name the channel: paper, e-office...",
                 "Hãy nêu kênh đã gửi: giấy, trục văn bản...");
  if (time > workspace.store->now())
    return error(Code::kInvalidArgument,
                 "The report cannot have been sent at " + to_rfc3339(time) + ", which is yet to come.",
                 "Báo cáo không thể đã gửi lúc " + to_rfc3339(time) + ", là thời điểm chưa tới.");
  return workspace.store->write([&](store::Connection& connection) -> Status {
    GIRS_TRY(auto draft, read_draft(connection, subject, key));
    GIRS_CHECK(require_editable(draft.row, actor));
    draft.row.otherwise_channel = std::string(channel);
    draft.row.otherwise_time = to_rfc3339(time);
    return change(connection, draft.row, workspace.store->now(), actor, "sent-otherwise",
                  std::string(channel) + " " + to_rfc3339(time));
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

namespace {

/// The newest revision that is no withdrawal: what a correction begins with.
Result<Draft> last_with_figures(store::Connection& connection, const Subject& subject,
                                const store::ReportKey& key) {
  GIRS_TRY(auto draft, read_draft(connection, subject, key));
  while (draft.row.kind == "withdrawal" && draft.row.rev > 1) {
    GIRS_TRY(draft, read_draft(connection, subject, key, draft.row.rev - 1));
  }
  return draft;
}

/// The row of the next revision, which follows `taken`.
Result<store::ReportRow> next_row(const store::ReportRow& before, const store::ReportRow& last,
                                  const std::optional<Taken>& taken, bool withdrawal) {
  if (withdrawal && !taken)
    return error(Code::kConflict, "The authority has not taken the report " + name_of(before.key) + ": there is nothing to withdraw; correct it instead.",
                 "Cơ quan nhận chưa tiếp nhận báo cáo " + name_of(before.key) + " nên không có gì để rút; hãy sửa lại báo cáo.",
                 {{"unit", before.key.unit}});
  store::ReportRow row;
  row.key = before.key;
  row.rev = before.rev + 1;
  if (taken) {
    row.prev = taken->pid;
  } else {  // what was refused is made again
    row.on_behalf = last.on_behalf;
    row.otherwise_channel = last.otherwise_channel;
    row.otherwise_time = last.otherwise_time;
  }
  row.kind = withdrawal ? "withdrawal" : taken ? "correction" : last.kind == "nil-return" ? last.kind : "original";
  return row;
}

/// Everything that people entered into the report `from`.
Status copy_content(store::Connection& connection, const Draft& from, std::int64_t to) {
  GIRS_TRY(const auto sheets, store::sheets(connection, from.row.id));
  for (const auto& sheet : sheets) GIRS_CHECK(store::put_sheet(connection, to, sheet));
  for (const auto& explanation : from.explanations)
    GIRS_CHECK(store::put_explanation(connection, to, explanation));
  GIRS_CHECK(store::put_members(connection, to, from.members));
  return store::copy_attachments(connection, from.row.id, to);
}

/// What a package that another computer of the unit sent holds of the same.
Status copy_received(store::Connection& connection, const store::SubmissionRow& from, std::int64_t to) {
  GIRS_TRY(const auto submission, package::Submission::parse(text_of(from.envelope)));
  GIRS_TRY(const auto payload, package::parse_report(text_of(submission.envelope.payload)));
  GIRS_TRY(const auto figures, store::figures(connection, from.pid));
  for (const auto& form : figures) GIRS_CHECK(store::put_sheet(connection, to, {form.form, form.cells}));
  for (const auto& said : payload.explanations)
    GIRS_CHECK(store::put_explanation(connection, to, {said.form, said.row.value_or(""), said.rule, said.text}));
  std::vector<store::MemberRow> members;
  for (const auto& member : payload.members.value_or(std::vector<package::AggregateMember>())) {
    store::MemberRow row;
    row.unit = member.unit;
    if (member.excluded) {
      row.excluded_code = member.excluded->code;
      row.excluded_text = member.excluded->text;
    } else {
      row.pid = member.pid;
      row.origin = member.origin;
      row.index = member.index;
    }
    members.push_back(std::move(row));
  }
  GIRS_CHECK(store::put_members(connection, to, members));
  for (const auto& file : payload.attachments)  // the authority has their bytes
    GIRS_CHECK(store::put_attachment(connection, to, {file.name, file.digest, file.media_type, file.size}));
  return ok();
}

/// The store's own revision of which this is the package; nothing if it is none.
Result<std::optional<store::ReportRow>> own_revision(store::Connection& connection,
                                                     const store::ReportKey& key, const std::string& pid) {
  GIRS_TRY(auto row, store::find_report(connection, key));
  while (row && row->pid != pid) {
    if (row->rev <= 1) return std::optional<store::ReportRow>();
    GIRS_TRY(row, store::find_report(connection, key, row->rev - 1));
  }
  return row;
}

/// The newest revision with content of the chain that ends with `pid`, passing over withdrawals, if
/// another computer of the unit has sent it.
Result<std::optional<store::SubmissionRow>> received_content(store::Connection& connection,
                                                             const store::ReportKey& key,
                                                             std::optional<std::string> pid) {
  while (pid) {
    GIRS_TRY(const auto own, own_revision(connection, key, *pid));
    if (own) {
      if (own->kind != "withdrawal") break;
      pid = own->prev;
      continue;
    }
    GIRS_TRY(auto received, store::submission(connection, *pid));
    if (!received || received->kind != "withdrawal") return received;
    pid = std::move(received->prev);
  }
  return std::optional<store::SubmissionRow>();
}

/// What a correction begins with: the content of what it follows, or of what that withdrew, when
/// another computer of the unit has sent it, so that no older figures of this one come back; else
/// what was entered here last.
Status begin_content(store::Connection& connection, const Draft& last, const std::optional<Taken>& taken,
                     std::int64_t to) {
  if (taken) {
    GIRS_TRY(const auto received, received_content(connection, last.row.key, taken->pid));
    if (received) return copy_received(connection, *received, to);
  }
  return copy_content(connection, last, to);
}

}  // namespace

Result<Draft> amend(const Workspace& workspace, const store::ReportKey& key, bool withdrawal,
                    std::string_view reason_code, std::string_view reason_text,
                    std::string_view authorization, const Actor& actor) {
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  GIRS_TRY(const auto salt, new_salt());
  if (!is_code(reason_code) || trim(reason_text).empty())
    return error(Code::kInvalidArgument, "A new revision needs a reason: a code and a sentence.",
                 "Phiên bản mới phải nêu lý do: mã lý do và nội dung.");
  return workspace.store->write([&](store::Connection& connection) -> Result<Draft> {
    GIRS_TRY(const auto before, read_draft(connection, subject, key));
    GIRS_CHECK(require_role(before.row, withdrawal ? Move::kWithdraw : Move::kCorrect, actor));
    if (!before.row.pid)
      return error(Code::kConflict, "The report " + name_of(key) + " has not been sealed yet; change it directly.",
                   "Báo cáo " + name_of(key) + " chưa ký số; hãy sửa trực tiếp.", {{"unit", key.unit}});
    GIRS_TRY(const auto last, last_with_figures(connection, subject, key));
    GIRS_TRY(const auto taken, followed_after(connection, before.row));
    GIRS_TRY(auto row, next_row(before.row, last.row, taken, withdrawal));
    row.salt = salt;
    if (taken) {
      row.reason_code = std::string(reason_code);
      row.reason_text = std::string(reason_text);
    }
    if (!authorization.empty()) row.authorization = std::string(authorization);
    row.created_at = workspace.store->now().time_since_epoch().count();
    GIRS_TRY(row.id, store::insert_report(connection, row));
    if (!withdrawal) GIRS_CHECK(begin_content(connection, last, taken, row.id));
    GIRS_CHECK(store::add_history(connection, row.id,
                                  {row.created_at, std::string(actor.name), withdrawal ? "withdrawal" : "correction",
                                   std::string(reason_code) + ": " + std::string(reason_text)}));
    return read_draft(connection, subject, key);
  });
}

}  // namespace girs::report
