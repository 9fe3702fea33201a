#include "engine/ratio_pattern.h"

namespace girs::engine {
namespace {

const Decimal* constant_of(const Graph& graph, NodeId id) {
  const auto& node = graph.nodes[id];
  return node.op == Op::kConstant ? &graph.constants[node.index] : nullptr;
}

/// k where the number is 10^k, 0 to 6: the quotient then has its digits, moved.
std::optional<int> power_of_ten(const Decimal& number) {
  Decimal power(1);
  for (int k = 0; k <= 6; ++k) {
    if (number == power) return k;
    power = *multiply(power, Decimal(10));
  }
  return std::nullopt;
}

/// a +- constant: takes the constant off.
NodeId without_offset(const Graph& graph, NodeId id, RatioPattern& pattern) {
  const auto& node = graph.nodes[id];
  if (node.op != Op::kAdd || node.args.size() != 2 || node.signs[0] != '+') return id;
  const auto* number = constant_of(graph, node.args[1]);
  if (!number) return id;
  pattern.offset = node.signs[1] == '-' ? -*number : *number;
  pattern.inner.push_back(id);
  return node.args[0];
}

/// quotient * 10^k or 10^k * quotient: takes the power off.
NodeId without_power(const Graph& graph, NodeId id, RatioPattern& pattern) {
  const auto& node = graph.nodes[id];
  if (node.op != Op::kMultiply) return id;
  for (const std::size_t side : {0U, 1U}) {
    const auto* number = constant_of(graph, node.args[side]);
    const auto power = number ? power_of_ten(*number) : std::nullopt;
    if (!power) continue;
    pattern.shift = *power;
    pattern.inner.push_back(id);
    return node.args[1 - side];
  }
  return id;
}

/// a * constant or constant * a before the division: the product is exact.
NodeId without_factor(const Graph& graph, NodeId id, RatioPattern& pattern) {
  const auto& node = graph.nodes[id];
  if (node.op != Op::kMultiply) return id;
  for (const std::size_t side : {0U, 1U}) {
    const auto* number = constant_of(graph, node.args[side]);
    if (!number || number->scale() > 18 || number->digits() > 18) continue;
    pattern.factor = *number;
    pattern.inner.push_back(id);
    return node.args[1 - side];
  }
  return id;
}

}  // namespace

std::optional<RatioPattern> ratio_at(const Graph& graph, NodeId id) {
  const auto& round = graph.nodes[id];
  if (round.op != Op::kRound || round.rounding != Rounding::kHalfAway) return std::nullopt;
  RatioPattern pattern;
  const NodeId moved = without_offset(graph, round.args[0], pattern);
  const NodeId quotient = without_power(graph, moved, pattern);
  const auto& division = graph.nodes[quotient];
  if (division.op != Op::kDivide) return std::nullopt;
  pattern.inner.push_back(quotient);
  pattern.numerator = without_factor(graph, division.args[0], pattern);
  pattern.denominator = division.args[1];
  for (const NodeId inner : pattern.inner)
    if (graph.nodes[inner].zero != round.zero) return std::nullopt;
  return pattern;
}

}  // namespace girs::engine
