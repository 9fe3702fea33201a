// A table of figures as JSON, and one figure with what stands behind it, down to signed cells.

#include "indicator/lineage.h"
#include "indicator/report_lineage.h"

namespace girs::indicator {
namespace {

constexpr std::size_t kFiguresMax = 4000;   // more than a country has units

json::Value head_json(const Indicator& indicator, const Period& period) {
  json::Value shown;
  shown.set("indicator", indicator.code);
  shown.set("name", indicator.name.vi);
  shown.set("name_en", indicator.name.en);
  shown.set("unit_of_measure", indicator.unit_of_measure.vi);
  shown.set("verified", indicator.verified);
  shown.set("period", period.label());
  return shown;
}

}  // namespace

json::Value to_json(const Table& table) {
  json::Value shown = head_json(*table.indicator, table.period);
  json::Value figures = json::Array{};
  for (const auto& figure : table.figures) {
    auto one = to_json(figure);
    if (table.now && &figure == &table.figures.front()) one.set("now", to_json(*table.now));
    figures.push(std::move(one));
  }
  shown.set("figures", std::move(figures));
  return shown;
}

Result<json::Value> explain(const report::Workspace& workspace, std::string_view code,
                            std::string_view unit, const Period& period) {
  FigureBudget budget{kFiguresMax};
  return explained(workspace, code, unit, period, budget);
}

Result<json::Value> explained(const report::Workspace& workspace, std::string_view code,
                              std::string_view unit, const Period& period, FigureBudget& budget) {
  GIRS_TRY(const auto table, compute(workspace, code, unit, period));
  const auto& figure = table.figures.front();
  const auto& indicator = *table.indicator;
  json::Value shown = head_json(indicator, period);
  shown.set("figure", to_json(figure));
  json::Value formula_shown;
  if (!indicator.numerator.empty()) formula_shown.set("numerator", indicator.numerator.text());
  formula_shown.set("denominator", indicator.denominator ? json::Value(indicator.denominator->text()) : json::Value());
  formula_shown.set("factor", indicator.factor.text());
  formula_shown.set("round", indicator.round);
  if (!indicator.numerator.empty()) shown.set("formula", std::move(formula_shown));
  if (indicator.from != IndicatorSource::kReports) {
    FigureBook figures(workspace);
    GIRS_TRY(auto from, lineage(figures, {&indicator, figure.unit, period}, budget));
    shown.set("lineage", std::move(from));
    return shown;
  }
  GIRS_CHECK(add_sources(workspace, table, budget, shown));
  return shown;
}

}  // namespace girs::indicator
