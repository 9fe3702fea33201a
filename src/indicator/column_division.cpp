// The last step over columns: numerator / denominator * factor, rounded, by the plan of a form
// that has two columns for each indicator.

#include "engine/run.h"
#include "indicator/column_figures.h"
#include "indicator/compute.h"

namespace girs::indicator {
namespace {

using engine::Column;
using engine::Words;

const Period kAnyPeriod{PeriodKind::kYear, 2000, 0, {}};

/// The place of an indicator's numerator among the columns; its denominator stands next.
std::string place(std::size_t indicator, bool denominator) {
  return std::to_string(2 * indicator + (denominator ? 2 : 1));
}

Result<engine::Definition> division(const Indicator& indicator, std::size_t i) {
  std::string formula = "ROUND([" + place(i, false) + "]*" + indicator.factor.text();
  if (indicator.denominator) formula += "/[" + place(i, true) + "]";
  formula += ";" + std::to_string(indicator.round) + ")";
  GIRS_TRY(auto expression, formula::Expression::compile(formula));
  return engine::Definition{std::to_string(i), std::move(expression), {"F", {}, {}, {}}, {}, {}};
}

/// Where operators would say otherwise than combined(): absences and errors of the parts.
void mend(const Indicator& indicator, const ColumnParts& parts, Column& values) {
  engine::States top, bottom;
  for (std::size_t b = 0; b < values.batches(); ++b) {
    const bool plain = parts.numerator.states(b, top) &&
                       (!parts.denominator || parts.denominator->states(b, bottom));
    Words odd = engine::first_bits(engine::units_in_batch(values.size(), b));
    if (plain) {
      Words known = top.number | top.nil | top.missing;
      if (parts.denominator) known &= bottom.number | bottom.nil | bottom.missing;
      odd &= ~known;
    }
    engine::each_bit(odd, [&](std::size_t i) {
      const auto at = b * engine::kBatch + i;
      values.set(at, combined(indicator, parts.numerator.value(at),
                              parts.denominator ? parts.denominator->value(at)
                                                : formula::Absent::kMissing));
    });
  }
}

}  // namespace

Result<std::shared_ptr<const engine::Plan>> ColumnDivision::plan(
    const std::vector<std::size_t>& which) {
  auto& plan = plans_[which];
  if (plan) return plan;
  engine::FormShape shape;
  std::vector<engine::Definition> definitions;
  for (const auto i : which) {
    for (const bool denominator : {false, true}) shape.columns.push_back(place(i, denominator));
    GIRS_TRY(auto definition, division(*indicators_[i], i));
    definitions.push_back(std::move(definition));
  }
  GIRS_TRY(plan, engine::Plan::compile(std::move(definitions), {{"F", std::move(shape)}}));
  return plan;
}

Result<std::vector<std::optional<Column>>> ColumnDivision::of(const PeriodFigures& figures) {
  std::vector<std::optional<Column>> values(indicators_.size());
  std::vector<std::size_t> which;
  auto table = std::make_shared<engine::Table>(figures.columns->shared_units());
  for (std::size_t i = 0; i < indicators_.size(); ++i) {
    const auto& parts = figures.parts[i];
    if (!parts) continue;
    GIRS_CHECK(table->add({"F", {}, place(i, false), kAnyPeriod}, parts->numerator));
    if (parts->denominator)
      GIRS_CHECK(table->add({"F", {}, place(i, true), kAnyPeriod}, *parts->denominator));
    which.push_back(i);
  }
  if (which.empty()) return values;
  GIRS_TRY(const auto plan, this->plan(which));
  GIRS_TRY(const auto run, engine::Run::prepare(plan, table, {kAnyPeriod}));
  GIRS_CHECK(run->run_part(0, 1));
  for (std::size_t d = 0; d < which.size(); ++d) {
    const auto i = which[d];
    values[i] = run->values(d, 0);
    mend(*indicators_[i], *figures.parts[i], *values[i]);
  }
  return values;
}

}  // namespace girs::indicator
