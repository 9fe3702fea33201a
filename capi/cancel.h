#pragma once
// What a girs_cancel holds: the token outlives the handle where a store keeps it.

#include <memory>

#include "base/progress.h"
#include "boundary.h"

struct girs_cancel {
  static constexpr auto kMark = girs::capi::Mark::kCancel;
  girs::capi::Mark mark = kMark;
  std::shared_ptr<girs::CancelToken> token;
};

namespace girs::capi {

/// The token of a handle that may be NULL.
inline Result<std::shared_ptr<const CancelToken>> token_of(const girs_cancel* cancel) {
  if (!cancel) return std::shared_ptr<const CancelToken>();
  GIRS_CHECK(require(cancel, "cancel"));
  return std::shared_ptr<const CancelToken>(cancel->token);
}

}  // namespace girs::capi
