#pragma once
// One thread's work on a run: batch after batch, kernels where they reach and the reference
// evaluator where they do not.

#include <vector>

#include "engine/plan_source.h"
#include "engine/run.h"

namespace girs::engine {

class BatchRun {
 public:
  BatchRun(Run& run, const CancelToken* cancel);
  /// All definitions over one batch of one period, or those with a mark in `wanted`.
  Status compute(std::size_t period, std::size_t batch, const std::vector<char>* wanted = nullptr);

 private:
  void choose(const std::vector<char>* wanted);
  Status run_kernels();
  Status run_reference(std::size_t definition);
  void store(std::size_t definition, const Operand& result);
  void store_rule(std::size_t definition, const Operand& result);
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
  std::vector<char> unreadable_;    // by input
  std::vector<Way> ways_;           // by definition
  std::vector<char> needed_;        // by instruction
  std::vector<char> left_;          // by instruction: left to the reference evaluator
  std::size_t period_ = 0;
  std::size_t batch_ = 0;
  std::size_t units_ = 0;           // in the batch
};

}  // namespace girs::engine
