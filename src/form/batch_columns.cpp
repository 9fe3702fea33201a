#include "form/batch_columns.h"

#include <algorithm>

#include "form/sheet_source.h"

namespace girs {
namespace {

using Cells = std::vector<formula::Value>;

std::shared_ptr<engine::Table> table_of(std::size_t units) {
  std::vector<engine::Units::Unit> list;
  for (std::size_t i = 0; i < units; ++i) list.push_back({std::to_string(i), {}});
  return std::make_shared<engine::Table>(
      std::make_shared<const engine::Units>(*engine::Units::in_order(std::move(list))));
}

struct Counts {
  std::size_t rows = 0;
  std::vector<std::size_t> offsets{0};   // of the dynamic rows of each sheet
};

Counts counted(std::span<const BatchCheck::Item> items) {
  Counts counts;
  for (const auto& item : items) {
    const auto& rows = item.sheet->rows();
    counts.rows += rows.size();
    const auto dynamic = std::ranges::count_if(rows, &SheetRow::dynamic);
    counts.offsets.push_back(counts.offsets.back() + static_cast<std::size_t>(dynamic));
  }
  return counts;
}

}  // namespace

BatchColumns::BatchColumns(const FormLayout& layout, const BatchRules& rules) : layout_(layout) {
  for (const auto& column : layout.form().columns)
    if (column.entered) targets_.push_back({column.code, layout.column(column.code)});
  std::ranges::sort(targets_, {}, &Target::code);
  const auto& fixed = layout.form().rows.fixed;
  if (rules.of_rows)
    for (const auto& input : rules.of_rows->graph().inputs) {
      target(input.column).of_rows = columns_.size();
      columns_.push_back({Laid::Over::kRows, {}, input.column});
    }
  if (!rules.of_sheets) return;
  for (const auto& input : rules.of_sheets->graph().inputs) {
    Target& to = target(input.column);
    const bool list = input.reach == engine::Reach::kOpenRows;
    const auto row = std::ranges::find(fixed, input.row, &FixedRow::code);
    to.of_fixed.resize(fixed.size(), kNone);
    if (list) to.of_lists = columns_.size();
    else if (row != fixed.end())
      to.of_fixed[static_cast<std::size_t>(row - fixed.begin())] = columns_.size();
    columns_.push_back({list ? Laid::Over::kLists : Laid::Over::kSheets, input.row, input.column});
  }
}

BatchColumns::Target& BatchColumns::target(const std::string& column) {
  return *std::ranges::lower_bound(targets_, column, {}, &Target::code);
}

BatchColumns::Tables BatchColumns::lay_out(std::span<const BatchCheck::Item> items,
                                           const Period& period) const {
  const Counts counts = counted(items);
  const std::size_t sizes[] = {items.size(), counts.offsets.back(), counts.rows};
  std::vector<Cells> cells;
  for (const auto& one : columns_)
    cells.emplace_back(sizes[static_cast<std::size_t>(one.over)], formula::Absent::kMissing);
  const auto& fixed = layout_.form().rows.fixed;
  std::size_t row_place = 0;
  std::size_t list_place = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto& rows = items[i].sheet->rows();
    for (std::size_t r = 0; r < rows.size(); ++r) {
      const bool is_fixed = r < fixed.size() && rows[r].code == fixed[r].code;
      auto cell = rows[r].cells.begin();
      // Both are in order of code: one walk along a row, however many columns are wanted.
      for (const auto& to : targets_) {
        while (cell != rows[r].cells.end() && cell->first < to.code) ++cell;
        if (cell == rows[r].cells.end()) break;
        if (cell->first != to.code) continue;
        const auto value = as_formula_value(*to.column, cell->second.value);
        if (to.of_rows != kNone) cells[to.of_rows][row_place] = value;
        if (to.of_lists != kNone && rows[r].dynamic) cells[to.of_lists][list_place] = value;
        if (is_fixed && r < to.of_fixed.size() && to.of_fixed[r] != kNone)
          cells[to.of_fixed[r]][i] = value;
      }
      ++row_place;
      if (rows[r].dynamic) ++list_place;
    }
  }
  Tables tables{table_of(items.size()), table_of(counts.rows)};
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const auto& one = columns_[i];
    engine::ColumnKey key{layout_.form().code, one.row, one.column, period};
    auto column = engine::Column::of(cells[i]);
    // Each template cell is one input, so that no column comes twice.
    if (one.over == Laid::Over::kRows) (void)tables.rows->add(std::move(key), std::move(column));
    else if (one.over == Laid::Over::kSheets)
      (void)tables.sheets->add(std::move(key), std::move(column));
    else
      (void)tables.sheets->add(std::move(key),
                               engine::OpenColumn{counts.offsets, std::move(column)});
  }
  return tables;
}

}  // namespace girs
