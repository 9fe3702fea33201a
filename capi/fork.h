#pragma once
// What a fork leaves to the child: no store, and nothing made from one. SQLite keeps the locks of a
// file by process, so that a child which used, closed or opened a file that its parent has open
// would break them for both.

#include <cstdint>
#include <string>

#include "base/result.h"

namespace girs::capi {

/// How many forks lie between the process that loaded the library and this one.
std::uint32_t forks() noexcept;

/// The process in which an object was made.
class Birth {
 public:
  Birth() noexcept : forks_(forks()) {}
  bool is_here() const noexcept { return forks_ == forks(); }

 private:
  std::uint32_t forks_;
};

/// What is said of an object of the parent.
Error made_before_a_fork(const char* name);

/// kUnsupported for a file that the parent had open as a store when it forked.
Status not_open_in_the_parent(const std::string& path);

/// A file that counts as open in this process until it is released.
class OpenFile {
 public:
  OpenFile() = default;
  ~OpenFile() { release(); }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  void claim(const std::string& path);
  void release() noexcept;  // also twice, and from several threads

 private:
  std::uint64_t ticket_ = 0;  // 0: none
};

}  // namespace girs::capi
