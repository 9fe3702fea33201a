#include "central/overview.h"

#include <map>

#include "store/submissions.h"

namespace girs::central {
namespace {

struct Sent {
  Time first_logged{};
  store::SubmissionRow newest;
};

/// What each unit had sent by `as_of`, by unit and scope.
Result<std::map<std::pair<std::string, std::string>, Sent>> sent_by(store::Connection& connection,
                                                                    std::string_view regime,
                                                                    const std::string& period, Time as_of) {
  std::map<std::pair<std::string, std::string>, Sent> sent;
  GIRS_TRY(const auto heads, store::heads(connection, regime, period));
  for (const auto& head : heads) {
    // The newest revision that was there at that moment, and the first one of its series.
    auto at = std::optional<store::SubmissionRow>(head);
    std::optional<store::SubmissionRow> newest;
    Time first{};
    while (at) {
      const Time logged{std::chrono::seconds{at->logged_at}};
      if (logged <= as_of) {
        if (!newest) newest = at;
        first = logged;
      }
      if (!at->prev) break;
      GIRS_TRY(at, store::submission(connection, *at->prev));
    }
    if (newest) sent[{head.unit, head.scope}] = {first, *newest};
  }
  return sent;
}

void count(Overview& overview, const OverviewRow& row, Time as_of) {
  if (row.received) {
    ++overview.received;
    ++(row.late ? overview.late : overview.on_time);
  } else if (as_of >= row.obligation.due.deadline) {
    ++overview.missing;
  }
  if (row.status == "accepted") ++overview.accepted;
  if (row.status == "rejected") ++overview.rejected;
}

std::string state_of(const OverviewRow& row) {
  if (row.received) return row.late ? "late" : "on-time";
  return row.late ? "missing" : "not-yet-due";
}

}  // namespace

Result<Overview> overview(const report::Workspace& workspace, std::string_view regime, const Period& period,
                          std::string_view unit, Time as_of) {
  const auto span = calendar_span(period);
  if (!span)
    return error(Code::kUnsupported, "Campaign periods are not supported yet.", "Chưa hỗ trợ kỳ báo cáo chuyên đề.");
  GIRS_TRY(const Regime* definition, workspace.catalog->get_regime(regime, span->to));
  GIRS_TRY(const auto owed, report::obligations(*workspace.catalog, *definition, period));
  GIRS_TRY(const auto sent, workspace.store->read([&](store::Connection& connection) {
    return sent_by(connection, regime, period.label(), as_of);
  }));
  Overview result;
  for (const auto& obligation : owed) {
    const auto& code = obligation.unit->code;
    if (!unit.empty() && code != unit && !workspace.catalog->units().is_below(code, unit, obligation.window.to)) continue;
    OverviewRow row{obligation, false, as_of >= obligation.due.deadline, {}, {}, {}, 0};
    if (const auto found = sent.find({code, obligation.scope}); found != sent.end()) {
      row.received = true;
      row.first_logged = found->second.first_logged;
      row.late = row.first_logged >= obligation.due.deadline;
      row.status = found->second.newest.status;
      row.pid = found->second.newest.pid;
      row.rev = found->second.newest.rev;
    }
    count(result, row, as_of);
    result.rows.push_back(std::move(row));
  }
  return result;
}

json::Value to_json(const Overview& overview, std::string_view regime, const Period& period, Time as_of) {
  json::Value totals;
  totals.set("expected", static_cast<std::int64_t>(overview.rows.size()));
  totals.set("received", static_cast<std::int64_t>(overview.received));
  totals.set("on_time", static_cast<std::int64_t>(overview.on_time));
  totals.set("late", static_cast<std::int64_t>(overview.late));
  totals.set("missing", static_cast<std::int64_t>(overview.missing));
  totals.set("accepted", static_cast<std::int64_t>(overview.accepted));
  totals.set("rejected", static_cast<std::int64_t>(overview.rejected));
  json::Value rows = json::Array{};
  for (const auto& row : overview.rows) {
    json::Value one;
    one.set("unit", row.obligation.unit->code);
    one.set("name", row.obligation.unit->name);
    one.set("kind", row.obligation.unit->kind);
    one.set("scope", row.obligation.scope);
    one.set("due", to_text(row.obligation.due.date));
    one.set("state", state_of(row));
    one.set("decision", row.status.empty() ? json::Value() : json::Value(row.status));
    one.set("logged", row.received ? json::Value(to_rfc3339(row.first_logged)) : json::Value());
    one.set("pid", row.pid.empty() ? json::Value() : json::Value(row.pid));
    one.set("rev", row.rev);
    rows.push(std::move(one));
  }
  json::Value shown;
  shown.set("regime", regime);
  shown.set("period", period.label());
  shown.set("as_of", to_rfc3339(as_of));
  shown.set("totals", std::move(totals));
  shown.set("rows", std::move(rows));
  return shown;
}

}  // namespace girs::central
