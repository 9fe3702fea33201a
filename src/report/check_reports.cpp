#include "report/check_reports.h"

#include <algorithm>
#include <deque>
#include <map>

#include "form/check.h"
#include "package/report_payload.h"
#include "package/submission.h"
#include "report/check_world.h"
#include "report/draft.h"
#include "report/stored_report.h"
#include "store/submissions.h"

namespace girs::report {
namespace {

/// A report that is there to be checked: in the store's own reports, or received.
struct Candidate {
  CheckedReport report;
  bool received = false;
};
using Candidates = std::map<std::pair<std::string, std::string>, Candidate>;  // by unit and scope

/// Own reports go before what was received of the same unit: they are as new or newer.
Result<Candidates> candidates(store::Connection& connection, const BatchScope& scope) {
  Candidates found;
  GIRS_TRY(const auto heads, store::heads(connection, scope.regime, scope.period));
  for (const auto& head : heads) {
    if (head.kind == "withdrawal") continue;
    found[{head.unit, head.scope}] = {
        {{head.regime, head.unit, head.period, head.scope}, head.rev, head.pid, head.status}, true};
  }
  GIRS_TRY(const auto rows, store::list_reports(connection));
  std::map<std::pair<std::string, std::string>, const store::ReportRow*> newest;
  for (const auto& row : rows) {
    if (row.key.regime != scope.regime || row.key.period != scope.period) continue;
    auto& one = newest[{row.key.unit, row.key.scope}];
    if (!one || one->rev < row.rev) one = &row;
  }
  for (const auto& [place, row] : newest) {
    if (row->kind == "withdrawal") found.erase(place);
    else found[place] = {{row->key, row->rev, row->pid.value_or(""), row->state}, false};
  }
  return found;
}

/// Explanations of a package. They are read only for reports with something to explain.
std::vector<store::ExplanationRow> explanations_of(const store::SubmissionRow& row) {
  std::vector<store::ExplanationRow> rows;
  const auto submission = package::Submission::parse(text_of(row.envelope));
  if (!submission) return rows;
  const auto payload = package::parse_report(text_of(submission->envelope.payload));
  if (!payload) return rows;
  for (const auto& one : payload->explanations)
    rows.push_back({one.form, one.row.value_or(""), one.rule, one.text});
  return rows;
}

/// The checks of a regime's forms, read once for all reports of a period.
class PeriodChecks {
 public:
  PeriodChecks(const Workspace& workspace, Subject subject)
      : workspace_(workspace), subject_(std::move(subject)) {
    for (const auto& layout : subject_.forms) checkers_.emplace_back(layout);
  }

  Status review(Candidate& candidate) {
    auto& report = candidate.report;
    GIRS_TRY(subject_.unit, workspace_.catalog->units().get(report.key.unit, subject_.day()));
    subject_.is_sum = report.key.scope == "aggregate";
    return candidate.received ? review_received(report) : review_own(report);
  }

 private:
  Status review_received(CheckedReport& report) {
    GIRS_TRY(const auto sheets, workspace_.store->read([&](store::Connection& connection) {
      return received_sheets(connection, subject_, report.pid);
    }));
    GIRS_CHECK(check(sheets, report.review));
    note_unexplained(report.review, {});
    if (report.review.unexplained.empty()) return ok();
    GIRS_TRY(const auto row, workspace_.store->read([&](store::Connection& connection) {
      return store::submission(connection, report.pid);
    }));
    report.review.unexplained.clear();
    if (row) note_unexplained(report.review, explanations_of(*row));
    return ok();
  }

  Status review_own(CheckedReport& report) {
    GIRS_TRY(const auto draft, open(workspace_, report.key));
    GIRS_CHECK(check(draft.sheets, report.review));
    note_unexplained(report.review, draft.explanations);
    check_attachments(report.review, subject_, draft.attachments.size());
    return ok();
  }

