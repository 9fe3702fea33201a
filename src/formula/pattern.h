#pragma once
// Patterns that a text matches: regular expressions (RE2: linear time, no backtracking) and the
// wildcards of Excel's criteria (~* ~? ~~ stand for themselves). The one home of RE2.

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace re2 {
class RE2;
}

namespace girs::formula {

/// Longer ones are refused, as Excel refuses longer criteria; so a match costs at most this many
/// steps a byte.
inline constexpr std::size_t kPatternBytesMax = 255;

class Pattern {
 public:
  /// Nothing when RE2 does not read it, or it is too long or takes too much memory.
  static std::optional<Pattern> regular(std::string_view text);
  /// Without regard to case where told so. Nothing when it is too long.
  static std::optional<Pattern> wildcards(std::string_view text, bool any_case);

  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;
  ~Pattern();

  /// Whether the whole text matches.
  bool matches(std::string_view text) const;
  /// Where the first match begins, in bytes.
  std::optional<std::size_t> found_in(std::string_view text) const;

 private:
  explicit Pattern(std::unique_ptr<re2::RE2> compiled);
  static std::optional<Pattern> compiled(const std::string& text, bool any_case);
  std::unique_ptr<re2::RE2> compiled_;
};

}  // namespace girs::formula
