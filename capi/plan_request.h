#pragma once
// What a caller says of plans and tables in JSON.

#include <string_view>
#include <vector>

#include "engine/change.h"

namespace girs::capi {

struct PlanRequest {
  std::vector<engine::Definition> definitions;
  engine::Shapes shapes;
};
Result<PlanRequest> read_plan_request(std::string_view text);

Result<std::vector<engine::Units::Unit>> read_units(std::string_view text);
Result<std::vector<Period>> read_periods(std::string_view text);

struct TablePlace {
  engine::ColumnKey key;
  std::string unit;   // empty: not given
};
/// `of_cell`: it names a unit.
Result<TablePlace> read_place(std::string_view text, bool of_cell);
Result<formula::Value> read_cell_value(std::string_view text);
Result<engine::Changes> read_changes(std::string_view text);

}  // namespace girs::capi
