#pragma once
// One thread's work on a run: batch after batch, kernels where they reach and the reference
// evaluator where they do not.

#include <vector>

#include "engine/plan_source.h"
#include "engine/run.h"

namespace girs::engine {

/// A part of a batch: some definitions, for some of its units.
struct Wanted {
  std::vector<char> definitions;   // a mark for each that is wanted
  Words units;
};

class BatchRun {
 public:
  BatchRun(Run& run, const CancelToken* cancel);
  /// What one holds at most.
  static std::size_t memory_bytes(const Plan& plan);
  /// All definitions over one batch of one period, or what is wanted of them.
  Status compute(std::size_t period, std::size_t batch, const Wanted* wanted = nullptr);
  /// What compute() will be called for after the next time.
  void will_compute(std::size_t period, std::size_t batch);

 private:
  void choose(const Wanted* wanted);
  Status run_kernels();
  Status run_reference(std::size_t definition);
  void store(std::size_t definition, const Operand& result);
  void store_rule(std::size_t definition, const Operand& result);
  void store_rule(std::size_t definition, const std::vector<formula::Value>& values);
  void store_values(std::size_t definition, const std::vector<formula::Value>& values);
  void put(Words& words, const Words& bits) const;
  void store_figures(std::size_t definition, const Operand& result);
  /// Takes back the failures that a rule's tolerance allows.
  void tolerate(std::size_t definition);
  bool is_cancelled() const { return cancel_ && cancel_->is_set(); }
  std::size_t place(std::size_t definition) const {
    return definition * run_.periods_.size() + period_;
  }

  enum class Way : char { kNone, kKernels, kReference };

  Run& run_;
  const Plan& plan_;
  const CancelToken* cancel_;
  PlanSource source_;
  Executor executor_;
  std::vector<Way> ways_;           // by definition
  std::vector<char> needed_;        // by instruction
  std::vector<char> left_;          // by instruction: left to the reference evaluator
  std::size_t period_ = 0;
  std::size_t batch_ = 0;
  std::size_t units_ = 0;           // in the batch
  Words mask_;                      // those that are computed
  bool whole_ = true;               // all of them
};

}  // namespace girs::engine
