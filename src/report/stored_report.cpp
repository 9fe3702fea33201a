#include "report/stored_report.h"

#include <algorithm>
#include <set>

#include "form/sheet_blob.h"
#include "report/received.h"
#include "report/refused.h"
#include "store/columns.h"
#include "store/outbox.h"
#include "store/submissions.h"

namespace girs::report {
namespace {

constexpr std::string_view kUnfinished[] = {"draft", "submitted", "returned"};

Status add_sheet(StoredReport& report, const Subject& subject, const std::string& form,
                 ByteView cells) {
  const auto* layout = subject.form(form);
  if (!layout) return ok();
  GIRS_TRY(auto sheet, from_blob(*layout, cells));
  report.sheets.emplace(form, std::move(sheet));
  return ok();
}

/// Whether a revision that is finished now was so at `as_of`.
Result<bool> was_finished(store::Connection& connection, const store::ReportRow& row,
                          const std::optional<Time>& as_of) {
  if (std::ranges::find(kUnfinished, row.state) != std::end(kUnfinished)) return false;
  if (!as_of) return true;
  GIRS_TRY(const auto history, store::history(connection, row.id));
  return std::ranges::any_of(history, [&](const store::HistoryRow& line) {
    return line.action == "approved" && line.at <= as_of->time_since_epoch().count();
  });
}

/// A revision of the store's own, and what became of its package; nothing yet if it is not sealed.
struct Finished {
  store::ReportRow row;
  std::optional<store::OutboxRow> sent = {};
};

/// Whether the authority has the package, or may still take it; `next` is the sealed revision after
/// it, unless there is none. One that lacks a file may go again until another has taken its place.
bool may_stand(const store::OutboxRow& sent, const std::optional<store::ReportRow>& next) {
  if (!store::is_set_aside(sent)) return true;
  return store::lacks_attachment(sent) && (!next || next->prev == sent.pid);
}

/// The newest revision of the store's own that is not being worked on and was not refused: while a
/// correction is in hand, the revision before it counts.
Result<std::optional<Finished>> newest_finished(store::Connection& connection,
                                                const store::ReportKey& key,
                                                const std::optional<Time>& as_of) {
  GIRS_TRY(auto row, store::find_report(connection, key));
  std::optional<store::ReportRow> next;
  while (row) {
    GIRS_TRY(const bool finished, was_finished(connection, *row, as_of));
    GIRS_TRY(auto sent, store::outbox_row(connection, row->pid.value_or("")));
    if (finished && (!sent || may_stand(*sent, next)))
      return std::optional(Finished{*std::move(row), std::move(sent)});
    const int rev = row->rev;
    if (rev <= 1) break;
    if (finished && row->pid) next = std::move(row);
    GIRS_TRY(row, store::find_report(connection, key, rev - 1));
  }
  return std::optional<Finished>();
}

bool counts(const std::string& kind, const std::string& status) {
  return kind != "withdrawal" && status != "rejected" && status != "excluded";
}

formula::ReportState state_of(const std::string& status) {
  return status == "accepted" ? formula::ReportState::kApproved : formula::ReportState::kSubmitted;
}

/// What the authority had decided on an own package by `as_of`; empty without a decision.
Result<std::string> status_of(store::Connection& connection, const Finished& own,
                              const std::optional<Time>& as_of) {
  if (!own.sent) return std::string();
  if (!as_of) return own.sent->state;
  GIRS_TRY(const auto decisions, store::decisions(connection, own.sent->pid));
  std::string status;
  for (const auto& decision : decisions)
    if (decision.logged_at <= as_of->time_since_epoch().count()) status = decision.status;
  return status;
}

Result<std::optional<StoredReport>> own_report(store::Connection& connection,
                                               const Subject& subject, const store::ReportKey& key,
                                               const Finished& own, const std::optional<Time>& as_of) {
  GIRS_TRY(const auto status, status_of(connection, own, as_of));
  if (!counts(own.row.kind, status)) return std::optional<StoredReport>();
  StoredReport report{own.row.pid.value_or(""), key.scope, own.row.rev, formula::ReportState::kApproved};
  GIRS_TRY(const auto sheets, store::sheets(connection, own.row.id));
  for (const auto& stored : sheets)
    GIRS_CHECK(add_sheet(report, subject, stored.form, stored.cells));
  return std::optional(std::move(report));
}

Result<std::optional<StoredReport>> received_report(store::Connection& connection,
                                                    const Subject& subject,
                                                    const store::ReportKey& key,
                                                    const std::optional<store::SubmissionRow>& head) {
  if (!head || !counts(head->kind, head->status)) return std::optional<StoredReport>();
  StoredReport report{head->pid, key.scope, head->rev, state_of(head->status)};
  GIRS_TRY(const auto figures, store::figures(connection, head->pid));
  for (const auto& figure : figures)
    GIRS_CHECK(add_sheet(report, subject, figure.form, figure.cells));
  return std::optional(std::move(report));
}

}  // namespace

Result<std::optional<StoredReport>> stored_report(store::Connection& connection,
                                                  const Subject& subject,
                                                  const store::ReportKey& key,
                                                  const std::optional<Time>& as_of) {
  const auto until = as_of ? as_of->time_since_epoch().count() : INT64_MAX;
  GIRS_TRY(const auto own, newest_finished(connection, key, as_of));
  GIRS_TRY(const auto head, newest_received(connection, key, until));
  if (!own) return received_report(connection, subject, key, head);
  GIRS_TRY(const int rev, package_rev(connection, own->row));
  const bool overtaken = head && head->pid != own->row.pid && head->rev >= rev;
  return overtaken ? received_report(connection, subject, key, head)
                   : own_report(connection, subject, key, *own, as_of);
}

Status each_stored_report(store::Connection& connection, const Catalog& catalog,
                          const Subject& subject,
                          const std::function<Status(const std::string& unit,
                                                     StoredReport report)>& visit) {
  const std::string period = subject.period.label();
  const auto scope_of = [&](const std::string& unit) -> std::string {
    const auto* version = catalog.units().find(unit, subject.day());
    if (!version) return {};
    return subject.regime->aggregates(version->kind) ? "aggregate" : "own";
  };
  GIRS_TRY(const auto own, store::units_with_reports(connection, subject.regime->code, period));
  const std::set<std::string> own_units(own.begin(), own.end());
  for (const auto& unit : own) {
    const auto scope = scope_of(unit);
    if (scope.empty()) continue;
    GIRS_TRY(auto report, stored_report(connection, subject,
                                        {subject.regime->code, unit, period, scope}));
    if (report) GIRS_CHECK(visit(unit, *std::move(report)));
  }
  std::string unit;
  std::optional<StoredReport> open;   // the rows of its forms follow one another
  const auto finish = [&]() -> Status {
    if (open) GIRS_CHECK(visit(unit, *std::move(open)));
    open.reset();
    return ok();
  };
  GIRS_CHECK(store::each_received_figures(
      connection, subject.regime->code, period, [&](const store::ReceivedFigures& row) -> Status {
        if (!open || open->pid != row.pid) {
          GIRS_CHECK(finish());
          if (own_units.contains(row.unit) || row.scope != scope_of(row.unit) ||
              !counts(row.kind, row.status))
            return ok();
          unit = row.unit;
          open = StoredReport{row.pid, row.scope, row.rev, state_of(row.status)};
        }
        return row.form.empty() ? ok() : add_sheet(*open, subject, row.form, row.cells);
      }));
  return finish();
}

Result<std::vector<Sheet>> received_sheets(store::Connection& connection, const Subject& subject,
                                           std::string_view pid) {
  std::vector<Sheet> sheets;
  GIRS_TRY(const auto figures, store::figures(connection, pid));
  for (const auto& figure : figures)
    if (const auto* layout = subject.form(figure.form)) {
      GIRS_TRY(auto sheet, from_blob(*layout, figure.cells));
      sheets.push_back(std::move(sheet));
    }
  return sheets;
}

}  // namespace girs::report
