#include "formula/pattern.h"

#include <re2/re2.h>

namespace girs::formula {
namespace {

constexpr std::int64_t kMemoryMax = 1 << 20;  // bytes of one compiled pattern

}  // namespace

Pattern::Pattern(std::unique_ptr<re2::RE2> compiled) : compiled_(std::move(compiled)) {}
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

std::optional<Pattern> Pattern::compiled(const std::string& text, bool any_case) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMemoryMax);
  options.set_case_sensitive(!any_case);
  options.set_dot_nl(true);
  auto pattern = std::make_unique<re2::RE2>(text, options);
  if (!pattern->ok()) return std::nullopt;
  return Pattern(std::move(pattern));
}

std::optional<Pattern> Pattern::regular(std::string_view text) {
  if (text.size() > kPatternBytesMax) return std::nullopt;
  return compiled(std::string(text), false);
}

std::optional<Pattern> Pattern::wildcards(std::string_view text, bool any_case) {
  if (text.size() > kPatternBytesMax) return std::nullopt;
  std::string regular;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escaped = text[i] == '~' && i + 1 < text.size() &&
                         (text[i + 1] == '*' || text[i + 1] == '?' || text[i + 1] == '~');
    if (escaped) ++i;
    const std::string_view one = text.substr(i, 1);
    if (!escaped && one == "*") regular += ".*";
    else if (!escaped && one == "?") regular += '.';
    else if (static_cast<unsigned char>(one[0]) >= 0x80) regular += one;  // part of a letter
    else regular += re2::RE2::QuoteMeta(re2::StringPiece(one.data(), one.size()));
  }
  return compiled(regular, any_case);
}

bool Pattern::matches(std::string_view text) const {
  return re2::RE2::FullMatch(re2::StringPiece(text.data(), text.size()), *compiled_);
}

std::optional<std::size_t> Pattern::found_in(std::string_view text) const {
  re2::StringPiece found;
  const re2::StringPiece whole(text.data(), text.size());
  if (!compiled_->Match(whole, 0, whole.size(), re2::RE2::UNANCHORED, &found, 1))
    return std::nullopt;
  return static_cast<std::size_t>(found.data() - whole.data());
}

}  // namespace girs::formula
