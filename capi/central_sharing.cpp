// Requests and what came of them; rules of sharing, and pulling by them.

#include "authority.h"
#include "central/request_status.h"
#include "central/sharing.h"
#include "girs/service.h"
#include "json/canonical.h"
#include "receiver.h"
#include "sync/shared.h"
#include "sync_line.h"

using namespace girs;
using namespace girs::capi;

namespace {

json::Value view_of(const sync::SharedSummary& summary) {
  json::Value passed = json::Array{};
  for (const auto& one : summary.passed) {
    json::Value entry;
    entry.set("index", one.index);
    entry.set("kind", one.kind);
    entry.set("reason", one.reason);
    entry.set("message_en", one.message.en);
    entry.set("message_vi", one.message.in("vi"));
    passed.push(std::move(entry));
  }
  json::Value shown;
  shown.set("reports", summary.reports);
  shown.set("series", summary.series);
  shown.set("decisions", summary.decisions);
  shown.set("known", summary.known);
  shown.set("passed", std::move(passed));
  return shown;
}

}  // namespace

girs_status girs_central_request_status(girs_store* store, const char* pid, size_t pid_length, int64_t time,
                                        girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto identity, text(pid, pid_length, "pid"));
    GIRS_TRY(const auto workspace, workspace_of(store));
    GIRS_TRY(const auto origin, required_setting(*workspace.state, "audience"));
    const Time now = time ? Time{std::chrono::seconds{time}} : workspace.store->now();
    GIRS_TRY(const auto shown, central::request_status(workspace, origin, identity, now));
    give(json_out, json::compact(shown));
    return ok();
  });
}

girs_status girs_central_share(girs_store* store, const char* rule, size_t rule_length,
                               girs_error** error_out) noexcept {
  return at_boundary(error_out, [&]() -> Status {
    GIRS_TRY(const auto document, text(rule, rule_length, "rule"));
    GIRS_TRY(const auto workspace, workspace_of(store));
    return central::add_sharing_rule(workspace, document);
  });
}

girs_status girs_central_shares(girs_store* store, girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto workspace, workspace_of(store));
    GIRS_TRY(const auto rules, central::sharing_rules(workspace));
    give(json_out, json::compact(rules));
    return ok();
  });
}

girs_status girs_central_pull_shared(girs_store* store, const char* authority, size_t authority_length,
                                     const girs_sync_options* options, girs_bytes** json_out,
                                     girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_CHECK(require(options, "options"));
    girs_sync_options chosen = GIRS_SYNC_OPTIONS;
    GIRS_CHECK(read_options(options, chosen));
    GIRS_CHECK(only_known(chosen.flags, 0, chosen.reserved));
    GIRS_TRY(const auto given, text(authority, authority_length, "authority"));
    GIRS_TRY(auto from, read_authority_below(given));
    GIRS_TRY(const auto workspace, workspace_of(store));
    GIRS_CHECK(keep_authority_below(*workspace.state, given, from));
    sync::RoundOptions round;
    GIRS_TRY(round.unit, required_setting(*workspace.state, "unit"));
    round.audience = std::move(from.audience);
    round.roots = std::move(from.roots);
    round.log_key = std::move(from.log_key);
    round.receive = receiver(workspace);
    round.receive_series = series_receiver(workspace);
    GIRS_TRY(round.progress, progress_of(chosen, *workspace.state));
    GIRS_TRY(const auto line, Line::open(chosen, *workspace.store));
    sync::SharedSummary summary;
    GIRS_CHECK(sync::pull_shared(*workspace.store, line->transport(), round, summary));
    give(json_out, json::compact(view_of(summary)));
    return ok();
  });
}
