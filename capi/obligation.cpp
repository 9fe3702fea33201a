#include "girs/obligation.h"

#include "handles.h"
#include "json/canonical.h"
#include "report/view.h"

using namespace girs;
using namespace girs::capi;

namespace {

/// What the two questions about due dates have in common.
struct Asked {
  HeldWorkspace workspace;
  std::string unit;
  bool with_units_below = false;
  Date from{};
  Date to{};
  Time as_of{};
};

Result<Asked> asked(girs_store* store, const girs_due_options* given) {
  girs_due_options options = GIRS_DUE_OPTIONS;
  GIRS_CHECK(read_options(given, options));
  GIRS_CHECK(only_known(options.flags, GIRS_DUE_WITH_UNITS_BELOW));
  Asked result;
  GIRS_TRY(result.workspace, workspace_of(store));
  GIRS_TRY(result.unit, text(options.unit, "unit"));
  if (result.unit.empty()) {
    GIRS_TRY(result.unit, required_setting(*result.workspace.state, "unit"));
  }
  result.with_units_below = (options.flags & GIRS_DUE_WITH_UNITS_BELOW) != 0;
  GIRS_TRY(result.from, day_from(options.from, GIRS_NUL, "from"));
  GIRS_TRY(result.to, day_from(options.to, GIRS_NUL, "to"));
  result.as_of = options.time == 0 ? result.workspace.store->now() : Time{std::chrono::seconds{options.time}};
  return result;
}

template <class Items>
std::string list_of(const Items& items) {
  json::Value list = json::Array{};
  for (const auto& item : items) list.push(report::view(item));
  return json::compact(list);
}

struct Change {
  HeldWorkspace workspace;
  store::ReportKey key;
  std::string_view due, reason, author;
};

Result<Change> change_of(girs_store* store, const girs_obligation_change* given) {
  GIRS_CHECK(require(given, "change"));
  girs_obligation_change options = GIRS_OBLIGATION_CHANGE;
  GIRS_CHECK(read_options(given, options));
  GIRS_CHECK(only_known(options.flags, GIRS_OBLIGATION_AGGREGATE));
  Change change;
  GIRS_TRY(change.workspace, workspace_of(store));
  GIRS_TRY(change.key.regime, text(options.regime, "regime"));
  GIRS_TRY(change.key.unit, text(options.unit, "unit"));
  GIRS_TRY(change.key.period, text(options.period, "period"));
  if (options.flags & GIRS_OBLIGATION_AGGREGATE) change.key.scope = "aggregate";
  GIRS_TRY(change.due, text(options.due, "due"));
  GIRS_TRY(change.reason, text(options.reason, "reason"));
  GIRS_TRY(change.author, text(options.author, "author"));
  return change;
}

}  // namespace

girs_status girs_due(girs_store* store, const girs_due_options* options, girs_bytes** json_out,
                     girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto about, asked(store, options));
    GIRS_TRY(const auto items, report::due_list(about.workspace, about.unit, about.with_units_below,
                                                about.from, about.to, about.as_of));
    give(json_out, list_of(items));
    return ok();
  });
}

girs_status girs_reminders(girs_store* store, const girs_due_options* options, girs_bytes** json_out,
                           girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto about, asked(store, options));
    GIRS_TRY(const auto items, report::reminders(about.workspace, about.unit, about.with_units_below,
                                                 about.from, about.to, about.as_of));
    give(json_out, list_of(items));
    return ok();
  });
}

girs_status girs_obligation_extend(girs_store* store, const girs_obligation_change* change,
                                   girs_error** error_out) noexcept {
  return at_boundary(error_out, [&]() -> Status {
    GIRS_TRY(const auto asked_for, change_of(store, change));
    GIRS_TRY(const auto due, day_from(asked_for.due.data(), asked_for.due.size(), "due"));
    return report::extend(asked_for.workspace, asked_for.key, due, asked_for.reason, asked_for.author);
  });
}

girs_status girs_obligation_exclude(girs_store* store, const girs_obligation_change* change,
                                    girs_error** error_out) noexcept {
  return at_boundary(error_out, [&]() -> Status {
    GIRS_TRY(const auto asked_for, change_of(store, change));
    return report::exclude(asked_for.workspace, asked_for.key, asked_for.reason, asked_for.author);
  });
}

girs_status girs_obligation_restore(girs_store* store, const girs_obligation_change* change,
                                    girs_error** error_out) noexcept {
  return at_boundary(error_out, [&]() -> Status {
    GIRS_TRY(const auto asked_for, change_of(store, change));
    return report::restore(asked_for.workspace, asked_for.key, asked_for.reason, asked_for.author);
  });
}
