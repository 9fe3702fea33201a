#include "report/live.h"

#include "form/live_check.h"
#include "report/check_world.h"
#include "report/draft.h"

namespace girs::report {

Result<Review> review_cell(const Workspace& workspace, const store::ReportKey& key,
                           std::string_view form, const CellKey& cell) {
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  GIRS_TRY(const FormLayout* layout, form_of(subject, form));
  GIRS_TRY(const Column* column, layout->find_column(cell.column));
  if (!layout->knows_row(cell.row)) return layout->unknown_row(cell.row);
  GIRS_TRY(const auto draft, open(workspace, key));
  const CheckWorld world(workspace, subject, draft.sheets);
  Review review;
  review.findings = LiveRules(*layout).check_cell(*draft.sheet(layout->form().code),
                                                  world.context(), {cell.row, column->code});
  GIRS_CHECK(world.status());
  note_unexplained(review, draft.explanations);
  return review;
}

Result<json::Value> causes(const Workspace& workspace, const store::ReportKey& key) {
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  GIRS_TRY(const auto draft, open(workspace, key));
  const CheckWorld world(workspace, subject, draft.sheets);
  json::Array forms;
  for (const auto& sheet : draft.sheets) {
    const auto& layout = *subject.form(sheet.form());
    const auto context = world.context();
    const auto groups = propose_causes(layout, sheet, context, check(layout, sheet, context));
    if (groups.empty()) continue;
    forms.push_back(json::Object{{"form", sheet.form()}, {"groups", girs::to_json(groups)}});
  }
  GIRS_CHECK(world.status());
  return json::Value(json::Object{{"forms", std::move(forms)}});
}

}  // namespace girs::report
