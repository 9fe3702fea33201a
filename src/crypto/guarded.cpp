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

GuardedMemory::Access::Access(const GuardedMemory& memory)
    : memory_(memory), bytes_(memory.bytes_) {
  const std::lock_guard lock(memory_.mutex_);
  if (memory_.accesses_++ == 0) sodium_mprotect_readwrite(bytes_);
}

GuardedMemory::Access::~Access() {
  const std::lock_guard lock(memory_.mutex_);
  if (--memory_.accesses_ == 0) sodium_mprotect_noaccess(bytes_);
}

}  // namespace girs
