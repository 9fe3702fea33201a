#include "engine/scales.h"

#include <algorithm>

namespace girs::engine {
namespace {

struct Scales {
  std::span<const int> inputs;
  std::span<const Decimal> constants;
  std::span<const Decimal> parameters;
  std::vector<int> registers = {};

  int of(const Term& term) const {
    int scale = 0;
    switch (term.from) {
      case Term::From::kInput: scale = inputs[term.index]; break;
      case Term::From::kConstant: scale = constants[term.index].scale(); break;
      case Term::From::kParameter: scale = parameters[term.index].scale(); break;
      case Term::From::kRegister: return registers[term.index];
    }
    return scale > Column::kScaleMax ? kNoScale : scale;
  }

  static int finer(int a, int b) {
    return a == kNoScale || b == kNoScale ? kNoScale : std::max(a, b);
  }

  int of(const Linear& linear) const {
    int scale = 0;
    for (const auto& item : linear.items)
      for (const auto& term : item.terms) scale = finer(scale, of(term));
    return scale;
  }

  int of(const Instruction& one) const {
    switch (one.code) {
      case OpCode::kLinear:
      case OpCode::kSum: return of(one.left);
      case OpCode::kRatio: return one.places;
      case OpCode::kMultiply: {
        const int a = of(one.args[0]);
        const int b = of(one.args[1]);
        const bool fits = a != kNoScale && b != kNoScale && a + b <= Column::kScaleMax;
        return fits ? a + b : kNoScale;
      }
      case OpCode::kRound: {
        const int scale = of(one.args[0]);
        return scale == kNoScale ? one.places : std::min(scale, one.places);
      }
      case OpCode::kAbsolute: return of(one.args[0]);
      case OpCode::kSelect: return finer(of(one.args[1]), of(one.args[2]));
      case OpCode::kDivide: return kNoScale;
      default: return 0;   // logicals
    }
  }
};

}  // namespace

std::vector<int> root_scales(const Program& program, std::span<const int> inputs,
                             std::span<const Decimal> constants,
                             std::span<const Decimal> parameters) {
  Scales scales{inputs, constants, parameters};
  scales.registers.resize(program.registers);
  std::vector<int> roots(program.roots.size());
  for (std::size_t i = 0; i < roots.size(); ++i)
    if (program.roots[i].from != Term::From::kRegister) roots[i] = scales.of(program.roots[i]);
  for (const auto& one : program.instructions) {
    const int scale = scales.of(one);
    scales.registers[one.result] = scale;
    for (const auto root : one.roots) roots[root] = scale;
  }
  return roots;
}

}  // namespace girs::engine
