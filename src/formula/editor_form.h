#pragma once
// The form in which people of a language type formulas. Only the decimal sign differs (FORMULA.md
// section 1): "vi" writes ROUND(1,5*[3];2) for ROUND(1.5*[3];2); every other language writes the
// canonical form. Nothing moves: a place in one form is the same place in the other.

#include <string>
#include <string_view>

#include "base/result.h"

namespace girs::formula {

/// As an editor in `language` shows `text`, a formula in canonical form; what does not fall into
/// words comes back as it is.
std::string to_editor(std::string_view text, std::string_view language);

/// The formula that was typed in `language`, for Expression::compile. In "vi" a comma stands
/// between digits only, arguments are separated by ";", and a point in a number is refused, since
/// 1.234 could be meant as a thousand. The error has the details of Expression::compile.
Result<std::string> from_editor(std::string_view text, std::string_view language);

}  // namespace girs::formula
