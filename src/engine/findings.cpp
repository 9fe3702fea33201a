#include "engine/findings.h"

#include "engine/plan_source.h"

namespace girs::engine {

std::optional<Decimal> as_number(const formula::Value& value) {
  if (const auto* number = std::get_if<Decimal>(&value)) return *number;
  return value == formula::Value(formula::Absent::kNil) ? std::optional(Decimal()) : std::nullopt;
}

namespace {

FindingAt finding_at(const Run& run, const PlanSource& source, std::size_t definition,
                     std::size_t period, std::size_t unit) {
  using Outcome = FindingAt::Outcome;
  const auto& outcome = run.outcome(definition, period);
  const std::size_t batch = unit / kBatch;
  const std::size_t bit = unit % kBatch;
  FindingAt found{definition, period, unit, Outcome::kError};
  if (outcome.fails[batch].test(bit)) found.outcome = Outcome::kFail;
  else if (outcome.unknown[batch].test(bit)) found.outcome = Outcome::kNotEvaluated;
  found.sides = formula::evaluate_sides(
      run.plan().definitions()[definition].expression,
      source.context(definition, run.periods()[period], run.table().units().code(unit)));
  if (!found.sides) return found;
  const auto left = as_number(found.sides->left);
  const auto right = as_number(found.sides->right);
  if (left && right) found.difference = subtract(*left, *right);
  return found;
}

}  // namespace

Status each_finding(const Run& run, const std::function<Status(const FindingAt&)>& take) {
  GIRS_CHECK(run.check_table());
  const PlanSource source(run.plan(), run.table());
  for (std::size_t d = 0; d < run.plan().definitions().size(); ++d) {
    if (!run.plan().is_rule(d)) continue;
    for (std::size_t p = 0; p < run.periods().size(); ++p) {
      const auto& outcome = run.outcome(d, p);
      for (std::size_t b = 0; b < outcome.fails.size(); ++b) {
        Status taken = ok();
        each_bit(outcome.fails[b] | outcome.unknown[b] | outcome.errors[b], [&](std::size_t i) {
          if (taken) taken = take(finding_at(run, source, d, p, b * kBatch + i));
        });
        GIRS_CHECK(std::move(taken));
      }
    }
  }
  return ok();
}

}  // namespace girs::engine
