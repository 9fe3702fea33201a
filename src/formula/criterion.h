#pragma once
// Criteria of SUMIF, COUNTIF and their kin, as Excel writes them: a value to be equal to, or a
// text such as ">5", "<>abc", "Xã*". Wildcards count in texts with = and <> only.

#include <optional>
#include <string_view>

#include "formula/pattern.h"
#include "formula/syntax.h"
#include "formula/value.h"

namespace girs::formula {

class Criterion {
 public:
  /// Nothing when the pattern is too long.
  static std::optional<Criterion> make(const Value& wanted);

  /// Whether a cell, in its raw state, meets it. Nil is 0; what is missing meets nothing but "="
  /// and "" (a blank cell), an error nothing but "<>" (not blank), not applicable nothing at all.
  bool is_met(const Value& cell) const;

 private:
  Relation relation_ = Relation::kEqual;
  Value wanted_ = Absent::kMissing;   // missing: "", "=" and "<>" alone, which ask for blanks
  bool empty_text_too_ = false;       // of "": the empty text counts as blank, as in Excel
  std::optional<Pattern> pattern_;    // of a text with = or <>
};

}  // namespace girs::formula
