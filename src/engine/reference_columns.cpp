#include "engine/reference_columns.h"

#include <set>

#include "formula/resolve.h"
#include "formula/short_forms.h"

namespace girs::engine {
namespace {

void collect(const formula::Node& node, std::vector<formula::CellReference>& found) {
  if (auto references = formula::reads(node)) {
    found.insert(found.end(), references->begin(), references->end());
    return;
  }
  for (const auto& child : formula::children_of(node)) collect(child, found);
}

}  // namespace

void add_no_column(const ColumnKey& key, Mistakes& mistakes) {
  mistakes.add("The plan reads column " + to_text(key) + ", which the table does not have; give "
               "it, blank if nothing was reported.",
               "Kế hoạch tính đọc cột " + to_text(key) +
                   " nhưng bảng không có; hãy đưa cột vào, để trống nếu không có báo cáo.",
               {{"column", to_text(key)}, {"period", key.period.label()}});
}

void check_reference_columns(const Plan& plan, std::size_t definition, const Period& period,
                             const Table& table, bool blank_where_missing,
                             DeclaredCheck& declared, Mistakes& mistakes) {
  const auto& one = plan.definitions()[definition];
  const ShapeSource shapes(plan.shapes());
  const formula::Context context{one.site.form, one.site.row, one.site.column, period, {},
                                 one.site.missing, &shapes};
  std::vector<formula::CellReference> references;
  collect(one.expression.root(), references);
  std::set<ColumnKey> seen;
  const auto check = [&](const formula::CellAddress& cell) {
    const ColumnKey key{cell.form, cell.row, cell.column, cell.period};
    if (!cell.indicator.empty() || !seen.insert(key).second) return;
    if (!table.find(key) && !blank_where_missing) add_no_column(key, mistakes);
    declared.check(key, mistakes);
  };
  for (auto& reference : references) {
    if (!reference.indicator.empty()) continue;
    reference.unit = formula::UnitRelation::kCurrent;   // the columns are the same of all units
    (void)formula::each_cell(reference, context, [&](const formula::NamedCell& cell) {
      for (const auto& part : cell.parts) check(part.address);
    });
    const std::string& form = reference.form.empty() ? one.site.form : reference.form;
    for (const auto& column : table.open_columns(form, period))
      declared.check({form, "*", column, period}, mistakes);
  }
}

}  // namespace girs::engine
