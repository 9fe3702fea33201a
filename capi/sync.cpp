#include "girs/sync.h"

#include "authority.h"
#include "handles.h"
#include "json/canonical.h"
#include "package/report_payload.h"
#include "package/submission.h"
#include "receiver.h"
#include "report/definitions.h"
#include "report/refused.h"
#include "report/requested_definitions.h"
#include "store/outbox.h"
#include "sync/monitor.h"
#include "sync/round.h"
#include "sync_line.h"

using namespace girs;
using namespace girs::capi;

namespace {

json::Value view_of(const sync::RoundSummary& summary) {
  json::Value refused = json::Array{};
  for (const auto& one : summary.refused) {
    json::Value entry;
    entry.set("pid", one.pid);
    entry.set("reason", one.reason);
    entry.set("message_en", one.message.en);
    entry.set("message_vi", one.message.in("vi"));
    refused.push(std::move(entry));
  }
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
  shown.set("pushed", summary.pushed);
  shown.set("receipted", summary.pushed);
  shown.set("queued", summary.queued);
  shown.set("refused", std::move(refused));
  shown.set("reports", summary.reports);
  shown.set("series", summary.series);
  shown.set("decisions", summary.decisions);
  shown.set("requests", summary.requests);
  shown.set("definitions", summary.definitions);
  shown.set("passed", std::move(passed));
  shown.set("waiting", summary.waiting);
  if (summary.next_attempt) shown.set("next_attempt", to_rfc3339(*summary.next_attempt));
  else shown.set("next_attempt", json::Value());
  return shown;
}

/// Brings a request's definitions into the catalogue; packages that come after it see them.
sync::AdoptFunction adopter(HeldWorkspace& workspace) {
  return [&workspace](store::Connection& connection, const package::RequestPayload& request) -> Status {
    GIRS_TRY(auto changed, report::adopt_definitions(connection, request, workspace.store->now()));
    if (changed) workspace.renew(*std::move(changed));
    return ok();
  };
}

/// Brings the authority's catalogue into the store's, all of it or nothing; the authority has taken
/// it in (Document::held).
sync::AdoptCatalogueFunction catalogue_adopter(HeldWorkspace& workspace) {
  return [&workspace](store::Connection& connection, const std::vector<std::string>& documents) -> Status {
    std::vector<Document> named;
    for (const auto& bytes : documents) named.push_back({"the authority's catalogue", bytes, true});
    GIRS_TRY(auto joined, report::join_catalog(connection, named, workspace.store->now()));
    workspace.renew(std::move(joined));
    return ok();
  };
}

Result<sync::RoundOptions> round_options(HeldWorkspace& workspace, const girs_sync_options& chosen) {
  sync::RoundOptions options;
  options.patient = (chosen.flags & GIRS_SYNC_PATIENT) != 0;
  GIRS_TRY(options.unit, required_setting(*workspace.state, "unit"));
  GIRS_TRY(auto above, authority_above(*workspace.state));
  options.audience = std::move(above.audience);
  options.roots = std::move(above.roots);
  options.log_key = std::move(above.log_key);
  options.receive = receiver(workspace);
  options.receive_series = series_receiver(workspace);
  options.adopt = adopter(workspace);
  options.adopt_catalogue = catalogue_adopter(workspace);
  GIRS_TRY(options.progress, progress_of(chosen, *workspace.state));
  return options;
}

/// The keys of the log above as this store trusts them: its own setting, else the registry's.
Result<log::Policy> policy_above(StoreState& state, const Authority& above) {
  if (above.log_key) return log::Policy::of("", {*above.log_key});
  GIRS_TRY(const auto registry, required_registry_above(state));
  return log::Policy::of(registry.content().tlog_policy, registry.content().log_keys);
}

json::Value view_of(const sync::MonitorSummary& summary, const std::string& origin) {
  json::Value findings = json::Array{};
  for (const auto& one : summary.findings) {
    json::Value entry;
    entry.set("index", static_cast<std::int64_t>(one.index));
    entry.set("rule", one.rule);
    entry.set("message_en", one.message.en);
    entry.set("message_vi", one.message.in("vi"));
    findings.push(std::move(entry));
  }
  json::Value shown;
  shown.set("origin", origin);
  shown.set("size", static_cast<std::int64_t>(summary.size));
  shown.set("root", summary.root);
  shown.set("read_from", static_cast<std::int64_t>(summary.read_from));
  shown.set("own_found", static_cast<std::int64_t>(summary.own_found));
  shown.set("finding_count", static_cast<std::int64_t>(summary.finding_count));
  shown.set("findings", std::move(findings));
  return shown;
}

/// What the host's log hears of a round.
void tell_round(const Listener& listener, const sync::RoundSummary& summary, const Status& done) {
  for (const auto& one : summary.refused)
    listener.tell(GIRS_LEVEL_WARNING, "sync", [&] {
      return "The package " + one.pid + " was refused (" + one.reason + "): " + one.message.en;
    });
  for (const auto& one : summary.passed)
    listener.tell(GIRS_LEVEL_WARNING, "sync", [&] {
      return "Entry " + std::to_string(one.index) + " was passed by (" + one.reason + "): " + one.message.en;
    });
  if (!done) {
    const auto& failure = done.error();
    listener.tell(failure.code == Code::kUntrusted ? GIRS_LEVEL_ERROR : GIRS_LEVEL_WARNING, "sync",
                  [&] { return "The round ended early: " + failure.message.en; });
  }
  listener.tell(GIRS_LEVEL_INFO, "sync", [&] {
    return std::to_string(summary.pushed) + " packages were delivered, " + std::to_string(summary.queued) +
           " wait; " + std::to_string(summary.reports) + " reports, " + std::to_string(summary.decisions) +
           " decisions and " + std::to_string(summary.requests) + " requests came.";
  });
}

json::Value view_of(const store::OutboxRow& row) {
  json::Value shown;
  shown.set("pid", row.pid);
  if (const auto submission = package::Submission::parse(text_of(row.envelope)))
    if (const auto payload = package::parse_report(text_of(submission->envelope.payload))) {
      shown.set("regime", payload->regime.code);
      shown.set("unit", payload->unit);
      shown.set("period", payload->period);
    }
  shown.set("rev", row.rev);
  shown.set("state", row.state);
  shown.set("attempts", row.attempts);
  shown.set("queued_at", to_rfc3339(Time{std::chrono::seconds{row.queued_at}}));
  const auto note = store::read_note(row.note);
  shown.set("note", note.vi);
  shown.set("note_en", note.en);
  return shown;
}

}  // namespace

