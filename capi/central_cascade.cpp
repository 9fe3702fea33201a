// Evidence from centres below and the way down from a figure.

#include "authority.h"
#include "central/cascade.h"
#include "central_handle.h"
#include "girs/service.h"
#include "json/canonical.h"
#include "json/parse.h"
#include "json/shape.h"
#include "sync/members.h"
#include "sync_line.h"

using namespace girs;
using namespace girs::capi;

namespace {

json::Value view_of(const sync::MembersSummary& summary, std::size_t wanted, std::int64_t settled) {
  json::Value faults = json::Array{};
  for (const auto& fault : summary.faults) {
    json::Value one;
    one.set("unit", fault.unit.empty() ? json::Value() : json::Value(fault.unit));
    one.set("aggregate", fault.aggregate.empty() ? json::Value() : json::Value(fault.aggregate));
    one.set("reason", fault.reason);
    one.set("message_en", fault.message.en);
    one.set("message_vi", fault.message.vi);
    faults.push(std::move(one));
  }
  json::Value shown;
  shown.set("wanted", static_cast<std::int64_t>(wanted));
  shown.set("fetched", summary.fetched);
  shown.set("settled", settled);
  shown.set("faults", std::move(faults));
  return shown;
}

}  // namespace

girs_status girs_central_fetch_members(girs_central* central, const char* below, size_t below_length,
                                       const girs_sync_options* options, girs_bytes** json_out,
                                       girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(central, "central"));
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_CHECK(require(options, "options"));
    girs_sync_options chosen = GIRS_SYNC_OPTIONS;
    GIRS_CHECK(read_options(options, chosen));
    GIRS_CHECK(only_known(chosen.flags, 0, chosen.reserved));
    GIRS_TRY(const auto given, text(below, below_length, "below"));
    GIRS_TRY(auto authority, read_authority_below(given));
    auto& state = *central->state;
    GIRS_CHECK(keep_authority_below(*state.workspace.state, given, authority));
    GIRS_TRY(const auto current, state.centre->present());
    GIRS_TRY(const auto claims, central::members_wanted(current->workspace(), authority.audience));
    sync::RoundOptions round;
    round.audience = std::move(authority.audience);
    round.roots = std::move(authority.roots);
    round.log_key = std::move(authority.log_key);
    GIRS_TRY(round.progress, progress_of(chosen, *state.workspace.state));
    GIRS_TRY(const auto line, Line::open(chosen, *current->workspace().store));
    sync::MembersSummary summary;
    const auto done = sync::fetch_members(*current->workspace().store, line->transport(), round, claims, summary);
    GIRS_TRY(const auto settled, state.centre->settle());
    give(json_out, json::compact(view_of(summary, claims.size(), settled)));
    return done;
  });
}

girs_status girs_central_member_faults(girs_store* store, girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto workspace, workspace_of(store));
    GIRS_TRY(const auto faults, central::member_faults(workspace));
    give(json_out, json::compact(faults));
    return ok();
  });
}

girs_status girs_central_trace(girs_store* store, const char* pid, size_t pid_length, const char* form,
                               size_t form_length, const char* row, size_t row_length, const char* column,
                               size_t column_length, girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto identity, text(pid, pid_length, "pid"));
    GIRS_TRY(const auto sheet, text(form, form_length, "form"));
    GIRS_TRY(const auto line, text(row, row_length, "row"));
    GIRS_TRY(const auto place, text(column, column_length, "column"));
    GIRS_TRY(const auto workspace, workspace_of(store));
    GIRS_TRY(const auto traced, central::trace(workspace, identity, sheet, line, place));
    give(json_out, json::compact(traced));
    return ok();
  });
}
