// A centre in service: the country at one look from a warm store, and how long a writer waits while
// the store is copied.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "bench/bench.h"
#include "bench/regimes.h"
#include "central/board.h"
#include "crypto/hash.h"
#include "json/canonical.h"
#include "package/series_id.h"
#include "report/opened_periods.h"
#include "store/backup.h"
#include "store/blobs.h"
#include "store/submissions.h"
#include "support/temporary.h"

namespace bench {
namespace {

using namespace girs;

constexpr std::size_t kBlobBytes = 4u << 20;
constexpr long kMiB = 512;  // of the store that is copied, unless GIRS_BENCH_BACKUP_MIB says more

/// How many blobs the store that is copied gets.
int blob_count() {
  const char* asked = std::getenv("GIRS_BENCH_BACKUP_MIB");
  const long mib = asked ? std::strtol(asked, nullptr, 10) : kMiB;
  return static_cast<int>(std::clamp(mib, 64L, 16L << 10) / static_cast<long>(kBlobBytes >> 20));
}

void must(const Status& status) {
  if (!status) give_up(status.error().message.en);
}

/// Every unit has sent its newest report under every regime: `board` tells which periods those are.
std::int64_t fill(store::Store& store, const Catalog& catalog, const json::Value& shown, std::int64_t at) {
  std::int64_t index = 0;
  must(store.write([&](store::Connection& connection) -> Status {
    for (const auto& regime : *shown.find("regimes")->as_array())
      for (const auto& unit : catalog.units().versions()) {
        const auto code = *regime.text("regime"), period = *regime.text("period");
        const auto pid = to_hex(sha256(code + period + unit.code));
        const auto scope = unit.kind == "commune" ? package::ReportScope::kOwn : package::ReportScope::kAggregate;
        store::SubmissionRow row{pid, pid, "o", index++, at, package::series_id(unit.code, code, scope, period), 1, {},
                                 code, unit.code, period, std::string(package::to_text(scope)), "original", "2026-01-01T00:00:00Z", Bytes(64)};
        GIRS_CHECK(store::insert_submission(connection, row, {}, {}));
        GIRS_CHECK(store::insert_decision(connection, {pid + "d", pid, "d", index, at, "accepted", "", "", Bytes(8)}));
      }
    return ok();
  }));
  return index;
}

void overview_of_country(Report& report) {
  const TemporaryFolder folder;
  const auto catalog = country_under_regimes();
  const Time now = *from_rfc3339("2026-11-20T02:00:00Z");
  const auto store = made(store::Store::open(folder / "centre.girs", {false, 5000, [&] { return now; }}));
  report::OpenedPeriods opened(catalog);  // as a centre has it
  report::Workspace workspace{store.get(), &catalog};
  workspace.opened = &opened;
  central::Board empty;
  const auto count = fill(*store, catalog, made(empty.show(workspace, "", now)), now.time_since_epoch().count() - 86400 * 3);
  central::Board board;
  const double cold = best_of(1, [&] { keep(made(board.show(workspace, "", now))); });
  const double warm = best_of(10, [&] { keep(json::compact(made(board.show(workspace, "", now)))); });
  const double part = best_of(10, [&] { keep(json::compact(made(board.show(workspace, "120", now)))); });
  const auto data = std::to_string(count) + " reports";
  report.push_back({"overview-country", warm * 1e3, "ms", 50, "the first look", cold * 1e3, data});
  report.push_back({"overview-province", part * 1e3, "ms", 50, "the first look", cold * 1e3, data});
}

/// The longest of the writes that go on until `stop`, seconds.
double longest_write(store::Store& store, const std::atomic<bool>& stop) {
  double longest = 0;
  for (int i = 0; !stop; ++i)
    longest = std::max(longest, best_of(1, [&] {
      must(store.write([&](store::Connection& connection) {
        return store::set_setting(connection, "unit", std::to_string(i));
      }));
    }));
  return longest;
}

void backup_pause(Report& report) {
  const TemporaryFolder folder;
  const auto store = made(store::Store::open(folder / "centre.girs", {}));
  const int blobs = blob_count();
  for (int i = 0; i < blobs; ++i)
    must(store->write([&](store::Connection& connection) {
      return store::put_blob(connection, std::to_string(i), Bytes(kBlobBytes, static_cast<std::uint8_t>(i)), Time{});
    }));
  const auto run = [&](const auto& meanwhile) {
    std::atomic<bool> stop = false;
    double longest = 0;
    std::thread writer([&] { longest = longest_write(*store, stop); });
    meanwhile();
    stop = true;
    writer.join();
    return longest;
  };
  double took = 0;
  const double copied = run([&] {
    took = best_of(1, [&] { made(store::backup(*store, folder / "copy.girs", {})); });
  });
  const double alone = run([&] { std::this_thread::sleep_for(std::chrono::duration<double>(took)); });
  report.push_back({"backup-pause", copied * 1e3, "ms", 100, "the longest write without a copy", alone * 1e3,
                    std::to_string(static_cast<std::size_t>(blobs) * (kBlobBytes >> 20)) + " MiB"});
}

}  // namespace

void service(Report& report) {
  overview_of_country(report);
  backup_pause(report);
}

}  // namespace bench
