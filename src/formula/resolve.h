#pragma once
// From a reference to the cells that it names in a context, and from these to values.

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "formula/evaluate.h"
#include "formula/source.h"
#include "formula/syntax.h"

namespace girs::formula {

/// One cell as a formula names it. It stands for several cells of the source when periods are
/// added up (@YTD, @FY) or the unit was made of others; for one, with weight 1, otherwise.
struct NamedCell {
  struct Part {
    CellAddress address;
    Decimal weight{1};
    bool estimated = false;
  };
  std::vector<Part> parts;
  std::string unit;             // as named, in today's boundaries
  std::optional<Fault> fault;   // it has no value: a rate added up, a mapping that is not recorded
};

/// The cells by unit, then row, then column, each in template order; nothing when something that
/// the reference names does not exist (#REF!).
std::optional<std::vector<NamedCell>> resolve(const CellReference& reference,
                                              const Context& context);

/// As resolve(), one cell after another, so that a range over a country and a year takes no
/// memory; false for #REF!, perhaps after some cells.
bool each_cell(const CellReference& reference, const Context& context,
               const std::function<void(NamedCell)>& take);

/// Whether a reference names neither another unit nor another period than the context's own.
bool is_here(const CellReference& reference);

/// The cell that a reference names when it names one of the context's own unit and period; nothing
/// for any other, which each_cell() finds.
std::optional<CellAddress> plain_cell(const CellReference& reference, const Context& context);

/// The raw value of a cell; parts are added up as an operator would (a missing one is missing, or
/// 0 where `missing_is_zero`).
Value read(const NamedCell& cell, const Context& context, bool missing_is_zero);
/// The raw value of one cell of the source, or of an indicator.
Value read(const CellAddress& address, const CellSource& cells);

/// The number of rows that the reference names, over all its units; nothing for #REF!.
std::optional<std::size_t> row_count(const CellReference& reference, const Context& context);

/// The rows that `*` means (section 1): the dynamic ones; in a form without any, those not marked
/// as totals.
std::vector<std::string> open_rows(const std::vector<CellSource::Row>& rows);

/// How many cells two numeric codes span, 1 for any others; for the limit at compile time.
std::size_t span_of(const CodeRange& range);

}  // namespace girs::formula
