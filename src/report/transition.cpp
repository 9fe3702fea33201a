#include "report/transition.h"

#include <algorithm>
#include <span>

#include "base/text.h"
#include "report/replaced_sheet.h"
#include "report/review.h"

namespace girs::report {
namespace {

constexpr std::string_view kPreparer = "preparer";
constexpr std::string_view kApprover = "approver";
constexpr std::string_view kSealKeeper = "agency-seal";
constexpr std::string_view kByPreparer[] = {kPreparer};
constexpr std::string_view kByApprover[] = {kApprover};
constexpr std::string_view kBySealing[] = {kApprover, kSealKeeper};
constexpr std::string_view kByEither[] = {kPreparer, kApprover};
constexpr std::string_view kDraftStates[] = {"draft", "returned"};
constexpr std::string_view kSubmitted[] = {"submitted"};
constexpr std::string_view kReturnable[] = {"submitted", "approved"};
constexpr std::string_view kApprovable[] = {"submitted", "draft", "returned"};
constexpr std::string_view kApproved[] = {"approved"};
constexpr std::string_view kCompleted[] = {"completed"};

struct MoveRule {
  Move move;
  std::string_view word;
  std::span<const std::string_view> from;
  std::span<const std::string_view> by;   // roles, any of which will do
  const char* en;               // "can be returned"
  const char* vi;
};
const MoveRule kMoves[] = {
    {Move::kEdit, "edit", kDraftStates, kByPreparer, "changed", "sửa"},
    {Move::kSubmit, "submit", kDraftStates, kByPreparer, "sent for approval", "gửi duyệt"},
    {Move::kTakeBack, "take-back", kSubmitted, kByPreparer, "taken back", "rút lại"},
    {Move::kReturn, "return", kReturnable, kByApprover, "returned", "trả lại"},
    {Move::kApprove, "approve", kApprovable, kByApprover, "approved", "duyệt"},
    {Move::kSeal, "seal", kApproved, kBySealing, "signed", "ký số"},
    {Move::kCorrect, "correct", kCompleted, kByEither, "corrected", "đính chính"},
    {Move::kWithdraw, "withdraw", kCompleted, kByApprover, "withdrawn", "rút"}};

const MoveRule& rule_of(Move move) {
  return *std::ranges::find(kMoves, move, &MoveRule::move);
}

struct StateName {
  std::string_view state;
  const char* vi;
};
constexpr StateName kStates[] = {{"draft", "đang nhập liệu"},
                                 {"submitted", "đã gửi chờ duyệt"},
                                 {"returned", "yêu cầu chỉnh lý"},
                                 {"approved", "đã duyệt chờ tổng hợp"},
                                 {"completed", "hoàn thành"}};

std::string in_vietnamese(std::string_view state) {
  const auto* found = std::ranges::find(kStates, state, &StateName::state);
  return found == std::end(kStates) ? std::string(state) : found->vi;
}

std::string role_vi(std::string_view role) {
  if (role == kPreparer) return "người lập";
  if (role == kApprover) return "người duyệt";
  return role == kSealKeeper ? "người giữ con dấu của cơ quan" : std::string(role);
}

struct Named {
  std::string en, vi;
};
/// "approver or agency-seal" of a move, or the roles that somebody has.
Named named(std::span<const std::string_view> roles) {
  std::vector<std::string> en, vi;
  for (const auto role : roles) {
    en.emplace_back(role);
    vi.push_back(role_vi(role));
  }
  return {join(en, " or "), join(vi, " hoặc ")};
}

/// Who sent the newest submission of the report; empty: nobody did.
Result<std::string> submitter_of(const Workspace& workspace, const store::ReportKey& key) {
  GIRS_TRY(const auto lines, history(workspace, key));
  std::string name;
  for (const auto& line : lines)
    if (line.action == "submitted") name = line.actor;
  return name;
}

/// Moves the newest revision to `state`, with its line in the history.
Status move(const Workspace& workspace, const store::ReportKey& key, Move move, const char* state,
            const char* action, std::string_view detail, const Actor& actor) {
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  return workspace.store->write([&](store::Connection& connection) -> Status {
    GIRS_TRY(auto draft, read_draft(connection, subject, key));
    GIRS_CHECK(require_move(draft.row, move, actor));
    draft.row.state = state;
    return change(connection, draft.row, workspace.store->now(), actor, action, detail);
  });
}

/// A finding that must be mended or explained before the report can go.
Mistake obstacle(const Finding& finding, bool needs_explanation) {
  Message message = finding.message;
  if (needs_explanation) {
    message.en += " Explain it in writing.";
    message.vi += " Phải giải trình bằng văn bản.";
  }
  Details details{{"form", finding.form}, {"rule", finding.rule}};
  if (!finding.row.empty()) details.emplace_back("row", finding.row);
  if (!finding.column.empty()) details.emplace_back("column", finding.column);
  return {std::move(message), std::move(details)};
}

Error refusal(const store::ReportKey& key, const Review& review) {
  Mistakes mistakes;
  for (std::size_t i = 0; i < review.findings.size(); ++i) {
    const auto& finding = review.findings[i];
    const bool unexplained =
        std::ranges::find(review.unexplained, i) != review.unexplained.end();
    if (finding.blocks() || unexplained) mistakes.add(obstacle(finding, unexplained));
  }
  const auto count = std::to_string(mistakes.count());
  return std::move(mistakes).to_error(
      Code::kConflict,
      "The report " + name_of(key) + " cannot be approved: " + count + " finding(s) stand in the way.",
      "Chưa thể duyệt báo cáo " + name_of(key) + ": còn " + count +
          " lỗi hoặc cảnh báo chưa giải trình.",
      {{"unit", key.unit}, {"period", key.period}});
}

/// A sheet on which nothing occurred.
Result<Sheet> nil_sheet(const FormLayout& layout, const Sheet& before) {
  auto sheet = Sheet::make(layout);
  for (const auto& [field, text] : before.header()) GIRS_CHECK(sheet.set_header(field, text));
  for (const auto& row : layout.form().rows.fixed)
    for (const auto& column : layout.form().columns)
      if (column.entered && column.type == CellType::kNumber &&
          layout.has_cell(row.code, column.code))
        GIRS_CHECK(sheet.set(layout, {row.code, column.code}, {formula::Absent::kNil}));
  return sheet;
}

}  // namespace

std::string_view name_of(Move move) { return rule_of(move).word; }

Status require_state(const store::ReportRow& row, Move move) {
  const auto& rule = rule_of(move);
  if (std::ranges::find(rule.from, row.state) != rule.from.end()) return ok();
  std::vector<std::string> states_en, states_vi;
  for (const auto state : rule.from) {
    states_en.emplace_back(state);
    states_vi.push_back(in_vietnamese(state));
  }
  std::string how_en, how_vi;
  if (move == Move::kEdit && row.state == "completed") {
    how_en = " Correct it by a new revision.";
    how_vi = " Hãy đính chính bằng phiên bản mới.";
  } else if (move == Move::kEdit) {
    how_en = " Let the approver return it first.";
    how_vi = " Người duyệt phải trả lại trước.";
  }
  const auto by = named(rule.by);
  return error(Code::kConflict,
               "The report " + name_of(row.key) + " is " + row.state + "; it can be " + rule.en +
                   " only when " + join(states_en, " or ") + ", by the " + by.en + "." + how_en,
               "Báo cáo " + name_of(row.key) + " ở trạng thái \"" + in_vietnamese(row.state) +
                   "\"; chỉ được " + rule.vi + " khi " + join(states_vi, " hoặc ") + " (" +
                   by.vi + ")." + how_vi,
               {{"unit", row.key.unit}, {"period", row.key.period}, {"state", row.state},
                {"move", std::string(rule.word)}, {"by", by.en}});
}

Status require_role(const store::ReportRow& row, Move move, const Actor& actor) {
  const auto& rule = rule_of(move);
  const auto has = [&](std::string_view role) { return actor.has(role); };
  if (!actor.is_held_to_roles() || std::ranges::any_of(rule.by, has)) return ok();
  const auto by = named(rule.by);
  const auto given = named(split(actor.roles, ','));
  return error(Code::kUntrusted,
               "Only the " + by.en + " may have a report " + rule.en + "; " +
                   std::string(actor.name) + " is " + given.en + ".",
               "Chỉ " + by.vi + " mới được " + rule.vi + " báo cáo; " + std::string(actor.name) +
                   " là " + given.vi + ".",
               {{"unit", row.key.unit}, {"move", std::string(rule.word)}, {"by", by.en}});
}

Status require_move(const store::ReportRow& row, Move move, const Actor& actor) {
  GIRS_CHECK(require_role(row, move, actor));
  return require_state(row, move);
}

Status submit_for_approval(const Workspace& workspace, const store::ReportKey& key,
                           const Actor& actor) {
  return move(workspace, key, Move::kSubmit, "submitted", "submitted", "", actor);
}

Status take_back(const Workspace& workspace, const store::ReportKey& key, const Actor& actor) {
  return move(workspace, key, Move::kTakeBack, "draft", "taken-back", "", actor);
}

Status send_back(const Workspace& workspace, const store::ReportKey& key, std::string_view reason,
                 const Actor& actor) {
  if (trim(reason).empty())
    return error(Code::kInvalidArgument, "Returning a report needs a reason.",
                 "Trả lại báo cáo phải nêu lý do.");
  return move(workspace, key, Move::kReturn, "returned", "returned", reason, actor);
}

Status approve(const Workspace& workspace, const store::ReportKey& key, const Actor& actor) {
  GIRS_TRY(const auto seen, open(workspace, key));
  GIRS_CHECK(require_move(seen.row, Move::kApprove, actor));
  if (actor.is_held_to_roles()) {
    if (seen.row.state != "submitted")
      return error(Code::kConflict,
                   "The report " + name_of(key) + " is " + seen.row.state +
                       "; its preparer must send it for approval first.",
                   "Báo cáo " + name_of(key) + " chưa được người lập gửi duyệt.",
                   {{"unit", key.unit}, {"state", seen.row.state}, {"by", "preparer"}});
    GIRS_TRY(const auto submitter, submitter_of(workspace, key));
    if (submitter == actor.name)
      return error(Code::kUntrusted,
                   std::string(actor.name) + " sent the report for approval and cannot approve it.",
                   std::string(actor.name) + " là người gửi duyệt nên không được duyệt báo cáo này.",
                   {{"unit", key.unit}});
  }
  GIRS_TRY(const auto reviewed, review(workspace, key));
  if (!reviewed.can_be_sent()) return refusal(key, reviewed);
  return workspace.store->write([&](store::Connection& connection) {
    store::ReportRow row = seen.row;  // its `edit` guards against a change since the review
    row.state = "approved";
    return change(connection, row, workspace.store->now(), actor, "approved", "");
  });
}

Status make_nil(const Workspace& workspace, const store::ReportKey& key, const Actor& actor) {
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  return workspace.store->write([&](store::Connection& connection) -> Status {
    GIRS_TRY(auto draft, read_draft(connection, subject, key));
    GIRS_CHECK(require_editable(draft.row, actor));
    if (draft.row.prev || key.scope != "own")
      return error(Code::kConflict, "Only the first revision of a unit's own report can be a nil return.",
                   "Chỉ phiên bản đầu của báo cáo riêng mới có thể là báo cáo không phát sinh.",
                   {{"unit", key.unit}});
    draft.row.kind = "nil-return";
    GIRS_CHECK(change(connection, draft.row, workspace.store->now(), actor, "nil-return", ""));
    for (const auto& layout : subject.forms) {
      const auto& before = *draft.sheet(layout.form().code);
      GIRS_TRY(const auto sheet, nil_sheet(layout, before));
      GIRS_CHECK(put_replaced_sheet(workspace, connection,
                                    {draft.row.id, draft.row.edit + 1, kNilForm, actor}, layout,
                                    before, sheet));
    }
    return ok();
  });
}

}  // namespace girs::report
