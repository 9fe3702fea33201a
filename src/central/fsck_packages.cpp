// fsck of what was received: each envelope is verified again as of its log time, and every column
// and figure beside it is derived anew from the signed payload and compared.

#include <map>

#include "central/fsck_parts.h"
#include "package/submission.h"
#include "package/verify.h"
#include "report/receive.h"
#include "store/blobs.h"
#include "store/outbox.h"
#include "store/requests.h"
#include "store/series.h"
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

void check_figures(FsckRun& run, store::Connection& connection, const store::SubmissionRow& row,
                   const package::VerifiedReport& report) {
  const auto subject = report::subject_of(*run.workspace.catalog, report::key_of(report.payload),
                                          report::versions_of(report.payload));
  const auto expected = subject ? report::figures_of(*subject, report.payload)
                                : Result<std::vector<store::FigureRow>>(subject.error());
  const auto stored = store::figures(connection, row.pid);
  if (!expected || !stored) {
    run.fault("figure", key_of(row), "The figures cannot be derived from the signed package.",
              "Không suy lại được số liệu từ gói đã ký.");
    return;
  }
  std::map<std::string, const store::FigureRow*> by_form;
  for (const auto& figure : *stored) by_form[figure.form] = &figure;
  for (const auto& figure : *expected) {
    const auto found = by_form.find(figure.form);
    if (found == by_form.end() || found->second->cells != figure.cells || found->second->version != figure.version)
      run.fault("figure", key_of(row) + " form " + figure.form, "The figures are not those of the signed package.",
                "Số liệu không khớp với gói đã ký.");
    if (found != by_form.end()) by_form.erase(found);
  }
  for (const auto& [form, figure] : by_form)
    run.fault("figure", key_of(row) + " form " + form, "The signed package has no such form.",
              "Gói đã ký không có biểu mẫu này.");
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
    run.fault("submission_signer", key_of(row), "The signers are not those of the signed package.",
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
  check_leaf<log::SubmissionEntry>(run, connection, "submission", key_of(row), row.origin, row.index, row.logged_at,
                                   row.pid, row.env);
  check_figures(run, connection, row, *report);
  check_signers(run, connection, row, *report);
  check_attachments(run, connection, row, *report);
}

struct DecidedOn {
  std::string unit, regime;
};

/// The package that a decision is on: received here, or sent from here to an authority.
Result<std::optional<DecidedOn>> decided_package(store::Connection& connection, std::string_view pid) {
  GIRS_TRY(const auto received, store::submission(connection, pid));
  if (received) return std::optional(DecidedOn{received->unit, received->regime});
  GIRS_TRY(const auto sent, store::outbox_row(connection, pid));
  if (!sent) return std::optional<DecidedOn>();
  GIRS_TRY(const auto submission, package::Submission::parse(text_of(sent->envelope)));
  GIRS_TRY(auto payload, package::parse_report(text_of(submission.envelope.payload)));
  return std::optional(DecidedOn{std::move(payload.unit), std::move(payload.regime.code)});
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
    if (row.origin == run.origin && (row.rev != head.first + 1 || (row.rev > 1 && row.prev != head.second)))
      run.fault("submission", key_of(row), "The chain of revisions is broken before it.",
                "Chuỗi phiên bản bị đứt trước gói này.");
    head = {row.rev, row.pid};
    return ok();
  });
}

Status check_decisions(FsckRun& run, store::Connection& connection) {
  return store::each_decision(connection, [&](const store::DecisionRow& row) -> Status {
    ++run.result.decisions;
    const std::string key = "pid " + row.pid;
    GIRS_TRY(const auto of, decided_package(connection, row.of));
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
    check_leaf<log::DecisionEntry>(run, connection, "decision", key, row.origin, row.index, row.logged_at, row.pid,
                                   decision->env);
    return ok();
  });
}

Status check_row_of_leaf(FsckRun& run, store::Connection& connection, std::int64_t index, ByteView bytes) {
  const auto leaf = log::Leaf::parse(text_of(bytes));
  const std::string key = "idx " + std::to_string(index);
  if (!leaf) {
    run.fault("log_leaf", key, "The leaf is not well formed.", "Mục nhật ký không hợp lệ.");
    return ok();
  }
  if (const auto* entry = std::get_if<log::SubmissionEntry>(&leaf->entry)) {
    GIRS_TRY(const auto row, store::submission(connection, entry->pid));
    if (!row || row->index != index)
      run.fault("submission", "pid " + entry->pid, "The log has this package, the table has not.",
                "Nhật ký có gói này nhưng bảng không có.");
  } else if (const auto* made = std::get_if<log::DecisionEntry>(&leaf->entry)) {
    GIRS_TRY(const auto row, store::decision(connection, made->pid));
    if (!row || row->index != index)
      run.fault("decision", "pid " + made->pid, "The log has this decision, the table has not.",
                "Nhật ký có quyết định này nhưng bảng không có.");
  } else if (const auto* asked = std::get_if<log::RequestEntry>(&leaf->entry)) {
    GIRS_TRY(const auto row, store::request(connection, asked->pid));
    if (!row || row->index != index)
      run.fault("request", "pid " + asked->pid, "The log has this request, the table has not.",
                "Nhật ký có yêu cầu này nhưng bảng không có.");
  } else if (const auto* series = std::get_if<log::SeriesEntry>(&leaf->entry)) {
    GIRS_TRY(const auto row, store::series_package(connection, series->pid));
    if (!row || row->index != index)
      run.fault("series_package", "pid " + series->pid, "The log has this series, the table has not.",
                "Nhật ký có chuỗi số liệu này nhưng bảng không có.");
  }
  return ok();
}

}  // namespace girs::central
