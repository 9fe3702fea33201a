// fsck of figures: each form's are derived anew from the signed payload and compared.

#include <map>

#include "central/fsck_parts.h"
#include "form/sheet_blob.h"
#include "report/receive.h"
#include "store/submissions.h"

namespace girs::central {

Result<const report::Subject*> Subjects::of(const package::ReportPayload& payload) {
  constexpr std::size_t kKept = 64;  // packages of one time have most in common
  auto versions = report::versions_of(payload);
  Shared shared{payload.regime.code, payload.period, versions.regime, versions.forms};
  auto found = found_.find(shared);
  if (found == found_.end()) {
    GIRS_TRY(const auto period, Period::parse(payload.period));
    GIRS_TRY(auto subject,
             report::subject_of_period(catalog_, payload.regime.code, period, versions));
    if (found_.size() >= kKept) found_.clear();
    found = found_.emplace(std::move(shared), std::move(subject)).first;
  }
  GIRS_CHECK(catalog_.units().get(payload.unit, found->second.day()));
  return &found->second;
}

namespace {

bool is_kept(const report::Subject& subject, const Sheet& sheet, const store::FigureRow& stored) {
  const auto same = is_blob_of(*subject.form(sheet.form()), sheet, stored.cells);
  return stored.version == sheet.version() && same && *same;
}

}  // namespace

void check_figures(FsckRun& run, store::Connection& connection, const std::string& pid,
                   const package::ReportPayload& payload) {
  const std::string key = "pid " + pid;
  const auto subject = run.subjects.of(payload);
  const auto sheets = subject ? report::sheets_of(**subject, payload) : subject.error();
  const auto stored = store::figures(connection, pid);
  if (!sheets || !stored) {
    run.fault("submission", key, "The figures cannot be derived from the signed package.",
              "Không suy lại được số liệu từ gói đã ký.");
    return;
  }
  std::map<std::string, const store::FigureRow*> by_form;
  for (const auto& figure : *stored) by_form[figure.form] = &figure;
  for (const auto& sheet : *sheets) {
    const auto found = by_form.find(sheet.form());
    if (found == by_form.end() || !is_kept(**subject, sheet, *found->second))
      run.fault("submission", key + " form " + sheet.form(),
                "The figures are not those of the signed package.",
                "Số liệu không khớp với gói đã ký.");
    if (found != by_form.end()) by_form.erase(found);
  }
  for (const auto& [form, figure] : by_form)
    run.fault("submission", key + " form " + form, "The signed package has no such form.",
              "Gói đã ký không có biểu mẫu này.");
}

}  // namespace girs::central
