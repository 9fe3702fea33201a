#pragma once
// Identities as Vietnamese forms print them, "(3)=(4)+(5)+(6)", taken over into formulas. Only
// on request: in a formula (3) is the number 3.

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace girs::formula {

struct PaperIdentity {
  std::string formula;   // canonical text
  /// What the rule is to be evaluated for: a header of columns speaks of each row.
  enum class Scope { kEachRow, kEachColumn } scope = Scope::kEachRow;
};
/// As catalogues write it: "each-row", "each-column".
std::string_view to_text(PaperIdentity::Scope scope);

/// "(3)=(4)+(5)+(6)" and "1=2+3" name columns and give "[3]=[4]+[5]+[6]", for each row;
/// "Mã số 10=11+12-13" names rows and gives "[r10]=[r11]+[r12]-[r13]", for each column.
/// "(4)+…+(9)" (or "...") is a range: "SUM([c4:c9])".
Result<PaperIdentity> import_paper_identity(std::string_view text);

/// The formula that is meant, when `text` is such an identity with every number in brackets.
std::optional<std::string> bracketed_paper_identity(std::string_view text);

}  // namespace girs::formula
