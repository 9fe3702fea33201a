#include "engine/batch_run.h"

#include <algorithm>

#include "engine/findings.h"
#include "formula/evaluate.h"

namespace girs::engine {
namespace {

using formula::Value;

bool is_tolerated(const Definition& rule, const formula::Sides& sides) {
  const auto left = as_number(sides.left);
  const auto right = as_number(sides.right);
  const auto difference = left && right ? subtract(*left, *right) : std::nullopt;
  if (!difference || sides.operation != "=") return false;
  if (difference->abs() <= rule.absolute_tolerance) return true;
  const auto allowed = multiply(right->abs(), rule.relative_tolerance);
  return allowed && !rule.relative_tolerance.is_zero() && difference->abs() <= *allowed;
}

bool has_tolerance(const Definition& rule) {
  return !rule.absolute_tolerance.is_zero() || !rule.relative_tolerance.is_zero();
}

}  // namespace

BatchRun::BatchRun(Run& run, const CancelToken* cancel)
    : run_(run), plan_(*run.plan_), cancel_(cancel), source_(plan_, *run.table_),
      executor_(plan_.program(), plan_.graph(), run.parameters_,
                run.options_.kernels ? *run.options_.kernels : kernels(), cancel),
      ways_(plan_.definitions().size()),
      needed_(plan_.program().instructions.size()), left_(needed_.size()) {}

std::size_t BatchRun::memory_bytes(const Plan& plan) {
  return sizeof(BatchRun) + Executor::memory_bytes(plan.program(), plan.graph().inputs.size()) +
         plan.definitions().size() * sizeof(Way) + plan.program().instructions.size() * 2 +
         kBatch * sizeof(Value);   // of a definition that the reference evaluator computes
}

void BatchRun::will_compute(std::size_t period, std::size_t batch) {
  executor_.will_read(run_.bindings_[period].columns, batch);
}

Status BatchRun::compute(std::size_t period, std::size_t batch, const Wanted* wanted) {
  if (is_cancelled()) return cancelled();
  period_ = period;
  batch_ = batch;
  units_ = units_in_batch(run_.table_->units().size(), batch);
  whole_ = !wanted;
  mask_ = wanted ? wanted->units : first_bits(units_);
  executor_.start(run_.bindings_[period].columns, batch, units_);
  choose(wanted);
  GIRS_CHECK(run_kernels());
  for (std::size_t d = 0; d < ways_.size(); ++d) {
    if (ways_[d] == Way::kReference) GIRS_CHECK(run_reference(d));
    if (ways_[d] != Way::kNone && plan_.is_rule(d)) tolerate(d);
    if (is_cancelled()) return cancelled();
  }
  return ok();
}

/// Which definitions go which way, and the instructions that this takes.
void BatchRun::choose(const Wanted* wanted) {
  std::fill(needed_.begin(), needed_.end(), char{0});
  for (std::size_t d = 0; d < ways_.size(); ++d) {
    ways_[d] = Way::kNone;
    if (wanted && !wanted->definitions[d]) continue;
    ways_[d] = !plan_.is_covered(d) || run_.by_reference_[d] ? Way::kReference : Way::kKernels;
    for (const auto input : plan_.reads(d).inputs)
      if (!executor_.read(input)) ways_[d] = Way::kReference;
  }
  const auto& instructions = plan_.program().instructions;
  for (std::size_t i = instructions.size(); i-- > 0;) {
    for (const auto root : instructions[i].roots)
      if (ways_[root] == Way::kKernels) needed_[i] = 1;
    if (needed_[i])
      for (const auto other : instructions[i].needs) needed_[other] = 1;
  }
}

Status BatchRun::run_kernels() {
  const auto& program = plan_.program();
  for (std::size_t i = 0; i < program.instructions.size(); ++i) {
    if (!needed_[i]) continue;
    const auto& one = program.instructions[i];
    left_[i] = !executor_.run(one);
    if (is_cancelled()) return cancelled();
    for (const auto other : one.needs) left_[i] = left_[i] || left_[other];
    for (const auto root : one.roots) {
      if (ways_[root] != Way::kKernels) continue;
      if (left_[i]) ways_[root] = Way::kReference;
      else store(root, executor_.operand({Term::From::kRegister, one.result}));
    }
  }
  for (std::size_t d = 0; d < ways_.size(); ++d)
    if (ways_[d] == Way::kKernels && program.roots[d].from != Term::From::kRegister)
      store(d, executor_.operand(program.roots[d]));
  return ok();
}

void BatchRun::store(std::size_t definition, const Operand& result) {
  plan_.is_rule(definition) ? store_rule(definition, result) : store_figures(definition, result);
}

void BatchRun::store_rule(std::size_t definition, const Operand& result) {
  RuleOutcome& outcome = run_.outcomes_[place(definition)];
  const States& states = *result.states;
  put(outcome.fails[batch_], words_of([&](std::size_t w) {
        return states.number.word[w] & ~result.truth->word[w];
      }));
  if (states.plain) {
    put(outcome.unknown[batch_], states.missing);
    put(outcome.errors[batch_], {});
    return;
  }
  put(outcome.unknown[batch_], states.missing | states.not_applicable | states.nil);
  put(outcome.errors[batch_], states.any_fault());
}

/// What is known of other units stays.
void BatchRun::put(Words& words, const Words& bits) const {
  if (whole_) words = bits;
  else words = (words & ~mask_) | (bits & mask_);
}

void BatchRun::store_figures(std::size_t definition, const Operand& result) {
  Column& column = run_.values_[place(definition)];
  const bool same = result.scale == column.scale() && !result.constant;
  if (result.width == Width::kNarrow && same)
    return column.fill_narrow(batch_, result.narrow, *result.states, result.bound);
  if (result.width == Width::kWide && same)
    return column.fill_wide(batch_, result.wide, *result.states, result.bound);
  std::vector<Decimal> figures(units_);
  std::array<std::int64_t, kBatch> narrow{};
  bool fits = true;
  std::int64_t largest = 0;
  for (std::size_t i = 0; i < units_; ++i) {
    const Scalar value = scalar_at(result, i);
    if (value.kind != Scalar::kNumber) continue;
    figures[i] = value.number;
    fits = fits && fixed::from_decimal(value.number, column.scale(), narrow[i]) &&
           narrow[i] > INT64_MIN;
    if (fits) largest = std::max(largest, narrow[i] < 0 ? -narrow[i] : narrow[i]);
  }
  if (fits)
    column.fill_narrow(batch_, narrow.data(), *result.states, static_cast<Unsigned128>(largest));
  else
    column.fill_decimals(batch_, figures.data(), *result.states);
}

Status BatchRun::run_reference(std::size_t definition) {
  const auto& one = plan_.definitions()[definition];
  std::vector<Value> values(units_);
  for (std::size_t i = 0; i < units_; ++i) {
    if (!mask_.test(i)) continue;
    if (i % 16 == 0 && is_cancelled()) return cancelled();
    const auto& unit = run_.table_->units().code(batch_ * kBatch + i);
    values[i] = formula::evaluate(one.expression,
                                  source_.context(definition, run_.periods_[period_], unit));
  }
  if (plan_.is_rule(definition)) store_rule(definition, values);
  else store_values(definition, values);
  return ok();
}

void BatchRun::store_values(std::size_t definition, const std::vector<Value>& values) {
  Column& column = run_.values_[place(definition)];
  if (whole_) return column.fill_values(batch_, values);
  each_bit(mask_, [&](std::size_t i) { column.set(batch_ * kBatch + i, values[i]); });
}

void BatchRun::store_rule(std::size_t definition, const std::vector<Value>& values) {
  RuleOutcome& outcome = run_.outcomes_[place(definition)];
  Words fails;
  Words unknown;
  Words errors;
  each_bit(mask_, [&](std::size_t i) {
    const auto* holds = std::get_if<bool>(&values[i]);
    if (holds && !*holds) fails.set(i);
    else if (!holds) (std::holds_alternative<formula::Absent>(values[i]) ? unknown : errors).set(i);
  });
  put(outcome.fails[batch_], fails);
  put(outcome.unknown[batch_], unknown);
  put(outcome.errors[batch_], errors);
}

void BatchRun::tolerate(std::size_t definition) {
  const auto& rule = plan_.definitions()[definition];
  if (!has_tolerance(rule)) return;
  Words& fails = run_.outcomes_[place(definition)].fails[batch_];
  each_bit(fails & mask_, [&](std::size_t i) {
    if (is_cancelled()) return;
    const auto& unit = run_.table_->units().code(batch_ * kBatch + i);
    const auto sides = formula::evaluate_sides(
        rule.expression, source_.context(definition, run_.periods_[period_], unit));
    if (sides && is_tolerated(rule, *sides)) fails.reset(i);
  });
}

}  // namespace girs::engine
