#include "form/batch_check.h"

#include <algorithm>

#include "engine/run.h"
#include "form/batch_rules.h"
#include "form/sheet_source.h"

namespace girs {
namespace {

using Items = std::span<const BatchCheck::Item>;
using formula::Value;

constexpr std::size_t kSheets = 1024;   // laid out at a time
/// No rule of the plans asks for the period.
const Period& any_period() {
  static const Period period{PeriodKind::kYear, 2000, 0, {}};
  return period;
}

std::shared_ptr<engine::Table> table_of(std::size_t units) {
  std::vector<engine::Units::Unit> list;
  for (std::size_t i = 0; i < units; ++i) list.push_back({std::to_string(i), {}});
  return std::make_shared<engine::Table>(
      std::make_shared<const engine::Units>(*engine::Units::in_order(std::move(list))));
}

/// A cell as formulas see it.
Value value_of(const SheetRow* row, const Column& column) {
  const auto cell = row ? row->cells.find(column.code) : decltype(row->cells.end())();
  if (!row || cell == row->cells.end()) return formula::Absent::kMissing;
  return as_formula_value(column, cell->second.value);
}

/// What a plan found: a mark for each definition and unit, 0 where it may not hold.
class Marks {
 public:
  Marks() = default;
  Marks(std::shared_ptr<const engine::Plan> plan, std::shared_ptr<const engine::Table> table)
      : units_(table->units().size()) {
    const auto run = engine::Run::prepare(plan, table, {any_period()}, {true});
    if (!run || !(*run)->run_part(0, 1)) return;
    holds_.assign(plan->definitions().size() * units_, 1);
    for (std::size_t d = 0; d < plan->definitions().size(); ++d) {
      const auto& outcome = (*run)->outcome(d, 0);
      for (std::size_t b = 0; b < outcome.fails.size(); ++b)
        engine::each_bit(outcome.fails[b] | outcome.unknown[b] | outcome.errors[b],
                         [&](std::size_t i) { holds_[d * units_ + b * engine::kBatch + i] = 0; });
    }
  }
  bool has(std::uint32_t definition, std::size_t unit) const {
    return definition != BatchRules::kNone && !holds_.empty() &&
           holds_[definition * units_ + unit] != 0;
  }

 private:
  std::size_t units_ = 0;
  std::vector<char> holds_;
};

}  // namespace

class BatchCheck::Rules {
 public:
  explicit Rules(const FormLayout& layout) : layout_(layout), rules_(batch_rules(layout)) {}

  std::size_t covered() const {
    return static_cast<std::size_t>(
               std::ranges::count_if(rules_.sheet_definitions, [](const auto& places) {
                 return std::ranges::any_of(places, [](auto d) { return d != BatchRules::kNone; });
               })) +
           rules_.row_definitions.size() -
           static_cast<std::size_t>(
               std::ranges::count(rules_.row_definitions, BatchRules::kNone));
  }

  void check(Items items, std::vector<std::vector<Finding>>& findings) const {
    const Marks sheets = rules_.of_sheets ? Marks(rules_.of_sheets, sheets_of(items)) : Marks();
    const Marks rows = rules_.of_rows ? Marks(rules_.of_rows, rows_of(items)) : Marks();
    std::size_t first_row = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Sheet& sheet = *items[i].sheet;
      const bool known = has_known_rows(sheet);
      findings.push_back(girs::check(
          layout_, sheet, items[i].context, [&](std::size_t rule, std::size_t place) {
            if (rows.has(rules_.row_definitions[rule], first_row + place)) return true;
            const auto& places = rules_.sheet_definitions[rule];
            return known && place < places.size() && sheets.has(places[place], i);
          }));
      first_row += sheet.rows().size();
    }
  }

 private:
  /// A sheet of another version of the form may have other rows; and `*` means fixed rows in a
  /// sheet that has no others.
  bool has_known_rows(const Sheet& sheet) const {
    const auto& fixed = layout_.form().rows.fixed;
    if (sheet.rows().size() < fixed.size()) return false;
    for (std::size_t i = 0; i < fixed.size(); ++i)
      if (sheet.rows()[i].code != fixed[i].code || sheet.rows()[i].dynamic) return false;
    return !layout_.form().rows.dynamic || sheet.rows().size() > fixed.size() ||
           std::ranges::all_of(fixed, [](const FixedRow& row) { return row.total; });
  }

  /// Sheets as units: cells of fixed rows, and dynamic rows as lists.
  std::shared_ptr<engine::Table> sheets_of(Items items) const {
    auto table = table_of(items.size());
    for (const auto& input : rules_.of_sheets->graph().inputs) {
      const auto& column = *layout_.column(input.column);
      std::vector<Value> cells;
      std::vector<std::size_t> offsets{0};
      for (const auto& item : items) {
        if (input.reach == engine::Reach::kUnit)
          cells.push_back(value_of(item.sheet->row(input.row), column));
        for (const auto& row : item.sheet->rows())
          if (row.dynamic && input.reach == engine::Reach::kOpenRows)
            cells.push_back(value_of(&row, column));
        offsets.push_back(cells.size());
      }
      engine::ColumnKey key{layout_.form().code, input.row, column.code, any_period()};
      // The columns of one list have the same offsets, and each place is an input once.
      if (input.reach == engine::Reach::kUnit)
        (void)table->add(std::move(key), engine::Column::of(cells));
      else
        (void)table->add(std::move(key),
                         engine::OpenColumn{std::move(offsets), engine::Column::of(cells)});
    }
    return table;
  }

  /// The rows of all sheets as units.
  std::shared_ptr<engine::Table> rows_of(Items items) const {
    std::size_t count = 0;
    for (const auto& item : items) count += item.sheet->rows().size();
    auto table = table_of(count);
    for (const auto& input : rules_.of_rows->graph().inputs) {
      const auto& column = *layout_.column(input.column);
      std::vector<Value> cells;
      cells.reserve(count);
      for (const auto& item : items)
        for (const auto& row : item.sheet->rows()) cells.push_back(value_of(&row, column));
      (void)table->add({layout_.form().code, {}, column.code, any_period()},
                       engine::Column::of(cells));
    }
    return table;
  }

  const FormLayout& layout_;
  BatchRules rules_;
};

BatchCheck::BatchCheck(const FormLayout& layout)
    : layout_(layout), rules_(std::make_unique<const Rules>(layout)) {}

BatchCheck::~BatchCheck() = default;

std::size_t BatchCheck::covered_rules() const { return rules_->covered(); }

std::vector<std::vector<Finding>> BatchCheck::check(std::span<const Item> items) const {
  std::vector<std::vector<Finding>> findings;
  findings.reserve(items.size());
  for (std::size_t from = 0; from < items.size(); from += kSheets)
    rules_->check(items.subspan(from, std::min(kSheets, items.size() - from)), findings);
  return findings;
}

}  // namespace girs
