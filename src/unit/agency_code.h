#pragma once
// Electronic identifiers of agencies (mã định danh điện tử, QĐ 20/2020/QĐ-TTg amended by QĐ
// 09/2025): groups of 0-9 and A-Z between points, at most 35 characters, level 1 leftmost:
// "G14.04". The older form has four groups of 3, 2, 2 and 3 characters from right to left, zeros
// for levels that are not used: "000.00.04.G14". Both occur, and mean the same agency.

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace girs {

class AgencyCode {
 public:
  static constexpr std::size_t kSizeMax = 35;

  /// Reads either notation; kInvalidArgument says what is wrong.
  static Result<AgencyCode> parse(std::string_view text);

  /// The notation in force, "G14.04": the canonical text.
  std::string text() const;
  /// The older notation, "000.00.04.G14"; nothing for a code that does not fit it.
  std::optional<std::string> older_text() const;
  /// 1 for a ministry or province.
  std::size_t level() const { return groups_.size(); }
  /// The agency above; nothing at level 1.
  std::optional<AgencyCode> parent() const;
  bool is_below(const AgencyCode& above) const;

  auto operator<=>(const AgencyCode&) const = default;
  bool operator==(const AgencyCode&) const = default;

 private:
  explicit AgencyCode(std::vector<std::string> groups) : groups_(std::move(groups)) {}
  std::vector<std::string> groups_;  // level 1 first
};

}  // namespace girs
