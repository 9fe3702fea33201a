#include "unit/agency_code.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace girs {
namespace {

/// Characters of each level in the older form, level 1 first.
constexpr std::array<std::size_t, 4> kOlderSizes = {3, 2, 2, 3};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }

bool is_zero(std::string_view group) {
  return std::ranges::all_of(group, [](char c) { return c == '0'; });
}

/// "G14": a letter for the branch of the state and two digits.
bool is_level_one(std::string_view group) {
  return group.size() == 3 && is_letter(group[0]) && is_digit(group[1]) && is_digit(group[2]);
}

/// Whether the groups are those of the older form; a first group of level 1 means the new form.
bool is_older(const std::vector<std::string_view>& groups) {
  if (groups.size() != kOlderSizes.size() || is_level_one(groups.front())) return false;
  for (std::size_t i = 0; i < groups.size(); ++i)
    if (groups[i].size() != kOlderSizes[groups.size() - 1 - i]) return false;
  return is_level_one(groups.back());
}

Error refuse(std::string_view text, std::string en, std::string vi) {
  const std::string shown(text.substr(0, AgencyCode::kSizeMax));
  return error(Code::kInvalidArgument,
               "\"" + shown + "\" is no agency identifier: " + std::move(en),
               "\"" + shown + "\" không phải là mã định danh điện tử: " + std::move(vi),
               {{"code", shown}});
}

}  // namespace

Result<AgencyCode> AgencyCode::parse(std::string_view text) {
  if (text.empty() || text.size() > kSizeMax)
    return refuse(text, "it must have 1 to 35 characters.", "mã phải có từ 1 đến 35 ký tự.");
  const auto allowed = [](char c) { return is_digit(c) || is_letter(c) || c == '.'; };
  if (!std::ranges::all_of(text, allowed))
    return refuse(text, "only digits, capital letters A to Z and points are allowed.",
                  "chỉ được dùng chữ số, chữ cái in hoa A đến Z và dấu chấm.");
  auto groups = split(text, '.');
  if (std::ranges::any_of(groups, [](std::string_view group) { return group.empty(); }))
    return refuse(text, "a group between two points is empty.",
                  "có nhóm ký tự để trống giữa hai dấu chấm.");
  if (is_older(groups)) {
    std::ranges::reverse(groups);
    while (is_zero(groups.back())) groups.pop_back();  // ends at level 1, which has a letter
    const auto unused = std::ranges::find_if(groups, is_zero);
    if (unused != groups.end())
      return refuse(text, "a level is used while the one above it is not.",
                    "có cấp được dùng trong khi cấp trên của nó để trống.");
  }
  if (!is_level_one(groups.front()))
    return refuse(text,
                  "level 1 is a letter and two digits, leftmost (\"G14.04\") or, in the older form "
                  "of four groups, rightmost (\"000.00.04.G14\").",
                  "cấp 1 gồm một chữ cái và hai chữ số, ở ngoài cùng bên trái (\"G14.04\") hoặc, "
                  "theo cách ghi cũ bốn nhóm, ở ngoài cùng bên phải (\"000.00.04.G14\").");
  return AgencyCode({groups.begin(), groups.end()});
}

std::string AgencyCode::text() const { return join(groups_, "."); }

std::optional<std::string> AgencyCode::older_text() const {
  if (groups_.size() > kOlderSizes.size()) return std::nullopt;
  std::vector<std::string> older;
  for (std::size_t i = kOlderSizes.size(); i-- > 0;) {
    if (i >= groups_.size()) {
      older.emplace_back(kOlderSizes[i], '0');
    } else {
      if (groups_[i].size() != kOlderSizes[i] || is_zero(groups_[i])) return std::nullopt;
      older.push_back(groups_[i]);
    }
  }
  return join(older, ".");
}

std::optional<AgencyCode> AgencyCode::parent() const {
  if (groups_.size() == 1) return std::nullopt;
  return AgencyCode({groups_.begin(), groups_.end() - 1});
}

bool AgencyCode::is_below(const AgencyCode& above) const {
  return groups_.size() > above.groups_.size() &&
         std::equal(above.groups_.begin(), above.groups_.end(), groups_.begin());
}

}  // namespace girs
