#include "report/check_reports.h"

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <span>

#include "form/batch_check.h"
#include "form/codec.h"
#include "package/report_payload.h"
#include "package/submission.h"
#include "report/check_world.h"
#include "report/draft.h"
#include "store/submissions.h"

namespace girs::report {
namespace {

constexpr std::size_t kAtOnce = 256;   // reports in memory at a time

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

Result<std::vector<Sheet>> received_sheets(const Workspace& workspace, const Subject& subject,
                                           const std::string& pid) {
  return workspace.store->read([&](store::Connection& connection) -> Result<std::vector<Sheet>> {
    std::vector<Sheet> sheets;
    GIRS_TRY(const auto figures, store::figures(connection, pid));
    for (const auto& figure : figures)
      if (const auto* layout = subject.form(figure.form)) {
        GIRS_TRY(auto sheet, from_blob(*layout, figure.cells));
        sheets.push_back(std::move(sheet));
      }
    return sheets;
  });
}

/// A report read, ready for the checks of its forms.
struct Opened {
  CheckedReport report;
  Subject subject;
  std::vector<Sheet> sheets;
  std::vector<store::ExplanationRow> explanations;   // of one begun here
  std::optional<std::size_t> attachments;            // of one begun here
  std::unique_ptr<CheckWorld> world;                 // borrows subject and sheets
};

Result<std::unique_ptr<Opened>> opened(const Workspace& workspace, const Subject& shared,
                                       Candidate&& candidate) {
  auto made = std::make_unique<Opened>();
  made->report = std::move(candidate.report);
  made->subject = shared;
  const auto& key = made->report.key;
  GIRS_TRY(made->subject.unit, workspace.catalog->units().get(key.unit, shared.day()));
  if (candidate.received) {
    GIRS_TRY(made->sheets, received_sheets(workspace, made->subject, made->report.pid));
  } else {
    GIRS_TRY(auto draft, open(workspace, key));
    made->sheets = std::move(draft.sheets);
    made->explanations = std::move(draft.explanations);
    made->attachments = draft.attachments.size();
  }
  made->world = std::make_unique<CheckWorld>(workspace, made->subject, made->sheets);
  return made;
}

/// The checks of a regime's forms over many reports at a time, form by form.
class FormChecks {
 public:
  FormChecks(const Workspace& workspace, const Subject& subject)
      : workspace_(workspace), subject_(subject) {
    for (const auto& layout : subject.forms) checks_.emplace_back(layout, workspace.plans);
  }

  Status review(std::span<const std::unique_ptr<Opened>> reports) const {
    for (std::size_t f = 0; f < checks_.size(); ++f) check_form(f, reports);
    for (const auto& one : reports) GIRS_CHECK(finish(*one));
    return ok();
  }

 private:
  void check_form(std::size_t form, std::span<const std::unique_ptr<Opened>> reports) const {
    const std::string& code = subject_.forms[form].form().code;
    std::vector<BatchCheck::Item> items;
    std::vector<Opened*> of;
    for (const auto& one : reports)
      for (const auto& sheet : one->sheets)
        if (sheet.form() == code) {
          items.push_back({&sheet, one->world->context()});
          of.push_back(one.get());
        }
    auto found = checks_[form].check(items);
    for (std::size_t i = 0; i < found.size(); ++i) {
      auto& findings = of[i]->report.review.findings;
      findings.insert(findings.end(), std::make_move_iterator(found[i].begin()),
                      std::make_move_iterator(found[i].end()));
    }
  }

  Status finish(Opened& one) const {
    GIRS_CHECK(one.world->status());
    Review& review = one.report.review;
    note_unexplained(review, one.explanations);
    if (one.attachments) check_attachments(review, one.subject, *one.attachments);
    if (one.attachments || review.unexplained.empty()) return ok();
    GIRS_TRY(const auto row, workspace_.store->read([&](store::Connection& connection) {
      return store::submission(connection, one.report.pid);
    }));
    review.unexplained.clear();
    if (row) note_unexplained(review, explanations_of(*row));
    return ok();
  }

  const Workspace& workspace_;
  const Subject& subject_;
  std::deque<BatchCheck> checks_;   // by form of the subject
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
  GIRS_TRY(const auto subject, subject_of_period(*workspace.catalog, scope.regime, period));
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
  const FormChecks checks(workspace, subject);
  const auto total = static_cast<std::int64_t>(found.size());
  std::int64_t done = 0;
  for (auto next = found.begin(); next != found.end();) {
    std::vector<std::unique_ptr<Opened>> reports;
    for (; next != found.end() && reports.size() < kAtOnce; ++next) {
      GIRS_TRY(auto one, opened(workspace, subject, std::move(next->second)));
      reports.push_back(std::move(one));
    }
    GIRS_CHECK(checks.review(reports));
    for (const auto& one : reports) {
      GIRS_CHECK(take(std::move(one->report)));
      GIRS_CHECK(report_progress(progress, {"check", ++done, total, "reports"}));
    }
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
