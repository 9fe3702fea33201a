#pragma once
// Many packages in one transaction (group commit): whoever comes while the disk is busy waits, and
// the next transaction takes all of them. One of the waiting threads leads it; a package that is
// refused leaves the others as they are.

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

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
  /// Puts one package into the store, in a savepoint of the group's transaction.
  using Work = std::function<Result<Entered>(store::Connection&)>;
  /// What is done once a group, by the thread that leads it.
  struct Group {
    /// At the beginning of its transaction.
    std::function<Status(store::Connection&)> begin;
    /// After it is committed and before anybody in it hears of it, with whether others wait
    /// already; gives the signed checkpoint that covers the group.
    std::function<Result<std::string>(bool others_wait)> sign;
  };

  struct Outcome {
    Entered entered;
    std::string checkpoint;
  };

  /// Runs `work` in the next group and returns when it is committed and signed for. Any number
  /// of threads.
  Result<Outcome> enter(store::Store& store, const Work& work, const Group& steps);

  /// How many wait for the next group.
  std::size_t waiting();

 private:
  struct Ticket {
    const Work* work;
    std::optional<Result<Entered>> entered = {};
    std::optional<Result<std::string>> checkpoint = {};
    bool done = false;
    std::condition_variable called = {};
  };

  void lead_group(std::unique_lock<std::mutex>& lock, store::Store& store, const Group& steps);
  void lead(store::Store& store, const std::vector<Ticket*>& group, const Group& steps);
  Status commit(store::Store& store, const std::vector<Ticket*>& group, const Group& steps) const;

  std::mutex mutex_;
  std::vector<Ticket*> waiting_;
  bool busy_ = false;
};

}  // namespace girs::central
