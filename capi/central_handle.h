#pragma once
// What a girs_central holds: the centre with everything that it borrows.

#include <memory>
#include <optional>

#include "central/centre.h"
#include "handles.h"
#include "http/metrics.h"

namespace girs::capi {

struct CentralState {
  HeldWorkspace workspace;
  std::optional<Signer> log_key;
  std::optional<Signer> decision_key;
  std::optional<central::Centre> centre;
  std::shared_ptr<http::Metrics> metrics = std::make_shared<http::Metrics>();
};

}  // namespace girs::capi

struct girs_central {
  static constexpr auto kMark = girs::capi::Mark::kCentral;
  girs::capi::Mark mark = kMark;
  std::shared_ptr<girs::capi::CentralState> state;
  girs::capi::Birth birth = {};
};
