// Opening and closing stores: files that are none, files of others, locks, order of frees.

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "exchange.h"

using namespace capi;

namespace {

girs_status open_store(const std::string& path, Store& store, Failure& failure,
                       std::uint32_t flags = 0) {
  girs_store_options options = GIRS_STORE_OPTIONS;
  options.flags = flags;
  options.busy_timeout_ms = 50;
  return girs_store_open(path.c_str(), GIRS_NUL, &options, store.out(), failure.out());
}

}  // namespace

TEST_CASE("a store keeps its settings when it is opened again") {
  const TemporaryFolder folder;
  const std::string path = folder / "thu-nghiệm.girs";
  Store store;
  Failure failure;
  REQUIRE(open_store(path, store, failure) == GIRS_OK);
  MUST(girs_store_set(store, "unit", GIRS_NUL, "31825", GIRS_NUL, error));
  store.free();
  REQUIRE(open_store(path, store, failure) == GIRS_OK);
  Given unit;
  MUST(girs_store_get(store, "unit", GIRS_NUL, unit.out(), error));
  CHECK(unit.text() == "31825");
  CHECK(girs_store_get(store, "audience", GIRS_NUL, unit.out(), failure.out()) == GIRS_NOT_FOUND);
  CHECK(unit == nullptr);
}

TEST_CASE("a setting that does not exist or is malformed is refused and changes nothing") {
  const TemporaryFolder folder;
  Store store;
  Failure failure;
  Given value;
  REQUIRE(open_store(folder / "a.girs", store, failure) == GIRS_OK);
  CHECK(girs_store_set(store, "colour", GIRS_NUL, "red", GIRS_NUL, failure.out()) ==
        GIRS_INVALID_ARGUMENT);
  for (const std::string key : {"unit", "audience", "registry-root", "log-key"}) {
    CAPTURE(key);
    CHECK(girs_store_set(store, key.c_str(), GIRS_NUL, "\x01 no\n", GIRS_NUL, failure.out()) ==
          GIRS_INVALID_ARGUMENT);
    CHECK(girs_store_get(store, key.c_str(), GIRS_NUL, value.out(), nullptr) == GIRS_NOT_FOUND);
  }
}

TEST_CASE("a read-only store must exist, and cannot be changed") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.girs";
  Store store;
  Failure failure;
  CHECK(open_store(path, store, failure, GIRS_STORE_READ_ONLY) == GIRS_NOT_FOUND);
  CHECK(failure.detail("path") == path);
  CHECK(access(path.c_str(), F_OK) != 0);
  REQUIRE(open_store(path, store, failure) == GIRS_OK);
  MUST(girs_store_set(store, "unit", GIRS_NUL, "31825", GIRS_NUL, error));
  Store reader;
  REQUIRE(open_store(path, reader, failure, GIRS_STORE_READ_ONLY) == GIRS_OK);
  Given unit;
  MUST(girs_store_get(reader, "unit", GIRS_NUL, unit.out(), error));
  CHECK(girs_store_set(reader, "unit", GIRS_NUL, "96", GIRS_NUL, failure.out()) < 0);
  CHECK_FALSE(failure.message().empty());
}

TEST_CASE("a file that is no store is refused and left as it is") {
  const TemporaryFolder folder;
  const std::string path = folder / "notes.txt";
  SUBCASE("a text file") { std::ofstream(path) << std::string(5000, 'x'); }
  SUBCASE("a short text file") { std::ofstream(path) << "hello"; }
  SUBCASE("another program's database") { tamper(path, "CREATE TABLE t(x); INSERT INTO t VALUES(1);"); }
  struct stat before {};
  REQUIRE(stat(path.c_str(), &before) == 0);
  Store store;
  Failure failure;
  CHECK(open_store(path, store, failure) == GIRS_CORRUPT);
  CHECK(store == nullptr);
  CHECK(failure.detail("path") == path);
  CHECK(failure.message("vi") != failure.message("en"));
  struct stat after {};
  REQUIRE(stat(path.c_str(), &after) == 0);
  CHECK(after.st_size == before.st_size);
}

TEST_CASE("a store of a newer library is refused with its format") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.girs";
  Store store;
  Failure failure;
  REQUIRE(open_store(path, store, failure) == GIRS_OK);
  store.free();
  tamper(path, "PRAGMA user_version = 9000;");
  CHECK(open_store(path, store, failure) == GIRS_UNSUPPORTED);
  CHECK(failure.detail("format") == "9000");
  CHECK(open_store(path, store, failure, GIRS_STORE_READ_ONLY) == GIRS_UNSUPPORTED);
}

