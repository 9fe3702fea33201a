// What stands behind a figure, down to signed cells: formula, operands, the package with its
// leaf and signers, and the members of an aggregate.

#include "indicator/compute.h"
#include "indicator/indicator_cells.h"
#include "indicator/lineage.h"
#include "report/receive.h"
#include "report/unit_hierarchy.h"
#include "store/outbox.h"
#include "store/submissions.h"

namespace girs::indicator {
namespace {

void set_value(json::Value& shown, const char* name, const formula::Value& value) {
  if (const auto* number = std::get_if<Decimal>(&value)) shown.set(name, number->text());
  else if (const auto* absent = std::get_if<formula::Absent>(&value)) {
    json::Value state;
    state.set("absent", formula::to_text(*absent));
    shown.set(name, std::move(state));
  } else if (const auto* fault = std::get_if<formula::Fault>(&value)) {
    json::Value state;
    state.set("error", formula::to_text(*fault));
    shown.set(name, std::move(state));
  } else {
    shown.set(name, formula::shown(value));
  }
}

json::Value figure_json(const Figure& figure) {
  json::Value shown;
  shown.set("unit", figure.unit);
  shown.set("name", figure.name);
  set_value(shown, "value", figure.value);
  set_value(shown, "numerator", figure.numerator);
  set_value(shown, "denominator", figure.denominator);
  shown.set("counted", static_cast<std::int64_t>(figure.counted));
  shown.set("expected", static_cast<std::int64_t>(figure.expected));
  shown.set("pid", figure.pid.empty() ? json::Value() : json::Value(figure.pid));
  json::Value flags = json::Array{};
  for (const auto& flag : figure.flags) flags.push(flag);
  shown.set("flags", std::move(flags));
  if (figure.status) shown.set("status", to_text(*figure.status));
  return shown;
}

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

json::Value operands_json(const formula::Expression& expression, const formula::Context& context) {
  json::Value list = json::Array{};
  for (const auto& operand : formula::operands(expression, context)) {
    json::Value one;
    if (!operand.address.indicator.empty()) one.set("indicator", operand.address.indicator);
    one.set("form", operand.address.form);
    one.set("row", operand.address.row);
    one.set("column", operand.address.column);
    one.set("period", operand.address.period.label());
    one.set("unit", operand.address.unit);
    set_value(one, "value", operand.value);
    list.push(std::move(one));
  }
  return list;
}

/// The package behind a figure, from what was received or from this store's own outbox.
Result<json::Value> package_json(store::Connection& connection, const std::string& pid) {
  json::Value shown;
  shown.set("pid", pid);
  GIRS_TRY(const auto row, store::submission(connection, pid));
  if (!row) {
    GIRS_TRY(const auto own, store::outbox_row(connection, pid));
    if (!own) return shown;
    shown.set("rev", own->rev);
    shown.set("state", own->state);
    shown.set("members", report::members_of(own->envelope));
    return shown;
  }
  shown.set("origin", row->origin);
  shown.set("index", row->index);
  shown.set("logged", to_rfc3339(Time{std::chrono::seconds{row->logged_at}}));
  shown.set("rev", row->rev);
  shown.set("status", row->status);
  json::Value signers = json::Array{};
  GIRS_TRY(const auto rows, store::signers(connection, pid));
  for (const auto& signer : rows) {
    json::Value one;
    one.set("role", signer.role);
    one.set("keyid", signer.keyid);
    one.set("person", signer.person);
    signers.push(std::move(one));
  }
  shown.set("signers", std::move(signers));
  shown.set("members", report::members_of(row->envelope));
  return shown;
}

}  // namespace

json::Value to_json(const Table& table) {
  json::Value shown = head_json(*table.indicator, table.period);
  json::Value figures = json::Array{};
  for (const auto& figure : table.figures) figures.push(figure_json(figure));
  shown.set("figures", std::move(figures));
  return shown;
}

Result<json::Value> explain(const report::Workspace& workspace, std::string_view code, std::string_view unit,
                            const Period& period) {
  GIRS_TRY(const auto table, compute(workspace, code, unit, period));
  const auto& figure = table.figures.front();
  const auto& indicator = *table.indicator;
  json::Value shown = head_json(indicator, period);
  shown.set("figure", figure_json(figure));
  json::Value formula_shown;
  if (!indicator.numerator.empty()) formula_shown.set("numerator", indicator.numerator.text());
  formula_shown.set("denominator", indicator.denominator ? json::Value(indicator.denominator->text()) : json::Value());
  formula_shown.set("factor", indicator.factor.text());
  formula_shown.set("round", indicator.round);
  if (!indicator.numerator.empty()) shown.set("formula", std::move(formula_shown));
  if (indicator.from != IndicatorSource::kReports) {
    FigureBook figures(workspace);
    GIRS_TRY(auto from, lineage(figures, {&indicator, figure.unit, period}));
    shown.set("lineage", std::move(from));
    return shown;
  }
  if (figure.pid.empty()) {  // a sum over units: each of them is a figure of its own
    json::Value parts = json::Array{};
    for (std::size_t i = 1; i < table.figures.size(); ++i) parts.push(figure_json(table.figures[i]));
    shown.set("parts", std::move(parts));
    return shown;
  }
  GIRS_TRY(const Regime* regime, workspace.catalog->regime_of(indicator.regime, period));
  const IndicatorCells cells(workspace, regime->code, 0);
  const report::UnitHierarchy hierarchy(*workspace.catalog, *regime);
  formula::Context context;
  context.period = period;
  context.unit = figure.unit;
  context.missing = indicator.missing;
  context.cells = &cells;
  context.hierarchy = &hierarchy;
  shown.set("numerator_cells", operands_json(indicator.numerator, context));
  if (indicator.denominator) shown.set("denominator_cells", operands_json(*indicator.denominator, context));
  GIRS_TRY(auto package, workspace.store->read([&](store::Connection& connection) {
    return package_json(connection, figure.pid);
  }));
  shown.set("package", std::move(package));
  return shown;
}

}  // namespace girs::indicator
