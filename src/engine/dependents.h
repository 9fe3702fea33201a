#pragma once
// Who reads a cell: the template graph of FORMULA.md section 12, the other way round. Its nodes
// are template cells, inputs and definitions, never cells of units; its edges say how far away in
// time and in the tree of units something lies. Built once for the periods of a run.

#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/plan.h"
#include "engine/table.h"

namespace girs::engine {

class Dependents {
 public:
  Dependents(const Plan& plan, std::span<const Period> periods);

  /// An input that reads a template cell, and in which periods of the run it reads the changed
  /// one.
  struct Reader {
    std::uint32_t input = 0;
    const std::vector<std::uint32_t>* periods = nullptr;
  };
  std::vector<Reader> readers(const ColumnKey& key) const;
  /// The definitions that kernels compute from an input.
  std::span<const std::uint32_t> definitions(std::uint32_t input) const {
    return definitions_[input];
  }

  /// A definition left to the reference evaluator that may read the changed cell.
  struct Looker {
    std::uint32_t definition = 0;
    /// Of which units it may read the cell: of its own, or those that `unit` says.
    formula::UnitRelation unit = {};
    const std::vector<std::uint32_t>* periods = nullptr;   // none: all of them
  };
  std::vector<Looker> lookers(const ColumnKey& key) const;

  std::size_t memory_bytes() const;

 private:
  /// Periods of the run by a period that they read.
  using Times = std::unordered_map<Period, std::vector<std::uint32_t>>;
  struct Edge {
    std::uint32_t definition = 0;
    bool anything = false;             // it reads other definitions: any cell may matter
    std::string form;
    formula::CellReference reference;
    std::uint32_t times = 0;
  };
  /// The same steps from the same form lead to the same periods.
  std::uint32_t times_of(const Input& input);
  void add_edges(std::uint32_t definition, const formula::Node& node);

  const Plan& plan_;
  std::span<const Period> periods_;
  ShapeSource shapes_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> inputs_;   // by template cell
  std::vector<std::uint32_t> input_times_;
  std::vector<std::vector<std::uint32_t>> definitions_;                  // by input
  std::vector<Edge> edges_;
  std::map<std::string, std::uint32_t> known_times_;
  std::vector<Times> times_;
};

}  // namespace girs::engine
