#pragma once
// Memory for secrets: libsodium's guarded pages, kept out of swap and core dumps, unreadable
// but while it is used, wiped when it ends.

#include <cstddef>
#include <cstdint>
#include <mutex>

namespace girs {

/// Prepares libsodium, once; every user of it calls this first.
void ensure_sodium();

/// A block of secret bytes. Locking it against swapping may fail for want of permission
/// (RLIMIT_MEMLOCK); it is guarded and wiped all the same.
class GuardedMemory {
 public:
  explicit GuardedMemory(std::size_t size);
  ~GuardedMemory();
  GuardedMemory(const GuardedMemory&) = delete;
  GuardedMemory& operator=(const GuardedMemory&) = delete;

  /// Access to the bytes while it lives, from any number of threads: the first opens the pages, the
  /// last closes them. Who writes is alone.
  class Access {
   public:
    std::uint8_t* data() const { return bytes_; }
    ~Access();
    Access(const Access&) = delete;
    Access& operator=(const Access&) = delete;

   private:
    friend class GuardedMemory;
    explicit Access(const GuardedMemory& memory);
    const GuardedMemory& memory_;
    std::uint8_t* bytes_;
  };
  Access access() const { return Access(*this); }

 private:
  std::uint8_t* bytes_;
  mutable std::mutex mutex_;
  mutable int accesses_ = 0;   // that live
};

}  // namespace girs
