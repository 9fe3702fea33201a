#pragma once
// The cells of many sheets as columns of the engine: sheets as units, and the rows of all sheets
// as units.

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/table.h"
#include "form/batch_check.h"
#include "form/batch_rules.h"

namespace girs {

class BatchColumns {
 public:
  /// What the plans read; borrows both.
  BatchColumns(const FormLayout& layout, const BatchRules& rules);

  struct Tables {
    std::shared_ptr<engine::Table> sheets;
    std::shared_ptr<engine::Table> rows;
  };
  /// Columns stand in `period`; cells as formulas see them. A fixed row that a sheet does not have
  /// in its place is blank.
  Tables lay_out(std::span<const BatchCheck::Item> items, const Period& period) const;

 private:
  static constexpr std::size_t kNone = ~std::size_t{0};

  /// A column of the form: where its cells go, as places among the columns laid out.
  struct Target {
    std::string code;
    const Column* column = nullptr;
    std::size_t of_rows = kNone;              // one cell for each row of all sheets
    std::size_t of_lists = kNone;             // one for each dynamic row
    std::vector<std::size_t> of_fixed = {};   // by fixed row: one for each sheet
  };
  struct Laid {
    enum class Over { kSheets, kLists, kRows } over = Over::kSheets;
    std::string row;
    std::string column;
  };
  Target& target(const std::string& column);

  const FormLayout& layout_;
  std::vector<Target> targets_;   // by code, as a row's cells are
  std::vector<Laid> columns_;
};

}  // namespace girs
