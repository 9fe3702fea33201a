#pragma once
// The line that girs_sync_run() and girs_log_monitor() go over: our own HTTP client, or the host's transport.

#include <memory>
#include <optional>

#include "girs/sync.h"
#include "http/client.h"
#include "key/signer.h"
#include "store/store.h"
#include "sync/transport.h"

namespace girs::capi {

class Line {
 public:
  static Result<std::unique_ptr<Line>> open(const girs_sync_options& options,
                                            const store::Store& store);
  sync::Transport& transport() const { return *transport_; }

 private:
  Status open_client(const girs_sync_options& options, const store::Store& store);

  std::optional<Signer> signer_;  // of requests; the client borrows it
  std::unique_ptr<sync::Transport> transport_;
};

}  // namespace girs::capi
