#include "crypto/guarded.h"

#include <sodium.h>

#include <new>

namespace girs {

void ensure_sodium() {
  static const int prepared = sodium_init();  // -1 only when there is no source of randomness
  if (prepared < 0) throw std::bad_alloc();
}

GuardedMemory::GuardedMemory(std::size_t size) {
  ensure_sodium();
  bytes_ = static_cast<std::uint8_t*>(sodium_malloc(size));
  if (!bytes_) throw std::bad_alloc();
  sodium_mprotect_noaccess(bytes_);
}

GuardedMemory::~GuardedMemory() { sodium_free(bytes_); }

GuardedMemory::Access::Access(const GuardedMemory& memory) : memory_(memory) {
  std::unique_lock lock(memory_.mutex_);
  memory_.free_.wait(lock, [&] { return !memory_.is_written_; });
  if (memory_.readers_++ == 0) sodium_mprotect_readonly(memory_.bytes_);
}

GuardedMemory::Access::~Access() {
  const std::lock_guard lock(memory_.mutex_);
  if (--memory_.readers_ > 0) return;
  sodium_mprotect_noaccess(memory_.bytes_);
  memory_.free_.notify_all();
}

GuardedMemory::Writing::Writing(GuardedMemory& memory) : memory_(memory) {
  std::unique_lock lock(memory_.mutex_);
  memory_.free_.wait(lock, [&] { return !memory_.is_written_ && memory_.readers_ == 0; });
  memory_.is_written_ = true;
  sodium_mprotect_readwrite(memory_.bytes_);
}

GuardedMemory::Writing::~Writing() {
  const std::lock_guard lock(memory_.mutex_);
  sodium_mprotect_noaccess(memory_.bytes_);
  memory_.is_written_ = false;
  memory_.free_.notify_all();
}

}  // namespace girs
