#pragma once
// From a reference to the cells that it names in a context.

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "formula/evaluate.h"
#include "formula/source.h"
#include "formula/syntax.h"

namespace girs::formula {

/// The cells by unit, then row, then column, each in template order; nothing when something that
/// the reference names does not exist (#REF!).
std::optional<std::vector<CellAddress>> resolve(const CellReference& reference,
                                                const Context& context);

/// The number of rows that the reference names, over all its units; nothing for #REF!.
std::optional<std::size_t> row_count(const CellReference& reference, const Context& context);

/// How many cells two numeric codes span, 1 for any others; for the limit at compile time.
std::size_t span_of(const CodeRange& range);

}  // namespace girs::formula
