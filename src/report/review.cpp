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

/// A finding that must be mended or explained before the report can go.
Mistake obstacle(const Finding& finding, bool needs_explanation) {
  Message message = finding.message;
  if (needs_explanation) {
    message.en += " Explain it in writing.";
    message.vi += " Phải giải trình bằng văn bản.";
  }
  Details details{{"form", finding.form}, {"rule", finding.rule}};
  if (!finding.row.empty()) details.emplace_back("row", finding.row);
  if (!finding.column.empty()) details.emplace_back("column", finding.column);
  return {std::move(message), std::move(details)};
}

Error refusal(const store::ReportKey& key, const Review& review) {
  Mistakes mistakes;
  const std::set<std::size_t> unexplained(review.unexplained.begin(), review.unexplained.end());
  for (std::size_t i = 0; i < review.findings.size(); ++i) {
    const auto& finding = review.findings[i];
    if (finding.blocks() || unexplained.contains(i))
      mistakes.add(obstacle(finding, unexplained.contains(i)));
  }
  const auto count = std::to_string(mistakes.count());
  return std::move(mistakes).to_error(
      Code::kConflict,
      "The report " + name_of(key) + " cannot be approved: " + count + " finding(s) stand in the way.",
      "Chưa thể duyệt báo cáo " + name_of(key) + ": còn " + count + " lỗi hoặc cảnh báo chưa giải trình.",
      {{"unit", key.unit}, {"period", key.period}});
}

}  // namespace

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
  std::set<std::tuple<std::string, std::string, std::string>> explained;
  for (const auto& row : explanations) explained.insert({row.form, row.rule, row.row});
  for (std::size_t i = 0; i < review.findings.size(); ++i) {
    const auto& finding = review.findings[i];
    if (finding.needs_explanation() && !explained.contains({finding.form, finding.rule, finding.row}) &&
        !explained.contains({finding.form, finding.rule, std::string()}))
      review.unexplained.push_back(i);
  }
  review.totals = summary(review.findings);
  return review;
}

Result<Review> review(const Workspace& workspace, const store::ReportKey& key) {
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  GIRS_TRY(const auto draft, open(workspace, key));
  if (draft.row.kind == "withdrawal") return Review{};
  return review_sheets(workspace, subject, draft.sheets, draft.explanations);
}

Status approve(const Workspace& workspace, const store::ReportKey& key, std::string_view actor) {
  GIRS_TRY(const auto seen, open(workspace, key));
  GIRS_CHECK(require_editable(seen.row));
  GIRS_TRY(const auto reviewed, review(workspace, key));
  if (!reviewed.can_be_sent()) return refusal(key, reviewed);
  return workspace.store->write([&](store::Connection& connection) {
    store::ReportRow row = seen.row;  // its `edit` guards against a change since the review
    row.state = "approved";
    return change(connection, row, workspace.store->now(), actor, "approved", "");
  });
}

}  // namespace girs::report
