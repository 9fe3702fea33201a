#pragma once
// One figure with its state, for the path over decimal128: the meaning of FORMULA.md sections 4
// and 5 unit by unit, as the reference evaluator has it, without its look-ups.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>

#include "decimal/decimal.h"
#include "engine/operand.h"
#include "engine/program.h"

namespace girs::engine {

struct Scalar {
  /// What prevails first: errors in the order of kFaults, then states.
  enum Kind : std::uint8_t {
    kDivision, kNum, kNotAvailable, kNotApplicable, kMissing, kNil, kNumber
  };
  Decimal number = {};
  Kind kind = kNumber;
};

inline Scalar number_or_fault(const std::optional<Decimal>& number) {
  return number ? Scalar{*number, Scalar::kNumber} : Scalar{{}, Scalar::kNum};
}

/// As an operator sees it: nil is 0, missing is 0 where `zero`, not applicable is #N/A.
inline Scalar operand(Scalar value, bool zero) {
  if (value.kind == Scalar::kNil || (value.kind == Scalar::kMissing && zero)) return {};
  if (value.kind == Scalar::kNotApplicable) value.kind = Scalar::kNotAvailable;
  return value;
}

/// a + - * / b of values from operand().
inline Scalar calculated(char operation, const Scalar& a, const Scalar& b) {
  if (const auto first = std::min(a.kind, b.kind); first != Scalar::kNumber) return {{}, first};
  switch (operation) {
    case '+': return number_or_fault(add(a.number, b.number));
    case '-': return number_or_fault(subtract(a.number, b.number));
    case '*': return number_or_fault(multiply(a.number, b.number));
    default:
      if (b.number.is_zero()) return {{}, Scalar::kDivision};
      return number_or_fault(divide(a.number, b.number));
  }
}

/// The figure of one unit.
Scalar scalar_at(const Operand& operand, std::size_t unit);
/// SUM of one unit's figures, as the reference evaluator has it: every rounding at the 34th digit
/// in order.
Scalar sum_at(std::span<const Operand> operands, std::size_t unit, bool zero);
/// The same of a chain of + and -; `operands` are those of all its items in order.
Scalar linear_at(const Linear& linear, std::span<const Operand> operands, std::size_t unit,
                 bool zero);
/// Puts a state where it belongs; a number's figure is the caller's.
void put_state(States& states, std::size_t unit, Scalar::Kind kind);

}  // namespace girs::engine
