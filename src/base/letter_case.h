#pragma once
// Upper and lower case, letter by letter (Unicode simple case mapping): a text keeps its number
// of characters. For comparing use fold_case() of text.h.

#include <string>
#include <string_view>

namespace girs {

std::string upper_case(std::string_view text);
std::string lower_case(std::string_view text);
/// Every letter that begins a word in upper case, all others in lower case.
std::string title_case(std::string_view text);

}  // namespace girs
