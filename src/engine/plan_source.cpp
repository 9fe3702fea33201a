#include "engine/plan_source.h"

namespace girs::engine {

formula::Value PlanSource::indicator(const formula::CellAddress& address) const {
  const auto definition = plan_.find(address.indicator);
  if (!definition || !address.breakdown.empty() || has_indicator(address))
    return TableSource::indicator(address);
  if (depth_ >= kDepthMax) return formula::Fault::kReference;
  ++depth_;
  auto value = formula::evaluate(plan_.definitions()[*definition].expression,
                                 context(*definition, address.period, address.unit));
  --depth_;
  return value;
}

formula::Context PlanSource::context(std::size_t definition, const Period& period,
                                     const std::string& unit) const {
  const auto& site = plan_.definitions()[definition].site;
  return {site.form, site.row, site.column, period, unit, site.missing, this, &hierarchy_};
}

}  // namespace girs::engine
