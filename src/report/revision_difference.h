#pragma once
// What a correction changed: two revisions of one report, cell by cell. And the history of one
// revision with what each edit changed.

#include "json/value.h"
#include "report/workspace.h"

namespace girs::report {

/// {"from","to","forms":[{"form","cells":[{"row","column","from","to"}],"rows_added",
/// "rows_removed","fields"}]}; forms in which nothing changed are left out. kNotFound when a
/// revision is not there.
Result<json::Value> revision_difference(const Workspace& workspace, const store::ReportKey& key,
                                        int from_rev, int to_rev);

/// [{"at","actor","action","detail","form","changes":{..},"undoes"}]: the last three of edits only.
Result<json::Value> history_with_changes(const Workspace& workspace, const store::ReportKey& key);

}  // namespace girs::report
