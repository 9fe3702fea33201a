// A disk that is full, as a limit on the size of files in a child process: the call says so,
// and the store is whole afterwards.

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

#include "exchange.h"

using namespace capi;

namespace {

/// Runs `work` in a child whose files may grow to `bytes_max` only; its answer, or -1 when the
/// child did not end by itself.
int with_file_limit(rlim_t bytes_max, const std::function<int()>& work) {
  const pid_t child = fork();
  if (child == 0) {
    signal(SIGXFSZ, SIG_IGN);  // a write beyond the limit then fails with EFBIG
    const rlimit limit{bytes_max, bytes_max};
    _exit(setrlimit(RLIMIT_FSIZE, &limit) == 0 ? work() : 100);
  }
  int status = 0;
  if (waitpid(child, &status, 0) != child || !WIFEXITED(status)) return -1;
  return WEXITSTATUS(status);
}

// SQLite's index of the write-ahead log (-shm) has this size at least; without it a store does
// not even open.
constexpr rlim_t kIndexSize = 32768;

}  // namespace

TEST_CASE("a new store that finds no room is refused as a disk error") {
  const TemporaryFolder folder;
  const auto answer = with_file_limit(4096, [&] {
    Store store;
    Failure failure;
    const auto status = girs_store_open((folder / "a.girs").c_str(), GIRS_NUL, nullptr, store.out(), failure.out());
    if (status == GIRS_OK) return 1;
    return status == GIRS_IO && !failure.detail("path").empty() && store == nullptr ? 0 : 2;
  });
  CHECK(answer == 0);
}

TEST_CASE("a catalogue that finds no room is not loaded in part") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.girs";
  Store store;
  MUST(girs_store_open(path.c_str(), GIRS_NUL, nullptr, store.out(), error));
  store.free();
  const auto answer = with_file_limit(kIndexSize + 16384, [&] {
    Store full;
    Failure failure;
    if (girs_store_open(path.c_str(), GIRS_NUL, nullptr, full.out(), failure.out()) < 0) return 1;
    const auto status = girs_catalog_load(full, kCatalogue.c_str(), GIRS_NUL, failure.out());
    return status == GIRS_IO ? 0 : 2;
  });
  CHECK(answer == 0);
  MUST(girs_store_open(path.c_str(), GIRS_NUL, nullptr, store.out(), error));
  Given list;
  CHECK(girs_catalog_list(store, list.out(), nullptr) == GIRS_NOT_FOUND);
  MUST(girs_catalog_load(store, kCatalogue.c_str(), GIRS_NUL, error));
}

TEST_CASE("a report that finds no room while it is sealed is not queued and can be sealed later") {
  Exchange exchange;
  const std::string path = exchange.folder / "commune.girs";
  Report report = exchange.draft();
  const std::string long_text(kIndexSize, 'a');  // makes a package larger than the limit
  MUST(girs_report_explain(report, "", 0, "LV01", GIRS_NUL, "balance", GIRS_NUL, long_text.data(),
                           long_text.size(), error));
  MUST(girs_report_approve(report, error));
  report.free();
  exchange.commune.free();
  const auto seal = [&]() -> girs_status {
    const auto options = quarter();
    const auto parties = exchange.parties();
    Store store;
    Report again;
    auto status = girs_store_open(path.c_str(), GIRS_NUL, nullptr, store.out(), nullptr);
    if (status == GIRS_OK) status = girs_report_open(store, &options, again.out(), nullptr);
    if (status == GIRS_OK) status = girs_report_submit(again, parties.data(), parties.size(), nullptr, nullptr);
    return status;
  };
  CHECK(with_file_limit(kIndexSize, [&] { return seal() == GIRS_IO ? 0 : 1; }) == 0);
  exchange.commune = exchange.open("commune.girs", kUnit);
  CHECK(exchange.outbox() == "[]");
  CHECK(seal() == GIRS_OK);
  CHECK(member(exchange.outbox(), "state") == "queued");
}
