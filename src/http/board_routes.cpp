// The routes of those who look at a centre as a whole: is it well, how do the reports stand, who
// has read what.

#include "central/overview.h"
#include "central/request_status.h"
#include "http/answers.h"
#include "http/problem.h"
#include "http/routes.h"
#include "http/visit.h"
#include "json/canonical.h"

namespace girs::http {
namespace {

using sync::Response;

Response wrong_query(std::string en, std::string vi) {
  return problem(400, "query", {std::move(en), std::move(vi)});
}

Response health_of(central::Centre& centre) {
  const auto note = centre.checkpoint();
  json::Value shown;
  shown.set("status", note ? "ok" : "failing");
  auto response = answer(note ? 200 : 503, "application/json", json::compact(shown));
  response.headers.emplace_back("cache-control", "no-store");
  return response;
}

Response metrics_of(central::Centre& centre, const Metrics* metrics) {
  if (!metrics) return not_found();
  auto page = metrics->page(centre);
  if (!page) return problem_of(page.error());
  auto response = answer(200, "text/plain; version=0.0.4; charset=utf-8", *std::move(page));
  response.headers.emplace_back("cache-control", "no-store");
  return response;
}

}  // namespace

/// Whether the centre can do its work: its store answers and its log can be signed.
Response get_health(const Visit& visit) { return health_of(visit.centre); }

Response get_metrics(const Visit& visit) { return metrics_of(visit.centre, visit.metrics); }

Handler operation_routes(central::Centre& centre, std::shared_ptr<Metrics> metrics) {
  return [&centre, metrics = std::move(metrics)](const sync::Request& request) {
    if (request.method != "GET" && request.method != "HEAD") return not_found();
    if (request.path == "/health") return health_of(centre);
    return request.path == "/metrics" ? metrics_of(centre, metrics.get()) : not_found();
  };
}

Response get_overview(const Visit& visit) {
  const std::string_view path = visit.request.path;
  const auto regime = query(path, "regime"), unit = query(path, "unit");
  const auto period = Period::parse(query(path, "period"));
  const auto current = visit.centre.present();
  if (!current) return problem_of(current.error());
  const Time now = visit.options.clock();
  const auto& workspace = (*current)->workspace();
  if (regime.empty() && query(path, "period").empty()) {
    if (auto refused = refuse_unit(visit, unit)) return *std::move(refused);
    const auto shown = visit.board->show(workspace, unit, now);
    if (!shown) return problem_of(shown.error());
    if (auto unrecorded = record_read(visit, 1)) return *std::move(unrecorded);
    return answer(200, "application/json", json::compact(*shown));
  }
  if (regime.empty() || !period)
    return wrong_query("Name `regime`, `period` and, for less than everything, `unit`.",
                       "Cần nêu `regime`, `period` và, nếu không xem toàn bộ, `unit`.");
  if (auto refused = refuse(visit, {regime, unit, period->label()})) return *std::move(refused);
  const auto shown = central::overview(workspace, regime, *period, unit, now);
  if (!shown) return problem_of(shown.error());
  if (auto unrecorded = record_read(visit, static_cast<std::int64_t>(shown->rows.size())))
    return *std::move(unrecorded);
  return answer(200, "application/json", json::compact(central::to_json(*shown, regime, *period, now)));
}

Response get_requests(const Visit& visit) {
  const std::string_view path = visit.request.path;
  const auto pid = query(path, "pid");
  if (!pid.empty() && !is_hash(pid)) return wrong_query("`pid` is the identity of a request.", "`pid` là định danh của yêu cầu.");
  // Who may see a request's progress sees it for every unit that was asked.
  if (auto refused = refuse_unit(visit, {}, query(path, "regime"))) return *std::move(refused);
  const auto current = visit.centre.present();
  if (!current) return problem_of(current.error());
  const auto& workspace = (*current)->workspace();
  const auto shown = central::request_status(workspace, visit.centre.origin(), pid, visit.options.clock());
  return shown ? answer(200, "application/json", json::compact(*shown)) : problem_of(shown.error());
}

Response get_audit(const Visit& visit) {
  const std::string_view path = visit.request.path;
  const auto since_text = query(path, "since"), unit = query(path, "unit");
  const auto since = since_text.empty() ? std::optional<std::int64_t>(0) : number(since_text);
  if (!since) return wrong_query("`since` is the number of a read.", "`since` là số thứ tự của lượt truy cập.");
  if (auto refused = refuse_unit(visit, unit)) return *std::move(refused);
  const auto shown = central::reads(*visit.centre.workspace().store, *since, unit);
  return shown ? answer(200, "application/json", json::compact(*shown)) : problem_of(shown.error());
}

}  // namespace girs::http