  Status check(const std::vector<Sheet>& sheets, Review& review) const {
    const CheckWorld world(workspace_, subject_, sheets);
    for (const auto& sheet : sheets)
      for (std::size_t f = 0; f < checkers_.size(); ++f) {
        if (subject_.forms[f].form().code != sheet.form()) continue;
        auto found = checkers_[f].check(sheet, world.context());
        review.findings.insert(review.findings.end(), std::make_move_iterator(found.begin()),
                               std::make_move_iterator(found.end()));
      }
    return world.status();
  }

  const Workspace& workspace_;
  Subject subject_;                 // its unit and scope are those of the report at hand
  std::deque<Checker> checkers_;    // by form of the subject
};

json::Value to_json(const Catalog& catalog, const CheckedReport& report, Date day,
                    std::size_t& findings_left) {
  const auto* unit = catalog.units().find(report.key.unit, day);
  json::Value findings = json::Array{};
  for (const auto& finding : report.review.findings) {
    if (findings_left == 0) break;
    --findings_left;
    findings.push(girs::to_json(finding));
  }
  json::Value shown;
  shown.set("unit", report.key.unit);
  shown.set("unit_name", unit ? unit->name : std::string());
  shown.set("scope", report.key.scope);
  shown.set("rev", report.rev);
  shown.set("pid", report.pid.empty() ? json::Value() : json::Value(report.pid));
  shown.set("state", report.state);
  shown.set("clear", report.review.can_be_sent());
  shown.set("summary", girs::to_json(report.review.totals));
  shown.set("findings", std::move(findings));
  return shown;
}

}  // namespace

Status check_reports(const Workspace& workspace, const BatchScope& scope,
                     const ProgressFunction& progress,
                     const std::function<Status(CheckedReport&&)>& take) {
  GIRS_TRY(const auto period, Period::parse(scope.period));
  GIRS_TRY(auto subject, subject_of_period(*workspace.catalog, scope.regime, period));
  const auto& units = workspace.catalog->units();
  if (!scope.unit.empty()) GIRS_CHECK(units.get(scope.unit, subject.day()));
  GIRS_TRY(auto found, workspace.store->read([&](store::Connection& connection) {
    return candidates(connection, scope);
  }));
  std::erase_if(found, [&](const auto& one) {
    const auto& unit = one.first.first;
    return !scope.unit.empty() && unit != scope.unit &&
           !units.is_below(unit, scope.unit, subject.day());
  });
  PeriodChecks checks(workspace, std::move(subject));
  const auto total = static_cast<std::int64_t>(found.size());
  std::int64_t done = 0;
  for (auto& [place, candidate] : found) {
    GIRS_CHECK(checks.review(candidate));
    GIRS_CHECK(take(std::move(candidate.report)));
    GIRS_CHECK(report_progress(progress, {"check", ++done, total, "reports"}));
  }
  return ok();
}

Result<json::Value> check_reports_json(const Workspace& workspace, const BatchScope& scope,
                                       std::size_t findings_max, const ProgressFunction& progress) {
  GIRS_TRY(const auto period, Period::parse(scope.period));
  GIRS_TRY(const Regime* regime, workspace.catalog->regime_of(scope.regime, period));
  GIRS_TRY(const auto window, workspace.catalog->window(*regime, period));
  json::Value reports = json::Array{};
  Summary total;
  std::int64_t checked = 0, clear = 0;
  std::size_t left = findings_max, seen = 0;
  GIRS_CHECK(check_reports(workspace, scope, progress, [&](CheckedReport&& report) -> Status {
    ++checked;
    clear += report.review.can_be_sent() ? 1 : 0;
    total += report.review.totals;
    seen += report.review.findings.size();
    reports.push(to_json(*workspace.catalog, report, window.to, left));
    return ok();
  }));
  json::Value shown;
  shown.set("regime", scope.regime);
  shown.set("period", scope.period);
  shown.set("checked", checked);
  shown.set("clear", clear);
  shown.set("summary", girs::to_json(total));
  shown.set("reports", std::move(reports));
  shown.set("cut", seen > findings_max);
  return shown;
}

}  // namespace girs::report
