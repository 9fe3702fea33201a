#include "formula/criterion.h"

#include <utility>

#include "base/text.h"
#include "formula/date_text.h"
#include "formula/number_text.h"
#include "formula/operators.h"

namespace girs::formula {
namespace {

/// Splits off the comparison that a criterion begins with.
std::pair<Relation, std::string_view> relation_of(std::string_view text) {
  for (const auto relation : {Relation::kNotEqual, Relation::kLessOrEqual,
                              Relation::kGreaterOrEqual, Relation::kEqual, Relation::kLess,
                              Relation::kGreater})
    if (text.starts_with(to_text(relation)))
      return {relation, text.substr(to_text(relation).size())};
  return {Relation::kEqual, text};
}

/// What the rest of a criterion says: a number, a logical, a date, or else a text.
Value read(std::string_view text) {
  if (text.empty()) return Absent::kMissing;
  if (const auto number = number_of_text(text)) return *number;
  const std::string folded = fold_case(trim(text));
  if (folded == "true" || folded == "false") return folded == "true";
  if (const auto date = read_date(trim(text))) return *date;
  return to_nfc(text);
}

}  // namespace

std::optional<Criterion> Criterion::make(const Value& wanted) {
  Criterion criterion;
  const auto* text = std::get_if<std::string>(&wanted);
  if (!text) {
    criterion.wanted_ = operand(wanted, false);
    return criterion;
  }
  const auto [relation, rest] = relation_of(*text);
  criterion.relation_ = relation;
  criterion.wanted_ = read(rest);
  criterion.empty_text_too_ = text->empty();
  const auto* written = std::get_if<std::string>(&criterion.wanted_);
  if (written && (relation == Relation::kEqual || relation == Relation::kNotEqual)) {
    criterion.pattern_ = Pattern::wildcards(fold_case(*written), false);
    if (!criterion.pattern_) return std::nullopt;
  }
  return criterion;
}

bool Criterion::is_met(const Value& cell) const {
  if (cell == Value(Absent::kNotApplicable)) return false;
  if (is_missing(wanted_)) {
    const bool blank = is_missing(cell) || (empty_text_too_ && cell == Value(std::string()));
    return relation_ == Relation::kEqual ? blank : relation_ == Relation::kNotEqual && !blank;
  }
  const Value value = operand(cell, false);
  if (std::holds_alternative<Absent>(value) || std::holds_alternative<Fault>(value)) return false;
  // A value of another kind is certainly not equal.
  if (value.index() != wanted_.index()) return relation_ == Relation::kNotEqual;
  if (pattern_)
    return pattern_->matches(fold_case(std::get<std::string>(value))) ==
           (relation_ == Relation::kEqual);
  return compared(relation_, value, wanted_) == Value(true);
}

}  // namespace girs::formula
