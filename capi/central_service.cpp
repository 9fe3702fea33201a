// What keeps a centre in service: copies of its store, and the record of who read what.

#include "central/read_book.h"
#include "authority.h"
#include "central/retention.h"
#include "central/rotate.h"
#include "central_handle.h"
#include "girs/service.h"
#include "json/canonical.h"
#include "store/backup.h"
#include "store/reads.h"

using namespace girs;
using namespace girs::capi;

namespace {

json::Value view_of(const store::Inventory& held) {
  json::Value rows = json::Object{};
  for (const auto& [table, count] : held.rows) rows.set(table, count);
  json::Value shown;
  shown.set("format", held.format);
  shown.set("rows", std::move(rows));
  shown.set("log_size", held.log_size);
  shown.set("checkpoint", held.checkpoint.empty() ? json::Value() : json::Value(held.checkpoint));
  return shown;
}

}  // namespace

girs_status girs_store_backup(girs_store* store, const char* path, size_t path_length, girs_progress_fn progress,
                              void* progress_context, girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(store, "store"));
    GIRS_CHECK(store->state->require_open());
    GIRS_TRY(const auto to, text(path, path_length, "path"));
    GIRS_TRY(const auto held, store::backup(*store->state->store, std::string(to),
                                            progress_from(progress, progress_context, store->state->cancel)));
    give(json_out, json::compact(view_of(held)));
    return ok();
  });
}

girs_status girs_store_inventory(girs_store* store, girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(store, "store"));
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto held, store->state->store->read([](store::Connection& connection) {
      return store::inventory(connection);
    }));
    give(json_out, json::compact(view_of(held)));
    return ok();
  });
}

girs_status girs_central_board(girs_store* store, const char* unit, size_t unit_length, int64_t time,
                               girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto code, text(unit, unit_length, "unit"));
    GIRS_TRY(const auto workspace, workspace_of(store));
    const Time now = time ? Time{std::chrono::seconds{time}} : workspace.store->now();
    GIRS_TRY(const auto shown, workspace.state->board.show(workspace, code, now));
    give(json_out, json::compact(shown));
    return ok();
  });
}

girs_status girs_central_reads(girs_store* store, int64_t since, const char* unit, size_t unit_length,
                               girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(store, "store"));
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto holder, text(unit, unit_length, "unit"));
    GIRS_TRY(const auto shown, central::reads(*store->state->store, since, holder));
    give(json_out, json::compact(shown));
    return ok();
  });
}

girs_status girs_central_forget_reads(girs_store* store, int64_t time, int64_t* count_out,
                                      girs_error** error_out) noexcept {
  if (count_out) *count_out = 0;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(store, "store"));
    GIRS_TRY(const auto count, store->state->store->write([&](store::Connection& connection) {
      return store::forget_reads_before(connection, time);
    }));
    if (count_out) *count_out = count;
    return ok();
  });
}

girs_status girs_central_retention(girs_store* store, const char* rules, size_t rules_length, int32_t apply,
                                   girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(store, "store"));
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto document, text(rules, rules_length, "rules"));
    GIRS_TRY(const auto shown, central::retention(*store->state->store, document, apply != 0));
    give(json_out, json::compact(shown));
    return ok();
  });
}

girs_status girs_central_rotate(girs_central* central, const char* path, size_t path_length, const char* origin,
                                size_t origin_length, girs_error** error_out) noexcept {
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(central, "central"));
    GIRS_TRY(const auto to, text(path, path_length, "path"));
    GIRS_TRY(const auto name, text(origin, origin_length, "origin"));
    auto& state = *central->state;
    GIRS_TRY(const auto note, state.centre->checkpoint());
    // The old log's packages are judged by its registry from now on: the new store remembers it.
    GIRS_CHECK(remember_own_authority(*state.workspace.state));
    return central::rotate(*state.workspace.store, std::string(to), state.centre->origin(), std::string(name), note);
  });
}
