#pragma once
// The wave of a correction: from cells to inputs, from inputs to definitions, then those alone
// are computed again, where it reached.

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "engine/batch_run.h"
#include "engine/change.h"
#include "engine/dependents.h"

namespace girs::engine {

using UnitList = std::vector<std::uint32_t>;

/// What was changed in a table.
struct Corrected {
  std::map<ColumnKey, UnitList> cells;   // a column of a list stands under its row "*"
  bool rows = false;                     // some list has more or fewer rows
};

class Wave {
 public:
  Wave(Run& run, const Table& table);
  Result<Changed> spread(Corrected& corrected);

 private:
  void look(const Dependents::Looker& looker, const UnitList& changed);
  void look_everywhere();
  /// Brings an input of a period up to date; the units whose figure differs now.
  UnitList refreshed(std::uint32_t period, std::uint32_t input, UnitList changed);
  UnitList refreshed_whole(std::uint32_t input, Binding& binding);
  /// What an input of a period is added up from.
  struct Sources {
    std::vector<const Column*> columns;   // by period; none: blank
    const OpenColumn* list = nullptr;
  };
  Sources sources_of(const Input& input, const Period& period) const;
  std::optional<formula::Value> figure_at(const Input& input, const Sources& sources,
                                          std::uint32_t unit) const;
  void want(std::uint32_t period, std::uint32_t definition, const UnitList& units);

  using InputAt = std::pair<std::uint32_t, std::uint32_t>;   // period, input
  using BatchAt = std::pair<std::uint32_t, std::size_t>;     // period, batch

  Run& run_;
  const Table& table_;
  ShapeSource shapes_;
  std::map<InputAt, UnitList> touched_;
  std::map<BatchAt, Wanted> wanted_;
  std::set<std::uint32_t> again_;        // definitions
};

}  // namespace girs::engine
