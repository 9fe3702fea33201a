#include "report/seal.h"

#include <set>

#include "base/text.h"
#include "crypto/hash.h"
#include "form/codec.h"
#include "json/canonical.h"
#include "package/envelope.h"
#include "package/series_id.h"
#include "package/submission.h"
#include "package/verify.h"
#include "report/member_standing.h"
#include "report/review.h"
#include "report/transition.h"
#include "store/outbox.h"
#include "store/submissions.h"

namespace girs::report {
namespace {

constexpr std::string_view kEngine = "0.1.0";  // version of the rule engine, GIRS_VERSION's text

package::ReportKind kind_of(std::string_view kind) {
  for (const auto known : {package::ReportKind::kCorrection, package::ReportKind::kWithdrawal,
                           package::ReportKind::kNilReturn})
    if (package::to_text(known) == kind) return known;
  return package::ReportKind::kOriginal;
}

}  // namespace

Status check_roles(const std::vector<ClaimedSigner>& signers) {
  std::string preparer, approver;
  std::set<std::string> roles;
  for (const auto& signer : signers) {
    roles.insert(signer.role);
    if (signer.role == package::kPreparer) preparer = signer.keyid;
    if (signer.role == package::kApprover) approver = signer.keyid;
  }
  for (const auto role : {package::kPreparer, package::kApprover, package::kAgencySeal})
    if (!roles.contains(std::string(role)))
      return error(Code::kInvalidArgument, "Nobody signs as " + std::string(role) + ".",
                   "Thiếu người ký với vai trò " + std::string(role) + ".", {{"role", std::string(role)}});
  if (preparer == approver)
    return error(Code::kInvalidArgument, "The same key cannot prepare and approve a report.",
                 "Một khóa không thể vừa lập vừa duyệt báo cáo.", {{"role", "approver"}});
  return ok();
}

Status check_registered(const std::vector<ClaimedSigner>& signers, const Registry& registry,
                        std::string_view unit, std::string_view regime, std::string_view type,
                        Time now) {
  std::string preparer, approver;
  for (const auto& signer : signers) {
    GIRS_CHECK(registry.permits(signer.keyid, signer.role, unit, regime, type, now));
    const auto* record = registry.find(signer.keyid);
    if (signer.role == package::kPreparer) preparer = record->subject.person;
    if (signer.role == package::kApprover) approver = record->subject.person;
  }
  if (!preparer.empty() && preparer == approver)
    return error(Code::kInvalidArgument, "The same person cannot prepare and approve a report.",
                 "Một người không thể vừa lập vừa duyệt báo cáo.", {{"role", "approver"}});
  return ok();
}

namespace {

/// What the checks said, in a form that can be compared later: digests of findings and rules.
Result<package::Validation> validation_of(const Workspace& workspace, const Subject& subject,
                                          const Draft& draft) {
  GIRS_TRY(const auto reviewed, review_sheets(workspace, subject, draft.sheets, draft.explanations));
  if (!reviewed.can_be_sent())
    return error(Code::kConflict, "The report " + name_of(draft.row.key) + " has findings since its approval; check it again.",
                 "Báo cáo " + name_of(draft.row.key) + " phát sinh lỗi sau khi duyệt; hãy kiểm tra lại.",
                 {{"unit", draft.row.key.unit}});
  GIRS_TRY(const auto findings, json::canonical(to_json(reviewed.findings)));
  std::string rules;
  for (const auto& layout : subject.forms) rules += layout.form().digest + "\n";
  package::Validation validation;
  validation.engine = std::string(kEngine);
  validation.errors = static_cast<std::int64_t>(reviewed.totals.errors);
  validation.explained = static_cast<std::int64_t>(reviewed.totals.explain);
  validation.report = to_digest(sha256(findings));
  validation.rules = to_digest(sha256(rules));
  return validation;
}

void add_revision(const Draft& draft, package::ReportPayload& payload) {
  const auto& row = draft.row;
  payload.kind = kind_of(row.kind);
  payload.rev = draft.package_rev;
  payload.prev = row.prev;
  if (row.reason_code) payload.reason = package::CodedReason{*row.reason_code, row.reason_text.value_or("")};
  payload.authorization = row.authorization;
  payload.on_behalf = row.on_behalf;
  if (row.otherwise_channel)
    if (const auto time = from_rfc3339(row.otherwise_time.value_or("")))
      payload.sent_otherwise = package::SentOtherwise{*row.otherwise_channel, *time};
}

void add_members(const Draft& draft, package::ReportPayload& payload) {
  if (payload.scope != package::ReportScope::kAggregate || payload.kind == package::ReportKind::kWithdrawal)
    return;
  payload.members.emplace();
  for (const auto& member : draft.members) {
    package::AggregateMember entry;
    entry.unit = member.unit;
    if (member.excluded_code) {
      entry.excluded = package::CodedReason{*member.excluded_code, member.excluded_text.value_or("")};
    } else {
      entry.pid = member.pid.value_or("");
      entry.origin = member.origin.value_or("");
      entry.index = member.index.value_or(0);
    }
    payload.members->push_back(std::move(entry));
  }
}

/// The payload of the report as it stands.
Result<package::ReportPayload> payload_of(const Workspace& workspace, const Subject& subject,
                                          const Draft& draft, PayloadHead head) {
  package::ReportPayload payload;
  payload.head = std::move(head);
  payload.unit = draft.row.key.unit;
  payload.regime = {subject.regime->code, subject.regime->digest, subject.regime->version};
  payload.period = subject.period.label();
  payload.window_from = to_text(subject.window.from);
  payload.window_to = to_text(subject.window.to);
  payload.scope = draft.row.key.scope == "own" ? package::ReportScope::kOwn : package::ReportScope::kAggregate;
  add_revision(draft, payload);
  add_members(draft, payload);
  if (payload.kind == package::ReportKind::kWithdrawal) return payload;
  for (const auto& sheet : draft.sheets) {
    const auto& layout = *subject.form(sheet.form());
    GIRS_TRY(auto encoded, encode_sheet(layout, sheet));
    if (layout.form().kind == FormKind::kOutline) {  // its sections are the payload's own
      payload.outline = sheet.header();
      encoded.set("header", json::Object{});
    }
    payload.forms.set(sheet.form(), std::move(encoded));
  }
  for (const auto& file : draft.attachments)
    payload.attachments.push_back({file.name, file.digest, file.media_type, file.size});
  for (const auto& row : draft.explanations)
    payload.explanations.push_back({row.form, row.row.empty() ? std::nullopt : std::optional(row.row), row.rule, row.text});
  GIRS_TRY(payload.validation, validation_of(workspace, subject, draft));
  return payload;
}

Status require_approved(const Draft& draft) {
  const auto& key = draft.row.key;
  if (draft.row.state == "approved") return ok();
  const Details details{{"unit", key.unit}, {"period", key.period}, {"state", draft.row.state}, {"by", "approver"}};
  if (draft.row.state == "completed")
    return error(Code::kConflict,
                 "The report " + name_of(key) + " is signed already; correct it by a new revision.",
                 "Báo cáo " + name_of(key) + " đã ký số; hãy đính chính bằng phiên bản mới.", details);
  return error(Code::kConflict,
               "The report " + name_of(key) + " is " + draft.row.state +
                   "; the approver must approve it before it is signed.",
               "Báo cáo " + name_of(key) + " chưa được người duyệt duyệt nên chưa ký được.", details);
}

/// An aggregate whose members all still stand; nothing to ask of other reports.
Status require_members(const Workspace& workspace, const Draft& draft) {
  if (draft.members.empty() || draft.row.kind == "withdrawal") return ok();
  return workspace.store->read([&](store::Connection& connection) {
    return require_members_stand(connection, draft);
  });
}

/// Puts a signed package into the outbox and completes its report, in one transaction.
Result<std::string> enqueue(const Workspace& workspace, const Draft& draft, const package::Submission& submission,
                            const package::ReportPayload& payload, const Actor& actor) {
  const std::string pid = submission.envelope.pid();
  store::OutboxRow queued;
  queued.pid = pid;
  queued.report = draft.row.id;
  queued.series = package::series_id(payload);
  queued.rev = draft.package_rev;
  queued.envelope = to_bytes(submission.text());
  queued.queued_at = workspace.store->now().time_since_epoch().count();
  auto row = draft.row;
  row.state = "completed";
  row.pid = pid;
  GIRS_CHECK(require_role(draft.row, Move::kSeal, actor));
  GIRS_CHECK(workspace.store->write([&](store::Connection& connection) -> Status {
    GIRS_CHECK(change(connection, row, workspace.store->now(), actor, "sealed", pid));
    return store::enqueue(connection, queued);
  }));
  return pid;
}

/// A package with the draft that it was made of, so that a change in between is noticed.
struct Prepared {
  Draft draft;
  package::ReportPayload payload;
  package::Submission submission;
};

/// The authority's order to reopen what the report follows, where that is its newest word on it: after
/// the deadline a correction must name it.
Result<std::optional<std::string>> order_to_reopen(const Workspace& workspace, const Draft& draft) {
  if (draft.row.authorization || !draft.row.prev) return draft.row.authorization;
  GIRS_TRY(const auto decisions, workspace.store->read([&](store::Connection& connection) {
    return store::decisions(connection, *draft.row.prev);
  }));
  const bool reopened = !decisions.empty() && decisions.back().status == "reopened";
  return reopened ? std::optional(decisions.back().pid) : std::nullopt;
}

Result<Prepared> prepared(const Workspace& workspace, const store::ReportKey& key, std::string_view audience,
                          const std::vector<ClaimedSigner>& signers, const Registry* registry) {
  GIRS_CHECK(check_roles(signers));
  if (registry) GIRS_CHECK(check_registered(signers, *registry, key.unit, key.regime, package::kReportType, workspace.store->now()));
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  GIRS_TRY(auto draft, open(workspace, key));
  GIRS_CHECK(require_approved(draft));
  GIRS_CHECK(require_members(workspace, draft));
  GIRS_TRY(draft.row.authorization, order_to_reopen(workspace, draft));
  GIRS_TRY(auto payload, payload_of(workspace, subject, draft,
                                    {std::string(audience), workspace.store->now(), draft.row.salt, signers}));
  GIRS_TRY(const auto bytes, package::build(payload));
  return Prepared{std::move(draft), std::move(payload), {{std::string(package::kReportType), to_bytes(bytes)}}};
}

}  // namespace

Result<package::Submission> prepare(const Workspace& workspace, const store::ReportKey& key,
                                    std::string_view audience, const std::vector<ClaimedSigner>& signers,
                                    const Registry* registry) {
  GIRS_TRY(auto made, prepared(workspace, key, audience, signers, registry));
  return std::move(made.submission);
}

Result<std::string> submit_signed(const Workspace& workspace, const store::ReportKey& key,
                                  const package::Submission& submission, const Registry& registry,
                                  const Actor& actor) {
  GIRS_TRY(const auto verified, package::verify_report(submission.envelope, registry, registry.audience(),
                                                       workspace.store->now(), submission.batches));
  GIRS_CHECK(check_roles(verified.payload.head.signers));
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  GIRS_TRY(auto draft, open(workspace, key));
  GIRS_CHECK(require_approved(draft));
  if (!draft.row.authorization) draft.row.authorization = verified.payload.authorization;  // as it was prepared
  PayloadHead head = verified.payload.head;
  head.salt = draft.row.salt;
  GIRS_TRY(const auto now_built, payload_of(workspace, subject, draft, std::move(head)));
  GIRS_TRY(const auto bytes, package::build(now_built));
  if (bytes != text_of(submission.envelope.payload))
    return error(Code::kConflict, "The report " + name_of(key) + " is no longer what was signed; prepare it and have it signed anew.",
                 "Báo cáo " + name_of(key) + " không còn đúng với nội dung đã ký; hãy lập gói và ký lại.",
                 {{"unit", key.unit}, {"period", key.period}});
  return enqueue(workspace, draft, submission, verified.payload, actor);
}

Result<std::string> seal(const Workspace& workspace, const store::ReportKey& key,
                         std::string_view audience, const std::vector<SigningParty>& parties,
                         const Registry* registry, const Actor& actor) {
  std::vector<ClaimedSigner> signers;
  for (const auto& party : parties) signers.push_back({party.role, party.signer->key.keyid(), party.authority});
  GIRS_TRY(auto made, prepared(workspace, key, audience, signers, registry));
  for (const auto& party : parties) GIRS_CHECK(made.submission.envelope.sign(*party.signer));
  return enqueue(workspace, made.draft, made.submission, made.payload, actor);
}

}  // namespace girs::report
