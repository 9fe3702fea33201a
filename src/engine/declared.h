#pragma once
// What a form declares of a column's cells, held against a table before anything is computed.

#include <set>
#include <string>

#include "base/result.h"
#include "engine/shape.h"
#include "engine/table.h"

namespace girs::engine {

/// Adds a mistake for a cell that is not as declared; nil and blank cells always are. `where` are
/// further details of the mistake.
void check_declared(const Declared& declared, const ColumnKey& key, const std::string& unit,
                    const formula::Value& value, Mistakes& mistakes, Details where = {});
/// What is declared of a column's cells.
const Declared* declared_of(const Shapes& shapes, const std::string& form,
                            const std::string& column);

/// All cells of columns that the forms declare; a column's first hundred mistakes are told.
class DeclaredCheck {
 public:
  DeclaredCheck(const Shapes& shapes, const Table& table) : shapes_(shapes), table_(table) {}
  /// Checks a column of the table, once however often it is asked for.
  void check(const ColumnKey& key, Mistakes& mistakes);

 private:
  const Shapes& shapes_;
  const Table& table_;
  std::set<ColumnKey> seen_;
};

}  // namespace girs::engine
