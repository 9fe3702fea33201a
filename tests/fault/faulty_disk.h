#pragma once
// A disk that fails when it is told to: a SQLite VFS over the system's own, which counts writes,
// truncations and syncs, and does something else at the n-th of them.

#include <cstdint>
#include <functional>

namespace fault {

enum class Fault {
  kNone,
  kError,  // this one operation fails
  kFull,   // from here on every write finds the disk full
  kTorn,   // half of the bytes get through, then nothing more does: power is gone
  kKill,   // half of the bytes get through and the process is killed, as by kill -9
  kKillBefore,  // it is killed before this operation
  kKillAfter,   // it is killed when this operation is done
};

/// Puts the disk under every store that is opened from now on in this process.
void install_disk();
/// `fault` happens at operation `at` from now on (1 is the next one); 0: never.
void arm(Fault fault, std::int64_t at);
/// Calls `look` just before operation `at`, once, and lets everything pass.
void watch(std::int64_t at, std::function<void()> look);
/// Operations since arm(), and whether the fault has happened.
std::int64_t operations();
bool fired();

}  // namespace fault
