// fsck of what was received: each envelope is verified again as of its log time, and every column
// and figure beside it is derived anew from the signed payload and compared.

#include <map>

#include "central/fsck_parts.h"
#include "package/submission.h"
#include "package/verify.h"
#include "report/receive.h"
#include "store/blobs.h"
#include "store/logged.h"
#include "store/outbox.h"
#include "store/submissions.h"

namespace girs::central {
namespace {

std::string key_of(const store::SubmissionRow& row) { return "pid " + row.pid; }

bool same_columns(const store::SubmissionRow& row, const package::VerifiedReport& report) {
  const auto key = report::key_of(report.payload);
  return row.pid == report.pid && row.env == report.env && row.series == report.series &&
         row.rev == report.payload.rev && row.prev == report.payload.prev && row.regime == key.regime &&
         row.unit == key.unit && row.period == key.period && row.scope == key.scope &&
         row.kind == package::to_text(report.payload.kind) &&
         row.created_at == to_rfc3339(report.payload.head.created_at);
}

bool same_columns(const store::DecisionRow& row, const package::VerifiedDecision& decision) {
  return decision.pid == row.pid && decision.payload.of == row.of && row.codes == store::joined_codes(decision.payload.codes) &&
         row.status == package::to_text(decision.payload.decision) && row.text == decision.payload.text;
}

void check_signers(FsckRun& run, store::Connection& connection, const store::SubmissionRow& row,
                   const package::VerifiedReport& report) {
  const auto stored = store::signers(connection, row.pid);
  bool same = stored && stored->size() == report.signers.size();
  for (std::size_t i = 0; same && i < report.signers.size(); ++i) {
    bool found = false;
    for (const auto& signer : *stored)
      found = found || (signer.role == report.signers[i].claimed.role && signer.keyid == report.signers[i].claimed.keyid &&
                        signer.person == report.signers[i].subject.person);
    same = found;
  }
  if (!same)
    run.fault("submission", key_of(row), "The signers are not those of the signed package.",
              "Người ký không khớp với gói đã ký.");
}

/// What an authority took a package with, it still has; packages that were pulled come without.
void check_attachments(FsckRun& run, store::Connection& connection, const store::SubmissionRow& row,
                       const package::VerifiedReport& report) {
  if (!run.keeps_log || row.origin != run.origin) return;
  for (const auto& one : report.payload.attachments) {
    const auto here = store::has_blob(connection, one.digest);
    if (!here || !*here)
      run.fault("blob", "digest " + one.digest, "The attachment \"" + one.name + "\" of package " + row.pid + " is not there.",
                "Thiếu tệp đính kèm \"" + one.name + "\" của gói " + row.pid + ".");
  }
}

void check_submission(FsckRun& run, store::Connection& connection, const store::SubmissionRow& row) {
  const Time logged{std::chrono::seconds{row.logged_at}};
  const auto submission = package::Submission::parse(text_of(row.envelope));
  const auto report = submission
                          ? package::verify_report(submission->envelope, run.registry_of(row.origin), row.origin, logged, submission->batches)
                          : Result<package::VerifiedReport>(submission.error());
  if (!report) {
    run.fault("submission", key_of(row), "The package does not verify: " + report.error().message.en,
              "Gói báo cáo không xác thực được: " + report.error().message.in("vi"));
    return;
  }
  if (submission->text() != text_of(row.envelope))
    run.fault("submission", key_of(row), "The stored package is not in its normal form.",
              "Gói lưu trữ không ở dạng chuẩn.");
  if (!same_columns(row, *report))
    run.fault("submission", key_of(row), "A column is not what the signed package says.",
              "Có cột không khớp với gói đã ký.");
  check_leaf(run, {store::Logged::kSubmission, row.pid, row.env, row.logged_at}, row.origin, row.index);
  check_stored_receipt(run, store::Logged::kSubmission, row.receipt, claim_of(*report, row.origin),
                       row.index, row.logged_at);
  check_figures(run, connection, row.pid, report->payload);
  check_signers(run, connection, row, *report);
  check_attachments(run, connection, row, *report);
}

/// Whether `row` follows the revision before it. A unit's own packages come to it from the log only
/// where another computer of it sent them: those before may be ones that this store sent.
Result<bool> is_next(const FsckRun& run, store::Connection& connection, const store::SubmissionRow& row,
                     const std::pair<int, std::string>& head) {
  if (row.rev == head.first + 1 && (row.rev == 1 || row.prev == head.second)) return true;
  if (run.keeps_log || !row.prev) return false;
  if (run.is_ahead(row.origin, row.index) && row.rev > head.first + 1) return true;
  GIRS_TRY(const auto sent, store::outbox_row(connection, *row.prev));
  return sent && !store::is_set_aside(*sent) && sent->series == row.series && sent->rev + 1 == row.rev;
}

/// Whose package a decision is on: received here, or sent from here to an authority.
Result<std::optional<store::Reporter>> decided_package(store::Connection& connection,
                                                       std::string_view pid) {
  GIRS_TRY(auto received, store::reporter_of(connection, pid));
  if (received) return received;
  GIRS_TRY(const auto sent, store::outbox_row(connection, pid));
  if (!sent) return std::optional<store::Reporter>();
  GIRS_TRY(const auto submission, package::Submission::parse(text_of(sent->envelope)));
  GIRS_TRY(auto payload, package::parse_report(text_of(submission.envelope.payload)));
  return std::optional(store::Reporter{std::move(payload.unit), std::move(payload.regime.code)});
}

}  // namespace

Status check_blobs(FsckRun& run, store::Connection& connection) {
  return store::each_blob(connection, [&](const std::string& digest, const Bytes& content) -> Status {
    if (to_digest(sha256(ByteView(content))) != digest)
      run.fault("blob", "digest " + digest, "The attachment is not what its digest says.",
                "Tệp đính kèm không khớp mã băm của nó.");
    return ok();
  });
}

Status check_submissions(FsckRun& run, store::Connection& connection) {
  std::map<std::string, std::pair<int, std::string>> heads;  // series -> revision, pid
  return store::each_submission(connection, [&](const store::SubmissionRow& row) -> Status {
    ++run.result.submissions;
    GIRS_CHECK(report_progress(run.progress, {"verify", run.result.submissions, 0, "packages"}));
    check_submission(run, connection, row);
    auto& head = heads[row.series];
    GIRS_TRY(const bool next, is_next(run, connection, row, head));
    if (row.origin == run.origin && !next)
      run.fault("submission", key_of(row), "The chain of revisions is broken before it.",
                "Chuỗi phiên bản bị đứt trước gói này.");
    head = {row.rev, row.pid};
    return ok();
  });
}

Status check_decisions(FsckRun& run, store::Connection& connection) {
  GIRS_TRY(const auto misplaced, store::misplaced_decisions(connection));
  for (const auto& pid : misplaced)
    run.fault("decision", "pid " + pid, "It is not counted for the package that it decides on.",
              "Quyết định không được tính cho gói mà nó nêu.");
  return store::each_decision(connection, [&](const store::DecisionRow& row) -> Status {
    ++run.result.decisions;
    const std::string key = "pid " + row.pid;
    GIRS_TRY(const auto of, decided_package(connection, row.of));
    if (!of && run.is_ahead(row.origin, row.index)) return ok();
    if (!of) {
      run.fault("decision", key, "The package that it decides on is not there.", "Không có gói báo cáo mà quyết định nêu.");
      return ok();
    }
    const Time logged{std::chrono::seconds{row.logged_at}};
    const auto envelope = package::Envelope::parse(text_of(row.envelope));
    const auto decision = envelope ? package::verify_decision(*envelope, run.registry_of(row.origin), row.origin, logged, of->unit, of->regime)
                                   : Result<package::VerifiedDecision>(envelope.error());
    if (!decision) {
      run.fault("decision", key, "The decision does not verify: " + decision.error().message.en,
                "Quyết định không xác thực được: " + decision.error().message.in("vi"));
      return ok();
    }
    if (!same_columns(row, *decision))
      run.fault("decision", key, "A column is not what the signed decision says.",
                "Có cột không khớp với quyết định đã ký.");
    check_leaf(run, {store::Logged::kDecision, row.pid, decision->env, row.logged_at}, row.origin, row.index);
    return ok();
  });
}

}  // namespace girs::central