girs_status girs_sync_run(girs_store* store, const girs_sync_options* options, girs_bytes** summary_out,
                          girs_error** error_out) noexcept {
  if (summary_out) *summary_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(options, "options"));
    girs_sync_options chosen = GIRS_SYNC_OPTIONS;
    GIRS_CHECK(read_options(options, chosen));
    GIRS_CHECK(only_known(chosen.flags, GIRS_SYNC_PATIENT, chosen.reserved));
    GIRS_TRY(auto workspace, workspace_of(store));
    GIRS_TRY(const auto round, round_options(workspace, chosen));
    GIRS_TRY(const auto line, Line::open(chosen, *workspace.store));
    sync::RoundSummary summary;
    auto done = sync::run_round(*workspace.store, line->transport(), round, summary);
    if (summary.requests > 0 || summary.definitions > 0) workspace.state->forget_catalog();
    tell_round(workspace.state->listener, summary, done);
    give(summary_out, json::compact(view_of(summary)));
    return done;
  });
}

girs_status girs_log_monitor(girs_store* store, const girs_sync_options* options, girs_bytes** json_out,
                             girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(store, "store"));
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_CHECK(require(options, "options"));
    girs_sync_options chosen = GIRS_SYNC_OPTIONS;
    GIRS_CHECK(read_options(options, chosen));
    GIRS_CHECK(only_known(chosen.flags, 0, chosen.reserved));
    auto& state = *store->state;
    sync::MonitorOptions monitor;
    GIRS_TRY(const auto above, authority_above(state));
    monitor.audience = above.audience;
    GIRS_TRY(monitor.policy, policy_above(state, above));
    GIRS_TRY(monitor.progress, progress_of(chosen, state));
    GIRS_TRY(const auto line, Line::open(chosen, *state.store));
    GIRS_TRY(const auto summary, sync::watch_log(*state.store, line->transport(), monitor));
    give(json_out, json::compact(view_of(summary, monitor.audience)));
    return ok();
  });
}

girs_status girs_sync_outbox(girs_store* store, girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(store, "store"));
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto rows, store->state->store->read([](store::Connection& connection) {
      return store::outbox(connection);
    }));
    json::Value list = json::Array{};
    for (const auto& row : rows) list.push(view_of(row));
    give(json_out, json::compact(list));
    return ok();
  });
}

girs_status girs_sync_send_again(girs_store* store, const char* pid, size_t pid_length,
                                 girs_error** error_out) noexcept {
  return at_boundary(error_out, [&]() -> Status {
    GIRS_TRY(const auto wanted, text(pid, pid_length, "pid"));
    GIRS_TRY(auto workspace, workspace_of(store));
    return report::send_again(workspace, wanted);
  });
}
