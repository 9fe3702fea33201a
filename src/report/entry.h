#pragma once
// Putting cells, texts and whole files into a draft. Every edit is planned on a copy (cells put,
// defaults, computed cells), then stored with what it changed, who did it and when, so that it
// can be seen and taken back. Editors at the same time: whoever says on which version their edit
// is based gets the others' changes merged, or a conflict that shows both sides and stores neither.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "form/changes.h"
#include "form/entry.h"
#include "form/variant.h"
#include "report/review.h"
#include "report/workspace.h"

namespace girs::report {

/// Who edits which form (empty: the regime's only one).
struct Edit {
  std::string_view form;
  Actor actor;
  std::int64_t base = 0;    // the report's `edit` that the editor saw; 0: whatever is there
};

/// Puts one cell; the text is read as entry.h says. Refused in any state but draft and returned.
Status set_cell(const Workspace& workspace, const store::ReportKey& key, const Edit& edit,
                const CellKey& cell, std::string_view text, NumberStyle style);
Status set_cell(const Workspace& workspace, const store::ReportKey& key, std::string_view form,
                const CellKey& cell, std::string_view text, NumberStyle style,
                const Actor& actor);
/// Puts the text of a header field, or of a section of an outline.
Status set_field(const Workspace& workspace, const store::ReportKey& key, const Edit& edit,
                 std::string_view field, std::string_view text, NumberStyle style);
/// Takes a dynamic row away, or blanks a fixed one.
Status remove_row(const Workspace& workspace, const store::ReportKey& key, const Edit& edit,
                  std::string_view row);

enum class FileFormat { kCsv, kJson };
/// Replaces the cells named in a file. Either all of it is good, or the error carries every
/// mistake and the draft stays as it was.
Status import_file(const Workspace& workspace, const store::ReportKey& key, const Edit& edit,
                   FileFormat format, std::string_view bytes, const EntryOptions& options);
Status import_file(const Workspace& workspace, const store::ReportKey& key, std::string_view form,
                   FileFormat format, std::string_view bytes, const EntryOptions& options,
                   const Actor& actor);

/// The same for cells that a program hands over in columns.
Status import_cells(const Workspace& workspace, const store::ReportKey& key, std::string_view form,
                    const std::vector<CellText>& cells, const EntryOptions& options,
                    const Actor& actor);

/// What a file would change and what the checks would say then; nothing is stored. The error is
/// that of import_file.
struct Preview {
  std::string form;
  SheetChanges changes;
  Review review;
};
Result<Preview> preview_file(const Workspace& workspace, const store::ReportKey& key,
                             const Edit& edit, FileFormat format, std::string_view bytes,
                             const EntryOptions& options);
json::Value to_json(const FormLayout& layout, const Preview& preview);

/// Rows and cells of an earlier period's report of this store: column there -> column here. Only
/// blank cells are filled. Without columns, dynamic rows and all columns that hold no number.
/// kNotFound when there is no such report.
Status fill_from(const Workspace& workspace, const store::ReportKey& key, const Edit& edit,
                 std::string_view period, const std::map<std::string, std::string>& columns);

/// Puts what a unit reported in a local form under the regime `local` for the same period into the
/// national form that it varies, column by column (form/variant.h); what it had there before is
/// replaced. Gives the cells that have no place in the national form. kNotFound when there is no
/// such report, kInvalidArgument when none of its forms is a variant of this one.
Result<std::vector<LeftBehind>> convert_from(const Workspace& workspace,
                                             const store::ReportKey& key, const Edit& edit,
                                             std::string_view local);

/// Takes back the newest edit that was not taken back yet; the error is kNotFound when there is
/// none since the report was begun or last summed up, and kConflict when the form has changed its
/// version since.
Status undo(const Workspace& workspace, const store::ReportKey& key, const Actor& actor);

}  // namespace girs::report
