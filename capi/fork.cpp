#include "fork.h"

#include <pthread.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace girs::capi {
namespace {

using File = std::pair<dev_t, ino_t>;
struct Ticket {
  std::uint64_t number;
  File file;
};

std::atomic<std::uint32_t> generation{0};
std::mutex mutex;             // held across a fork, so that the child finds the lists whole
std::uint64_t last_ticket = 0;
// Never destroyed: a store may still be closed while the process ends.
std::vector<Ticket>& open_files = *new std::vector<Ticket>;
std::vector<File>& inherited = *new std::vector<File>;  // that the parent had open

void before() { mutex.lock(); }
void after_in_parent() { mutex.unlock(); }
void after_in_child() {
  ++generation;
  // Nothing is allocated here: another thread of the parent may have held the heap's lock.
  mutex.unlock();
}

void watch_forks() {
  static std::once_flag once;
  std::call_once(once, [] { pthread_atfork(before, after_in_parent, after_in_child); });
}

/// In a child's first call: what is in the list was opened by the parent.
void settle() {
  static std::uint32_t settled = 0;
  const auto now = generation.load();
  if (settled == now) return;
  settled = now;
  for (const auto& ticket : open_files) inherited.push_back(ticket.file);
  open_files.clear();
}

std::optional<File> file_at(const std::string& path) {
  struct stat found = {};
  if (stat(path.c_str(), &found) != 0) return std::nullopt;
  return File{found.st_dev, found.st_ino};
}

}  // namespace

std::uint32_t forks() noexcept { return generation.load(std::memory_order_relaxed); }

Error made_before_a_fork(const char* name) {
  return error(Code::kUnsupported, std::string(name) + " was made before a fork; open it again in this process.",
               std::string(name) + " được tạo trước khi tách tiến trình; hãy mở lại trong tiến trình này.",
               {{"argument", name}});
}

Status not_open_in_the_parent(const std::string& path) {
  watch_forks();
  const std::lock_guard lock(mutex);
  settle();
  const auto file = file_at(path);
  if (!file || std::ranges::find(inherited, *file) == inherited.end()) return ok();
  return error(Code::kUnsupported,
               "The parent of this process had the store " + path + " open when it forked; open stores after the "
               "fork only, or start the process anew.",
               "Tiến trình cha đang mở kho " + path + " khi tách tiến trình; hãy mở kho sau khi tách, hoặc khởi động "
               "tiến trình mới.",
               {{"path", path}});
}

void OpenFile::claim(const std::string& path) {
  const auto file = file_at(path);
  if (!file) return;
  const std::lock_guard lock(mutex);
  settle();
  open_files.push_back({++last_ticket, *file});
  ticket_ = last_ticket;
}

void OpenFile::release() noexcept {
  const std::lock_guard lock(mutex);
  if (ticket_ == 0) return;
  std::erase_if(open_files, [&](const Ticket& one) { return one.number == ticket_; });
  ticket_ = 0;
}

}  // namespace girs::capi
