#pragma once
// Memory for secrets: libsodium's guarded pages, kept out of swap and core dumps, unreadable
// but while it is used, wiped when it ends.

#include <condition_variable>
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

  /// Reads the bytes while it lives, on any number of threads: the first opens the pages for reading
  /// and the last closes them.
  class Access {
   public:
    const std::uint8_t* data() const { return memory_.bytes_; }
    ~Access();
    Access(const Access&) = delete;
    Access& operator=(const Access&) = delete;

   private:
    friend class GuardedMemory;
    explicit Access(const GuardedMemory& memory);
    const GuardedMemory& memory_;
  };
  Access access() const { return Access(*this); }

  /// Writes the bytes while it lives, alone: waits for all others.
  class Writing {
   public:
    std::uint8_t* data() const { return memory_.bytes_; }
    ~Writing();
    Writing(const Writing&) = delete;
    Writing& operator=(const Writing&) = delete;

   private:
    friend class GuardedMemory;
    explicit Writing(GuardedMemory& memory);
    GuardedMemory& memory_;
  };
  Writing writing() { return Writing(*this); }

 private:
  std::uint8_t* bytes_;
  mutable std::mutex mutex_;
  mutable std::condition_variable free_;
  mutable int readers_ = 0;
  bool is_written_ = false;
};

}  // namespace girs
