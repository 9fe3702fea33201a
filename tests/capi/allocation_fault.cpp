#include "allocation_fault.h"

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <new>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define MALLOC_BELONGS_TO_A_SANITIZER 1
#endif

namespace {

thread_local std::size_t left = 0;      // allocations until the one that fails; 0: none does
thread_local bool failing = false;      // it has come
thread_local bool keeps_failing = false;
std::atomic<std::size_t> blocks{0};

/// Counts one allocation; whether it must fail.
bool is_refused() {
  if (failing && keeps_failing) return true;
  if (left == 0 || --left != 0) return false;
  failing = true;
  return true;
}

void* new_block(std::size_t size, std::size_t alignment) {
#ifdef MALLOC_BELONGS_TO_A_SANITIZER
  if (is_refused()) return nullptr;
#endif
  void* block = alignment <= alignof(std::max_align_t)
                    ? std::malloc(size ? size : 1)
                    : std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
  if (block) ++blocks;
  return block;
}

void* new_or_throw(std::size_t size, std::size_t alignment = 1) {
  if (void* block = new_block(size, alignment)) return block;
  throw std::bad_alloc();
}

void delete_block(void* block) {
  if (!block) return;
  --blocks;
  std::free(block);
}

}  // namespace

namespace capi {

AllocationFault::AllocationFault(std::size_t position, Outage outage) {
  failing = false;
  keeps_failing = outage == Outage::kFromThere;
  left = position;
}
AllocationFault::~AllocationFault() {
  left = 0;
  keeps_failing = false;
}
bool AllocationFault::fired() { return failing; }

std::size_t live_blocks() { return blocks; }

}  // namespace capi

void* operator new(std::size_t size) { return new_or_throw(size); }
void* operator new[](std::size_t size) { return new_or_throw(size); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  return new_or_throw(size, static_cast<std::size_t>(alignment));
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return new_block(size, 1); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return new_block(size, 1); }
void operator delete(void* block) noexcept { delete_block(block); }
void operator delete[](void* block) noexcept { delete_block(block); }
void operator delete(void* block, std::size_t) noexcept { delete_block(block); }
void operator delete[](void* block, std::size_t) noexcept { delete_block(block); }
void operator delete(void* block, std::align_val_t) noexcept { delete_block(block); }
void operator delete(void* block, std::size_t, std::align_val_t) noexcept { delete_block(block); }
void operator delete(void* block, const std::nothrow_t&) noexcept { delete_block(block); }
void operator delete[](void* block, const std::nothrow_t&) noexcept { delete_block(block); }

#ifndef MALLOC_BELONGS_TO_A_SANITIZER
// glibc lets a program take these names over and offers its own under others.
extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* block, std::size_t size);

void* malloc(std::size_t size) {
  if (!is_refused()) return __libc_malloc(size);
  errno = ENOMEM;
  return nullptr;
}
void* calloc(std::size_t count, std::size_t size) {
  if (!is_refused()) return __libc_calloc(count, size);
  errno = ENOMEM;
  return nullptr;
}
void* realloc(void* block, std::size_t size) {
  if (!is_refused()) return __libc_realloc(block, size);
  errno = ENOMEM;
  return nullptr;
}
}
#endif
