#pragma once
// One formula becomes nodes of the graph, as far as kernels cover it.

#include <optional>
#include <string>
#include <vector>

#include "engine/graph.h"
#include "formula/syntax.h"

namespace girs::engine {

class FormulaBuilder {
 public:
  FormulaBuilder(GraphBuilder& graph, const Site& site);
  GraphBuilder::Added build(const formula::Expression& expression);

 private:
  using Found = std::optional<NodeId>;          // nothing: not covered, why_ says what
  using Nodes = std::vector<NodeId>;

  Found node(const formula::Node& node);
  Found literal(const formula::Literal& literal);
  Found reference(const formula::CellReference& reference);
  Found chain(const formula::Chain& chain);
  Found comparison(const formula::Comparison& comparison);
  Found call(const formula::Call& call);
  Found sum(const formula::Call& call);
  Found rounded(const formula::Call& call, Rounding rounding);
  Found logic(const formula::Call& call);
  Found choice(const formula::Call& call);
  Found between(const formula::Call& call);
  Found growth(const formula::Call& call);

  /// A node that gives a number; nothing for a logical.
  Found number(const formula::Node& node);
  Found logical(const formula::Node& node);
  /// The inputs that a reference names; `over`: it stands in a SUM.
  std::optional<Nodes> cells(const formula::CellReference& reference, bool over);
  std::optional<Nodes> indicator(const formula::CellReference& reference);
  bool collect(const formula::Node& node, Nodes& read);

  NodeId made(Op op, Nodes args);
  NodeId made(GraphNode node);
  Found refused(std::string why);

  GraphBuilder& graph_;
  const Site& site_;
  std::uint32_t zero_ = 0;
  bool partial_counts_ = false;
  std::string why_;
};

}  // namespace girs::engine
