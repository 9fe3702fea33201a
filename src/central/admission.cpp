#include "central/admission.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "central/cascade.h"
#include "form/codec.h"
#include "package/series_id.h"
#include "report/receive.h"
#include "report/review.h"
#include "report/standing.h"
#include "store/blobs.h"

namespace girs::central {

Error refusal(std::string_view reason, std::string en, std::string vi, Code code) {
  return error(code, std::move(en), std::move(vi), {{"reason", std::string(reason)}});
}

Error envelope_differs() {
  return refusal("envelope-differs", "This package is here already with other signatures.",
                 "Gói này đã có với chữ ký khác.", Code::kConflict);
}

Status check_keyids(const package::Envelope& envelope,
                    const std::vector<package::VerifiedSigner>& signers) {
  for (std::size_t i = 0; i < envelope.signatures.size(); ++i) {
    const auto& keyid = envelope.signatures[i].keyid;
    const bool is_own = std::ranges::any_of(signers, [&](const package::VerifiedSigner& signer) {
      return signer.signature == i && signer.claimed.keyid == keyid;
    });
    if (is_own) continue;
    return refusal("keyid",
                   "The signature under the keyid \"" + keyid +
                       "\" is not the one that the signer of that key has put on the package: it was altered "
                       "or added on the way, or written by other software. Send the package again as it was "
                       "signed.",
                   "Chữ ký mang keyid \"" + keyid +
                       "\" không phải chữ ký của người giữ khóa đó trên gói này: gói đã bị thay đổi hoặc thêm "
                       "chữ ký trên đường truyền, hoặc do phần mềm khác ghi. Hãy gửi lại đúng gói đã ký.",
                   Code::kUntrusted);
  }
  return ok();
}

Error in_package(Error mistake, std::string_view reason) {
  const bool is_of_package = mistake.code == Code::kInvalidArgument ||
                             mistake.code == Code::kCorrupt || mistake.code == Code::kNotFound;
  if (is_of_package && !detail_of(mistake.details, "reason"))
    mistake.details.emplace_back("reason", std::string(reason));
  return mistake;
}

Error own_fault(Error failure) {
  std::erase_if(failure.details, [](const auto& detail) { return detail.first == "reason"; });
  switch (failure.code) {
    case Code::kInvalidArgument:
    case Code::kNotFound:
    case Code::kConflict:
    case Code::kUntrusted:
    case Code::kUnsupported: failure.code = Code::kInternal; break;
    default: break;
  }
  return failure;
}

Result<report::Subject> check_subject(const report::Workspace& workspace,
                                      const package::ReportPayload& payload) {
  const auto key = report::key_of(payload);
  auto found = report::subject_of(*workspace.catalog, key, report::versions_of(payload));
  if (!found) {
    auto reason = std::move(found).error();
    reason.details.emplace_back("reason", reason.details.empty() || reason.details.front().first != "unit" ? "stale-form" : "unit");
    return reason;
  }
  report::Subject subject = *std::move(found);
  if (payload.regime.digest != subject.regime->digest)
    return refusal("stale-form", "The package was made under another version of regime " + key.regime + ".",
                   "Gói báo cáo lập theo phiên bản khác của chế độ báo cáo " + key.regime + ".");
  for (const auto& [code, form] : *payload.forms.as_object()) {
    const auto* layout = subject.form(code);
    const auto* digest = form.text("digest");
    if (!layout || !digest || *digest != layout->form().digest)
      return refusal("stale-form", "The package was made under another version of form " + code + ".",
                     "Gói báo cáo lập theo phiên bản khác của biểu mẫu " + code + ".");
  }
  if (payload.window_from != to_text(subject.window.from) || payload.window_to != to_text(subject.window.to))
    return refusal("package-invalid", "The window of the package is not that of the regime.",
                   "Thời gian chốt số liệu trong gói không đúng quy định của chế độ báo cáo.");
  GIRS_TRY(const bool may, report::may_report(workspace, *subject.regime, subject.period, *subject.unit,
                                              subject.day()));
  const bool aggregate = payload.scope == package::ReportScope::kAggregate;
  if (!may || (aggregate && !subject.regime->aggregates(subject.unit->kind)))
    return refusal("unit", subject.unit->name + " does not owe this report.",
                   subject.unit->name + " không thuộc đối tượng thực hiện báo cáo này.");
  return subject;
}

Status check_attachments(store::Connection& connection, const package::ReportPayload& payload) {
  Mistakes missing;
  for (std::size_t i = 0; i < payload.attachments.size(); ++i) {
    const auto& one = payload.attachments[i];
    GIRS_TRY(const bool here, store::has_blob(connection, one.digest));
    if (!here)
      missing.add("The attachment \"" + one.name + "\" has not been uploaded.",
                  "Tệp đính kèm \"" + one.name + "\" chưa được tải lên.",
                  {{"pointer", "/attachments/" + std::to_string(i)}, {"digest", one.digest}});
  }
  if (missing.empty()) return ok();
  return std::move(missing).to_error(Code::kInvalidArgument,
                                     "The package names attachments that are not here: upload them, then send it again.",
                                     "Gói báo cáo nêu tệp đính kèm chưa có: hãy tải lên rồi gửi lại.",
                                     {{"reason", "missing-blobs"}});
}

Status check_series(const std::optional<store::SeriesHead>& head, const package::VerifiedReport& report) {
  const auto& payload = report.payload;
  const bool follows = head ? payload.rev == head->rev + 1 && payload.prev == head->pid
                            : payload.rev == 1 && !payload.prev;
  if (follows) return ok();
  auto conflict = refusal("series-conflict",
                          "The revision " + std::to_string(payload.rev) + " does not follow the newest one" +
                              (head ? " (" + std::to_string(head->rev) + ")." : ": there is none yet."),
                          "Phiên bản " + std::to_string(payload.rev) + " không nối tiếp phiên bản mới nhất.",
                          Code::kConflict);
  if (head) conflict.details.emplace_back("head", head->pid);
  return conflict;
}

Result<std::optional<Time>> correction_deadline(const report::Workspace& workspace,
                                                const package::ReportPayload& payload) {
  if (payload.rev == 1) return std::optional<Time>();
  return report::deadline_of(workspace, report::key_of(payload));
}

Status check_deadline(store::Connection& connection, const package::ReportPayload& payload,
                      std::optional<Time> deadline, Time now) {
  if (!deadline || now < *deadline) return ok();
  if (payload.authorization) {
    GIRS_TRY(const auto order, store::decision(connection, *payload.authorization));
    const auto series = package::series_id(payload);
    if (order && order->status == "reopened") {
      GIRS_TRY(const auto of, store::submission(connection, order->of));
      if (of && of->series == series) return ok();
    }
  }
  return refusal("authorization-required",
                 "The deadline has passed: a correction needs the authority's order to reopen the report.",
                 "Đã quá hạn: đính chính phải có quyết định mở lại báo cáo của cơ quan nhận.");
}

Result<Objections> objections(const report::Workspace& workspace, const report::Subject& subject,
                              const package::ReportPayload& payload, const std::vector<Sheet>& sheets,
                              std::string_view origin) {
  Objections found;
  if (payload.kind == package::ReportKind::kWithdrawal) return found;
  std::vector<store::ExplanationRow> explanations;
  for (const auto& one : payload.explanations)
    explanations.push_back({one.form, one.row.value_or(""), one.rule, one.text});
  GIRS_TRY(const auto review, report::review_sheets(workspace, subject, sheets, explanations));
  std::set<std::string> codes;
  std::vector<std::string> texts;
  for (const auto& finding : review.findings) {
    if (!finding.blocks()) continue;
    codes.insert(finding.rule);
    if (texts.size() < 20) texts.push_back(finding.message.in("vi"));
  }
  for (const auto at : review.unexplained) {
    codes.insert("explanation-missing");
    if (texts.size() < 20) texts.push_back("Chưa giải trình: " + review.findings[at].message.in("vi"));
  }
  if (payload.members) {
    GIRS_TRY(const auto sums, check_sums(workspace, subject, payload, sheets, origin));
    found.open = sums == Sums::kOpen;
    if (sums == Sums::kDiffer) {
      codes.insert("aggregate-differs");
      texts.push_back("Số liệu tổng hợp không bằng tổng báo cáo của các đơn vị thành viên đã nêu");
    }
  }
  found.codes.assign(codes.begin(), codes.end());
  found.text = join(texts, "; ");
  return found;
}

}  // namespace girs::central
