#pragma once
// What a run found, one unit at a time: only what does not pass is looked at, with both sides in
// full precision from the reference evaluator.

#include <functional>
#include <optional>

#include "engine/run.h"
#include "formula/evaluate.h"

namespace girs::engine {

struct FindingAt {
  std::size_t definition = 0;
  std::size_t period = 0;
  std::size_t unit = 0;
  enum class Outcome { kFail, kNotEvaluated, kError } outcome = Outcome::kFail;
  std::optional<formula::Sides> sides = {};     // of a comparison
  std::optional<Decimal> difference = {};       // left - right, of two numbers
};

/// By rule, then period, then unit in order; an error of `take` ends it.
Status each_finding(const Run& run, const std::function<Status(const FindingAt&)>& take);

/// A side as a number: nil counts as zero.
std::optional<Decimal> as_number(const formula::Value& value);

}  // namespace girs::engine
