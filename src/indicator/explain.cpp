// A table of figures as JSON, and one figure with what stands behind it, down to signed cells.

#include "indicator/lineage.h"
#include "indicator/measure_words.h"
#include "indicator/question.h"
#include "indicator/report_lineage.h"

namespace girs::indicator {
namespace {

constexpr std::size_t kFiguresMax = 4000;   // more than a country has units

json::Value head_json(const Indicator& indicator, const Period& period,
                      const Derivation& derivation = {}) {
  json::Value shown;
  shown.set("indicator", indicator.code);
  shown.set("name", indicator.name.vi);
  shown.set("name_en", indicator.name.en);
  const auto measure = unit_of_measure(indicator, derivation);
  shown.set("unit_of_measure", measure.vi);
  shown.set("unit_of_measure_en", measure.en);
  shown.set("verified", indicator.verified);
  shown.set("period", period.label());
  return shown;
}

Status require_one(const Query& query, const Question& question) {
  const auto count = query.indicators.size() * query.breakdowns.size() * query.derive.size() *
                     question.units.size() * question.periods.size();
  if (count != 1)
    return error(Code::kInvalidArgument,
                 "An explanation is of one figure; this question asks for " +
                     std::to_string(count) + ".",
                 "Chỉ giải trình từng số liệu; truy vấn này hỏi " + std::to_string(count) +
                     " số liệu.",
                 {{"figures", std::to_string(count)}});
  if (query.derive.front().kind == Derivation::Kind::kRank)
    return error(Code::kInvalidArgument,
                 "A rank is a place among the units of a question; ask what stands behind the "
                 "value.",
                 "Thứ hạng là vị trí giữa các đơn vị trong truy vấn; hãy hỏi căn cứ của giá trị.",
                 {{"derivation", "rank"}});
  return ok();
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
                            std::string_view unit, const Period& period, const AsOf& as_of) {
  FigureBudget budget{kFiguresMax};
  return explained(workspace, code, unit, period, budget, as_of);
}

Result<json::Value> explained(const report::Workspace& workspace, std::string_view code,
                              std::string_view unit, const Period& period, FigureBudget& budget,
                              const AsOf& as_of) {
  GIRS_TRY(const auto table, compute(workspace, code, unit, period, 0, as_of));
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
    FigureBook figures(workspace, as_of);
    GIRS_TRY(auto from, lineage(figures, {&indicator, figure.unit, period}, {}, budget));
    shown.set("lineage", std::move(from));
    return shown;
  }
  GIRS_CHECK(add_sources(workspace, table, budget, shown, as_of));
  return shown;
}

Result<json::Value> explain(const report::Workspace& workspace, const Query& query) {
  FigureBook figures(workspace, query.as_of, query.boundaries);
  GIRS_TRY(const auto question,
           understood(*workspace.catalog, query, figures, kObservationsMax));
  GIRS_CHECK(require_one(query, question));
  const auto* indicator = workspace.catalog->indicator(query.indicators.front());
  const auto& unit = question.units.front().code;
  const auto& breakdown = query.breakdowns.front();
  const auto& derivation = query.derive.front();
  const auto* frequency = frequency_of(*workspace.catalog, *indicator);
  const bool one_period = indicator->from != IndicatorSource::kReports ||
                          (frequency && counts(*frequency, query.from));
  if (one_period && derivation == Derivation{} && breakdown.empty() && !query.boundaries)
    return explain(figures.workspace(), indicator->code, unit, query.from, query.as_of);
  json::Value shown = head_json(*indicator, query.from, derivation);
  FigureBudget budget{kFiguresMax};
  GIRS_TRY(auto from, lineage(figures, {indicator, unit, query.from, {}, breakdown}, derivation,
                              budget));
  shown.set("lineage", std::move(from));
  return shown;
}

}  // namespace girs::indicator
