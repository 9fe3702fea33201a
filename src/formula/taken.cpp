#include "formula/taken.h"

#include <algorithm>

#include "base/text.h"

namespace girs::formula {

bool Taken::has(std::size_t index) const {
  return index < arguments_.size() && !std::holds_alternative<Omitted>(arguments_[index].content);
}

void Taken::judge(const Value& value) {
  if (const auto* fault = std::get_if<Fault>(&value))
    fault_ = fault_ ? std::min(*fault_, *fault) : *fault;
  else if (value == Value(Absent::kNotApplicable))
    not_applicable_ = true;
  else if (is_missing(value))
    missing_ = true;
}

std::optional<Value> Taken::other() const {
  if (fault_) return *fault_;
  if (not_applicable_) return Fault::kNotAvailable;
  if (missing_) return Absent::kMissing;
  return std::nullopt;
}

std::optional<Value> Taken::other(const std::optional<Value>& instead) const {
  const auto own = other();
  if (own && instead) return prevailing(*own, *instead);
  return own ? own : instead;
}

/// Section 3: nothing is converted.
template <class T>
T Taken::of_kind(std::size_t index) {
  Value value = evaluator_.value(arguments_[index]);
  if (auto* wanted = std::get_if<T>(&value)) return std::move(*wanted);
  const bool absent = std::holds_alternative<Absent>(value) && value != Value(Absent::kNil);
  judge(absent || std::holds_alternative<Fault>(value) ? value : Value(Fault::kValue));
  return T();
}

Decimal Taken::number(std::size_t index) {
  const Value value = evaluator_.number(arguments_[index]);
  if (const auto* number = std::get_if<Decimal>(&value)) return *number;
  judge(value);
  return Decimal();
}

Decimal Taken::number(std::size_t index, const Decimal& otherwise) {
  return has(index) ? number(index) : otherwise;
}

std::int64_t Taken::whole(std::size_t index) { return whole_of(number(index)); }

std::int64_t Taken::whole(std::size_t index, std::int64_t otherwise) {
  return has(index) ? whole(index) : otherwise;
}

std::string Taken::text(std::size_t index) { return to_nfc(of_kind<std::string>(index)); }

std::string Taken::text(std::size_t index, std::string otherwise) {
  return has(index) ? text(index) : otherwise;
}

bool Taken::logical(std::size_t index, bool otherwise) {
  return has(index) ? of_kind<bool>(index) : otherwise;
}

Date Taken::date(std::size_t index) { return of_kind<Date>(index); }

Period Taken::period(std::size_t index) {
  if (has(index)) return of_kind<Period>(index);
  const Period& current = evaluator_.context().period;
  if (current == Period{}) judge(Fault::kReference);  // evaluated for no period
  return current;
}

std::int64_t whole_of(const Decimal& number) {
  constexpr std::int64_t kFar = 1'000'000'000'000;
  const auto cut = round(number, 0, Rounding::kTowardZero);
  const auto whole = cut ? cut->to_int64() : std::nullopt;
  if (!whole) return number.is_negative() ? -kFar : kFar;
  return std::clamp(*whole, -kFar, kFar);
}

}  // namespace girs::formula
