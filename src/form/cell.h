#pragma once
// One cell of a form: a value or the reason for its absence, with quality flags and a note.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "catalog/form.h"
#include "formula/value.h"

namespace girs {

/// What a figure is worth; a flag never changes the number (FORMULA.md section 4).
enum class Flag : std::uint8_t {
  kEstimated = 1,
  kPreliminary = 2,
  kRevised = 4,
  kLate = 8,
  kConfidential = 16
};
inline constexpr Flag kAllFlags[] = {Flag::kEstimated, Flag::kPreliminary, Flag::kRevised,
                                     Flag::kLate, Flag::kConfidential};
std::string_view to_text(Flag flag);  // "estimated", "preliminary", "revised", ...
std::optional<Flag> parse_flag(std::string_view word);

/// A set of flags.
class Flags {
 public:
  constexpr Flags() = default;
  constexpr Flags(Flag flag) : bits_(static_cast<std::uint8_t>(flag)) {}

  constexpr bool has(Flag flag) const { return (bits_ & static_cast<std::uint8_t>(flag)) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr Flags operator|(Flags other) const { return Flags(bits_ | other.bits_); }
  constexpr bool operator==(const Flags&) const = default;
  /// In the order of kAllFlags.
  std::vector<Flag> list() const;

 private:
  constexpr explicit Flags(int bits) : bits_(static_cast<std::uint8_t>(bits)) {}
  std::uint8_t bits_ = 0;
};

/// Where a cell stands in a form.
struct CellKey {
  std::string row;
  std::string column;
  auto operator<=>(const CellKey&) const = default;
};

/// What stands there. A number is a Decimal, a text, a code and an ISO date are strings, a
/// logical is a bool; `value` is never a Fault. Flags and a note go with a value only.
struct Cell {
  formula::Value value = formula::Absent::kMissing;
  Flags flags = {};
  std::string note = {};

  bool is_blank() const {
    const auto* absent = std::get_if<formula::Absent>(&value);
    return absent && *absent == formula::Absent::kMissing && flags.empty() && note.empty();
  }
  bool is_absent() const { return std::holds_alternative<formula::Absent>(value); }
  bool operator==(const Cell&) const = default;
};

/// The cell's value as payloads print it: a number with the column's decimals, "true"; nothing
/// for an absent cell or one that does not fit the column.
std::optional<std::string> printed(const Column& column, const formula::Value& value);

/// What is wrong with a value in a column, apart from code lists; nothing when it fits.
/// `rule` is a stable word: "type", "scale", "digits", "range", "text", "state", "length".
struct CellProblem {
  std::string rule;
  Message message;
  /// Whether a sheet may hold such a cell all the same: it is then a finding.
  bool is_storable() const { return rule == "range" || rule == "state" || rule == "length"; }
};
std::optional<CellProblem> problem_of(const Column& column, const Cell& cell);

}  // namespace girs
