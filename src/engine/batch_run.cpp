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
                run.options_.kernels ? *run.options_.kernels : kernels()),
      unreadable_(plan_.graph().inputs.size()), ways_(plan_.definitions().size()),
      needed_(plan_.program().instructions.size()), left_(needed_.size()) {}

Status BatchRun::compute(std::size_t period, std::size_t batch, const std::vector<char>* wanted) {
  if (is_cancelled()) return cancelled();
  period_ = period;
  batch_ = batch;
  units_ = units_in_batch(run_.table_->units().size(), batch);
  executor_.set_columns(run_.bindings_[period].columns);
  executor_.start(batch, units_, unreadable_);
  choose(wanted);
  GIRS_CHECK(run_kernels());
  for (std::size_t d = 0; d < ways_.size(); ++d) {
    if (ways_[d] == Way::kReference) GIRS_CHECK(run_reference(d));
    if (ways_[d] != Way::kNone && plan_.is_rule(d)) tolerate(d);
  }
  return ok();
}

/// Which definitions go which way, and the instructions that this takes.
void BatchRun::choose(const std::vector<char>* wanted) {
  std::fill(needed_.begin(), needed_.end(), char{0});
  for (std::size_t d = 0; d < ways_.size(); ++d) {
    ways_[d] = Way::kKernels;
    const auto& inputs = plan_.reads(d).inputs;
    if (!plan_.is_covered(d) || run_.by_reference_[d] ||
        std::any_of(inputs.begin(), inputs.end(), [&](auto i) { return unreadable_[i] != 0; }))
      ways_[d] = Way::kReference;
    if (wanted && !(*wanted)[d]) ways_[d] = Way::kNone;
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
    if (i % 256 == 255 && is_cancelled()) return cancelled();
    const auto& one = program.instructions[i];
    left_[i] = !executor_.run(one);
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
  outcome.fails[batch_] = states.number & ~*result.truth;
  outcome.unknown[batch_] = states.missing | states.not_applicable | states.nil;
  outcome.errors[batch_] = states.any_fault();
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
  std::vector<Value> values;
  values.reserve(units_);
  for (std::size_t i = 0; i < units_; ++i) {
    if (i % 16 == 0 && is_cancelled()) return cancelled();
    const auto& unit = run_.table_->units().code(batch_ * kBatch + i);
    values.push_back(formula::evaluate(
        one.expression, source_.context(definition, run_.periods_[period_], unit)));
  }
  if (!plan_.is_rule(definition)) {
    run_.values_[place(definition)].fill_values(batch_, values);
    return ok();
  }
  RuleOutcome& outcome = run_.outcomes_[place(definition)];
  Words fails;
  Words unknown;
  Words errors;
  for (std::size_t i = 0; i < units_; ++i) {
    const auto* holds = std::get_if<bool>(&values[i]);
    if (holds && !*holds) fails.set(i);
    else if (!holds) (std::holds_alternative<formula::Absent>(values[i]) ? unknown : errors).set(i);
  }
  outcome.fails[batch_] = fails;
  outcome.unknown[batch_] = unknown;
  outcome.errors[batch_] = errors;
  return ok();
}

void BatchRun::tolerate(std::size_t definition) {
  const auto& rule = plan_.definitions()[definition];
  if (!has_tolerance(rule)) return;
  Words& fails = run_.outcomes_[place(definition)].fails[batch_];
  each_bit(Words(fails), [&](std::size_t i) {
    const auto& unit = run_.table_->units().code(batch_ * kBatch + i);
    const auto sides = formula::evaluate_sides(
        rule.expression, source_.context(definition, run_.periods_[period_], unit));
    if (sides && is_tolerated(rule, *sides)) fails.reset(i);
  });
}

}  // namespace girs::engine
