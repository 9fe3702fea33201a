// fsck of figures: each form's are derived anew from the signed payload and compared.

#include <map>

#include "central/fsck_parts.h"
#include "store/submissions.h"

namespace girs::central {

Result<std::vector<store::FigureRow>> Subjects::figures_of(const package::ReportPayload& payload) {
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
  const report::Subject& subject = found->second;
  GIRS_CHECK(catalog_.units().get(payload.unit, subject.day()));
  return report::figures_of(subject, payload);
}

void check_figures(FsckRun& run, store::Connection& connection, const std::string& pid,
                   const package::ReportPayload& payload) {
  const std::string key = "pid " + pid;
  const auto expected = run.subjects.figures_of(payload);
  const auto stored = store::figures(connection, pid);
  if (!expected || !stored) {
    run.fault("submission", key, "The figures cannot be derived from the signed package.",
              "Không suy lại được số liệu từ gói đã ký.");
    return;
  }
  std::map<std::string, const store::FigureRow*> by_form;
  for (const auto& figure : *stored) by_form[figure.form] = &figure;
  for (const auto& figure : *expected) {
    const auto found = by_form.find(figure.form);
    if (found == by_form.end() || found->second->cells != figure.cells ||
        found->second->version != figure.version)
      run.fault("submission", key + " form " + figure.form,
                "The figures are not those of the signed package.",
                "Số liệu không khớp với gói đã ký.");
    if (found != by_form.end()) by_form.erase(found);
  }
  for (const auto& [form, figure] : by_form)
    run.fault("submission", key + " form " + form, "The signed package has no such form.",
              "Gói đã ký không có biểu mẫu này.");
}

}  // namespace girs::central
