#include "indicator/column_figures.h"

#include <algorithm>

#include "engine/run.h"
#include "indicator/compute.h"
#include "indicator/sum_tree.h"
#include "report/cells.h"
#include "report/obligation.h"

namespace girs::indicator {
namespace {

using engine::Column;
using formula::Value;

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

std::vector<engine::Definition> definitions_of(const std::vector<const Indicator*>& indicators) {
  std::vector<engine::Definition> definitions;
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    const auto& one = *indicators[i];
    const engine::Site site{{}, {}, {}, one.missing};
    definitions.push_back({"n" + std::to_string(i), one.numerator, site, {}, {}});
    if (one.denominator)
      definitions.push_back({"d" + std::to_string(i), *one.denominator, site, {}, {}});
  }
  return definitions;
}

/// Those of `definitions` that kernels cover and columns can feed.
Result<std::vector<engine::Definition>> covered(std::vector<engine::Definition> definitions,
                                                const engine::Shapes& shapes,
                                                const report::Subject& subject,
                                                engine::PlanCache* plans) {
  std::vector<engine::Definition> kept;
  GIRS_TRY(const auto plan, engine::planned(plans, definitions, shapes));
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

Result<const ColumnFigures::Compiled*> ColumnFigures::compiled(const report::Subject& subject) {
  std::vector<const Form*> forms;
  for (const auto& layout : subject.forms) forms.push_back(&layout.form());
  if (const auto found = compiled_.find(forms); found != compiled_.end()) return &found->second;
  const report::StoredCells cells(workspace_, subject.regime->code);
  engine::PlanCache* const plans = workspace_.columns ? &workspace_.columns->plans() : nullptr;
  engine::Shapes shapes;
  for (const auto& layout : subject.forms)
    shapes.emplace(layout.form().code, shape_of(cells, layout));
  GIRS_TRY(auto definitions, covered(definitions_of(indicators_), shapes, subject, plans));
  Compiled made;
  GIRS_TRY(made.plan, engine::planned(plans, std::move(definitions), std::move(shapes)));
  for (std::size_t i = 0; i < indicators_.size(); ++i) {
    made.numerators.push_back(made.plan->find("n" + std::to_string(i)));
    made.denominators.push_back(made.plan->find("d" + std::to_string(i)));
  }
  made.here = made.plan->graph().parameters.empty() &&
              std::ranges::all_of(made.plan->graph().inputs, [](const engine::Input& input) {
                return input.periods.empty();
              });
  return &compiled_.emplace(std::move(forms), std::move(made)).first->second;
}

/// The columns of the period, with those of other periods and the parameters that the plan reads;
/// nullptr where another period has another tree.
Result<std::shared_ptr<const engine::Table>> ColumnFigures::table(
    const report::PeriodColumns& columns, const Compiled& compiled) {
  using Shared = std::shared_ptr<const engine::Table>;
  if (compiled.here) return columns.table();
  const auto& plan = *compiled.plan;
  const auto& subject = columns.subject();
  auto table = std::make_shared<engine::Table>(*columns.table());
  const engine::ShapeSource shapes(plan.shapes());
  for (const auto& input : plan.graph().inputs) {
    const auto periods = engine::periods_of(input, subject.period, shapes);
    if (!periods) continue;   // #REF!, which the plan says
    for (const auto& period : *periods) {
      const bool open = input.reach == engine::Reach::kOpenRows;
      const engine::ColumnKey key{input.form, open ? "*" : input.row, input.column, period};
      if (period == subject.period || table->find(key) || table->find_open(key)) continue;
      GIRS_TRY(const auto other, workspace_.columns->at(workspace_, subject.regime->code, period));
      if (other->units().fingerprint() != columns.units().fingerprint()) return Shared();
      if (const auto* column = std::as_const(*other->table()).find(key))
        GIRS_CHECK(table->add(key, *column));
      if (const auto* list = std::as_const(*other->table()).find_open(key))
        GIRS_CHECK(table->add(key, *list));
    }
  }
  const report::StoredCells cells(workspace_, subject.regime->code);
  for (const auto& name : plan.graph().parameters)
    table->set_parameter(name, cells.parameter(name, subject.period));
  return Shared(std::move(table));
}

Result<std::vector<char>> ColumnFigures::owed(const report::PeriodColumns& columns) {
  const auto& subject = columns.subject();
  const auto now = workspace_.store->now();
  if (!requests_) {
    GIRS_TRY(requests_, workspace_.store->read([&](store::Connection& connection) {
      return store::requests(connection, {}, now.time_since_epoch().count());
    }));
  }
  const bool requested = std::ranges::any_of(*requests_, [&](const store::RequestRow& row) {
    return row.regime == subject.regime->code && row.period == subject.period.label();
  });
  std::vector<char> owes(columns.order().size());
  if (columns.owed() && !requested) {
    for (const auto position : *columns.owed()) owes[position] = 1;
    return owes;
  }
  GIRS_TRY(const auto all,
           report::obligations_at(workspace_, *subject.regime, subject.period, now));
  for (const auto& one : all)
    if (const auto position = columns.order().position(one.unit->code)) owes[*position] = 1;
  return owes;
}

Result<std::optional<PeriodFigures>> ColumnFigures::of(const Period& period) {
  const auto& regime = indicators_.front()->regime;
  PeriodFigures figures;
  GIRS_TRY(figures.columns, workspace_.columns->at(workspace_, regime, period));
  const auto& columns = *figures.columns;
  const auto& subject = columns.subject();
  GIRS_TRY(const auto* plans, compiled(subject));
  GIRS_TRY(const auto cells, table(columns, *plans));
  if (!cells) return std::optional<PeriodFigures>();
  GIRS_TRY(figures.owes, owed(columns));
  std::vector<std::uint32_t> nothing;   // units that bring no figure
  for (std::uint32_t i = 0; i < columns.order().size(); ++i) {
    const bool brings = figures.owes[i] && columns.source(i).is_there();
    figures.expected.push_back(figures.owes[i] ? 1 : 0);
    figures.counted.push_back(brings ? 1 : 0);
    if (!brings) nothing.push_back(i);
  }
  const SumTree tree(workspace_.catalog->units(), columns.order(), regime, subject.day(),
                     figures.owes);
  tree.add_up(figures.expected);
  tree.add_up(figures.counted);

  figures.parts.resize(indicators_.size());
  if (plans->plan->definitions().empty()) return std::optional(std::move(figures));
  GIRS_TRY(const auto run, engine::Run::prepare(plans->plan, cells, {period},
                                                {.blank_where_missing = true}));
  GIRS_CHECK(run->run_part(0, 1));
  const auto summed = [&](std::size_t definition) {
    Column column = run->values(definition, 0);
    tree.add_up(column, nothing);
    return column;
  };
  for (std::size_t i = 0; i < indicators_.size(); ++i) {
    const auto numerator = plans->numerators[i];
    const auto denominator = plans->denominators[i];
    if (!numerator || (indicators_[i]->denominator && !denominator)) continue;
    figures.parts[i] = ColumnParts{summed(*numerator), std::nullopt};
    if (denominator) figures.parts[i]->denominator = summed(*denominator);
  }
  return std::optional(std::move(figures));
}

}  // namespace girs::indicator
