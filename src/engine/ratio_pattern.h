#pragma once
// The shape of most indicators: ROUND(a/b*100;1) and its relatives, which one kernel computes.

#include <optional>

#include "engine/graph.h"

namespace girs::engine {

/// round(numerator * factor / denominator * 10^shift + offset; places), half away from zero.
struct RatioPattern {
  NodeId numerator = 0;
  NodeId denominator = 0;
  Decimal factor{1};
  int shift = 0;
  Decimal offset = {};
  /// The nodes between. Whoever else needs them computes them: a RATIO of integers costs less than
  /// sharing a quotient of 34 digits.
  std::vector<NodeId> inner = {};
};

/// Nothing when the node is no such thing.
std::optional<RatioPattern> ratio_at(const Graph& graph, NodeId node);

}  // namespace girs::engine
