#pragma once
// A plan's inputs of one period, found in a table: columns as they are, or sums of them.

#include <deque>
#include <set>
#include <vector>

#include "engine/declared.h"
#include "engine/extents.h"
#include "engine/plan.h"
#include "engine/table.h"

namespace girs::engine {

/// What the column of an input is added up from; `sum` is null where the column stands in the table
/// itself or is blank.
struct Sources {
  Column* sum = nullptr;                  // in Binding::derived
  std::vector<const Column*> columns;     // by period of a year, or the one of the units below
  const OpenColumn* list = nullptr;
};

struct Binding {
  Period period;
  std::vector<const Column*> columns;     // by input; none: only the reference evaluator knows
  std::deque<Column> derived;             // those that are sums, or blank
  std::vector<Sources> sources;           // by input
  std::vector<Extent> extents;            // by definition: how large its results can become
};

struct BindingOptions {
  /// A column that is not in the table is blank; otherwise it is a mistake.
  bool blank_where_missing = false;
};

class Binder {
 public:
  Binder(const Plan& plan, const Table& table, std::span<const Decimal> parameters,
         const BindingOptions& options);
  /// Adds a mistake for every column that the plan reads and the table does not have, and for
  /// cells that are not as their form declares.
  Binding bind(const Period& period, Mistakes& mistakes) const;
  /// Adds an input up anew after cells have changed; the batches that differ now.
  std::set<std::size_t> refresh(std::size_t input, Binding& binding) const;

 private:
  const Column* column(const ColumnKey& key, Mistakes& mistakes, Binding& binding) const;
  const Column* input(const Input& input, Mistakes& mistakes, Binding& binding,
                      Sources& sources) const;
  const Column* over_year(const Input& input, const std::vector<Period>& periods,
                          Mistakes& mistakes, Binding& binding, Sources& sources) const;
  static const Column* keep(Column sum, Binding& binding, Sources& sources);

  const Plan& plan_;
  const Table& table_;
  std::span<const Decimal> parameters_;
  BindingOptions options_;
  ShapeSource shapes_;
  mutable DeclaredCheck declared_;
};

/// The periods that an input stands for, in order of time; nothing for #REF!.
std::optional<std::vector<Period>> periods_of(const Input& input, const Period& period,
                                              const formula::CellSource& shapes);

}  // namespace girs::engine
