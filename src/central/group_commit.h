#pragma once
// Many packages in one transaction (group commit): whoever comes while the disk is busy waits, and
// the next transaction takes all of them. A package that is refused leaves the others as they are.
//
// Nobody's thread is held meanwhile: each package brings an executor, and the first of a group has
// the group written by its own.

#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/executor.h"
#include "base/result.h"
#include "store/store.h"

namespace girs::central {

/// Where a package ended up.
struct Entered {
  bool fresh = true;
  std::int64_t index = 0;
};

class GroupCommit {
 public:
  /// Makes the receipt of leaf `index`, which a package of the group got. Any thread.
  using Receipts = std::function<Result<std::string>(std::int64_t index)>;

  /// What is done once a group, by the thread that writes it.
  struct Steps {
    /// At the beginning of its transaction; what it returns is kept while its packages are put in.
    std::function<Result<std::shared_ptr<const void>>(store::Connection&)> begin;
    /// After it is committed and before anybody in it hears of it, with whether others wait
    /// already; gives the receipts under the signed checkpoint that covers the group.
    std::function<Result<Receipts>(bool others_wait)> sign;
  };

  struct Outcome {
    Entered entered;
    Receipts receipts;
  };

  /// One package on its way in.
  struct Entry {
    store::Store* store = nullptr;
    Steps steps;
    /// Puts the package into the store, in a savepoint of the group's transaction.
    std::function<Result<Entered>(store::Connection&)> work;
    /// Where a group is written that this package is the first of.
    Executor executor;
    /// Is called once, by the thread that wrote the group, when the package is committed and
    /// signed for or refused; with nothing when there was no memory even for an error, or for the
    /// executor: then perhaps within enter().
    std::function<void(std::optional<Result<Outcome>>)> done;
  };

  /// Takes `entry` into the next group. Any number of threads; returns at once. When it throws,
  /// nothing was taken.
  void enter(Entry entry);

  /// How many wait for the next group.
  std::size_t waiting();

 private:
  struct Ticket {
    Entry entry;
    std::optional<Result<Entered>> entered = {};
  };
  using Tickets = std::list<Ticket>;

  void call_leader(std::unique_lock<std::mutex>& lock);
  void lead();
  void lead(Tickets& group);
  Status written(Tickets& group) const;
  Result<Receipts> signed_for(const Tickets& group);
  Status commit(Tickets& group) const;

  std::mutex mutex_;
  Tickets waiting_;
  bool busy_ = false;
};

}  // namespace girs::central
