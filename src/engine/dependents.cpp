#include "engine/dependents.h"

#include <algorithm>

#include "engine/binding.h"
#include "formula/short_forms.h"

namespace girs::engine {
namespace {

std::string cell_name(const std::string& form, const std::string& row, const std::string& column) {
  return form + '\n' + row + '\n' + column;
}

/// Whether a selection may name the code.
bool may_name(const std::optional<formula::Selection>& selection, const std::string& code) {
  if (!selection || selection->all) return true;   // the current one, which the caller knows best
  return std::any_of(selection->items.begin(), selection->items.end(), [&](const auto& item) {
    return !item.to.empty() || item.from == code;
  });
}

}  // namespace

Dependents::Dependents(const Plan& plan, std::span<const Period> periods)
    : plan_(plan), periods_(periods), shapes_(plan.shapes()),
      definitions_(plan.graph().inputs.size()) {
  const auto& inputs = plan.graph().inputs;
  for (std::uint32_t i = 0; i < inputs.size(); ++i) {
    const auto& one = inputs[i];
    const bool open = one.reach == Reach::kOpenRows;
    inputs_[cell_name(one.form, open ? "*" : one.row, one.column)].push_back(i);
    input_times_.push_back(times_of(one));
  }
  for (std::uint32_t d = 0; d < plan.definitions().size(); ++d) {
    for (const auto input : plan.reads(d).inputs) definitions_[input].push_back(d);
    if (!plan.is_covered(d)) add_edges(d, plan.definitions()[d].expression.root());
  }
}

std::uint32_t Dependents::times_of(const Input& input) {
  formula::CellReference steps;
  steps.periods = input.periods;
  steps.columns = formula::Selection{false, {{"0", {}}}};
  formula::CellAddress cell;
  cell.form = input.form;
  cell.column = input.column;
  const auto measure = shapes_.measure_of(cell);
  const std::string name = input.form + '\n' + formula::print(steps) +
                           (measure == formula::Measure::kStock ? "\nstock" : "");
  const auto [found, fresh] =
      known_times_.try_emplace(name, static_cast<std::uint32_t>(times_.size()));
  if (!fresh) return found->second;
  Times times;
  for (std::uint32_t p = 0; p < periods_.size(); ++p)
    if (const auto read = periods_of(input, periods_[p], shapes_))
      for (const auto& period : *read) times[period].push_back(p);
  times_.push_back(std::move(times));
  return found->second;
}

void Dependents::add_edges(std::uint32_t definition, const formula::Node& node) {
  const auto references = formula::reads(node);
  if (!references) {
    for (const auto& child : formula::children_of(node)) add_edges(definition, child);
    return;
  }
  const std::string& own = plan_.definitions()[definition].site.form;
  for (const auto& reference : *references) {
    Edge edge{definition, !reference.indicator.empty(),
              reference.form.empty() ? own : reference.form, reference, 0};
    // Neither a stock's last value nor the rows matter here: more periods only cost time.
    Input input{edge.form, {}, {}, reference.periods};
    edge.times = times_of(input);
    edges_.push_back(std::move(edge));
  }
}

std::vector<Dependents::Reader> Dependents::readers(const ColumnKey& key) const {
  std::vector<Reader> readers;
  const auto found = inputs_.find(cell_name(key.form, key.row, key.column));
  if (found == inputs_.end()) return readers;
  for (const auto input : found->second) {
    const Times& times = times_[input_times_[input]];
    const auto periods = times.find(key.period);
    if (periods != times.end()) readers.push_back({input, &periods->second});
  }
  return readers;
}

std::vector<Dependents::Looker> Dependents::lookers(const ColumnKey& key) const {
  std::vector<Looker> lookers;
  for (const auto& edge : edges_) {
    if (edge.anything) {
      lookers.push_back({edge.definition, formula::UnitRelation::kRoot, nullptr});
      continue;
    }
    if (edge.form != key.form || !may_name(edge.reference.columns, key.column)) continue;
    const Times& times = times_[edge.times];
    const auto periods = times.find(key.period);
    if (periods != times.end())
      lookers.push_back({edge.definition, edge.reference.unit, &periods->second});
  }
  return lookers;
}

std::size_t Dependents::memory_bytes() const {
  std::size_t bytes = edges_.size() * sizeof(Edge) + inputs_.size() * 2 * sizeof(Edge);
  for (const auto& times : times_)
    for (const auto& [period, list] : times)
      bytes += sizeof(Times::value_type) + list.capacity() * sizeof(std::uint32_t);
  return bytes;
}

}  // namespace girs::engine