TEST_CASE("a store in a place where nothing can be written is refused with its path") {
  const TemporaryFolder folder;
  Store store;
  Failure failure;
  CHECK(open_store(folder / "absent/a.girs", store, failure) < 0);
  CHECK(failure.detail("path") == folder / "absent/a.girs");
  CHECK(open_store(folder.path(), store, failure) < 0);  // a folder
  if (geteuid() == 0) return;  // root writes everywhere
  REQUIRE(chmod(folder.path().c_str(), 0500) == 0);
  CHECK(open_store(folder / "a.girs", store, failure) < 0);
  CHECK(failure.detail("path") == folder / "a.girs");
  REQUIRE(chmod(folder.path().c_str(), 0700) == 0);
}

TEST_CASE("a closed store refuses every further call, and closing twice is fine") {
  Exchange exchange;
  const Report report = exchange.draft();
  MUST(girs_store_close(exchange.commune, error));
  MUST(girs_store_close(exchange.commune, error));
  Failure failure;
  Given given;
  Findings findings;
  const auto options = quarter();
  Report another;
  CHECK(girs_store_set(exchange.commune, "unit", GIRS_NUL, "96", GIRS_NUL, failure.out()) == GIRS_CLOSED);
  CHECK(girs_store_get(exchange.commune, "unit", GIRS_NUL, given.out(), failure.out()) == GIRS_CLOSED);
  CHECK(girs_catalog_load(exchange.commune, kCatalogue.c_str(), GIRS_NUL, failure.out()) == GIRS_CLOSED);
  CHECK(girs_report_open(exchange.commune, &options, another.out(), failure.out()) == GIRS_CLOSED);
  CHECK(girs_report_check(report, findings.out(), failure.out()) == GIRS_CLOSED);
  CHECK(girs_report_approve(report, failure.out()) == GIRS_CLOSED);
  CHECK(girs_report_show(report, given.out(), failure.out()) == GIRS_CLOSED);
  CHECK(girs_sync_outbox(exchange.commune, given.out(), failure.out()) == GIRS_CLOSED);
  CHECK(girs_fsck(exchange.commune, nullptr, nullptr, given.out(), failure.out()) == GIRS_CLOSED);
  CHECK(failure.message("vi") != "");
}

TEST_CASE("objects made from a store stay valid when its handle is freed first") {
  Exchange exchange;
  Report report = exchange.draft("row,3\nLV01,1\n");
  exchange.commune.free();
  Findings findings;
  MUST(girs_report_check(report, findings.out(), error));
  report.free();
  CHECK(girs_findings_count(findings) > 0);
  CHECK(girs_findings_message(findings, 0, "vi") != nullptr);
}

TEST_CASE("a central and a server stay valid when the handles they came from are freed first") {
  Exchange exchange;
  Central central = exchange.open_central();
  exchange.centre.free();
  Server server;
  MUST(girs_server_listen(central, nullptr, server.out(), error));
  central.free();
  std::thread host([&] { MUST(girs_server_run(server, error)); });
  girs_server_stop(server);
  host.join();
}

TEST_CASE("two handles on one file see each other's work") {
  const TemporaryFolder folder;
  Store one, other;
  Failure failure;
  REQUIRE(open_store(folder / "a.girs", one, failure) == GIRS_OK);
  REQUIRE(open_store(folder / "a.girs", other, failure) == GIRS_OK);
  Given unit;
  MUST(girs_store_set(one, "unit", GIRS_NUL, "31825", GIRS_NUL, error));
  MUST(girs_store_get(other, "unit", GIRS_NUL, unit.out(), error));
  CHECK(unit.text() == "31825");
  MUST(girs_store_set(other, "unit", GIRS_NUL, "31834", GIRS_NUL, error));
  MUST(girs_store_get(one, "unit", GIRS_NUL, unit.out(), error));
  CHECK(unit.text() == "31834");
}

TEST_CASE("a writer that cannot have the lock in time is told to come back") {
  const TemporaryFolder folder;
  Store store;
  Failure failure;
  REQUIRE(open_store(folder / "a.girs", store, failure) == GIRS_OK);
  LockedFile lock(folder / "a.girs");
  CHECK(girs_store_set(store, "unit", GIRS_NUL, "31825", GIRS_NUL, failure.out()) == GIRS_BUSY);
  CHECK(failure.message("vi") != failure.message("en"));
  lock.release();
  MUST(girs_store_set(store, "unit", GIRS_NUL, "31825", GIRS_NUL, error));
}

TEST_CASE("an error outlives everything, in both languages") {
  Failure failure;
  {
    const TemporaryFolder folder;
    Store store;
    (void)open_store(folder / "absent.girs", store, failure, GIRS_STORE_READ_ONLY);
  }
  CHECK(girs_error_status(failure) == GIRS_NOT_FOUND);
  CHECK(failure.message("en").find("absent.girs") != std::string::npos);
  CHECK(failure.message("vi").find("absent.girs") != std::string::npos);
  CHECK(failure.message("fr") == failure.message("en"));
  CHECK(girs_error_detail(failure, "no-such-key") == nullptr);
  CHECK(girs_error_detail(failure, nullptr) == nullptr);
}
