#pragma once
// Formulas as one graph: what several rules compute alike is one node. Nothing in it knows
// columns or scales; "input" is a cell of the template with the way to it through time and units.

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/shape.h"
#include "formula/expression.h"
#include "formula/syntax.h"

namespace girs::engine {

/// Which cells stand behind the one figure that an input is.
enum class Reach : std::uint8_t {
  kUnit,       // the unit's own cell
  kChildren,   // SUM over the units right below
  kLeaves,     // SUM over the lowest units below
  kOpenRows    // SUM over the rows of the unit's list
};

struct Input {
  std::string form;                              // empty for an indicator that is a column
  std::string row;
  std::string column;
  std::vector<formula::PeriodStep> periods = {};
  Reach reach = Reach::kUnit;
  bool over_year = false;                        // @YTD or @FY: periods are added up
  bool partial_counts = false;                   // of these, missing ones count as 0
  bool operator==(const Input&) const = default;
};
std::string to_text(const Input& input);   // "F!r1.c3@P-1^CHILDREN"

using NodeId = std::uint32_t;

enum class Op : std::uint8_t {
  kInput, kConstant, kParameter, kAdd, kSum, kMultiply, kDivide, kRound, kAbsolute, kCompare,
  kAnd, kOr, kNot, kIf
};

struct GraphNode {
  Op op = Op::kInput;
  std::vector<NodeId> args = {};
  std::string signs = {};             // of kAdd, one for each argument
  std::uint32_t index = 0;            // of the input, constant or parameter
  formula::Relation relation = {};    // of kCompare
  Rounding rounding = {};             // of kRound
  int places = 0;
  std::uint32_t zero = 0;             // where missing counts as 0: an index of Graph::zeros
  bool logical = false;
  std::uint32_t uses = 0;             // by other nodes and as a root
};

/// Where a missing operand counts as 0: nowhere, everywhere, or where one of `any_of` holds
/// something.
struct Zero {
  enum class When : std::uint8_t { kNever, kAlways, kAnyOf } when = When::kNever;
  std::vector<NodeId> any_of = {};
  bool operator==(const Zero&) const = default;
};

struct Graph {
  std::vector<GraphNode> nodes;       // arguments before what takes them
  std::vector<Input> inputs;
  std::vector<Decimal> constants;
  std::vector<std::string> parameters;
  std::vector<Zero> zeros{{}, {Zero::When::kAlways, {}}};
};

/// Where a formula stands.
struct Site {
  std::string form;
  std::string row = {};
  std::string column = {};
  formula::Missing missing = formula::Missing::kPropagate;
};

class GraphBuilder {
 public:
  GraphBuilder(const Shapes& shapes, Graph& graph) : shapes_(shapes), graph_(graph) {}

  struct Added {
    std::optional<NodeId> root;   // nothing: kernels do not cover the formula
    std::string why = {};         // what it is that they do not cover
  };
  /// Adds a formula; nodes that are there already are shared.
  Added add(const formula::Expression& expression, const Site& site);
  /// From now on [#code] of the unit and period at hand is this node.
  void define_indicator(const std::string& code, NodeId root) { indicators_[code] = root; }

 private:
  friend class FormulaBuilder;
  NodeId shared(GraphNode node);
  NodeId input(Input input);
  NodeId constant(const Decimal& number);
  NodeId parameter(const std::string& name);
  std::uint32_t zero(Zero zero);

  const Shapes& shapes_;
  Graph& graph_;
  std::map<std::string, NodeId> indicators_;
  std::unordered_map<std::string, NodeId> known_;   // by what they compute
  std::unordered_map<std::string, std::uint32_t> known_inputs_, known_constants_,
      known_parameters_;
};

}  // namespace girs::engine
