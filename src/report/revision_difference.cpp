#include "report/revision_difference.h"

#include <algorithm>

#include "form/changes.h"
#include "json/parse.h"
#include "report/draft.h"
#include "report/view.h"

namespace girs::report {
namespace {

/// The lines of one revision.
Status add_history_of(const Workspace& workspace, const store::ReportKey& key, int rev,
                      json::Value& list) {
  GIRS_TRY(const auto draft, open(workspace, key, rev));
  GIRS_TRY(const auto lines, history(workspace, key, rev));
  GIRS_TRY(const auto edits, workspace.store->read([&](store::Connection& connection) {
    return store::edits(connection, draft.row.id);
  }));
  for (const auto& line : lines) {
    auto shown = view(line);
    shown.set("rev", rev);
    const auto edit = std::ranges::find(edits, line.id, &store::EditRow::history);
    if (edit != edits.end()) {
      GIRS_TRY(auto changes, json::parse(edit->changes));
      shown.set("form", edit->form);
      shown.set("edit", edit->edit);
      shown.set("changes", std::move(changes));
      const auto undone = std::ranges::find(edits, edit->undoes.value_or(0), &store::EditRow::history);
      shown.set("undoes", edit->undoes && undone != edits.end() ? json::Value(undone->edit) : json::Value());
    }
    list.push(std::move(shown));
  }
  return ok();
}

}  // namespace

Result<json::Value> revision_difference(const Workspace& workspace, const store::ReportKey& key,
                                        int from_rev, int to_rev) {
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  GIRS_TRY(const auto before, open(workspace, key, from_rev));
  GIRS_TRY(const auto after, open(workspace, key, to_rev));
  json::Array forms;
  for (const auto& sheet : after.sheets) {
    const auto& layout = *subject.form(sheet.form());
    const auto changes = changes_between(*before.sheet(sheet.form()), sheet);
    if (changes.empty()) continue;
    auto shown = girs::to_json(layout, changes);
    shown.set("form", sheet.form());
    forms.push_back(std::move(shown));
  }
  return json::Value(json::Object{{"from", before.row.rev}, {"to", after.row.rev}, {"forms", std::move(forms)}});
}

Result<json::Value> history_with_changes(const Workspace& workspace, const store::ReportKey& key) {
  GIRS_TRY(const auto newest, open(workspace, key));
  json::Value list = json::Array{};
  for (int rev = 1; rev <= newest.row.rev; ++rev) {
    auto told = add_history_of(workspace, key, rev, list);
    // A store need not hold the revisions before its first.
    if (!told && (told.error().code != Code::kNotFound || rev == newest.row.rev)) return std::move(told).error();
  }
  return list;
}

}  // namespace girs::report
