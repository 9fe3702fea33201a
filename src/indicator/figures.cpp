#include "indicator/figures.h"

#include "formula/evaluate.h"
#include "indicator/compute.h"
#include "indicator/indicator_cells.h"

namespace girs::indicator {

using formula::Value;

Result<Value> Figures::figure(const report::Workspace& workspace,
                              const formula::CellAddress& address,
                              const formula::CellSource* at_hand,
                              const formula::Hierarchy& hierarchy) const {
  const auto* definition = workspace.catalog->indicator(address.indicator);
  if (!definition) return Value(formula::Fault::kReference);
  if (!at_hand || definition->numerator.empty() || !address.breakdown.empty()) {
    const IndicatorCells cells(workspace, definition->regime, 0);
    Value value = cells.indicator(address);
    GIRS_CHECK(cells.status());
    return value;
  }
  formula::Context context;
  context.period = address.period;
  context.unit = address.unit;
  context.missing = definition->missing;
  context.cells = at_hand;
  context.hierarchy = &hierarchy;
  const Value numerator = formula::evaluate(definition->numerator, context);
  Value denominator = formula::Absent::kMissing;
  if (definition->denominator) denominator = formula::evaluate(*definition->denominator, context);
  return combined(*definition, numerator, denominator);
}

}  // namespace girs::indicator
