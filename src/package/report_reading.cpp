// Every field of a report payload, and how the fields must fit each other (FORMATS.md 2.1, 2.3).

#include "package/report_reading.h"

#include <set>

#include "base/text.h"
#include "package/forms_shape.h"
#include "package/payload_reading.h"

namespace girs::package {
namespace {

CodedReason read_reason(const json::Node& node) {
  node.only({"code", "text"});
  return {node.member("code").code(), node.member("text").text()};
}

Attachment read_attachment(const json::Node& node) {
  node.only({"digest", "media_type", "name", "size"});
  Attachment attachment;
  attachment.digest = read_digest(node.member("digest"));
  attachment.media_type = node.member("media_type").code();
  const json::Node name = node.member("name");
  attachment.name = name.code();
  // A name becomes a file's name somewhere: it must not lead out of a folder.
  if (attachment.name == "." || attachment.name == ".." ||
      attachment.name.find_first_of("/\\:") != std::string::npos)
    name.mistake("An attachment's name is the name of a file, without a folder.",
                 "Tên tệp kèm không được chứa đường dẫn thư mục.");
  attachment.size = node.member("size").integer(0, kWholeMax);
  return attachment;
}

std::vector<Attachment> read_attachments(const json::Node& list) {
  std::vector<Attachment> attachments;
  std::set<std::string> names;
  list.each([&](const json::Node& node) {
    attachments.push_back(read_attachment(node));
    // Two names that differ only in case are one file on some systems.
    if (!names.insert(fold_case(attachments.back().name)).second)
      node.mistake("Two attachments have the same name.", "Hai tệp kèm trùng tên.");
  });
  return attachments;
}

std::vector<Explanation> read_explanations(const json::Node& list) {
  std::vector<Explanation> explanations;
  list.each([&](const json::Node& node) {
    node.only({"form", "row", "rule", "text"});
    Explanation explanation;
    explanation.form = node.member("form").code();
    if (const auto row = node.member("row")) explanation.row = row.code();
    explanation.rule = node.member("rule").code();
    explanation.text = node.member("text").text();
    explanations.push_back(std::move(explanation));
  });
  return explanations;
}

AggregateMember read_member(const json::Node& node) {
  AggregateMember member;
  member.unit = node.member("unit").code();
  if (const auto excluded = node.optional("excluded")) {
    node.only({"excluded", "unit"});
    member.excluded = read_reason(excluded);
    return member;
  }
  node.only({"index", "origin", "pid", "unit"});
  member.pid = read_hex_hash(node.member("pid"));
  member.origin = node.member("origin").code();
  member.index = node.member("index").integer(0, kWholeMax);
  return member;
}

std::vector<AggregateMember> read_members(const json::Node& list) {
  std::vector<AggregateMember> members;
  std::set<std::string> units;
  list.each([&](const json::Node& node) {
    members.push_back(read_member(node));
    if (const std::string& unit = members.back().unit; !unit.empty() && !units.insert(unit).second)
      node.mistake("The member " + unit + " is listed twice.",
                   "Đơn vị thành viên " + unit + " xuất hiện hai lần.");
  });
  return members;
}

RegimeReference read_regime(const json::Node& node) {
  node.only({"code", "digest", "version"});
  return {node.member("code").code(), read_digest(node.member("digest")),
          node.member("version").integer(1, kWholeMax)};
}

SentOtherwise read_sent_otherwise(const json::Node& node) {
  node.only({"channel", "time"});
  return {node.member("channel").code(), read_time(node.member("time"))};
}

Validation read_validation(const json::Node& node) {
  node.only({"engine", "errors", "explained", "report", "rules"});
  Validation validation;
  validation.engine = node.member("engine").code();
  validation.errors = node.member("errors").integer(0, kWholeMax);
  validation.explained = node.member("explained").integer(0, kWholeMax);
  validation.report = read_digest(node.member("report"));
  validation.rules = read_digest(node.member("rules"));
  return validation;
}

/// Revisions form a chain (FORMATS.md 2.3).
void read_revision(const json::Node& root, ReportPayload& payload) {
  const json::Node kind = root.member("kind");
  const json::Node prev = root.member("prev");
  const json::Node reason = root.member("reason");
  payload.kind = static_cast<ReportKind>(
      kind.one_of({to_text(ReportKind::kOriginal), to_text(ReportKind::kCorrection),
                   to_text(ReportKind::kWithdrawal), to_text(ReportKind::kNilReturn)}));
  payload.rev = root.member("rev").integer(1, kWholeMax);
  if (prev) payload.prev = read_hex_hash(prev);
  if (reason) payload.reason = read_reason(reason);
  if (const auto authorization = root.member("authorization"))
    payload.authorization = read_hex_hash(authorization);

  const bool first = payload.rev == 1;
  const bool opens = payload.kind == ReportKind::kOriginal || payload.kind == ReportKind::kNilReturn;
  if (first != opens)
    kind.mistake("Revision 1 is an original or a nil return, later ones correct or withdraw.",
                 "Lần gửi đầu là báo cáo gốc hoặc báo cáo không phát sinh, các lần sau là sửa "
                 "đổi hoặc rút lại.");
  if (first == payload.prev.has_value())
    prev.mistake("Every revision but the first names the one before it.",
                 "Mọi lần gửi sau lần đầu phải nêu mã của lần gửi liền trước.");
  if (!opens && !payload.reason)
    reason.mistake("A correction or withdrawal needs its reason.",
                   "Báo cáo sửa đổi hoặc rút lại phải nêu lý do.");
}

void read_scope(const json::Node& root, ReportPayload& payload) {
  const json::Node members = root.member("members");
  payload.scope = static_cast<ReportScope>(root.member("scope").one_of(
      {to_text(ReportScope::kOwn), to_text(ReportScope::kAggregate)}));
  if (members) payload.members = read_members(members);
  if ((payload.scope == ReportScope::kAggregate) != payload.members.has_value())
    members.mistake("An aggregate, and only an aggregate, lists its members.",
                    "Chỉ báo cáo tổng hợp mới liệt kê các đơn vị thành viên, và bắt buộc phải có.");
}

void read_window(const json::Node& window, ReportPayload& payload) {
  window.only({"from", "to"});
  payload.window_from = read_day(window.member("from"));
  payload.window_to = read_day(window.member("to"));
  // ISO days sort as text.
  if (!payload.window_to.empty() && payload.window_to < payload.window_from)
    window.mistake("A window may not end before it begins.",
                   "Thời gian chốt số liệu không được kết thúc trước khi bắt đầu.");
}

}  // namespace

ReportPayload read_report(const json::Node& root) {
  ReportPayload payload = read_report_but_forms(root);
  if (const auto forms = root.optional("forms"); forms.is_object()) payload.forms = *forms.value();
  return payload;
}

ReportPayload read_report_but_forms(const json::Node& root) {
  root.only({"attachments", "audience", "authorization", "created_at", "explanations", "forms",
             "kind", "members", "on_behalf", "outline", "period", "prev", "reason", "regime",
             "rev", "salt", "schema", "scope", "sent_otherwise", "signers", "unit", "validation",
             "window"});
  ReportPayload payload;
  payload.head = read_head(root, kReportSchema);
  payload.unit = root.member("unit").code();
  payload.regime = read_regime(root.member("regime"));
  payload.period = root.member("period").code();
  read_window(root.member("window"), payload);
  read_revision(root, payload);
  read_scope(root, payload);

  check_forms(root.member("forms"));
  root.member("outline").members([&](const std::string& section, const json::Node& text) {
    if (!is_code(section))
      text.mistake("The name of a section is a code.", "Tên mục của đề cương phải là mã.");
    payload.outline.emplace(section, text.text(0));
  });
  payload.explanations = read_explanations(root.member("explanations"));
  payload.attachments = read_attachments(root.member("attachments"));
  if (const auto on_behalf = root.member("on_behalf")) payload.on_behalf = on_behalf.code();
  if (const auto sent = root.member("sent_otherwise"))
    payload.sent_otherwise = read_sent_otherwise(sent);
  const json::Node validation = root.member("validation");
  if (validation) payload.validation = read_validation(validation);
  else if (payload.kind != ReportKind::kWithdrawal)
    validation.mistake("Every report but a withdrawal says what its checks found.",
                       "Mọi báo cáo trừ báo cáo rút lại phải kèm kết quả kiểm tra.");
  return payload;
}

}  // namespace girs::package
