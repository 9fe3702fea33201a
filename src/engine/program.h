#pragma once
// The graph as a list of instructions for kernels. Operands are read where they lie: an input is
// a pointer into its column; a register is 1,024 figures that an earlier instruction left.

#include <cstdint>
#include <string>
#include <vector>

#include "engine/graph.h"

namespace girs::engine {

struct Term {
  enum class From : std::uint8_t { kInput, kConstant, kParameter, kRegister } from = From::kInput;
  std::uint32_t index = 0;
  bool operator==(const Term&) const = default;
};

/// One operand of a chain: a term, or the SUM of several, which passes over missing ones.
struct Item {
  std::vector<Term> terms;
  bool sum = false;
  bool negative = false;
};
/// Sum of +-items.
struct Linear {
  std::vector<Item> items;
  std::uint32_t zero = 0;
};

enum class OpCode : std::uint8_t {
  kLinear,     // LINSUM: left
  kSum,        // LINSUM of one SUM, which may be nil or missing
  kCompare,    // LINEQ: left relation right
  kRatio,      // RATIO: round(left * factor / right * 10^shift + offset; places)
  kMultiply, kDivide, kRound, kAbsolute, kAnd, kOr, kNot, kSelect
};

struct Instruction {
  OpCode code = OpCode::kLinear;
  std::uint32_t result = 0;           // register
  std::vector<Term> args = {};        // of the simple ones
  Linear left = {}, right = {};
  formula::Relation relation = {};
  Rounding rounding = {};
  int places = 0;
  Decimal factor{1};                  // of kRatio
  int shift = 0;
  Decimal offset = {};
  std::uint32_t zero = 0;
  std::vector<std::uint32_t> roots = {};   // definitions whose value this is
  std::vector<std::uint32_t> needs = {};   // instructions whose registers it reads
};

/// Where missing counts as 0, over terms; an index is the same as in the graph.
struct ZeroRule {
  Zero::When when = Zero::When::kNever;
  std::vector<Term> any_of = {};
};

struct Program {
  std::vector<Instruction> instructions;
  std::vector<ZeroRule> zeros;
  std::uint32_t registers = 0;
  std::vector<Term> roots;            // by definition; those without instruction read it directly
};

/// Instructions for all `roots`, by definition (nothing: kernels do not cover it). A node is
/// computed once, but a short sum of cells that several read is as soon added up again.
Program lowered(const Graph& graph, const std::vector<std::optional<NodeId>>& roots);

}  // namespace girs::engine
