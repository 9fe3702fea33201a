#pragma once
// A few numbers about a centre's store, for whoever watches over the machine.

#include <cstdint>

#include "store/store.h"

namespace girs::store {

/// What somebody has to look into; read at once however large the store is.
struct Attention {
  std::int64_t log_entries = 0;
  std::int64_t log_signed = 0;      // that the newest checkpoint covers
  std::int64_t member_faults = 0;   // found of centres below
};

struct State {
  Attention attention;
  std::int64_t submissions = 0;
  std::int64_t undecided = 0;       // without any decision
  std::int64_t outbox_waiting = 0;  // own packages without a receipt
  std::int64_t store_bytes = 0;
};

Result<Attention> attention_of(Connection& connection);

/// Gives the state again and again, for the price of what came since it was last asked: packages
/// and decisions only grow, so that their counts are kept. One thread at a time.
class StateWatch {
 public:
  Result<State> look(Store& store);

 private:
  Status count(Connection& connection);

  std::int64_t newest_submission_ = 0, newest_decision_ = 0;  // rows that are counted
  std::int64_t submissions_ = 0, undecided_ = 0;
};

/// What grows when something changes that an overview is made from; equal marks, equal overview.
struct Marks {
  std::int64_t log_size = 0, submissions = 0, decisions = 0, changes = 0, definitions = 0;
  bool operator==(const Marks&) const = default;
};
Result<Marks> marks_of(Connection& connection);

}  // namespace girs::store
