// AND, OR and NOT by Kleene's rules, and IF: FORMULA.md section 4, rules 1 to 3.

#include <algorithm>

#include "engine/executor.h"

namespace girs::engine {

void Executor::logic(const Instruction& one, Register& result) {
  static const Words kNowhere;   // a missing logical is never FALSE
  Strict strict(kNowhere);
  const bool absorbing = one.code == OpCode::kOr;
  Words decided;
  for (const auto& term : one.args) {
    const Operand& operand = this->operand(term);
    const Words truth = absorbing ? *operand.truth : ~*operand.truth;
    decided |= operand.states->number & truth;
    strict.add(*operand.states);
  }
  result.width = Width::kNarrow;
  result.bound = 0;
  result.scale = 0;
  if (one.code == OpCode::kNot) {
    const Words truth = *operand(one.args[0]).truth;
    strict.put(within_, result.states);
    result.truth = result.states.number & ~truth;
    return;
  }
  strict.put(within_ & ~decided, result.states);
  result.truth = absorbing ? decided : result.states.number;
  result.states.number |= decided;
}

void Executor::select(const Instruction& one, Register& result) {
  const Operand& condition = operand(one.args[0]);
  const Operand& yes = operand(one.args[1]);
  const Operand& no = operand(one.args[2]);
  static const Words kNowhere;
  Strict strict(kNowhere);
  strict.add(*condition.states);
  States& states = result.states;
  strict.put(within_, states);
  const Words known = states.number;
  const Words first = known & *condition.truth;
  const Words second = known & ~*condition.truth;
  const auto pick = [&](const Words& a, const Words& b) {
    return words_of([&](std::size_t w) {
      return (a.word[w] & first.word[w]) | (b.word[w] & second.word[w]);
    });
  };
  states.number = pick(yes.states->number, no.states->number);
  states.missing |= pick(yes.states->missing, no.states->missing);
  if (!yes.states->plain || !no.states->plain) {
    states.nil = pick(yes.states->nil, no.states->nil);
    states.not_applicable = pick(yes.states->not_applicable, no.states->not_applicable);
    for (std::size_t i = 0; i < kFaults.size(); ++i)
      states.faults[i] |= pick(yes.states->faults[i], no.states->faults[i]);
    states.settle();
  }
  if (yes.truth && no.truth) result.truth = states.number & pick(*yes.truth, *no.truth);
  const bool plain = yes.width == Width::kNarrow && no.width == Width::kNarrow &&
                     yes.scale == no.scale && !yes.constant && !no.constant;
  if (plain) {
    result.width = Width::kNarrow;
    result.scale = yes.scale;
    result.bound = std::max(yes.bound, no.bound);
    kernels_.select(yes.narrow, no.narrow, first.word.data(), result.narrow.data(), rows_, ahead_);
    return keep_numbers(result);
  }
  const bool scaled = yes.scale != kNoScale && no.scale != kNoScale;
  result.scale = scaled ? std::max(yes.scale, no.scale) : kNoScale;
  const States found = states;   // by_decimals() clears those of the result
  by_decimals(result, [&](std::size_t i) {
    if (!found.number.test(i)) return Scalar{{}, scalar_at({.states = &found}, i).kind};
    return scalar_at(first.test(i) ? yes : no, i);
  });
}

}  // namespace girs::engine
