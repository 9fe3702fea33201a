#pragma once
// The wave of a correction: from cells to inputs, from inputs to definitions, then those alone
// are computed again, where it reached.

#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/batch_run.h"
#include "engine/change.h"
#include "engine/dependents.h"

namespace girs::engine {

using UnitList = std::vector<std::uint32_t>;

/// What was changed in a table.
struct Corrected {
  /// A column of a list stands under its row "*".
  std::unordered_map<ColumnKey, UnitList, ColumnKeyHash> cells;
  bool rows = false;   // some list has more or fewer rows
};

class Wave {
 public:
  Wave(Run& run, const Table& table);
  Result<Changed> spread(Corrected& corrected);

 private:
  void refresh_touched();
  void look(const Dependents::Looker& looker, const UnitList& changed);
  void look_everywhere();
  /// Brings an input of a period up to date; the units whose figure differs now.
  UnitList refreshed(std::uint32_t period, std::uint32_t input, UnitList changed);
  UnitList refreshed_whole(std::uint32_t input, Binding& binding);
  std::optional<formula::Value> figure_at(const Input& input, const Sources& sources,
                                          std::uint32_t unit) const;
  void want(std::uint32_t period, std::uint32_t definition, const UnitList& units);

  /// An input of a period that reads a changed cell of a unit.
  struct Touched {
    std::uint32_t period = 0;
    std::uint32_t input = 0;
    std::uint32_t unit = 0;
    auto operator<=>(const Touched&) const = default;
  };
  using BatchAt = std::pair<std::uint32_t, std::size_t>;     // period, batch

  Run& run_;
  const Table& table_;
  std::vector<Touched> touched_;
  std::map<BatchAt, Wanted> wanted_;
  std::vector<char> again_;              // by definition: computed again somewhere
};

}  // namespace girs::engine
