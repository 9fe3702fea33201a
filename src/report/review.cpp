#include "report/review.h"

#include <set>

#include "form/check.h"
#include "report/check_world.h"

namespace girs::report {

void note_unexplained(Review& review, const std::vector<store::ExplanationRow>& explanations) {
  std::set<std::tuple<std::string, std::string, std::string>> explained;
  for (const auto& row : explanations) explained.insert({row.form, row.rule, row.row});
  for (std::size_t i = 0; i < review.findings.size(); ++i) {
    const auto& finding = review.findings[i];
    if (finding.needs_explanation() && !explained.contains({finding.form, finding.rule, finding.row}) &&
        !explained.contains({finding.form, finding.rule, std::string()}))
      review.unexplained.push_back(i);
  }
  review.totals = summary(review.findings);
}

void check_attachments(Review& review, const Subject& subject, std::size_t attachments) {
  for (const auto& layout : subject.forms) {
    const auto& rule = layout.form().attachments;
    if (!rule || attachments >= static_cast<std::size_t>(rule->count_min)) continue;
    const auto least = std::to_string(rule->count_min);
    const auto is = std::to_string(attachments);
    Finding finding{"attachments", Severity::kError, Outcome::kFail, layout.form().code, {}, {}};
    finding.message = {"The report has " + is + " attached file(s); at least " + least + " must go with it.",
                       "Báo cáo có " + is + " tệp đính kèm; phải có ít nhất " + least + "."};
    review.findings.push_back(std::move(finding));
  }
  review.totals = summary(review.findings);
}

Result<Review> review_sheets(const Workspace& workspace, const Subject& subject,
                             const std::vector<Sheet>& sheets,
                             const std::vector<store::ExplanationRow>& explanations) {
  Review review;
  const CheckWorld world(workspace, subject, sheets);
  for (const auto& sheet : sheets) {
    const auto* layout = subject.form(sheet.form());
    if (!layout) continue;
    auto found = check(*layout, sheet, world.context());
    review.findings.insert(review.findings.end(), std::make_move_iterator(found.begin()),
                           std::make_move_iterator(found.end()));
  }
  GIRS_CHECK(world.status());
  note_unexplained(review, explanations);
  return review;
}

Result<Review> review(const Workspace& workspace, const store::ReportKey& key) {
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  GIRS_TRY(const auto draft, open(workspace, key));
  if (draft.row.kind == "withdrawal") return Review{};
  GIRS_TRY(auto reviewed, review_sheets(workspace, subject, draft.sheets, draft.explanations));
  check_attachments(reviewed, subject, draft.attachments.size());
  return reviewed;
}

}  // namespace girs::report
