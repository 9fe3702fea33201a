#include "engine/executor.h"

#include <algorithm>

namespace girs::engine {

Executor::Executor(const Program& program, const Graph& graph,
                   std::span<const Decimal> parameters, const Kernels& kernels,
                   const CancelToken* cancel)
    : program_(program), graph_(graph), parameters_(parameters), kernels_(kernels),
      cancel_(cancel),
      registers_(program.registers), zeros_(program.zeros.size()),
      zero_known_(program.zeros.size()) {}

std::size_t Executor::memory_bytes(const Program& program) {
  constexpr std::size_t kRoom = kBatch * (sizeof(Int128) + sizeof(Decimal));
  return sizeof(Executor) + program.registers * (sizeof(Register) + kRoom) +
         program.zeros.size() * (sizeof(Words) + 1);
}

void Executor::start(std::span<const Column* const> columns, std::size_t batch,
                     std::size_t units) {
  columns_ = columns;
  batch_ = batch;
  units_ = units;
  rows_ = (units + 63) / 64 * 64;
  within_ = first_bits(units);
  all_numbers_.number = within_;
  std::fill(zero_known_.begin(), zero_known_.end(), char{0});
  input_states_.resize(columns_.size());
  read_.assign(columns_.size(), Read::kNot);
}

bool Executor::read(std::uint32_t input) {
  Read& read = read_[input];
  if (read != Read::kNot) return read == Read::kStates;
  const Column* const column = columns_[input];
  read = column && column->states(batch_, input_states_[input]) ? Read::kStates
                                                                : Read::kUnreadable;
  if (read == Read::kStates) return true;
  input_states_[input] = {};
  input_states_[input].missing = within_;
  return false;
}

Operand Executor::operand(const Term& term) const {
  if (term.from == Term::From::kRegister) return registers_[term.index].operand();
  if (term.from == Term::From::kInput) {
    const Column* column = columns_[term.index];
    const States* states = &input_states_[term.index];
    if (!column || column->width(batch_) == Width::kAny) {
      static constexpr std::array<std::int64_t, kBatch> kZeros{};
      return {Width::kNarrow, 0, 0, kZeros.data(), nullptr, nullptr, nullptr, states, nullptr};
    }
    return {column->width(batch_), column->scale(), column->magnitude(batch_),
            column->narrow(batch_), column->wide(batch_), column->decimals(batch_),
            nullptr, states, nullptr};
  }
  const Decimal& number = term.from == Term::From::kConstant ? graph_.constants[term.index]
                                                             : parameters_[term.index];
  Operand operand;
  operand.constant = &number;
  operand.states = &all_numbers_;
  Int128 mantissa = 0;
  operand.scale = number.scale();
  if (operand.scale > Column::kScaleMax ||
      !fixed::from_decimal(number, operand.scale, mantissa)) {
    operand.width = Width::kDecimal;
    return operand;
  }
  operand.bound = static_cast<Unsigned128>(mantissa < 0 ? -mantissa : mantissa);
  return operand;
}

/// Where missing counts as 0 in this batch.
const Words& Executor::zero(std::uint32_t index) {
  Words& words = zeros_[index];
  if (zero_known_[index]) return words;
  zero_known_[index] = 1;
  const auto& rule = program_.zeros[index];
  words = rule.when == Zero::When::kAlways ? within_ : Words();
  for (const auto& term : rule.any_of) {
    const Operand one = operand(term);
    words |= one.states->figures() | one.states->any_fault();
  }
  return words;
}

States Executor::item_states(const Item& item, const Words& zero) const {
  Skipping sum;
  for (const auto& term : item.terms) sum.add(*operand(term).states);
  return sum.take(within_, zero);
}

States Executor::states_of(std::span<const Linear* const> sides) {
  const Words& counts = zero(sides[0]->zero);
  Strict strict(counts);
  for (const auto* side : sides)
    for (const auto& item : side->items)
      strict.add(item.sum ? item_states(item, counts) : *operand(item.terms[0]).states);
  return strict.take(within_);
}

void Executor::keep_numbers(Register& result) const {
  if (result.width == Width::kNarrow)
    kernels_.keep(result.narrow.data(), result.states.number.word.data(), rows_);
  if (result.width != Width::kWide) return;
  for (std::size_t i = 0; i < rows_; ++i)
    if (!result.states.number.test(i)) (*result.wide)[i] = 0;
}

/// Whether a SUM takes a figure that is a SUM itself, over units or rows: one sum to the language.
bool Executor::adds_sums(const Linear& linear) const {
  const auto is_sum = [&](const Term& term) {
    return term.from == Term::From::kInput && graph_.inputs[term.index].reach != Reach::kUnit;
  };
  return std::any_of(linear.items.begin(), linear.items.end(), [&](const Item& item) {
    return item.terms.size() > 1 && std::any_of(item.terms.begin(), item.terms.end(), is_sum);
  });
}

bool Executor::run(const Instruction& one) {
  in_decimals_ = false;
  run(one, registers_[one.result]);
  return !in_decimals_ || !(adds_sums(one.left) || adds_sums(one.right));
}

void Executor::run(const Instruction& one, Register& result) {
  switch (one.code) {
    case OpCode::kLinear:
    case OpCode::kSum: return linear(one, result);
    case OpCode::kCompare: return compare(one, result);
    case OpCode::kRatio: return ratio(one, result);
    case OpCode::kMultiply: return multiply(one, result);
    case OpCode::kDivide: return divide(one, result);
    case OpCode::kRound: return round(one, result);
    case OpCode::kAbsolute: return absolute(one, result);
    case OpCode::kSelect: return select(one, result);
    default: return logic(one, result);
  }
}

}  // namespace girs::engine
