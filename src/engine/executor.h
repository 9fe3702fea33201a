#pragma once
// Runs a program over one batch of units at a time. One for each thread.

#include <span>
#include <vector>

#include "base/progress.h"
#include "engine/kernels.h"
#include "engine/operand.h"
#include "engine/program.h"
#include "engine/scalar.h"

namespace girs::engine {

class Executor {
 public:
  Executor(const Program& program, const Graph& graph, std::span<const Decimal> parameters,
           const Kernels& kernels, const CancelToken* cancel = nullptr);
  Executor(const Executor&) = delete;   // its operands point into it
  Executor& operator=(const Executor&) = delete;

  /// What the batch after the next start() will read: asked for while kernels compute, so that
  /// memory does not stand still meanwhile.
  void will_read(std::span<const Column* const> columns, std::size_t batch);
  /// On to a batch of `columns`, those of a period by input, all of one size.
  void start(std::span<const Column* const> columns, std::size_t batch, std::size_t units);
  /// Reads the states of an input, which must come before what reads the input runs; false: the
  /// batch holds what kernels cannot read.
  bool read(std::uint32_t input);
  /// False: only the reference evaluator adds these figures in the order that matters where the
  /// 34th digit is rounded.
  bool run(const Instruction& one);
  const Operand& operand(const Term& term) const {
    return operands_[static_cast<std::size_t>(term.from)][term.index];
  }

  /// What one executor holds at most.
  static std::size_t memory_bytes(const Program& program, std::size_t inputs);

 private:
  /// What a sum reads, at one scale; integers only.
  struct Streams {
    struct Source {
      const std::int64_t* narrow = nullptr;
      const Int128* wide = nullptr;
      Int128 factor = 1;
    };
    std::vector<Source> sources;
    std::vector<Stream> streams;      // the same for the kernels, when all is narrow
    Int128 start = 0;
    Unsigned128 bound = 0;            // of every partial sum
    bool narrow = true;

    void clear();
    void add(const Operand& operand, Int128 factor);
  };

  void run(const Instruction& one, Register& result);
  bool adds_sums(const Linear& linear) const;
  const Words& zero(std::uint32_t index);
  void put_states(std::span<const Linear* const> sides, States& result);
  void put_item_states(const Item& item, const Words& zero, States& result) const;
  Operand operand_of(const Column* column, const States& states) const;
  Operand operand_of(const Decimal& number) const;
  /// Adds `linear` times `factor` at `scale`; false when a figure is no integer of few decimals.
  bool gather(const Linear& linear, int scale, Int128 factor, Streams& streams) const;
  int scale_of(const Linear& linear) const;
  void sum_wide(const Streams& streams, Int128* out) const;
  void sum_streams(const Streams& streams, Register& result);

  void linear(const Instruction& one, Register& result);
  void linear_by_decimals(const Instruction& one, Register& result);
  void compare(const Instruction& one, Register& result);
  void ratio(const Instruction& one, Register& result);
  bool gather_ratio(const Instruction& one, std::int64_t& factor);
  const std::int64_t* summed(const Streams& sum, std::int64_t* room);
  void ratio_narrow(std::int64_t factor, Register& result);
  void ratio_wide(std::int64_t factor, Register& result);
  class RoundedQuotient;
  void ratio_by_decimals(const Instruction& one, Register& result);
  void multiply(const Instruction& one, Register& result);
  void divide(const Instruction& one, Register& result);
  void round(const Instruction& one, Register& result);
  void absolute(const Instruction& one, Register& result);
  void logic(const Instruction& one, Register& result);
  void select(const Instruction& one, Register& result);

  /// The operands of a sum, found once for all units.
  std::vector<Operand> operands_of(const Linear& linear) const;
  template <class Compute>
  void by_decimals(Register& result, Compute compute);
  void keep_numbers(Register& result);

  const Program& program_;
  const Graph& graph_;
  std::span<const Decimal> parameters_;
  const Kernels& kernels_;
  const CancelToken* cancel_;
  std::span<const Column* const> columns_;
  std::vector<Register> registers_;
  std::vector<Ahead::Span> spans_;
  Ahead ahead_;
  enum class Read : char { kNot, kStates, kUnreadable };
  std::vector<Read> read_;            // by input, in this batch
  std::vector<States> input_states_;
  std::array<std::vector<Operand>, 4> operands_;   // by Term::From and index, as they stand now
  std::vector<Words> zeros_;          // by zero rule, as far as asked for in this batch
  std::vector<char> zero_known_;
  States all_numbers_;
  States item_states_;                // of the sum that is being looked at
  std::size_t batch_ = 0;
  std::size_t units_ = 0;             // in the batch
  std::size_t rows_ = 0;              // whole words of them
  Words within_;                      // a bit for each unit
  bool in_decimals_ = false;          // the instruction went unit by unit
  Streams left_, right_;
  alignas(64) std::array<std::int64_t, kBatch> above_, beneath_;
};

/// Unit by unit over decimal128: `compute` gives the Scalar of a unit.
template <class Compute>
void Executor::by_decimals(Register& result, Compute compute) {
  in_decimals_ = true;
  Decimal* const figures = result.decimal_room();
  result.width = Width::kDecimal;
  result.states = {};
  for (std::size_t i = 0; i < units_; ++i) {
    if (i % 64 == 63 && cancel_ && cancel_->is_set()) return;   // the caller drops what it finds
    const Scalar value = compute(i);
    figures[i] = value.number;
    put_state(result.states, i, value.kind);
  }
}

/// 10^places of an integer, as a factor.
constexpr Int128 power(int places) { return fixed::power_of_ten(places); }

}  // namespace girs::engine
