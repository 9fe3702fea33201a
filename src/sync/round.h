#pragma once
// One round with an authority: deliver what is queued, keep the receipts, fetch what concerns
// this unit and those below it. Nothing that an answer says is believed before it is verified.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/progress.h"
#include "key/registry.h"
#include "package/verify.h"
#include "package/verify_series.h"
#include "store/store.h"
#include "store/submissions.h"
#include "sync/transport.h"

namespace girs::sync {

/// Where the authority's log has a package.
struct Place {
  std::string origin;
  std::int64_t index = 0;
  Time time{};
  std::string receipt;   // verified
  std::string state = "receipted";  // or "receipted-unwitnessed": see log/receipt.h
};

/// Takes a verified package of a unit below into the store, in the given transaction.
using ReceiveFunction = std::function<Status(store::Connection&, const package::VerifiedReport&,
                                             const Bytes& stored, const Place&)>;

/// The same of a time series.
using ReceiveSeriesFunction = std::function<Status(store::Connection&,
                                                   const package::VerifiedSeries&,
                                                   const Bytes& stored, const Place&)>;

/// Brings what a request defines into the catalogue, in the transaction that keeps the request.
using AdoptFunction = std::function<Status(store::Connection&, const package::RequestPayload&)>;

/// Brings documents of the authority's catalogue into the store's, in the given transaction.
using AdoptCatalogueFunction = std::function<Status(store::Connection&, const std::vector<std::string>& documents)>;

struct RoundOptions {
  std::string unit;                      // whose outbox this is
  std::string audience;                  // origin of the authority's log
  std::vector<PublicKey> roots;          // pinned keys that sign registries
  std::optional<std::string> log_key;    // pinned verifier key; none: the registry's
  ReceiveFunction receive;
  ReceiveSeriesFunction receive_series;  // none: series of units below are not kept
  AdoptFunction adopt;                   // none: requests are kept, what they define is not
  AdoptCatalogueFunction adopt_catalogue;  // none: the authority's catalogue is not asked for
  ProgressFunction progress;
  bool patient = false;                  // leave what waits after a failed attempt until its time
};

/// A package that the authority does not take, or whose attachment this store has lost
/// ("attachment-missing", "attachment-damaged"), and why.
struct Refused {
  std::string pid;
  std::string reason;
  Message message;
};

inline constexpr std::int64_t kNoLeaf = -1;

/// A document that could not be taken: it is tried again in later rounds.
struct Passed {
  std::int64_t index = 0;   // its leaf; kNoLeaf for the catalogue
  std::string kind;         // "submission", "series", "decision", "request", "catalogue"
  std::string reason;       // detail "reason" of the error, if any
  Message message;
};

struct RoundSummary {
  std::int64_t pushed = 0;      // delivered and receipted in this round
  std::int64_t queued = 0;      // still to go out
  std::int64_t waiting = 0;     // of them: until the time of their next attempt
  std::optional<Time> next_attempt;  // the first of those
  std::int64_t reports = 0;     // packages of units below that came in
  std::int64_t series = 0;      // time series of units below that came in
  std::int64_t decisions = 0;   // decisions that came in
  std::int64_t requests = 0;    // requests to report that came in
  std::int64_t definitions = 0; // of the authority's catalogue that came in
  std::vector<Refused> refused;
  std::vector<Passed> passed;
};

/// Runs one round; nothing (kUntrusted, "fork") once the authority's log has contradicted itself:
/// that is for people to settle. `summary` is filled as far as the round went, also on failure. kIo: no line;
/// kUntrusted: an answer does not verify. What has no receipt stays queued.
Status run_round(store::Store& store, Transport& transport, const RoundOptions& options,
                 RoundSummary& summary);

}  // namespace girs::sync
