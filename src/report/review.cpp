#include "report/review.h"

#include <set>

#include "form/check.h"
#include "form/sheet_source.h"
#include "report/cells.h"
#include "report/unit_hierarchy.h"

namespace girs::report {
namespace {

/// What rules see beyond the sheets under review. An indicator of their own unit and period is
/// computed from them, not from what was sent before.
class Beyond final : public StoredCells {
 public:
  Beyond(const Workspace& workspace, const Subject& subject, const UnitHierarchy& hierarchy)
      : StoredCells(workspace, subject.regime->code), subject_(subject), hierarchy_(hierarchy) {}
  /// The sheets under review with all that lies beyond them; must outlive the rules' evaluation.
  void set_at_hand(const formula::CellSource& sheets) { at_hand_ = &sheets; }

  formula::Value indicator(const formula::CellAddress& address) const override {
    if (!workspace().figures || nested_ >= kNestedMax) return formula::Fault::kReference;
    const auto* definition = workspace().catalog->indicator(address.indicator);
    const bool own = definition && definition->regime == subject_.regime->code &&
                     address.period == subject_.period && address.unit == subject_.unit->code &&
                     !address.boundaries;
    ++nested_;
    auto value = workspace().figures->figure(workspace(), address, own ? at_hand_ : nullptr,
                                             hierarchy_);
    --nested_;
    if (value) return *std::move(value);
    fail(value.error());
    return formula::Absent::kMissing;
  }

 private:
  // The catalogue has no circles but over periods named by their label; those end here.
  static constexpr int kNestedMax = 16;

  const Subject& subject_;
  const UnitHierarchy& hierarchy_;
  const formula::CellSource* at_hand_ = nullptr;
  mutable int nested_ = 0;
};

}  // namespace
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

Result<Review> review_sheets(const Workspace& workspace, const Subject& subject,
                             const std::vector<Sheet>& sheets,
                             const std::vector<store::ExplanationRow>& explanations) {
  Review review;
  const UnitHierarchy hierarchy(*workspace.catalog, *subject.regime);
  Beyond others(workspace, subject, hierarchy);
  SheetSource source(subject.period, subject.unit->code, &others);
  others.set_at_hand(source);
  for (const auto& sheet : sheets)
    if (const auto* layout = subject.form(sheet.form())) source.add(*layout, sheet);
  for (const auto& sheet : sheets) {
    const auto* layout = subject.form(sheet.form());
    if (!layout) continue;
    auto found = check(*layout, sheet, {subject.period, subject.unit->code, subject.day(), &source, &hierarchy});
    review.findings.insert(review.findings.end(), std::make_move_iterator(found.begin()),
                           std::make_move_iterator(found.end()));
  }
  GIRS_CHECK(others.status());
  note_unexplained(review, explanations);
  return review;
}

Result<Review> review(const Workspace& workspace, const store::ReportKey& key) {
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  GIRS_TRY(const auto draft, open(workspace, key));
  if (draft.row.kind == "withdrawal") return Review{};
  GIRS_TRY(auto reviewed, review_sheets(workspace, subject, draft.sheets, draft.explanations));
  for (const auto& layout : subject.forms) {
    const auto& rule = layout.form().attachments;
    const auto count = draft.attachments.size();
    if (!rule || count >= static_cast<std::size_t>(rule->count_min)) continue;
    const auto least = std::to_string(rule->count_min);
    const auto is = std::to_string(count);
    Finding finding{"attachments", Severity::kError, Outcome::kFail, layout.form().code, {}, {}};
    finding.message = {"The report has " + is + " attached file(s); at least " + least + " must go with it.",
                       "Báo cáo có " + is + " tệp đính kèm; phải có ít nhất " + least + "."};
    reviewed.findings.push_back(std::move(finding));
  }
  reviewed.totals = summary(reviewed.findings);
  return reviewed;
}

}  // namespace girs::report
