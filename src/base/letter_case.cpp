#include "base/letter_case.h"

#include <utf8proc.h>

namespace girs {
namespace {

/// Appends what `change` makes of every code point; `text` must be valid UTF-8.
template <class Change>
std::string changed(std::string_view text, Change change) {
  std::string out;
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (std::size_t offset = 0; offset < text.size();) {
    utf8proc_int32_t point = 0;
    const auto used = utf8proc_iterate(
        at + offset, static_cast<utf8proc_ssize_t>(text.size() - offset), &point);
    if (used <= 0) return std::string(text);  // not UTF-8: the caller has broken the precondition
    utf8proc_uint8_t bytes[4];
    const auto size = utf8proc_encode_char(change(point), bytes);
    out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    offset += static_cast<std::size_t>(used);
  }
  return out;
}

bool is_letter(utf8proc_int32_t point) {
  const auto category = utf8proc_category(point);
  return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
         (category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME);
}

}  // namespace

std::string upper_case(std::string_view text) { return changed(text, utf8proc_toupper); }
std::string lower_case(std::string_view text) { return changed(text, utf8proc_tolower); }

std::string title_case(std::string_view text) {
  bool within = false;
  return changed(text, [&within](utf8proc_int32_t point) {
    const auto cased = within ? utf8proc_tolower(point) : utf8proc_toupper(point);
    within = is_letter(point);
    return cased;
  });
}

}  // namespace girs
