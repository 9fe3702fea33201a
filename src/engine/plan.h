#pragma once
// The rules and indicators of a form, compiled once: a graph with what they have in common
// computed once, instructions for kernels, and for what kernels do not cover the formula itself.
// Immutable; shared between threads.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/graph.h"
#include "engine/program.h"

namespace girs::engine {

/// A rule is a definition that gives a logical, an indicator one that gives a number.
struct Definition {
  std::string name;                   // code of a rule or an indicator
  formula::Expression expression;
  Site site;
  /// Of a rule that says "=": how far both sides may differ, in itself or of the right side.
  Decimal absolute_tolerance = {};
  Decimal relative_tolerance = {};
};

class Plan {
 public:
  /// A later definition may read an earlier one as [#name]. kInvalidArgument: two of one name, or
  /// definitions that need each other.
  static Result<std::shared_ptr<const Plan>> compile(std::vector<Definition> definitions,
                                                     Shapes shapes);

  const std::vector<Definition>& definitions() const { return definitions_; }
  const Shapes& shapes() const { return shapes_; }
  const Graph& graph() const { return graph_; }
  const Program& program() const { return program_; }
  bool is_rule(std::size_t definition) const {
    return definitions_[definition].expression.is_logical();
  }
  /// Whether kernels compute it; else the reference evaluator does, unit by unit.
  bool is_covered(std::size_t definition) const { return roots_[definition].has_value(); }
  const std::string& why_not(std::size_t definition) const { return why_not_[definition]; }
  /// What a covered definition reads: places in graph().inputs and graph().parameters.
  struct Reads {
    std::vector<std::uint32_t> inputs;
    std::vector<std::uint32_t> parameters;
  };
  const Reads& reads(std::size_t definition) const { return reads_[definition]; }
  /// The definition of this name.
  std::optional<std::size_t> find(std::string_view name) const;

  /// The plan as an engineer reads it: formulas, typed trees, graph, instructions.
  std::string text() const;
  /// The same definitions over the same shapes have the same hash.
  std::uint64_t hash() const { return hash_; }
  /// What the hash is of: the definitions and shapes as one text.
  const std::string& identity() const { return identity_; }
  std::size_t memory_bytes() const;

 private:
  Plan() = default;

  std::vector<Definition> definitions_;
  Shapes shapes_;
  Graph graph_;
  Program program_;
  std::vector<std::optional<NodeId>> roots_;
  std::vector<std::string> why_not_;
  std::vector<Reads> reads_;
  std::map<std::string, std::size_t, std::less<>> places_;
  std::string identity_;
  std::uint64_t hash_ = 0;
};

}  // namespace girs::engine
