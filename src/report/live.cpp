#include "report/live.h"

#include <algorithm>

#include "form/computed.h"
#include "form/live_check.h"
#include "form/rule_check.h"
#include "form/sheet_source.h"
#include "report/check_world.h"
#include "report/draft.h"

namespace girs::report {
namespace {

/// Whether the finding is about the cell, or an indicator that may be computed from it.
bool is_about(const Finding& finding, const std::string& form, const CellKey& cell,
              const CheckContext& context) {
  return std::ranges::any_of(finding.cells, [&](const BlamedCell& one) {
    return one.form.starts_with('#') || (one.form == form && one.row == cell.row && one.column == cell.column &&
                                         one.period == context.period && one.unit == context.unit);
  });
}

/// Findings of rules that see the cell from elsewhere: in another form of the report, or through an
/// indicator.
std::vector<Finding> findings_beyond(const Subject& subject, const Draft& draft,
                                     const CheckContext& context, const std::string& form,
                                     const CellKey& cell) {
  std::vector<Finding> findings;
  for (const auto& layout : subject.forms) {
    const auto& sheet = *draft.sheet(layout.form().code);
    SheetSource source(context.period, context.unit, context.others);
    source.add(layout, sheet);
    for (const auto& rule : layout.form().rules) {
      const auto references = rule.expression.references();
      const bool reads = std::ranges::any_of(references, [&](const auto& reference) {
        return !reference.indicator.empty() || (reference.form == form && layout.form().code != form);
      });
      if (reads && rule.in_force(context.day))
        check_rule(layout, sheet, rule, context, source, findings, [](std::size_t) { return false; });
    }
  }
  std::erase_if(findings, [&](const Finding& one) { return !is_about(one, form, cell, context); });
  return findings;
}

/// Adds those that are not there yet.
void add_new(std::vector<Finding>& findings, std::vector<Finding> more) {
  for (auto& one : more)
    if (std::ranges::none_of(findings, [&](const Finding& other) {
          return other.form == one.form && other.id() == one.id();
        }))
      findings.push_back(std::move(one));
}

}  // namespace

Result<Review> review_cell(const Workspace& workspace, const store::ReportKey& key,
                           std::string_view form, const CellKey& cell) {
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  GIRS_TRY(const FormLayout* layout, form_of(subject, form));
  GIRS_TRY(const Column* column, layout->find_column(cell.column));
  if (!layout->knows_row(cell.row)) return layout->unknown_row(cell.row);
  GIRS_TRY(const auto draft, open(workspace, key));
  const CheckWorld world(workspace, subject, draft.sheets);
  Review review;
  const LiveRules rules(*layout);
  const auto& sheet = *draft.sheet(layout->form().code);
  const CellKey edited{cell.row, column->code};
  review.findings = rules.check_cell(sheet, world.context(), edited);
  for (const auto& computed : computed_from(*layout, edited))
    add_new(review.findings, rules.check_cell(sheet, world.context(), computed));
  add_new(review.findings, findings_beyond(subject, draft, world.context(), layout->form().code, edited));
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
