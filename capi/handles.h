#pragma once
// What the opaque handles hold. A handle is one strong reference; the state may be closed while
// handles remain, and any order of frees is legal.

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "boundary.h"
#include "base/progress.h"
#include "catalog/catalog.h"
#include "central/board.h"
#include "central/centre.h"
#include "girs/girs.h"
#include "key/signer.h"
#include "listener.h"
#include "report/column_cache.h"
#include "report/workspace.h"
#include "store/store.h"

namespace girs::capi {

/// A store with the catalogue that was last read from it.
struct StoreState {
  std::unique_ptr<store::Store> store;
  Listener listener = {};
  std::shared_ptr<const CancelToken> cancel = nullptr;
  std::mutex mutex;
  std::shared_ptr<const Catalog> catalog;  // read when first needed
  central::Board board = {};
  report::ColumnCache columns;             // of that catalogue's forms and units
  OpenFile file = {};
  std::atomic<bool> is_closed{false};

  /// kClosed after close, also for what would find everything in memory.
  Status require_open();
  Result<std::shared_ptr<const Catalog>> get_catalog();
  void forget_catalog();
};

/// A workspace that keeps the catalogue alive for the call.
struct HeldWorkspace : report::Workspace {
  std::shared_ptr<StoreState> state;
  std::shared_ptr<const Catalog> held;

  /// Goes on with a catalogue that the store has come to hold; the state still has to forget its
  /// own, which must wait until the transaction is over.
  void renew(Catalog fresh);
};

Result<HeldWorkspace> workspace_of(const std::shared_ptr<StoreState>& state);
/// Checks the handle, then as above.
Result<HeldWorkspace> workspace_of(girs_store* store);

/// A setting that must be there; says which command sets it otherwise.
Result<std::string> required_setting(StoreState& state, std::string_view key);
/// Root keys as the setting writes them, one a line: scheme, space, SPKI in base64. At least one.
Result<std::vector<PublicKey>> parse_roots(std::string_view setting);
/// The pinned keys that sign registries; empty when none is set.
Result<std::vector<PublicKey>> pinned_roots(StoreState& state);
/// The registry in force in this store, if there is one and a root is pinned.
Result<std::optional<Registry>> registry_of(StoreState& state);

/// As registry_of(); kNotFound when there is none.
Result<Registry> required_registry(StoreState& state);

/// A scheme by its name; kUnsupported when there is none of that name.
Result<Scheme> scheme_from(std::string_view name);
/// A public key as a caller has it: SPKI, or the raw bytes of Ed25519. kUnsupported for any that
/// the scheme does not take.
Result<PublicKey> public_key_from(std::string_view scheme, ByteView key);
/// The key in memory that `signer` signs with, if girs_key_signer() made it of one and `claimed` is
/// that key's public half.
const PrivateKey* key_behind(const girs_signer& signer, const PublicKey& claimed);
/// A signer that calls back into C, or that of a key in memory where girs_key_signer() made it.
Result<Signer> signer_from(const girs_signer* signer);
/// A progress function that calls back into C, if `function` is there, and stops when one of the
/// tokens that are there is set.
ProgressFunction progress_from(girs_progress_fn function, void* context,
                               std::shared_ptr<const CancelToken> store_token,
                               std::shared_ptr<const CancelToken> own_token = nullptr);
/// The same for work over a line with its options.
Result<ProgressFunction> progress_of(const girs_sync_options& line, const StoreState& state);

}  // namespace girs::capi

struct girs_store {
  static constexpr auto kMark = girs::capi::Mark::kStore;
  girs::capi::Mark mark = kMark;
  std::shared_ptr<girs::capi::StoreState> state;
  girs::capi::Birth birth = {};
};
