#include "engine/wave.h"

#include <algorithm>

#include "engine/derived.h"

namespace girs::engine {
namespace {

constexpr std::size_t kWholeColumn = 50;   // above 1/50 of its units: FORMULA.md section 12

void settle(UnitList& units) {
  std::sort(units.begin(), units.end());
  units.erase(std::unique(units.begin(), units.end()), units.end());
}

void add_above(const Units& units, std::uint32_t unit, UnitList& list) {
  for (auto above = units.parent(unit); above != Units::kNone; above = units.parent(above))
    list.push_back(above);
}

/// The units whose sums take in the cells of `changed`.
UnitList reached(const Input& input, const Units& units, UnitList changed) {
  if (input.reach != Reach::kChildren && input.reach != Reach::kLeaves) return changed;
  UnitList list;
  for (const auto unit : changed) {
    if (input.reach == Reach::kLeaves && units.is_leaf(unit)) add_above(units, unit, list);
    if (input.reach == Reach::kChildren && units.parent(unit) != Units::kNone)
      list.push_back(units.parent(unit));
  }
  settle(list);
  return list;
}

UnitList all_of(const Units& units) {
  UnitList list(units.size());
  for (std::uint32_t i = 0; i < list.size(); ++i) list[i] = i;
  return list;
}

/// The units that look at `unit` by this relation.
UnitList looking(const Units& units, formula::UnitRelation relation, std::uint32_t unit) {
  using formula::UnitRelation;
  UnitList list;
  switch (relation) {
    case UnitRelation::kCurrent:
    case UnitRelation::kSelf: return {unit};
    case UnitRelation::kChildren:
      if (units.parent(unit) != Units::kNone) list.push_back(units.parent(unit));
      return list;
    case UnitRelation::kLeaves: add_above(units, unit, list); return list;
    case UnitRelation::kParent:
      for (std::uint32_t i = unit + 1; i < units.end(unit); i = units.end(i)) list.push_back(i);
      return list;
    default: return all_of(units);
  }
}

}  // namespace

Wave::Wave(Run& run, const Table& table)
    : run_(run), table_(table), again_(run.plan_->definitions().size()) {
  if (!run.dependents_) run.dependents_ = std::make_unique<Dependents>(*run.plan_, run.periods_);
  if (!run.editor_) run.editor_ = std::make_unique<BatchRun>(run, nullptr);
}

Result<Changed> Wave::spread(Corrected& corrected) {
  run_.table_version_ = table_.version();
  for (auto& [key, units] : corrected.cells) {
    settle(units);
    for (const auto& reader : run_.dependents_->readers(key))
      for (const auto period : *reader.periods)
        for (const auto unit : units) touched_.push_back({period, reader.input, unit});
    for (const auto& looker : run_.dependents_->lookers(key)) look(looker, units);
  }
  if (corrected.rows) look_everywhere();
  refresh_touched();
  for (const auto& [place, wanted] : wanted_)
    GIRS_CHECK(run_.editor_->compute(place.first, place.second, &wanted));
  const auto definitions = std::count(again_.begin(), again_.end(), char{1});
  return Changed{static_cast<std::size_t>(definitions), wanted_.size()};
}

void Wave::refresh_touched() {
  std::sort(touched_.begin(), touched_.end());
  touched_.erase(std::unique(touched_.begin(), touched_.end()), touched_.end());
  for (auto at = touched_.begin(); at != touched_.end();) {
    const std::uint32_t period = at->period;
    const std::uint32_t input = at->input;
    UnitList units;
    for (; at != touched_.end() && at->period == period && at->input == input; ++at)
      units.push_back(at->unit);
    const auto differing = refreshed(period, input, std::move(units));
    for (const auto definition : run_.dependents_->definitions(input))
      want(period, definition, differing);
  }
}

void Wave::look(const Dependents::Looker& looker, const UnitList& changed) {
  UnitList units;
  for (const auto unit : changed) {
    const auto more = looking(table_.units(), looker.unit, unit);
    units.insert(units.end(), more.begin(), more.end());
  }
  settle(units);
  for (std::uint32_t p = 0; p < run_.periods_.size(); ++p)
    if (!looker.periods || std::count(looker.periods->begin(), looker.periods->end(), p) > 0)
      want(p, looker.definition, units);
}

/// How many rows a list has may matter to any formula that kernels do not know.
void Wave::look_everywhere() {
  const auto units = all_of(table_.units());
  for (std::uint32_t d = 0; d < run_.plan_->definitions().size(); ++d)
    for (std::uint32_t p = 0; !run_.plan_->is_covered(d) && p < run_.periods_.size(); ++p)
      want(p, d, units);
}

UnitList Wave::refreshed(std::uint32_t period, std::uint32_t place, UnitList changed) {
  Binding& binding = run_.bindings_[period];
  const Input& input = run_.plan_->graph().inputs[place];
  const Column* const held = binding.columns[place];
  // Without a column only the reference evaluator looks, at the cells themselves.
  if (!held) return reached(input, table_.units(), std::move(changed));
  const Sources& sources = binding.sources[place];
  if (held != sources.sum) return changed;
  UnitList units = reached(input, table_.units(), std::move(changed));
  if (units.size() * kWholeColumn > table_.units().size() + kWholeColumn)
    return refreshed_whole(place, binding);
  UnitList differing;
  for (const auto unit : units) {
    const auto figure = figure_at(input, sources, unit);
    if (!figure) return refreshed_whole(place, binding);
    if (sources.sum->value(unit) == *figure) continue;
    sources.sum->set(unit, *figure);
    differing.push_back(unit);
  }
  return differing;
}

UnitList Wave::refreshed_whole(std::uint32_t input, Binding& binding) {
  const Binder binder(*run_.plan_, table_, run_.parameters_,
                      {run_.options_.blank_where_missing});
  UnitList units;
  for (const auto batch : binder.refresh(input, binding))
    for (std::size_t i = 0; i < units_in_batch(table_.units().size(), batch); ++i)
      units.push_back(static_cast<std::uint32_t>(batch * kBatch + i));
  return units;
}

/// Nothing when a part is not applicable, so that the whole input goes to the reference evaluator.
std::optional<formula::Value> Wave::figure_at(const Input& input, const Sources& sources,
                                              std::uint32_t unit) const {
  if (input.over_year) return added_up_at(sources.columns, input.partial_counts, unit);
  if (input.reach == Reach::kOpenRows) return summed_rows_at(*sources.list, unit);
  return summed_below_at(*sources.columns.front(), table_.units(), input.reach, unit);
}

void Wave::want(std::uint32_t period, std::uint32_t definition, const UnitList& units) {
  if (!units.empty()) again_[definition] = 1;
  for (std::size_t i = 0; i < units.size();) {
    const std::size_t batch = units[i] / kBatch;
    Wanted& wanted = wanted_[{period, batch}];
    wanted.definitions.resize(run_.plan_->definitions().size());
    wanted.definitions[definition] = 1;
    for (; i < units.size() && units[i] / kBatch == batch; ++i) wanted.units.set(units[i] % kBatch);
  }
}

}  // namespace girs::engine
