#pragma once
// A plan over the periods of a table. Everything is checked, and the memory known, before
// anything is computed; then any number of threads run parts, and any number of parts gives the
// same results.

#include <deque>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/progress.h"
#include "engine/binding.h"
#include "engine/executor.h"

namespace girs::engine {

/// What a rule gave in one period: a bit for each unit that does not pass.
struct RuleOutcome {
  std::vector<Words> fails;
  std::vector<Words> unknown;   // not evaluated: something is missing
  std::vector<Words> errors;
  bool operator==(const RuleOutcome&) const = default;
};

struct RunOptions {
  bool blank_where_missing = false;
  const Kernels* kernels = nullptr;   // none: the fastest of this CPU
};

class BatchRun;
class Dependents;

class Run {
 public:
  ~Run();
  /// kInvalidArgument, with every mistake: no period, columns that are not there, units other
  /// than those of `units_fingerprint` (0: any).
  static Result<std::unique_ptr<Run>> prepare(std::shared_ptr<const Plan> plan,
                                              std::shared_ptr<const Table> table,
                                              std::vector<Period> periods,
                                              const RunOptions& options = {},
                                              std::uint64_t units_fingerprint = 0);

  /// What the run holds at most beside plan and table with `threads` at work, in bytes, whatever
  /// the figures come to; long texts that formulas give are beside it.
  std::size_t memory_bytes(std::size_t threads) const;

  /// Part `part` of `parts`, counted from 0. Several threads may run different parts at once;
  /// running a part again gives the same. kCancelled soon after `cancel` was set.
  /// kConflict: the table was changed since, other than by apply_changes().
  Status run_part(std::size_t part, std::size_t parts, const CancelToken* cancel = nullptr);
  Status check_table() const;

  /// Whether every part of some division has run to its end.
  bool is_complete() const;

  const Plan& plan() const { return *plan_; }
  const Table& table() const { return *table_; }
  std::span<const Period> periods() const { return periods_; }
  /// Of an indicator.
  const Column& values(std::size_t definition, std::size_t period) const {
    return values_[definition * periods_.size() + period];
  }
  /// Of a rule.
  const RuleOutcome& outcome(std::size_t definition, std::size_t period) const {
    return outcomes_[definition * periods_.size() + period];
  }

 private:
  Run();
  friend class BatchRun;
  friend class Wave;
  void make_room();
  Width width_max(std::size_t definition, std::size_t period) const;
  void bind_parameters();

  std::shared_ptr<const Plan> plan_;
  std::shared_ptr<const Table> table_;
  std::vector<Period> periods_;
  RunOptions options_;
  std::deque<Binding> bindings_;              // by period
  std::vector<Decimal> parameters_;
  std::vector<char> by_reference_;            // by definition: for this whole run
  std::vector<Column> values_;
  std::vector<RuleOutcome> outcomes_;
  std::vector<char> done_;                    // by period and batch
  std::uint64_t table_version_ = 0;           // that the results are, or will be, of
  std::unique_ptr<Dependents> dependents_;    // from the first change on
  std::unique_ptr<BatchRun> editor_;          // as well
};

}  // namespace girs::engine
