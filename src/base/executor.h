#pragma once
// Work that is done later, on threads that somebody else chooses.

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace girs {

using Task = std::function<void()>;

/// Has a task run soon, never inside the call itself. May throw std::bad_alloc: then it never runs.
using Executor = std::function<void(Task)>;

/// For a thread that waits for a result from others: it runs what they hand to it meanwhile.
template <class T>
class Waiter {
 public:
  /// Hands a task to the waiting thread.
  void run(Task task) {
    const std::lock_guard lock(mutex_);
    tasks_.push_back(std::move(task));
    called_.notify_one();
  }
  Executor executor() {
    return [this](Task task) { run(std::move(task)); };
  }

  /// Ends the wait. Needs no memory.
  void give(T result) {
    const std::lock_guard lock(mutex_);
    result_.emplace(std::move(result));
    called_.notify_one();  // under the lock: the waiter is gone soon after
  }

  T wait() {
    std::unique_lock lock(mutex_);
    for (;;) {
      called_.wait(lock, [this] { return result_ || !tasks_.empty(); });
      if (tasks_.empty()) return *std::move(result_);
      const auto tasks = std::exchange(tasks_, {});
      lock.unlock();
      for (const auto& task : tasks) task();
      lock.lock();
    }
  }

 private:
  std::mutex mutex_;
  std::condition_variable called_;
  std::vector<Task> tasks_;
  std::optional<T> result_;
};

}  // namespace girs
