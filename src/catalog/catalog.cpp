#include "catalog/catalog.h"

#include <algorithm>
#include <span>

#include "base/suggestion.h"
#include "base/text.h"
#include "calendar/window.h"
#include "crypto/hash.h"
#include "json/canonical.h"

namespace girs {
namespace {

/// Elements of that code; `list` is sorted by code, then version.
template <class T>
std::span<const T> versions_of(const std::vector<T>& list, std::string_view code) {
  const auto code_of = [](const T& element) -> std::string_view { return element.code; };
  return {std::ranges::lower_bound(list, code, {}, code_of),
          std::ranges::upper_bound(list, code, {}, code_of)};
}

template <class T>
const T* in_force(const std::vector<T>& list, std::string_view code, Date day) {
  const T* newest = nullptr;  // where two versions are in force, the newer one counts
  for (const auto& version : versions_of(list, code))
    if (version.in_force(day)) newest = &version;
  return newest;
}

template <class T>
const T* find_version(const std::vector<T>& list, std::string_view code, int version) {
  const auto versions = versions_of(list, code);
  const auto found = std::ranges::find(versions, version, &T::version);
  return found == versions.end() ? nullptr : &*found;
}

template <class T>
const T* newest(const std::vector<T>& list, std::string_view code) {
  const auto versions = versions_of(list, code);
  return versions.empty() ? nullptr : &versions.back();
}

/// What to say when there is no version in force: what exists instead. `en` and `vi` name the
/// kind of definition.
template <class T>
Error not_found(const std::vector<T>& list, std::string_view code, Date day, const char* kind,
                const std::string& en, const std::string& vi) {
  const std::string wanted(code);
  Details details{{kind, wanted}, {"date", to_text(day)}};
  const auto versions = versions_of(list, code);
  if (versions.empty()) {
    std::vector<std::string> codes;
    for (const auto& element : list) codes.push_back(element.code);
    const auto hint = did_you_mean(code, codes);
    return error(Code::kNotFound, "There is no " + en + " \"" + wanted + "\"" + hint.en,
                 "Không có " + vi + " \"" + wanted + "\"" + hint.vi, std::move(details));
  }
  std::vector<std::string> spans;
  for (const auto& version : versions)
    spans.push_back((version.from ? to_text(*version.from) : "...") + " - " +
                    (version.to ? to_text(*version.to) : "..."));
  const auto known = join(spans, ", ");
  return error(Code::kNotFound,
               "No version of the " + en + " \"" + wanted + "\" is in force on " + to_text(day) +
                   ", only in " + known + ".",
               "Không có phiên bản nào của " + vi + " \"" + wanted + "\" có hiệu lực vào ngày " +
                   to_text(day) + ", chỉ có " + known + ".",
               std::move(details));
}

}  // namespace

const Form* Catalog::form(std::string_view code, Date day) const {
  return in_force(forms_, code, day);
}

const Form* Catalog::form_version(std::string_view code, int version) const {
  return find_version(forms_, code, version);
}

const Regime* Catalog::regime_version(std::string_view code, int version) const {
  return find_version(regimes_, code, version);
}

Result<const Regime*> Catalog::regime_of(std::string_view code, const Period& period) const {
  if (const auto span = calendar_span(period)) return get_regime(code, span->to);
  // A campaign's dates are in the regime itself: the newest version that has it.
  const auto versions = versions_of(regimes_, code);
  for (auto version = versions.rbegin(); version != versions.rend(); ++version)
    if (window_of(version->window, period)) return &*version;
  if (versions.empty()) return get_regime(code, Date{});
  return error(Code::kInvalidArgument,
               "The regime " + std::string(code) + " has no campaign " + period.label() + ".",
               "Chế độ báo cáo " + std::string(code) + " không có đợt báo cáo " + period.label() + ".",
               {{"period", period.label()}});
}

const Regime* Catalog::regime(std::string_view code, Date day) const {
  return in_force(regimes_, code, day);
}

const Indicator* Catalog::indicator(std::string_view code) const {
  return newest(indicators_, code);
}

const CodeList* Catalog::code_list(std::string_view code) const {
  return newest(code_lists_, code);
}

const Parameter* Catalog::parameter(std::string_view code) const {
  return newest(parameters_, code);
}

Result<const Regime*> Catalog::get_regime(std::string_view code, Date day) const {
  if (const auto* found = regime(code, day)) return found;
  return not_found(regimes_, code, day, "regime", "regime", "chế độ báo cáo");
}

Result<const Form*> Catalog::get_form(std::string_view code, Date day) const {
  if (const auto* found = form(code, day)) return found;
  return not_found(forms_, code, day, "form", "form", "biểu mẫu");
}

Result<const Form*> Catalog::get_form_version(std::string_view code, int version) const {
  if (const auto* found = form_version(code, version)) return found;
  std::vector<std::string> known;
  for (const auto& one : versions_of(forms_, code)) known.push_back(std::to_string(one.version));
  const auto list = known.empty() ? "-" : join(known, ", ");
  const auto wanted = std::to_string(version);
  return error(Code::kNotFound,
               "There is no version " + wanted + " of form \"" + std::string(code) + "\"; versions known: " + list + ".",
               "Không có phiên bản " + wanted + " của biểu mẫu \"" + std::string(code) +
                   "\"; các phiên bản đã có: " + list + ".",
               {{"form", std::string(code)}, {"version", wanted}});
}

Status Catalog::check_period(const Regime& regime, const Period& period) const {
  return girs::check_period(regime.frequency, regime.window, period, calendar_);
}

Result<DateRange> Catalog::window(const Regime& regime, const Period& period) const {
  return window_of(regime.window, period);
}

std::string Catalog::digest() const {
  json::Array list;
  for (const auto& definition : definitions_) {
    json::Value entry;
    entry.set("code", definition.code);
    entry.set("digest", definition.digest);
    entry.set("kind", definition.kind);
    entry.set("version", definition.version);
    list.push_back(std::move(entry));
  }
  // Strings and small integers only: there are canonical bytes for that.
  return to_digest(sha256(*json::canonical(json::Value(std::move(list)))));
}

}  // namespace girs
