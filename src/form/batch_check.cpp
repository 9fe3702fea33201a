#include "form/batch_check.h"

#include <algorithm>

#include "engine/run.h"
#include "form/batch_columns.h"

namespace girs {
namespace {

using Items = std::span<const BatchCheck::Item>;

constexpr std::size_t kSheets = 1024;   // laid out at a time
/// No rule of the plans asks for the period.
const Period& any_period() {
  static const Period period{PeriodKind::kYear, 2000, 0, {}};
  return period;
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
  Rules(const FormLayout& layout, engine::PlanCache* plans)
      : layout_(layout), rules_(batch_rules(layout, plans)), columns_(layout, rules_),
        checker_(layout) {}

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
    const auto tables = columns_.lay_out(items, any_period());
    const Marks sheets = rules_.of_sheets ? Marks(rules_.of_sheets, tables.sheets) : Marks();
    const Marks rows = rules_.of_rows ? Marks(rules_.of_rows, tables.rows) : Marks();
    std::size_t first_row = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Sheet& sheet = *items[i].sheet;
      const bool known = has_known_rows(sheet);
      findings.push_back(checker_.check(
          sheet, items[i].context, [&](std::size_t rule, std::size_t place) {
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

  const FormLayout& layout_;
  BatchRules rules_;
  BatchColumns columns_;
  Checker checker_;
};

BatchCheck::BatchCheck(const FormLayout& layout, engine::PlanCache* plans)
    : layout_(layout), rules_(std::make_unique<const Rules>(layout, plans)) {}

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
