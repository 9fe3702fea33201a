#include "report/standing.h"

#include <map>

#include "store/submissions.h"

namespace girs::report {
namespace {

struct Sent {
  Time first_logged{};
  store::SubmissionRow newest;
  std::string status;
};

/// The newest decision on a package that was logged by `as_of`.
Result<std::string> status_at(store::Connection& connection, const store::SubmissionRow& row, Time as_of) {
  std::string status = "received";
  if (row.status == status) return status;
  GIRS_TRY(const auto decisions, store::decisions(connection, row.pid));
  for (const auto& decision : decisions)
    if (Time{std::chrono::seconds{decision.logged_at}} <= as_of) status = decision.status;
  return status;
}

/// The newest revision of a series that was there at `as_of`, and when its first one came.
Result<std::optional<Sent>> sent_at(store::Connection& connection, const store::SubmissionRow& head,
                                    Time as_of) {
  std::optional<store::SubmissionRow> newest;
  Time first{};
  for (auto at = std::optional(head); at;) {
    const Time logged{std::chrono::seconds{at->logged_at}};
    if (logged <= as_of) {
      if (!newest) newest = at;
      first = logged;
    }
    if (!at->prev) break;
    GIRS_TRY(at, store::submission(connection, *at->prev));
  }
  if (!newest) return std::optional<Sent>();
  GIRS_TRY(auto status, status_at(connection, *newest, as_of));
  return std::optional(Sent{first, *std::move(newest), std::move(status)});
}

using SentBy = std::map<std::pair<std::string, std::string>, Sent>;  // by unit and scope

Result<SentBy> sent_by(store::Connection& connection, std::string_view regime,
                       const std::string& period, Time as_of) {
  SentBy sent;
  GIRS_TRY(const auto heads, store::heads(connection, regime, period));
  for (const auto& head : heads) {
    GIRS_TRY(auto one, sent_at(connection, head, as_of));
    if (one) sent.emplace(std::pair(head.unit, head.scope), *std::move(one));
  }
  return sent;
}

}  // namespace

std::string_view Standing::state() const {
  if (excluded) return "excluded";
  if (received) return late ? "late" : "on-time";
  return late ? "missing" : "not-yet-due";
}

Standing standing_of(Obligation obligation, const ObligationChanges& changes, Time as_of) {
  Standing standing{std::move(obligation)};
  standing.due = standing.obligation.due;
  if (const auto* change = changes.of(standing.obligation)) {
    // A request that came after the extension may give even more time.
    if (change->due && *change->due > standing.due.date) standing.due = due_on(*change->due);
    standing.extended = change->extended;
    standing.excluded = change->excluded;
  }
  standing.late = as_of >= standing.due.deadline;
  return standing;
}

Result<std::optional<Time>> deadline_of(const Workspace& workspace, const store::ReportKey& key) {
  const Time now = workspace.store->now();
  GIRS_TRY(auto obligation, obligation_at(workspace, key, now));
  if (!obligation) return std::optional<Time>();
  GIRS_TRY(const auto changes, ObligationChanges::read(workspace, key.regime, key.period, now));
  return std::optional(standing_of(*std::move(obligation), changes, now).due.deadline);
}

Result<Standings> standings(const Workspace& workspace, const Regime& regime, const Period& period,
                            std::vector<Obligation> owed, Time as_of) {
  GIRS_TRY(const auto changes,
           ObligationChanges::read(workspace, regime.code, period.label(), as_of));
  GIRS_TRY(auto sent, workspace.store->read([&](store::Connection& connection) {
    return sent_by(connection, regime.code, period.label(), as_of);
  }));
  Standings result;
  for (auto& obligation : owed) {
    auto standing = standing_of(std::move(obligation), changes, as_of);
    const auto found = sent.find({standing.obligation.unit->code, standing.obligation.scope});
    if (found != sent.end()) {
      const auto& one = found->second;
      standing.received = one.newest.kind != "withdrawal";
      if (standing.received) standing.late = one.first_logged >= standing.due.deadline;
      standing.first_logged = one.first_logged;
      standing.status = one.status;
      standing.pid = one.newest.pid;
      standing.rev = one.newest.rev;
      sent.erase(found);
    }
    result.expected.push_back(std::move(standing));
  }
  for (const auto& [who, one] : sent)
    if (one.newest.kind != "withdrawal") result.unexpected.push_back(who.first);
  return result;
}

}  // namespace girs::report
