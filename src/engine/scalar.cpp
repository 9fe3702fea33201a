#include "engine/scalar.h"

namespace girs::engine {
namespace {

Decimal figure(const Operand& operand, std::size_t unit) {
  if (operand.constant) return *operand.constant;
  if (operand.width == Width::kDecimal) return operand.decimals[unit];
  return *fixed::to_decimal(
      operand.width == Width::kWide ? operand.wide[unit] : operand.narrow[unit], operand.scale);
}

}  // namespace

Scalar scalar_at(const Operand& operand, std::size_t unit) {
  const States& states = *operand.states;
  if (states.number.test(unit)) return {figure(operand, unit), Scalar::kNumber};
  if (states.nil.test(unit)) return {{}, Scalar::kNil};
  if (states.not_applicable.test(unit)) return {{}, Scalar::kNotApplicable};
  for (std::size_t i = 0; i < kFaults.size(); ++i)
    if (states.faults[i].test(unit)) return {{}, static_cast<Scalar::Kind>(i)};
  return {{}, Scalar::kMissing};
}

Scalar sum_at(std::span<const Operand> operands, std::size_t unit, bool zero) {
  Scalar sum;
  Scalar::Kind fault = Scalar::kNumber;
  bool any = false;
  bool all_nil = true;
  for (const auto& one : operands) {
    Scalar value = scalar_at(one, unit);
    if (value.kind < Scalar::kNotApplicable) fault = std::min(fault, value.kind);
    if (value.kind < Scalar::kNil) continue;
    all_nil = all_nil && value.kind == Scalar::kNil;
    value.kind = Scalar::kNumber;
    sum = any ? calculated('+', sum, value) : value;
    any = true;
  }
  if (fault != Scalar::kNumber) return {{}, fault};
  if (!any) return {{}, zero ? Scalar::kNumber : Scalar::kMissing};
  return all_nil ? Scalar{{}, Scalar::kNil} : sum;
}

Scalar linear_at(const Linear& linear, std::span<const Operand> operands, std::size_t unit,
                 bool zero) {
  Scalar total;
  bool first = true;
  for (const auto& item : linear.items) {
    const auto own = operands.first(item.terms.size());
    operands = operands.subspan(item.terms.size());
    const Scalar value =
        operand(item.sum ? sum_at(own, unit, zero) : scalar_at(own[0], unit), zero);
    total = first && !item.negative ? value
                                    : calculated(item.negative ? '-' : '+', total, value);
    first = false;
  }
  return total;
}

void put_state(States& states, std::size_t unit, Scalar::Kind kind) {
  if (kind != Scalar::kNumber && kind != Scalar::kMissing) states.plain = false;
  switch (kind) {
    case Scalar::kNumber: states.number.set(unit); break;
    case Scalar::kNil: states.nil.set(unit); break;
    case Scalar::kMissing: states.missing.set(unit); break;
    case Scalar::kNotApplicable: states.not_applicable.set(unit); break;
    default: states.faults[kind].set(unit); break;
  }
}

}  // namespace girs::engine
