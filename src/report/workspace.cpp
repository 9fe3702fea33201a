#include "report/workspace.h"

namespace girs::report {
namespace {

/// `version` of a definition instead of the one in force, where it may still be used.
template <class Definition>
Result<const Definition*> acceptable(const Definition* in_force, const Definition* version,
                                     int number, Date day) {
  if (number == 0 || number == in_force->version) return in_force;
  if (version && Catalog::is_acceptable(*version, in_force, day)) return version;
  return error(Code::kConflict,
               "Version " + std::to_string(number) + " of " + in_force->code +
                   " may not be used on " + to_text(day) + "; version " +
                   std::to_string(in_force->version) + " is in force.",
               "Phiên bản " + std::to_string(number) + " của " + in_force->code +
                   " không được dùng vào ngày " + to_text(day) + "; phiên bản đang có hiệu lực là " +
                   std::to_string(in_force->version) + ".",
               {{"version", std::to_string(number)}});
}

}  // namespace

std::string name_of(const store::ReportKey& key) {
  return key.regime + " " + key.unit + " " + key.period + (key.scope == "own" ? "" : " " + key.scope);
}

const FormLayout* Subject::form(std::string_view code) const {
  for (const auto& layout : forms)
    if (layout.form().code == code) return &layout;
  return nullptr;
}

Result<Subject> subject_of(const Catalog& catalog, const store::ReportKey& key,
                           const Versions& versions) {
  GIRS_TRY(const auto period, Period::parse(key.period));
  GIRS_TRY(auto subject, subject_of_period(catalog, key.regime, period, versions));
  GIRS_TRY(subject.unit, catalog.units().get(key.unit, subject.window.to));
  subject.is_sum = key.scope == "aggregate";
  return subject;
}

Result<Subject> subject_of_period(const Catalog& catalog, const std::string& regime,
                                  const Period& period, const Versions& versions) {
  Subject subject;
  subject.period = period;
  // The period's label finds the regime; its window then says on which day forms and units are
  // read.
  GIRS_TRY(const Regime* in_force, catalog.regime_of(regime, period));
  GIRS_TRY(subject.window, catalog.window(*in_force, subject.period));
  GIRS_TRY(subject.regime, acceptable(in_force, catalog.regime_version(regime, versions.regime),
                                      versions.regime, subject.window.to));
  GIRS_CHECK(catalog.check_period(*subject.regime, subject.period));
  GIRS_TRY(subject.window, catalog.window(*subject.regime, subject.period));
  for (const auto& code : subject.regime->forms) {
    GIRS_TRY(const Form* newest, catalog.get_form(code, subject.day()));
    const auto made = versions.forms.find(code);
    const int number = made == versions.forms.end() ? 0 : made->second;
    GIRS_TRY(const Form* form,
             acceptable(newest, catalog.form_version(code, number), number, subject.day()));
    subject.forms.emplace_back(*form, catalog);
  }
  return subject;
}

}  // namespace girs::report
