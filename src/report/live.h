#pragma once
// What an editor wants to know at once: the findings that one cell touches, and which single
// cells would mend the identities that fail.

#include <string>
#include <vector>

#include "form/cause.h"
#include "report/review.h"

namespace girs::report {

/// Findings about one cell of the draft and the rules that read it, also those of computed cells that
/// follow from it, of the report's other forms, and through indicators; form empty: the only one.
Result<Review> review_cell(const Workspace& workspace, const store::ReportKey& key,
                           std::string_view form, const CellKey& cell);

/// {"forms":[{"form","groups":[..]}]}: what to_json(CauseGroup) gives, for every form in which
/// identities fail.
Result<json::Value> causes(const Workspace& workspace, const store::ReportKey& key);

}  // namespace girs::report
