#include "engine/change.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/batch_run.h"

namespace girs::engine {
namespace {

Status check(const Table& table, const std::vector<CellChange>& changes) {
  Mistakes mistakes;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const auto& one = changes[i];
    if (!table.find(one.key))
      mistakes.add("There is no column " + to_text(one.key) + " to change.",
                   "Không có cột " + to_text(one.key) + " để sửa.",
                   {{"row", std::to_string(i)}, {"column", to_text(one.key)}});
    if (table.units().find(one.unit) == Units::kNone)
      mistakes.add("There is no unit " + one.unit + " in the table.",
                   "Bảng không có đơn vị " + one.unit + ".",
                   {{"row", std::to_string(i)}, {"unit", one.unit}});
  }
  if (mistakes.empty()) return ok();
  return std::move(mistakes).to_error(Code::kNotFound, "Some cells to change are not there.",
                                      "Một số ô cần sửa không tồn tại.");
}

}  // namespace

class Wave {
 public:
  Wave(Run& run, Table& table) : run_(run), table_(table) {}

  Result<Changed> apply(const std::vector<CellChange>& changes) {
    std::map<ColumnKey, std::set<std::size_t>> dirty;   // batches
    for (const auto& one : changes) {
      const auto unit = table_.units().find(one.unit);
      if (table_.find(one.key)->value(unit) == one.value) continue;
      table_.find(one.key)->set(unit, one.value);
      dirty[one.key].insert(unit / kBatch);
    }
    if (dirty.empty()) return Changed{};
    for (std::size_t p = 0; p < run_.periods_.size(); ++p) GIRS_CHECK(spread(p, dirty));
    return Changed{definitions_.size(), batches_};
  }

 private:
  /// From columns to inputs, from inputs to definitions, for one period.
  Status spread(std::size_t period, const std::map<ColumnKey, std::set<std::size_t>>& dirty) {
    std::map<std::size_t, std::vector<char>> wanted;   // by batch: the definitions
    const auto batches_of_inputs = refreshed(period, dirty);
    const std::size_t definitions = run_.plan_->definitions().size();
    const auto want = [&](std::size_t batch, std::size_t definition) {
      auto& list = wanted[batch];
      list.resize(definitions);
      list[definition] = 1;
      definitions_.insert(definition);
    };
    for (std::size_t d = 0; d < definitions; ++d) {
      // The reference evaluator may read any cell of the table.
      if (!run_.plan_->is_covered(d))
        for (std::size_t b = 0; b < batches_of(table_.units().size()); ++b) want(b, d);
      for (const auto input : run_.plan_->reads(d).inputs)
        for (const auto batch : batches_of_inputs[input]) want(batch, d);
    }
    BatchRun work(run_, nullptr);
    for (const auto& [batch, list] : wanted) {
      GIRS_CHECK(work.compute(period, batch, &list));
      ++batches_;
    }
    return ok();
  }

  /// Adds up anew what the changed columns go into; by input, the batches that differ now.
  std::vector<std::set<std::size_t>> refreshed(
      std::size_t period, const std::map<ColumnKey, std::set<std::size_t>>& dirty) {
    const auto& plan = *run_.plan_;
    const Binder binder(plan, table_, run_.parameters_, {run_.options_.blank_where_missing});
    const ShapeSource shapes(plan.shapes());
    Binding& binding = run_.bindings_[period];
    std::vector<std::set<std::size_t>> changed(plan.graph().inputs.size());
    for (std::size_t i = 0; i < changed.size(); ++i) {
      const Input& input = plan.graph().inputs[i];
      const auto periods = periods_of(input, binding.period, shapes);
      if (!periods || input.reach == Reach::kOpenRows) continue;
      for (const auto& one : *periods) {
        const auto found = dirty.find({input.form, input.row, input.column, one});
        if (found == dirty.end()) continue;
        if (is_derived(binding, i)) {
          changed[i] = binder.refresh(i, binding);
          break;
        }
        changed[i].insert(found->second.begin(), found->second.end());
      }
    }
    return changed;
  }

  static bool is_derived(const Binding& binding, std::size_t input) {
    return !binding.columns[input] ||
           std::any_of(binding.derived.begin(), binding.derived.end(), [&](const Column& column) {
             return &column == binding.columns[input];
           });
  }

  Run& run_;
  Table& table_;
  std::set<std::size_t> definitions_;
  std::size_t batches_ = 0;
};

Result<Changed> apply_changes(Run& run, Table& table, const std::vector<CellChange>& changes) {
  GIRS_CHECK(check(table, changes));
  return Wave(run, table).apply(changes);
}

}  // namespace girs::engine
