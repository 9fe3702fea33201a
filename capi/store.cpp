#include "girs/store.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "cancel.h"
#include "handles.h"
#include "store/rotation.h"
#include "key/verifier_key.h"

namespace girs::capi {
namespace {

Clock clock_of(const girs_store_options& options) {
  if (!options.clock) return system_clock();
  return [clock = options.clock, context = options.clock_context] {
    return Time{std::chrono::seconds{clock(context)}};
  };
}

Status check_setting(std::string_view key, std::string_view value) {
  constexpr std::string_view kKeys[] = {"unit", "audience", "registry-root", "log-key", "anchor",
                                        "contact", "upward", "upward-root", "upward-log-key"};
  if (std::ranges::find(kKeys, key) == std::end(kKeys))
    return error(Code::kInvalidArgument, "There is no setting \"" + std::string(key) + "\".",
                 "Không có thiết lập \"" + std::string(key) + "\".", {{"setting", std::string(key)}});
  if (key == "log-key" || key == "upward-log-key") {
    GIRS_CHECK(VerifierKey::parse(value));
  } else if (key == "registry-root" || key == "upward-root") {
    GIRS_CHECK(parse_roots(value));
  } else if (key == "anchor" || key == "contact" ? value.empty() : !is_code(value)) {
    return error(Code::kInvalidArgument, "The setting \"" + std::string(key) + "\" must be 1 to 128 bytes of NFC text.",
                 "Thiết lập \"" + std::string(key) + "\" phải là văn bản NFC dài 1 đến 128 byte.",
                 {{"setting", std::string(key)}});
  }
  return ok();
}

}  // namespace
}  // namespace girs::capi

using namespace girs;
using namespace girs::capi;

girs_status girs_store_open(const char* path, size_t path_length, const girs_store_options* options,
                            girs_store** store_out, girs_error** error_out) noexcept {
  if (store_out) *store_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(store_out, "store_out"));
    GIRS_TRY(const auto where, text(path, path_length, "path"));
    girs_store_options chosen = GIRS_STORE_OPTIONS;
    GIRS_CHECK(read_options(options, chosen));
    GIRS_CHECK(only_known(chosen.flags, GIRS_STORE_READ_ONLY, chosen.reserved));
    if (where.empty())
      return error(Code::kInvalidArgument, "A store needs a path.", "Phải nêu đường dẫn của kho.", {{"argument", "path"}});
    const std::string file(where);
    GIRS_CHECK(not_open_in_the_parent(file));
    auto state = std::make_shared<StoreState>();
    const int timeout = chosen.busy_timeout_ms ? static_cast<int>(std::min(chosen.busy_timeout_ms, 3'600'000u)) : 5000;
    GIRS_TRY(state->cancel, token_of(chosen.cancel));
    state->listener = Listener(chosen.log, chosen.log_context);
    GIRS_TRY(state->store, store::Store::open(file, {(chosen.flags & GIRS_STORE_READ_ONLY) != 0,
                                                    timeout, clock_of(chosen), state->cancel}));
    state->file.claim(file);
    state->listener.tell(GIRS_LEVEL_INFO, "store", [&] { return "The store " + file + " is open."; });
    *store_out = new girs_store{girs_store::kMark, std::move(state)};
    return ok();
  });
}

girs_status girs_store_set(girs_store* store, const char* key, size_t key_length, const char* value,
                           size_t value_length, girs_error** error_out) noexcept {
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(store, "store"));
    GIRS_TRY(const auto name, text(key, key_length, "key"));
    GIRS_TRY(const auto content, text(value, value_length, "value"));
    GIRS_CHECK(check_setting(name, content));
    return store->state->store->write([&](store::Connection& connection) {
      if (name == "audience") return store::change_audience(connection, content);
      return store::set_setting(connection, name, content);
    });
  });
}

girs_status girs_store_get(girs_store* store, const char* key, size_t key_length, girs_bytes** value_out,
                           girs_error** error_out) noexcept {
  if (value_out) *value_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(store, "store"));
    GIRS_CHECK(require(value_out, "value_out"));
    GIRS_TRY(const auto name, text(key, key_length, "key"));
    GIRS_TRY(auto value, required_setting(*store->state, name));
    give(value_out, std::move(value));
    return ok();
  });
}

girs_status girs_store_close(girs_store* store, girs_error** error_out) noexcept {
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(store, "store"));
    GIRS_CHECK(store->state->store->close());
    store->state->is_closed = true;
    store->state->file.release();
    store->state->listener.tell(GIRS_LEVEL_INFO, "store", [&] {
      return "The store " + store->state->store->path() + " is closed.";
    });
    return ok();
  });
}

void girs_store_free(girs_store* store) noexcept { free_handle(store); }
