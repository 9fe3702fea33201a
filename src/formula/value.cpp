#include "formula/value.h"

#include <array>
#include <utility>

namespace girs::formula {
namespace {

constexpr std::array<std::pair<Fault, std::string_view>, 7> kFaults = {{
    {Fault::kDivisionByZero, "#DIV/0!"},
    {Fault::kValue, "#VALUE!"},
    {Fault::kReference, "#REF!"},
    {Fault::kName, "#NAME?"},
    {Fault::kNumber, "#NUM!"},
    {Fault::kNotAvailable, "#N/A"},
    {Fault::kCycle, "#CYCLE!"},
}};

constexpr std::array<std::pair<Absent, std::string_view>, 4> kAbsents = {{
    {Absent::kNil, "nil"},
    {Absent::kMissing, "missing"},
    {Absent::kNotAvailable, "not-available"},
    {Absent::kNotApplicable, "not-applicable"},
}};

template <class Table, class Key>
std::string_view text_in(const Table& table, Key key) {
  for (const auto& [entry, text] : table)
    if (entry == key) return text;
  return {};
}

std::string shown_absent(Absent absent) {
  if (absent == Absent::kNil) return "-";
  return absent == Absent::kNotApplicable ? "x" : "…";
}

}  // namespace

std::string_view to_text(Fault fault) { return text_in(kFaults, fault); }

std::optional<Fault> parse_fault(std::string_view text) {
  for (const auto& [fault, name] : kFaults)
    if (name == text) return fault;
  return std::nullopt;
}

std::string_view to_text(Absent absent) { return text_in(kAbsents, absent); }

std::optional<Absent> parse_absent(std::string_view text) {
  for (const auto& [absent, name] : kAbsents)
    if (name == text) return absent;
  return std::nullopt;
}

std::string shown(const Value& value) {
  if (const auto* number = std::get_if<Decimal>(&value)) return number->shortest();
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* logical = std::get_if<bool>(&value)) return *logical ? "true" : "false";
  if (const auto* absent = std::get_if<Absent>(&value)) return shown_absent(*absent);
  if (const auto* date = std::get_if<Date>(&value)) return girs::to_text(*date);
  if (const auto* period = std::get_if<Period>(&value)) return period->label();
  return std::string(to_text(std::get<Fault>(value)));
}

}  // namespace girs::formula
