#include "engine/executor.h"

#include <algorithm>

namespace girs::engine {

Executor::Executor(const Program& program, const Graph& graph,
                   std::span<const Decimal> parameters, const Kernels& kernels,
                   const CancelToken* cancel)
    : program_(program), graph_(graph), parameters_(parameters), kernels_(kernels),
      cancel_(cancel),
      registers_(program.registers), zeros_(program.zeros.size()),
      zero_known_(program.zeros.size()) {
  operands_[static_cast<std::size_t>(Term::From::kRegister)].resize(registers_.size());
  for (const auto& number : graph.constants)
    operands_[static_cast<std::size_t>(Term::From::kConstant)].push_back(operand_of(number));
  for (const auto& number : parameters)
    operands_[static_cast<std::size_t>(Term::From::kParameter)].push_back(operand_of(number));
}

std::size_t Executor::memory_bytes(const Program& program, std::size_t inputs) {
  constexpr std::size_t kRoom = kBatch * (sizeof(Int128) + sizeof(Decimal));
  return sizeof(Executor) + program.registers * (sizeof(Register) + sizeof(Operand) + kRoom) +
         inputs * (sizeof(States) + sizeof(Operand) + sizeof(Read) + sizeof(Ahead::Span)) +
         program.zeros.size() * (sizeof(Words) + 1);
}

void Executor::will_read(std::span<const Column* const> columns, std::size_t batch) {
  constexpr std::size_t kLine = 64;
  constexpr std::size_t kLinesMax = 4096;    // more would not stay in the cache until it is read
  constexpr std::size_t kBlocks = kBatch / 64;
  spans_.clear();
  std::size_t lines = 0;
  for (const auto* column : columns) {
    if (!column) continue;
    column->prefetch(batch);
    const auto* const figures = reinterpret_cast<const char*>(column->narrow(batch));
    const std::size_t bytes = units_in_batch(column->size(), batch) * sizeof(std::int64_t);
    spans_.push_back({figures, figures + bytes});
    lines += bytes / kLine + 1;
  }
  ahead_ = {};
  if (lines > kLinesMax || spans_.empty()) return;
  ahead_ = {spans_.data(), spans_.size(),
            lines / (kBlocks * std::max<std::size_t>(program_.instructions.size(), 1)) + 1};
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
  operands_[static_cast<std::size_t>(Term::From::kInput)].resize(columns_.size());
  read_.assign(columns_.size(), Read::kNot);
}

bool Executor::read(std::uint32_t input) {
  Read& read = read_[input];
  if (read != Read::kNot) return read == Read::kStates;
  const Column* const column = columns_[input];
  States& states = input_states_[input];
  read = column && column->states(batch_, states) ? Read::kStates : Read::kUnreadable;
  operands_[static_cast<std::size_t>(Term::From::kInput)][input] =
      operand_of(read == Read::kStates ? column : nullptr, states);
  if (read == Read::kStates) return true;
  states = {};
  states.missing = within_;
  return false;
}

/// Without a column that kernels can read: blank.
Operand Executor::operand_of(const Column* column, const States& states) const {
  static constexpr std::array<std::int64_t, kBatch> kZeros{};
  Operand operand;
  operand.states = &states;
  operand.narrow = kZeros.data();
  if (!column) return operand;
  operand.width = column->width(batch_);
  operand.scale = column->scale();
  operand.bound = column->magnitude(batch_);
  operand.narrow = column->narrow(batch_);
  if (operand.width == Width::kWide) operand.wide = column->wide(batch_);
  if (operand.width == Width::kDecimal) operand.decimals = column->decimals(batch_);
  return operand;
}

Operand Executor::operand_of(const Decimal& number) const {
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
    const Operand& one = operand(term);
    words |= one.states->figures() | one.states->any_fault();
  }
  return words;
}

void Executor::put_item_states(const Item& item, const Words& zero, States& result) const {
  Skipping sum;
  for (const auto& term : item.terms) sum.add(*operand(term).states);
  sum.put(within_, zero, result);
}

void Executor::put_states(std::span<const Linear* const> sides, States& result) {
  const Words& counts = zero(sides[0]->zero);
  Strict strict(counts);
  for (const auto* side : sides)
    for (const auto& item : side->items) {
      if (item.sum) put_item_states(item, counts, item_states_);
      strict.add(item.sum ? item_states_ : *operand(item.terms[0]).states);
    }
  strict.put(within_, result);
}

void Executor::keep_numbers(Register& result) {
  if (result.width == Width::kNarrow)
    kernels_.keep(result.narrow.data(), result.states.number.word.data(), rows_, ahead_);
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
  Register& result = registers_[one.result];
  run(one, result);
  operands_[static_cast<std::size_t>(Term::From::kRegister)][one.result] = result.operand();
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
