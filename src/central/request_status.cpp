#include "central/request_status.h"

#include <algorithm>
#include <map>

#include "central/overview.h"
#include "store/requests.h"
#include "store/sharing.h"

namespace girs::central {
namespace {

std::string time_text(std::int64_t seconds) { return to_rfc3339(Time{std::chrono::seconds{seconds}}); }

struct Totals {
  std::int64_t asked = 0, seen = 0, answered = 0, accepted = 0, late = 0, missing = 0;
};

json::Value totals_json(const Totals& totals) {
  json::Value shown;
  shown.set("asked", totals.asked);
  shown.set("seen", totals.seen);
  shown.set("answered", totals.answered);
  shown.set("accepted", totals.accepted);
  shown.set("late", totals.late);
  shown.set("missing", totals.missing);
  return shown;
}

json::Value unit_json(const std::string& unit, const report::Standing* row, const std::int64_t* seen, Totals& totals) {
  ++totals.asked;
  json::Value one;
  one.set("unit", unit);
  one.set("name", row ? json::Value(row->obligation.unit->name) : json::Value());
  one.set("seen", seen ? json::Value(time_text(*seen)) : json::Value());
  if (seen) ++totals.seen;
  if (!row) return one;
  one.set("state", row->state());
  one.set("decision", row->status.empty() ? json::Value() : json::Value(row->status));
  one.set("logged", row->received ? json::Value(to_rfc3339(row->first_logged)) : json::Value());
  one.set("pid", row->pid.empty() ? json::Value() : json::Value(row->pid));
  if (row->received) ++totals.answered;
  if (row->received && row->late) ++totals.late;
  if (row->state() == "missing") ++totals.missing;
  if (row->status == "accepted") ++totals.accepted;
  return one;
}

Result<json::Value> status_json(const report::Workspace& workspace, const store::RequestRow& request, Time now) {
  GIRS_TRY(const auto seen_rows, workspace.store->read([&](store::Connection& connection) {
    return store::request_seen(connection, request.pid);
  }));
  std::map<std::string, std::int64_t> seen;
  for (const auto& row : seen_rows) seen.emplace(row.unit, row.at);
  GIRS_TRY(const auto period, Period::parse(request.period));
  GIRS_TRY(const auto standing, overview(workspace, request.regime, period, "", now));
  std::map<std::string_view, const report::Standing*> by_unit;
  for (const auto& row : standing.rows)
    if (row.obligation.scope == "own") by_unit.emplace(row.obligation.unit->code, &row);
  Totals totals;
  json::Value units = json::Array{};
  for (const auto& unit : request.units) {
    const auto row = by_unit.find(unit);
    const auto at = seen.find(unit);
    units.push(unit_json(unit, row == by_unit.end() ? nullptr : row->second, at == seen.end() ? nullptr : &at->second, totals));
  }
  json::Value shown;
  shown.set("pid", request.pid);
  shown.set("regime", request.regime);
  shown.set("period", request.period);
  shown.set("due", request.due);
  shown.set("text", request.text);
  shown.set("logged", time_text(request.logged_at));
  shown.set("totals", totals_json(totals));
  shown.set("units", std::move(units));
  return shown;
}

}  // namespace

Result<json::Value> request_status(const report::Workspace& workspace, std::string_view origin,
                                   std::string_view pid, Time now) {
  GIRS_TRY(const auto rows, workspace.store->read([&](store::Connection& connection) {
    return store::requests(connection, "", now.time_since_epoch().count());
  }));
  json::Value list = json::Array{};
  for (const auto& row : rows) {
    if (row.origin != origin || (!pid.empty() && row.pid != pid)) continue;
    GIRS_TRY(auto shown, status_json(workspace, row, now));
    list.push(std::move(shown));
  }
  if (pid.empty() || !list.as_array()->empty()) return list;
  return error(Code::kNotFound, "There is no request " + std::string(pid) + ".", "Không có yêu cầu " + std::string(pid) + ".");
}

Status mark_seen(store::Store& store, const std::vector<std::string>& pids, std::string_view unit,
                 std::string_view keyid, Time now) {
  std::vector<std::string> fresh;
  GIRS_CHECK(store.read([&](store::Connection& connection) -> Status {
    for (const auto& pid : pids) {
      GIRS_TRY(const auto request, store::request(connection, pid));
      if (!request || !std::ranges::binary_search(request->units, unit)) continue;
      GIRS_TRY(const auto seen, store::request_seen(connection, pid));
      if (std::ranges::find(seen, unit, &store::SeenRow::unit) == seen.end()) fresh.push_back(pid);
    }
    return ok();
  }));
  if (fresh.empty()) return ok();
  return store.write([&](store::Connection& connection) -> Status {
    for (const auto& pid : fresh)
      GIRS_CHECK(store::insert_request_seen(connection, pid, unit, now.time_since_epoch().count(), keyid));
    return ok();
  });
}

}  // namespace girs::central
