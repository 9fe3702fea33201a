#include "indicator/column_figures.h"

#include <algorithm>

#include "indicator/compute.h"
#include "report/cells.h"
#include "report/obligation.h"

namespace girs::indicator {

Result<std::optional<PeriodFigures>> ColumnFigures::of(const Period& period) {
  const auto& regime = indicators_.front()->regime;
  GIRS_TRY(auto columns, workspace_.columns->at(workspace_, regime, period));
  return of(std::move(columns));
}

Result<std::optional<PeriodFigures>> ColumnFigures::of(
    std::shared_ptr<const report::PeriodColumns> columns) {
  if (!cache_) cache_ = FigureCache::beside(workspace_);
  GIRS_TRY(auto plan, cache_->plan(workspace_, indicators_, columns->subject()));
  GIRS_TRY(auto cells, table(*columns, *plan));
  if (!cells) return std::optional<PeriodFigures>();
  GIRS_TRY(const bool requested, is_requested(columns->subject()));
  const bool by_regime = columns->owed() && !requested;
  auto standing = by_regime ? cache_->standing(*columns) : nullptr;
  if (!standing) {
    GIRS_TRY(auto owes, owed(*columns, by_regime));
    standing = cache_->standing(workspace_, *columns, std::move(owes), by_regime);
  }
  return std::optional(PeriodFigures(workspace_, indicators_, std::move(columns),
                                     std::move(standing), std::move(plan), std::move(cells),
                                     cache_));
}

/// The columns of the period, with those of other periods and the parameters that the plan reads;
/// nullptr where another period has another tree.
Result<std::shared_ptr<const engine::Table>> ColumnFigures::table(
    const report::PeriodColumns& columns, const FigurePlan& figure_plan) {
  using Shared = std::shared_ptr<const engine::Table>;
  if (figure_plan.here) return columns.table();
  const auto& plan = *figure_plan.plan;
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

/// Whether somebody asks for this report besides what the regime says.
Result<bool> ColumnFigures::is_requested(const report::Subject& subject) {
  if (!requests_) {
    const auto now = workspace_.store->now().time_since_epoch().count();
    GIRS_TRY(requests_, workspace_.store->read([&](store::Connection& connection) {
      return store::requests(connection, {}, now);
    }));
  }
  return std::ranges::any_of(*requests_, [&](const store::RequestRow& row) {
    return row.regime == subject.regime->code && row.period == subject.period.label();
  });
}

Result<std::vector<char>> ColumnFigures::owed(const report::PeriodColumns& columns,
                                              bool by_regime) {
  const auto& subject = columns.subject();
  std::vector<char> owes(columns.order().size());
  if (by_regime) {
    for (const auto position : *columns.owed()) owes[position] = 1;
    return owes;
  }
  GIRS_TRY(const auto all, report::obligations_at(workspace_, *subject.regime, subject.period,
                                                  workspace_.store->now()));
  for (const auto& one : all)
    if (const auto position = columns.order().position(one.unit->code)) owes[*position] = 1;
  return owes;
}

PeriodFigures::PeriodFigures(const report::Workspace& workspace,
                             std::vector<const Indicator*> indicators,
                             std::shared_ptr<const report::PeriodColumns> columns,
                             std::shared_ptr<const Standing> standing,
                             std::shared_ptr<const FigurePlan> plan,
                             std::shared_ptr<const engine::Table> table,
                             std::shared_ptr<FigureCache> cache)
    : workspace_(workspace),
      indicators_(std::move(indicators)),
      columns_(std::move(columns)),
      standing_(std::move(standing)),
      plan_(std::move(plan)),
      table_(std::move(table)),
      cache_(std::move(cache)),
      ran_(engine::batches_of(columns_->order().size())),
      sums_(indicators_.size()) {}

Status PeriodFigures::run(const std::vector<std::size_t>& batches) {
  if (!run_) {
    GIRS_TRY(run_, engine::Run::prepare(plan_->plan, table_, {columns_->subject().period},
                                        {.blank_where_missing = true}));
  }
  for (const auto batch : batches) {
    if (ran_[batch]) continue;
    GIRS_CHECK(run_->run_part(batch, ran_.size()));
    ran_[batch] = 1;
  }
  return ok();
}

Result<Parts> PeriodFigures::parts(std::size_t indicator, std::uint32_t position) {
  Parts parts;
  const auto& places = *plan_->places[indicator];
  if (const auto place = standing_->tree->place(position); place != SumTree::kNone) {
    GIRS_TRY(const auto sums, this->sums(indicator));
    parts.numerator = sums->numerators[place];
    if (places.denominator) parts.denominator = sums->denominators[place];
  } else if (standing_->brings[position]) {
    GIRS_CHECK(run({position / engine::kBatch}));
    parts.numerator = run_->values(places.numerator, 0).value(position);
    if (places.denominator) parts.denominator = run_->values(*places.denominator, 0).value(position);
  }
  return parts;
}

Result<bool> PeriodFigures::is_stale(std::uint32_t position) {
  if (!is_sum(position)) {
    if (!standing_->brings[position]) return false;
    GIRS_TRY(const auto own, cache_->staleness_of(workspace_, *columns_, position));
    return own.stale;
  }
  if (!stale_below_) {
    GIRS_TRY(stale_below_, cache_->stale_below(workspace_, *columns_, standing_));
  }
  return *stale_below_ && (**stale_below_)[position] > 0;
}

Result<const engine::Column*> PeriodFigures::values(std::size_t indicator,
                                                    const std::vector<std::size_t>& batches) {
  const auto value = plan_->places[indicator]->value;
  if (!value) return static_cast<const engine::Column*>(nullptr);
  GIRS_CHECK(run(batches));
  return &run_->values(*value, 0);
}

Result<std::size_t> PeriodFigures::counted(std::size_t indicator, std::uint32_t position) {
  if (!is_sum(position)) return standing_->counted[position];
  GIRS_TRY(const auto sums, this->sums(indicator));
  return sums->counted[standing_->tree->place(position)];
}

Result<const SumTree::Counts*> PeriodFigures::sum_counts(std::size_t indicator) {
  GIRS_TRY(const auto sums, this->sums(indicator));
  return &sums->counted;   // which sums_ keeps
}

Result<const engine::Column*> PeriodFigures::sum_values(std::size_t indicator) {
  GIRS_TRY(const auto sums, this->sums(indicator));
  return &sums->values;   // which sums_ keeps
}

Result<std::shared_ptr<const PartSums>> PeriodFigures::sums(std::size_t indicator) {
  auto& sums = sums_[indicator];
  if (sums) return sums;
  const auto& one = *indicators_[indicator];
  const auto& period = columns_->subject().period;
  const bool kept = plan_->places[indicator]->apart;
  auto known = kept ? cache_->sums(one, period) : nullptr;
  if (known && !known->tree->is_like(*standing_->tree)) known = nullptr;
  if (known && known->version == columns_->version()) {
    sums = std::move(known);
    return sums;
  }
  GIRS_TRY(sums, summed(indicator, known));
  if (kept) cache_->keep(one, period, sums);
  return sums;
}

/// From the sums as they were, if nothing but single reports has changed since.
Result<std::shared_ptr<const PartSums>> PeriodFigures::summed(
    std::size_t indicator, const std::shared_ptr<const PartSums>& known) {
  const auto& places = *plan_->places[indicator];
  const auto& tree = *standing_->tree;
  const auto changed = known ? columns_->changed_since(known->version) : std::nullopt;
  auto now = changed ? std::make_shared<PartSums>(*known) : std::make_shared<PartSums>();
  now->version = columns_->version();
  now->tree = standing_->tree;
  const auto which = changed ? tree.above(*changed) : tree.all();
  const auto batches = tree.batches_of(which);
  GIRS_CHECK(run(batches));
  const auto& numerators = run_->values(places.numerator, 0);
  const auto* denominators = places.denominator ? &run_->values(*places.denominator, 0) : nullptr;
  const auto without = without_figures(numerators, denominators, batches);
  tree.count(without, which, now->counted);
  if (can_be_summed(*indicators_[indicator]))
    tree.renew(numerators, without, which, now->numerators);
  else
    now->numerators.assign(now->counted.size(), formula::Absent::kMissing);
  if (denominators) tree.renew(*denominators, without, which, now->denominators);
  std::vector<formula::Value> values;
  for (std::size_t i = 0; i < now->numerators.size(); ++i)
    values.push_back(combined(*indicators_[indicator], now->numerators[i],
                              places.denominator ? now->denominators[i]
                                                 : formula::Value(formula::Absent::kMissing)));
  now->values = engine::Column::of(values);
  return std::shared_ptr<const PartSums>(std::move(now));
}

}  // namespace girs::indicator
