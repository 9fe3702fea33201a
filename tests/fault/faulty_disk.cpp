#include "faulty_disk.h"

#include <sqlite3.h>

#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cstring>
#include <utility>

namespace fault {
namespace {

std::atomic<Fault> fault{Fault::kNone};
std::atomic<std::int64_t> fault_at{0};
std::atomic<std::int64_t> counted{0};
std::atomic<bool> happened{false};
std::function<void()> looker;

sqlite3_vfs* real() {
  static sqlite3_vfs* const found = sqlite3_vfs_find(nullptr);
  return found;
}

/// A file of ours with the system's own behind it, in one block of memory.
struct File {
  sqlite3_file base;
  sqlite3_file* below;
};

sqlite3_file* below(sqlite3_file* file) { return reinterpret_cast<File*>(file)->below; }

enum class Verdict { kGoOn, kFail, kHalf, kLast };

/// What becomes of the next operation.
Verdict next_operation() {
  const auto number = ++counted;
  const auto at = fault_at.load();
  if (at == 0 || number < at) return Verdict::kGoOn;
  const auto kind = fault.load();
  if (number == at) {
    happened = true;
    if (looker) std::exchange(looker, {})();
    if (kind == Fault::kKillBefore) kill(getpid(), SIGKILL);
    if (kind == Fault::kNone) return Verdict::kGoOn;
    if (kind == Fault::kKillAfter) return Verdict::kLast;
    return kind == Fault::kTorn || kind == Fault::kKill ? Verdict::kHalf : Verdict::kFail;
  }
  return kind == Fault::kFull || kind == Fault::kTorn ? Verdict::kFail : Verdict::kGoOn;
}

int failure() { return fault == Fault::kFull ? SQLITE_FULL : SQLITE_IOERR_WRITE; }

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  const auto verdict = next_operation();
  if (verdict == Verdict::kFail) return failure();
  if (verdict != Verdict::kHalf) {
    const int written = below(file)->pMethods->xWrite(below(file), bytes, size, offset);
    if (verdict == Verdict::kLast) kill(getpid(), SIGKILL);
    return written;
  }
  below(file)->pMethods->xWrite(below(file), bytes, size / 2, offset);
  if (fault == Fault::kKill) kill(getpid(), SIGKILL);
  return SQLITE_IOERR_WRITE;
}

/// Truncations and syncs have no half.
template <class Operation>
int whole(Operation operation) {
  const auto verdict = next_operation();
  if (verdict == Verdict::kGoOn) return operation();
  if (verdict == Verdict::kLast) (void)operation();
  if (verdict == Verdict::kLast || fault == Fault::kKill) kill(getpid(), SIGKILL);
  return fault == Fault::kFull ? SQLITE_FULL : SQLITE_IOERR_FSYNC;
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  return whole([&] { return below(file)->pMethods->xTruncate(below(file), size); });
}
int sync(sqlite3_file* file, int flags) {
  return whole([&] { return below(file)->pMethods->xSync(below(file), flags); });
}

int close(sqlite3_file* file) { return below(file)->pMethods->xClose(below(file)); }
int read(sqlite3_file* f, void* to, int n, sqlite3_int64 at) { return below(f)->pMethods->xRead(below(f), to, n, at); }
int file_size(sqlite3_file* f, sqlite3_int64* n) { return below(f)->pMethods->xFileSize(below(f), n); }
int lock(sqlite3_file* f, int level) { return below(f)->pMethods->xLock(below(f), level); }
int unlock(sqlite3_file* f, int level) { return below(f)->pMethods->xUnlock(below(f), level); }
int check_lock(sqlite3_file* f, int* held) { return below(f)->pMethods->xCheckReservedLock(below(f), held); }
int control(sqlite3_file* f, int what, void* with) { return below(f)->pMethods->xFileControl(below(f), what, with); }
int sector(sqlite3_file* f) { return below(f)->pMethods->xSectorSize(below(f)); }
int traits(sqlite3_file* f) { return below(f)->pMethods->xDeviceCharacteristics(below(f)); }
int shm_map(sqlite3_file* f, int page, int size, int extend, void volatile** at) {
  return below(f)->pMethods->xShmMap(below(f), page, size, extend, at);
}
int shm_lock(sqlite3_file* f, int offset, int n, int flags) {
  return below(f)->pMethods->xShmLock(below(f), offset, n, flags);
}
void shm_barrier(sqlite3_file* f) { below(f)->pMethods->xShmBarrier(below(f)); }
int shm_unmap(sqlite3_file* f, int remove) { return below(f)->pMethods->xShmUnmap(below(f), remove); }

const sqlite3_io_methods kMethods = {
    2,      close,   read,   write,      truncate, sync,   file_size, lock,     unlock,
    check_lock, control, sector, traits, shm_map,  shm_lock, shm_barrier, shm_unmap, nullptr, nullptr};

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* opened) {
  auto* mine = reinterpret_cast<File*>(file);
  mine->below = reinterpret_cast<sqlite3_file*>(mine + 1);
  const int result = real()->xOpen(real(), name, mine->below, flags, opened);
  mine->base.pMethods = result == SQLITE_OK ? &kMethods : nullptr;
  return result;
}

}  // namespace

void install_disk() {
  static sqlite3_vfs mine = *real();
  mine.zName = "faulty";
  mine.szOsFile = static_cast<int>(sizeof(File)) + real()->szOsFile;
  mine.xOpen = open;
  sqlite3_vfs_register(&mine, 1);
}

void arm(Fault kind, std::int64_t at) {
  fault = kind;
  fault_at = at;
  counted = 0;
  happened = false;
  looker = nullptr;
}

void watch(std::int64_t at, std::function<void()> look) {
  arm(Fault::kNone, at);
  looker = std::move(look);
}

std::int64_t operations() { return counted; }
bool fired() { return happened; }

}  // namespace fault
