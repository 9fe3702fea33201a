#include "report/receive.h"

#include <algorithm>
#include <limits>

#include "form/codec.h"
#include "form/sheet_blob.h"
#include "json/parse.h"
#include "json/shape.h"
#include "package/submission.h"

namespace girs::report {

store::ReportKey key_of(const package::ReportPayload& payload) {
  return {payload.regime.code, payload.unit, payload.period, std::string(package::to_text(payload.scope))};
}

Versions versions_of(const package::ReportPayload& payload) {
  constexpr std::int64_t kVersionMax = std::numeric_limits<int>::max();  // there is no such version
  Versions versions;
  versions.regime = static_cast<int>(std::min(payload.regime.version, kVersionMax));
  for (const auto& [code, form] : *payload.forms.as_object()) {
    const auto* version = form.find("version");
    const auto number = version ? version->as_integer() : std::nullopt;
    // What is no version counts as the one in force, whose definition it then does not fit.
    if (number && *number >= 1 && *number <= kVersionMax)
      versions.forms.emplace(code, static_cast<int>(*number));
  }
  return versions;
}

Result<std::vector<Sheet>> sheets_of(const Subject& subject, const package::ReportPayload& payload) {
  std::vector<Sheet> sheets;
  Mistakes mistakes;
  const auto root = json::Node::root(payload.forms, "package", mistakes);
  root.members([&](const std::string& code, json::Node node) {
    if (const auto* layout = subject.form(code)) {
      sheets.push_back(decode_sheet(*layout, node));
      if (layout->form().kind != FormKind::kOutline) return;
      for (const auto& [section, text] : payload.outline)
        if (const auto put = sheets.back().set_header(section, text); !put)
          node.mistake(put.error().message.en, put.error().message.vi);
    } else {
      node.mistake("The regime has no form \"" + code + "\" in this period.",
                   "Chế độ báo cáo không có biểu mẫu \"" + code + "\" trong kỳ này.");
    }
  });
  if (!mistakes.empty())
    return std::move(mistakes).to_error(Code::kInvalidArgument, "The package does not fit the forms' definitions.",
                                        "Gói báo cáo không khớp với định nghĩa biểu mẫu.",
                                        {{"unit", payload.unit}, {"period", payload.period}});
  return sheets;
}

Result<std::vector<store::FigureRow>> figures_of(const Subject& subject,
                                                 const package::ReportPayload& payload) {
  GIRS_TRY(const auto sheets, sheets_of(subject, payload));
  return figures_of(subject, sheets);
}

Result<std::vector<store::FigureRow>> figures_of(const Subject& subject,
                                                 const std::vector<Sheet>& sheets) {
  std::vector<store::FigureRow> rows;
  for (const auto& sheet : sheets) {
    GIRS_TRY(auto blob, to_blob(*subject.form(sheet.form()), sheet));
    rows.push_back({sheet.form(), sheet.version(), std::move(blob)});
  }
  return rows;
}

json::Value members_of(ByteView stored) {
  const auto submission = package::Submission::parse(text_of(stored));
  const auto payload = submission ? json::parse(text_of(submission->envelope.payload)) : Result<json::Value>(json::Value());
  const auto* members = payload ? payload->find("members") : nullptr;
  return members && members->as_array() ? *members : json::Value(json::Array{});
}

Status receive(store::Connection& connection, const Subject& subject,
               const package::VerifiedReport& report, const Bytes& stored, const LogPlace& place) {
  GIRS_TRY(const auto figures, figures_of(subject, report.payload));
  return receive(connection, report, stored, place, figures);
}

Status receive(store::Connection& connection, const package::VerifiedReport& report,
               const Bytes& stored, const LogPlace& place,
               const std::vector<store::FigureRow>& figures) {
  const auto& payload = report.payload;
  store::SubmissionRow row;
  row.pid = report.pid;
  row.env = report.env;
  row.origin = place.origin;
  row.index = place.index;
  row.logged_at = place.time.time_since_epoch().count();
  row.series = report.series;
  row.rev = static_cast<int>(payload.rev);
  row.prev = payload.prev;
  const auto key = key_of(payload);
  row.regime = key.regime;
  row.unit = key.unit;
  row.period = key.period;
  row.scope = key.scope;
  row.kind = std::string(package::to_text(payload.kind));
  row.created_at = to_rfc3339(payload.head.created_at);
  row.envelope = stored;
  row.receipt = place.receipt;
  std::vector<store::SignerRow> signers;
  for (const auto& signer : report.signers)
    signers.push_back({signer.claimed.role, signer.claimed.keyid, signer.subject.person});
  return store::insert_submission(connection, row, signers, figures);
}

}  // namespace girs::report
