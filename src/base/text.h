#pragma once
// UTF-8 text as it enters and leaves the library. Nothing here normalises silently: text that
// is not NFC is refused where a document is built (FORMATS.md section 1) and left alone when
// a signature is checked.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace girs {

/// The offset of the first byte that is not well-formed UTF-8 (RFC 3629), if there is one.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

/// Whether `text`, which must be valid UTF-8, is in Unicode normalisation form C.
bool is_nfc(std::string_view text);

/// `text` in form C; for comparison and for telling a user what to type, never for signing.
std::string to_nfc(std::string_view text);

/// Folded for comparing names: form C, case folded (Unicode default case folding).
std::string fold_case(std::string_view text);

/// Folded further: diacritics dropped and đ read as d, for finding a name typed without accents.
std::string fold_diacritics(std::string_view text);

/// Case folded, decomposed, and the tone of each word moved to its end, so that "Hòa" and "Hoà"
/// are equal and "Hoa" is not; for comparison only.
std::string fold_tone_placement(std::string_view text);

/// Whether a code (unit, form, row, rule...) is NFC text without control characters, 1 to
/// 128 bytes (FORMATS.md 2.1).
bool is_code(std::string_view text);

/// Number of Unicode code points in valid UTF-8.
std::size_t code_points(std::string_view text);

/// The parts are views of `text`, which must outlive them.
std::vector<std::string_view> split(std::string_view text, char separator);
std::vector<std::string_view> split(std::string&& text, char separator) = delete;
std::string_view trim(std::string_view text);
std::string join(const std::vector<std::string>& parts, std::string_view separator);

/// The candidate nearest to `wanted` by edit distance, when near enough to be a likely slip.
std::optional<std::string> nearest(std::string_view wanted,
                                   const std::vector<std::string>& candidates);

}  // namespace girs
