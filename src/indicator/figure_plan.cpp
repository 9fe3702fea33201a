#include "indicator/figure_plan.h"

#include <algorithm>

#include "report/cells.h"
#include "report/column_cache.h"

namespace girs::indicator {
namespace {

/// A form as plans know it: rows as they were then, columns as rules read them now.
engine::FormShape shape_of(const report::StoredCells& cells, const FormLayout& layout) {
  const auto& form = layout.form();
  engine::FormShape shape;
  for (const auto& row : form.rows.fixed) shape.rows.push_back({row.code, false, row.total});
  shape.open_rows = form.rows.dynamic;
  shape.columns = cells.columns(form.code);
  for (const auto& group : form.rows.groups)
    if (auto rows = cells.row_group(form.code, group.code)) shape.groups[group.code] = *rows;
  for (const auto& column : shape.columns) {
    formula::CellAddress address;
    address.form = form.code;
    address.column = column;
    shape.measures[column] = cells.measure_of(address);
  }
  shape.frequency = cells.frequency(form.code);
  return shape;
}

/// Whether columns hold what an input reads as the reference sees it.
bool is_held(const engine::Input& input, const report::Subject& subject) {
  const auto* layout = subject.form(input.form);
  const auto* column = layout ? layout->column(input.column) : nullptr;
  if (!column || column->type != CellType::kNumber) return false;
  if (input.reach != engine::Reach::kOpenRows) return true;
  // Of a sheet without rows of its own, r* means the fixed ones.
  return std::ranges::all_of(layout->form().rows.fixed,
                             [](const FixedRow& row) { return row.total; });
}

// Names of definitions; [#...] of a formula names no such thing.
std::string numerator_of(std::size_t i) { return "\u00f7n" + std::to_string(i); }
std::string denominator_of(std::size_t i) { return "\u00f7d" + std::to_string(i); }
std::string value_of(std::size_t i) { return "\u00f7v" + std::to_string(i); }

/// ROUND(numerator * factor / denominator; decimals), over definitions of the same plan.
Result<engine::Definition> value_definition(const Indicator& indicator, std::size_t i) {
  std::string text = "ROUND([#'" + numerator_of(i) + "']";
  if (indicator.factor != Decimal(1)) text += "*" + indicator.factor.text();
  if (indicator.denominator) text += "/[#'" + denominator_of(i) + "']";
  text += ";" + std::to_string(indicator.round) + ")";
  GIRS_TRY(auto expression, formula::Expression::compile(text));
  return engine::Definition{value_of(i), std::move(expression), {}, {}, {}};
}

Result<std::vector<engine::Definition>> definitions_of(
    const std::vector<const Indicator*>& indicators) {
  std::vector<engine::Definition> definitions;
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    const auto& one = *indicators[i];
    const engine::Site site{{}, {}, {}, one.missing};
    definitions.push_back({numerator_of(i), one.numerator, site, {}, {}});
    if (one.denominator)
      definitions.push_back({denominator_of(i), *one.denominator, site, {}, {}});
    GIRS_TRY(auto value, value_definition(one, i));
    definitions.push_back(std::move(value));
  }
  return definitions;
}

/// Those of `definitions` that kernels cover and columns can feed.
Result<std::vector<engine::Definition>> covered(std::vector<engine::Definition> definitions,
                                                const engine::Shapes& shapes,
                                                const report::Subject& subject) {
  std::vector<engine::Definition> kept;
  GIRS_TRY(const auto plan, engine::Plan::compile(definitions, shapes));
  for (std::size_t d = 0; d < definitions.size(); ++d) {
    if (!plan->is_covered(d) || plan->is_rule(d)) continue;
    const auto& inputs = plan->reads(d).inputs;
    if (std::ranges::all_of(inputs, [&](std::uint32_t input) {
          return is_held(plan->graph().inputs[input], subject);
        }))
      kept.push_back(std::move(definitions[d]));
  }
  return kept;
}

}  // namespace

Result<FigurePlan> FigurePlan::compile(const report::Workspace& workspace,
                                       const std::vector<const Indicator*>& indicators,
                                       const report::Subject& subject) {
  const report::StoredCells cells(workspace, subject.regime->code);
  engine::Shapes shapes;
  for (const auto& layout : subject.forms)
    shapes.emplace(layout.form().code, shape_of(cells, layout));
  GIRS_TRY(auto all, definitions_of(indicators));
  GIRS_TRY(auto definitions, covered(std::move(all), shapes, subject));
  FigurePlan made;
  auto* const plans = workspace.columns ? &workspace.columns->plans() : nullptr;
  GIRS_TRY(made.plan, engine::planned(plans, std::move(definitions), std::move(shapes)));
  const auto is_apart = [&](std::size_t definition) {
    const auto& reads = made.plan->reads(definition);
    return reads.parameters.empty() &&
           std::ranges::all_of(reads.inputs, [&](std::uint32_t place) {
             const auto& input = made.plan->graph().inputs[place];
             return input.periods.empty() && (input.reach == engine::Reach::kUnit ||
                                              input.reach == engine::Reach::kOpenRows);
           });
  };
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    const auto numerator = made.plan->find(numerator_of(i));
    const auto denominator = made.plan->find(denominator_of(i));
    made.places.emplace_back();
    if (!numerator || (indicators[i]->denominator && !denominator)) continue;
    made.places.back() =
        Places{*numerator, denominator, made.plan->find(value_of(i)),
               is_apart(*numerator) && (!denominator || is_apart(*denominator))};
  }
  made.here = made.plan->graph().parameters.empty() &&
              std::ranges::all_of(made.plan->graph().inputs, [](const engine::Input& input) {
                return input.periods.empty();
              });
  return made;
}

}  // namespace girs::indicator
