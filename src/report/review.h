#pragma once
// Checking a report as a whole: no error may stand, and every finding of class "explain" needs
// its explanation.

#include <string>
#include <vector>

#include "form/finding.h"
#include "report/draft.h"
#include "report/workspace.h"

namespace girs::report {

struct Review {
  std::vector<Finding> findings;        // of all forms
  std::vector<std::size_t> unexplained; // indexes of findings that still need an explanation
  Summary totals;
  /// Only a rule that fails blocks (FORMULA.md section 4, rule 8): one that cannot be computed, as
  /// when nobody knows what a unit was made of, is shown and no fault of the reporter's.
  bool can_be_sent() const { return totals.errors == 0 && unexplained.empty(); }
};

/// All findings of the newest revision. Reads other periods and units from the store.
Result<Review> review(const Workspace& workspace, const store::ReportKey& key);
/// The same for sheets at hand (a package that arrived, say).
Result<Review> review_sheets(const Workspace& workspace, const Subject& subject,
                             const std::vector<Sheet>& sheets,
                             const std::vector<store::ExplanationRow>& explanations);

/// Adds what forms say of attached files, of which the report has `attachments`.
void check_attachments(Review& review, const Subject& subject, std::size_t attachments);

/// Sums up a review's findings and notes which still need an explanation.
void note_unexplained(Review& review, const std::vector<store::ExplanationRow>& explanations);

}  // namespace girs::report
