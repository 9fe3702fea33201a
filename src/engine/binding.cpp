#include "engine/binding.h"

#include <algorithm>

#include "engine/derived.h"
#include "engine/reference_columns.h"
#include "formula/reference_periods.h"

namespace girs::engine {
namespace {

/// Batches in which two columns differ.
std::set<std::size_t> different(const Column& a, const Column& b) {
  std::set<std::size_t> batches;
  for (std::size_t unit = 0; unit < a.size(); ++unit) {
    if (a.value(unit) == b.value(unit)) continue;
    batches.insert(unit / kBatch);
    unit = (unit / kBatch + 1) * kBatch - 1;   // on to the next batch
  }
  return batches;
}

}  // namespace

std::optional<std::vector<Period>> periods_of(const Input& input, const Period& period,
                                              const formula::CellSource& shapes) {
  formula::CellReference reference;
  reference.periods = input.periods;
  formula::Context context;
  context.period = period;
  context.cells = &shapes;
  auto read = formula::periods_read(reference, input.form, context);
  if (!read) return std::nullopt;
  formula::CellAddress address;
  address.form = input.form;
  address.column = input.column;
  // Section 3: the last value of a stock.
  if (read->over_year && read->periods.size() > 1 &&
      shapes.measure_of(address) == formula::Measure::kStock)
    read->periods.erase(read->periods.begin(), read->periods.end() - 1);
  return read->periods;
}

Binder::Binder(const Plan& plan, const Table& table, std::span<const Decimal> parameters,
               const BindingOptions& options)
    : plan_(plan), table_(table), parameters_(parameters), options_(options),
      shapes_(plan.shapes()), declared_(plan.shapes(), table) {}

Binding Binder::bind(const Period& period, Mistakes& mistakes) const {
  Binding binding;
  binding.period = period;
  std::vector<Extent> extents;
  for (const auto& one : plan_.graph().inputs) {
    Sources& sources = binding.sources.emplace_back();
    binding.columns.push_back(input(one, mistakes, binding, sources));
    extents.push_back(binding.columns.back() ? extent_of(*binding.columns.back()) : Extent());
  }
  for (std::size_t d = 0; d < plan_.definitions().size(); ++d)
    if (!plan_.is_covered(d))
      check_reference_columns(plan_, d, period, table_, options_.blank_where_missing, declared_,
                              mistakes);
  binding.extents =
      root_extents(plan_.program(), extents, plan_.graph().constants, parameters_);
  return binding;
}

const Column* Binder::column(const ColumnKey& key, Mistakes& mistakes, Binding& binding) const {
  if (const auto* found = table_.find(key)) {
    declared_.check(key, mistakes);
    return found;
  }
  if (!options_.blank_where_missing) {
    add_no_column(key, mistakes);
    return nullptr;
  }
  binding.derived.emplace_back(table_.units().size());
  return &binding.derived.back();
}

const Column* Binder::keep(Column sum, Binding& binding, Sources& sources) {
  return sources.sum = &binding.derived.emplace_back(std::move(sum));
}

const Column* Binder::over_year(const Input& input, const std::vector<Period>& periods,
                                Mistakes& mistakes, Binding& binding, Sources& sources) const {
  if (periods.empty()) {
    binding.derived.emplace_back(table_.units().size());
    return &binding.derived.back();
  }
  auto& columns = sources.columns;
  for (const auto& period : periods)
    columns.push_back(column({input.form, input.row, input.column, period}, mistakes, binding));
  if (std::find(columns.begin(), columns.end(), nullptr) != columns.end()) return nullptr;
  if (columns.size() == 1) return columns.front();
  auto sum = added_up(columns, input.partial_counts);
  return sum ? keep(*std::move(sum), binding, sources) : nullptr;
}

const Column* Binder::input(const Input& input, Mistakes& mistakes, Binding& binding,
                            Sources& sources) const {
  const auto periods = periods_of(input, binding.period, shapes_);
  if (!periods) return nullptr;
  if (input.over_year) return over_year(input, *periods, mistakes, binding, sources);
  const ColumnKey key{input.form, input.row, input.column, periods->front()};
  if (input.reach == Reach::kUnit) return column(key, mistakes, binding);
  if (input.reach == Reach::kOpenRows) {
    const ColumnKey open{input.form, "*", input.column, periods->front()};
    sources.list = table_.find_open(open);
    if (!sources.list) return column(open, mistakes, binding);
    declared_.check(open, mistakes);
    return keep(summed_rows(*sources.list), binding, sources);
  }
  const auto* base = column(key, mistakes, binding);
  if (!base) return nullptr;
  sources.columns.push_back(base);
  return keep(summed_below(*base, table_.units(), input.reach), binding, sources);
}

std::set<std::size_t> Binder::refresh(std::size_t place, Binding& binding) const {
  Binding fresh;
  fresh.period = binding.period;
  Mistakes mistakes;   // the columns were there when the run was prepared
  const Column*& held = binding.columns[place];
  Sources found;
  const Column* const now = input(plan_.graph().inputs[place], mistakes, fresh, found);
  std::set<std::size_t> batches;
  if (held && now) {
    batches = different(*held, *now);
  } else {
    for (std::size_t b = 0; b < batches_of(table_.units().size()); ++b) batches.insert(b);
  }
  Column*& sum = binding.sources[place].sum;
  if (!now) held = nullptr;
  else if (sum) held = &(*sum = *now);
  else held = sum = &binding.derived.emplace_back(*now);
  return batches;
}

}  // namespace girs::engine
