#include "form/cell_table.h"

#include <algorithm>

namespace girs {
namespace {

constexpr int kScaleMax = 6;
constexpr std::int64_t kFigureMax = 999'999'999'999'999'999;  // 18 digits: a few of them add up

}  // namespace

TableColumns::TableColumns(const FormLayout& layout) {
  for (const auto& column : layout.form().columns) {
    if (!column.entered) continue;
    Entry entry{&column, static_cast<std::uint32_t>(entries_.size()),
                column.type == CellType::kNumber};
    if (entry.is_number) scale_ = std::max(scale_, std::min(column.scale, kScaleMax));
    entries_.push_back(entry);
  }
  factor_ = power(Decimal(10), scale_).value_or(Decimal(1));
  for (auto& entry : entries_) {
    if (entry.column->min) entry.min = scaled(*entry.column->min);
    if (entry.column->max) entry.max = scaled(*entry.column->max);
    entry.is_simple = entry.column->scale <= kScaleMax &&
                      entry.min.has_value() == entry.column->min.has_value() &&
                      entry.max.has_value() == entry.column->max.has_value();
  }
  std::ranges::sort(entries_, {}, [](const Entry& entry) -> const std::string& {
    return entry.column->code;
  });
}

std::optional<std::uint32_t> TableColumns::place(std::string_view code) const {
  const auto found = std::ranges::lower_bound(entries_, code, {}, [](const Entry& entry) {
    return std::string_view(entry.column->code);
  });
  if (found == entries_.end() || found->column->code != code) return std::nullopt;
  return found->place;
}

std::optional<std::int64_t> TableColumns::scaled(const Decimal& figure) const {
  std::optional<std::int64_t> whole;
  if (scale_ == 0) {
    whole = figure.to_int64();
  } else if (const auto product = multiply(figure, factor_)) {
    whole = product->to_int64();
  }
  return whole && *whole >= -kFigureMax && *whole <= kFigureMax ? whole : std::nullopt;
}

CellTable::CellTable(const FormLayout& layout, const TableColumns& columns, const Sheet& sheet)
    : width_(columns.count()), figures_(sheet.rows().size() * width_),
      states_(sheet.rows().size() * width_, State::kMissing) {
  const auto& fixed = layout.form().rows.fixed;
  const auto& rows = sheet.rows();
  in_place_ = rows.size() >= fixed.size();
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const bool is_fixed = r < fixed.size();
    if (is_fixed && rows[r].code != fixed[r].code) in_place_ = false;
    const bool known = (is_fixed && in_place_) || layout.knows_row(rows[r].code);
    if (!take_row(layout, columns, rows[r], r) || !known) doubtful_.push_back(r);
  }
}

/// Both the row's cells and the form's columns are in order of code.
bool CellTable::take_row(const FormLayout& layout, const TableColumns& columns,
                         const SheetRow& row, std::size_t place) {
  bool good = layout.form().parts.empty();  // parts have columns of their own: look closely
  auto cell = row.cells.begin();
  for (const auto& entry : columns.entries()) {
    const auto& code = entry.column->code;
    for (; cell != row.cells.end() && cell->first < code; ++cell) good = false;  // no such column
    if (cell == row.cells.end() || cell->first != code) {
      if (entry.column->required) good = false;
      continue;
    }
    if (!take(columns, entry, cell->second, place * width_ + entry.place)) good = false;
    ++cell;
  }
  return good && cell == row.cells.end();
}

/// Whether the cell is surely what its column demands.
bool CellTable::take(const TableColumns& columns, const TableColumns::Entry& entry,
                     const Cell& cell, std::size_t at) {
  if (const auto* number = std::get_if<Decimal>(&cell.value)) {
    const auto figure = columns.scaled(*number);
    states_[at] = figure ? State::kFigure : State::kOther;
    if (!figure) return false;
    figures_[at] = *figure;
    return entry.is_number && entry.is_simple && number->scale() <= entry.column->scale &&
           (!entry.min || *entry.min <= *figure) && (!entry.max || *figure <= *entry.max) &&
           cell.note.empty();
  }
  const auto* absent = std::get_if<formula::Absent>(&cell.value);
  if (!absent) {
    states_[at] = State::kOther;
    return false;
  }
  states_[at] = *absent == formula::Absent::kNil       ? State::kNil
                : *absent == formula::Absent::kMissing ? State::kMissing
                                                       : State::kOther;
  return cell.flags.empty() && cell.note.empty() &&
         std::ranges::find(entry.column->states, *absent) != entry.column->states.end();
}

}  // namespace girs
