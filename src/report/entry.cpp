#include "report/entry.h"

#include <algorithm>

#include "base/text.h"
#include "form/computed.h"
#include "form/sheet_blob.h"
#include "json/canonical.h"
#include "report/check_world.h"
#include "report/edit_conflict.h"
#include "report/replaced_sheet.h"
#include "store/edits.h"

namespace girs::report {
namespace {

/// What an editor wants to put in, once the sheet is known.
using Wish = std::function<Result<Patch>(const Sheet&, const FormLayout&)>;

struct Action {
  std::string_view word;     // for the history
  std::string detail;
  std::optional<std::int64_t> undoes = {};
};

struct Planned {
  const FormLayout* layout = nullptr;
  Draft draft;
  Sheet after;
  SheetChanges changes;
};

/// How often an edit is planned anew when somebody else was faster. Each time that it is, another
/// edit has been stored: who loses as often as this waits behind as many others.
constexpr int kAttemptsMax = 1000;

Result<Planned> plan(const Workspace& workspace, const Subject& subject,
                     const store::ReportKey& key, const Edit& edit, const Wish& wish) {
  Planned planned;
  GIRS_TRY(planned.layout, form_of(subject, edit.form));
  GIRS_TRY(planned.draft, workspace.store->read([&](store::Connection& connection) {
    return read_draft(connection, subject, key);
  }));
  GIRS_CHECK(require_editable(planned.draft.row, edit.actor));
  const auto& layout = *planned.layout;
  auto& sheets = planned.draft.sheets;
  const auto at = std::ranges::find(sheets, layout.form().code, &Sheet::form);
  const Sheet before = *at;
  GIRS_TRY(const Patch patch, wish(before, layout));
  GIRS_TRY(const auto put, apply(layout, before, patch));
  GIRS_TRY(*at, with_defaults(layout, before, put));
  const CheckWorld world(workspace, subject, sheets);
  planned.after = with_computed(layout, *at, world.context());
  GIRS_CHECK(world.status());
  GIRS_CHECK(check_computed(layout, patch, planned.after));
  planned.changes = changes_between(before, planned.after);
  return planned;
}

/// The edit and its history, in one transaction with the guard against others' edits.
Status store_edit(const Workspace& workspace, const Planned& planned, const Edit& edit,
                  const Action& action) {
  const auto& layout = *planned.layout;
  const auto& row = planned.draft.row;
  GIRS_TRY(const auto blob, to_blob(layout, planned.after));
  return workspace.store->write([&](store::Connection& connection) -> Status {
    GIRS_CHECK(refuse_conflict(connection, layout, planned.draft.row, planned.changes, edit.base));
    const auto now = workspace.store->now();
    for (const auto& carried : planned.draft.carried)
      if (carried.form == layout.form().code)
        GIRS_CHECK(store::add_history(
            connection, row.id,
            {now.time_since_epoch().count(), std::string(edit.actor.name), "form-version",
             carried.form + " " + std::to_string(carried.from_version) + " -> " +
                 std::to_string(carried.to_version)}));
    auto changed = row;
    if (changed.kind == "nil-return") changed.kind = "original";
    GIRS_CHECK(change(connection, changed, now, edit.actor, action.word, action.detail));
    store::EditRow line;
    line.history = connection.last_row_id();
    line.report = row.id;
    line.edit = row.edit + 1;
    line.form = layout.form().code;
    line.changes = json::compact(to_json(layout, planned.changes));
    line.undoes = action.undoes;
    GIRS_CHECK(store::put_sheet(connection, row.id, {layout.form().code, blob}));
    return store::add_edit(connection, line);
  });
}

Status edit_form(const Workspace& workspace, const store::ReportKey& key, const Edit& edit,
                 const Action& action, const Wish& wish) {
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  for (int attempt = 1;; ++attempt) {
    GIRS_TRY(const auto planned, plan(workspace, subject, key, edit, wish));
    auto stored = store_edit(workspace, planned, edit, action);
    const bool raced = !stored && stored.error().code == Code::kConflict &&
                       stored.error().mistakes.empty() && attempt < kAttemptsMax;
    if (!raced) return stored;
  }
}

Result<Patch> read_file(const FormLayout& layout, FileFormat format, std::string_view bytes,
                        const EntryOptions& options) {
  return format == FileFormat::kCsv ? entry_from_csv(layout, bytes, options)
                                    : entry_from_json(layout, bytes, options);
}

/// What an earlier sheet has for the blank cells of this one.
Result<Patch> fill(const FormLayout& layout, const Sheet& sheet, const Sheet& earlier,
                   const std::map<std::string, std::string>& columns) {
  Patch patch;
  std::map<std::string, std::string> pairs = columns;
  if (pairs.empty())
    for (const auto& column : layout.form().columns)
      if (column.entered && column.type != CellType::kNumber) pairs[column.code] = column.code;
  for (const auto& row : earlier.rows()) {
    if (!layout.knows_row(row.code)) continue;
    if (row.dynamic) patch.rows.push_back(row.code);
    for (const auto& [from, to] : pairs) {
      GIRS_TRY(const Column* source, layout.find_column(from));
      GIRS_TRY(const Column* target, layout.find_column(to));
      const CellKey key{row.code, target->code};
      auto cell = earlier.get({row.code, source->code});
      if (cell.is_blank() || !sheet.get(key).is_blank() || !layout.has_cell(row.code, key.column) ||
          layout.is_computed(row.code, *target))
        continue;
      patch.changes.push_back({key, std::move(cell)});
    }
  }
  return patch;
}

/// A report under a local regime, with the forms that it was made with.
struct LocalReport {
  Subject subject;
  Draft draft;
};

/// The unit's report of the same period; where it has none of its own, what it summed up.
Result<LocalReport> local_report(const Workspace& workspace, const store::ReportKey& key,
                                 std::string_view regime) {
  auto there = key;
  there.regime = std::string(regime);
  GIRS_TRY(auto subject, subject_of(*workspace.catalog, there));
  auto draft = open(workspace, there);
  if (!draft && draft.error().code == Code::kNotFound && there.scope == "own") {
    there.scope = "aggregate";
    if (auto summed = open(workspace, there)) draft = std::move(summed);
  }
  if (!draft) return std::move(draft).error();
  return LocalReport{std::move(subject), *std::move(draft)};
}

Result<Converted> converted_from(const LocalReport& source, const FormLayout& national) {
  for (const auto& sheet : source.draft.sheets) {
    const auto& layout = *source.subject.form(sheet.form());
    const auto& variant = layout.form().variant_of;
    if (variant && variant->form == national.form().code)
      return to_national(layout, national, sheet);
  }
  return error(Code::kInvalidArgument,
               "No form of " + source.subject.regime->code + " is a variant of " +
                   national.form().code + ".",
               "Không có biểu nào của " + source.subject.regime->code + " là biến thể của biểu " +
                   national.form().code + ".",
               {{"form", national.form().code}});
}

Patch patch_of(const FormLayout& layout, const Sheet& sheet) {
  Patch patch;
  for (const auto& row : sheet.rows()) {
    if (row.dynamic) patch.rows.push_back(row.code);
    for (const auto& [column, cell] : row.cells)
      if (!layout.is_computed(row.code, *layout.column(column)))
        patch.changes.push_back({{row.code, column}, cell});
  }
  return patch;
}

}  // namespace

Status set_cell(const Workspace& workspace, const store::ReportKey& key, const Edit& edit,
                const CellKey& cell, std::string_view text, NumberStyle style) {
  auto done = edit_form(
      workspace, key, edit, {"cell", cell.row + "." + cell.column + "=" + std::string(text)},
      [&](const Sheet&, const FormLayout& layout) -> Result<Patch> {
        GIRS_TRY(const Column* column, layout.find_column(cell.column));
        if (!layout.knows_row(cell.row)) return layout.unknown_row(cell.row);
        GIRS_TRY(auto value, read_cell(layout, *column, text, style));
        Patch patch;
        patch.rows.push_back(cell.row);
        patch.changes.push_back({{cell.row, column->code}, std::move(value)});
        return patch;
      });
  if (done) return done;
  auto refused = std::move(done).error();
  if (!detail_of(refused.details, "row")) refused.details.emplace_back("row", cell.row);
  if (!detail_of(refused.details, "column")) refused.details.emplace_back("column", cell.column);
  return refused;
}

Status set_cell(const Workspace& workspace, const store::ReportKey& key, std::string_view form,
                const CellKey& cell, std::string_view text, NumberStyle style,
                const Actor& actor) {
  return set_cell(workspace, key, {form, actor}, cell, text, style);
}

Status set_field(const Workspace& workspace, const store::ReportKey& key, const Edit& edit,
                 std::string_view field, std::string_view text, NumberStyle style) {
  return edit_form(workspace, key, edit, {"field", std::string(field)},
                   [&](const Sheet&, const FormLayout& layout) -> Result<Patch> {
                     GIRS_TRY(const Field* known, layout.find_field(field));
                     Patch patch;
                     GIRS_TRY(patch.fields[known->value.code],
                              read_field(layout, *known, text, style));
                     return patch;
                   });
}

Status remove_row(const Workspace& workspace, const store::ReportKey& key, const Edit& edit,
                  std::string_view row) {
  return edit_form(workspace, key, edit, {"row-removed", std::string(row)},
                   [&](const Sheet& sheet, const FormLayout& layout) -> Result<Patch> {
                     if (!sheet.row(row)) return layout.unknown_row(row);
                     Patch patch;
                     patch.removed.emplace_back(row);
                     return patch;
                   });
}

Status import_file(const Workspace& workspace, const store::ReportKey& key, const Edit& edit,
                   FileFormat format, std::string_view bytes, const EntryOptions& options) {
  return edit_form(workspace, key, edit, {"imported", options.file},
                   [&](const Sheet&, const FormLayout& layout) {
                     return read_file(layout, format, bytes, options);
                   });
}

Status import_file(const Workspace& workspace, const store::ReportKey& key, std::string_view form,
                   FileFormat format, std::string_view bytes, const EntryOptions& options,
                   const Actor& actor) {
  return import_file(workspace, key, {form, actor}, format, bytes, options);
}

Status import_cells(const Workspace& workspace, const store::ReportKey& key, std::string_view form,
                    const std::vector<CellText>& cells, const EntryOptions& options,
                    const Actor& actor) {
  return edit_form(workspace, key, {form, actor},
                   {"imported", std::to_string(cells.size()) + " cells"},
                   [&](const Sheet&, const FormLayout& layout) {
                     return entry_from_cells(layout, cells, options);
                   });
}

Result<Preview> preview_file(const Workspace& workspace, const store::ReportKey& key,
                             const Edit& edit, FileFormat format, std::string_view bytes,
                             const EntryOptions& options) {
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  GIRS_TRY(auto planned, plan(workspace, subject, key, edit,
                              [&](const Sheet&, const FormLayout& layout) {
                                return read_file(layout, format, bytes, options);
                              }));
  auto& sheets = planned.draft.sheets;
  *std::ranges::find(sheets, planned.after.form(), &Sheet::form) = planned.after;
  Preview preview{planned.after.form(), std::move(planned.changes), {}};
  GIRS_TRY(preview.review,
           review_sheets(workspace, subject, sheets, planned.draft.explanations));
  return preview;
}

json::Value to_json(const FormLayout& layout, const Preview& preview) {
  json::Value shown = girs::to_json(layout, preview.changes);
  shown.set("form", preview.form);
  const auto findings = girs::to_json(preview.review.findings);
  for (const auto& [name, value] : *findings.as_object()) shown.set(name, value);
  return shown;
}

Status fill_from(const Workspace& workspace, const store::ReportKey& key, const Edit& edit,
                 std::string_view period, const std::map<std::string, std::string>& columns) {
  auto before = key;
  before.period = std::string(period);
  GIRS_TRY(const auto earlier, open(workspace, before));
  return edit_form(workspace, key, edit, {"filled", "from " + before.period},
                   [&](const Sheet& sheet, const FormLayout& layout) -> Result<Patch> {
                     const auto* source = earlier.sheet(layout.form().code);
                     if (!source) return Patch{};
                     return fill(layout, sheet, *source, columns);
                   });
}

Result<std::vector<LeftBehind>> convert_from(const Workspace& workspace,
                                             const store::ReportKey& key, const Edit& edit,
                                             std::string_view local) {
  GIRS_TRY(const auto source, local_report(workspace, key, local));
  std::vector<LeftBehind> left;
  GIRS_CHECK(edit_form(workspace, key, edit, {"converted", std::string(local)},
                       [&](const Sheet&, const FormLayout& layout) -> Result<Patch> {
                         GIRS_TRY(auto converted, converted_from(source, layout));
                         left = std::move(converted.left);
                         return patch_of(layout, converted.sheet);
                       }));
  return left;
}

Status undo(const Workspace& workspace, const store::ReportKey& key, const Actor& actor) {
  GIRS_TRY(const auto draft, open(workspace, key));
  GIRS_CHECK(require_editable(draft.row, actor));
  GIRS_TRY(const auto lines, workspace.store->read([&](store::Connection& connection) {
    return store::edits(connection, draft.row.id);
  }));
  const store::EditRow* newest = nullptr;
  for (const auto& line : lines) {
    const bool taken_back = std::ranges::any_of(
        lines, [&](const store::EditRow& other) { return other.undoes == line.history; });
    if (line.action == kSummedForm) newest = nullptr;   // what was before may not hold any more
    else if (!line.undoes && !taken_back) newest = &line;
  }
  if (!newest)
    return error(Code::kNotFound, "There is no edit of " + name_of(key) + " to take back.",
                 "Báo cáo " + name_of(key) + " không còn thao tác nào để hoàn tác.",
                 {{"unit", key.unit}, {"period", key.period}});
  Action action{"undone", newest->actor + " " + to_rfc3339(Time{std::chrono::seconds{newest->at}}),
                newest->history};
  return edit_form(workspace, key, {newest->form, actor}, action,
                   [&](const Sheet&, const FormLayout& layout) -> Result<Patch> {
                     GIRS_TRY(const auto changes, changes_from_json(layout, newest->changes));
                     auto patch = reverse(changes);
                     std::erase_if(patch.changes, [&](const Patch::Change& one) {
                       return layout.is_computed(one.key.row, *layout.column(one.key.column));
                     });
                     std::erase_if(patch.fields, [&](const auto& one) {
                       return !layout.form().field(one.first);
                     });
                     return patch;
                   });
}

}  // namespace girs::report
