#include "cancel.h"

using namespace girs;
using namespace girs::capi;

girs_status girs_cancel_create(girs_cancel** cancel_out, girs_error** error_out) noexcept {
  if (cancel_out) *cancel_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(cancel_out, "cancel_out"));
    *cancel_out = new girs_cancel{girs_cancel::kMark, std::make_shared<CancelToken>()};
    return ok();
  });
}

void girs_cancel_set(girs_cancel* cancel) noexcept {
  if (is(cancel)) cancel->token->set();
}

void girs_cancel_clear(girs_cancel* cancel) noexcept {
  if (is(cancel)) cancel->token->clear();
}

int32_t girs_cancel_is_set(const girs_cancel* cancel) noexcept {
  return is(cancel) && cancel->token->is_set() ? 1 : 0;
}

void girs_cancel_free(girs_cancel* cancel) noexcept { free_handle(cancel); }
