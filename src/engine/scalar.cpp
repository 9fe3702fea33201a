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

void put_state(States& states, std::size_t unit, Scalar::Kind kind) {
  switch (kind) {
    case Scalar::kNumber: states.number.set(unit); break;
    case Scalar::kNil: states.nil.set(unit); break;
    case Scalar::kMissing: states.missing.set(unit); break;
    case Scalar::kNotApplicable: states.not_applicable.set(unit); break;
    default: states.faults[kind].set(unit); break;
  }
}

}  // namespace girs::engine
