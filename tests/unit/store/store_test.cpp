#include "store/store.h"

#include <doctest/doctest.h>

#include <thread>

#include "base/file.h"
#include "store/schema.h"
#include "support/temporary.h"

using namespace girs;

TEST_CASE("a new store opens again and keeps its settings") {
  const TemporaryFolder folder;
  {
    auto opened = store::Store::open(folder / "a.girs", {});
    REQUIRE(opened);
    CHECK((*opened)->write([](store::Connection& c) { return store::set_setting(c, "unit", "31825"); }));
  }
  auto again = store::Store::open(folder / "a.girs", {});
  REQUIRE(again);
  const auto unit = (*again)->read([](store::Connection& c) { return store::setting(c, "unit"); });
  CHECK(**unit == "31825");
}

TEST_CASE("what fails inside a transaction leaves nothing behind") {
  const TemporaryFolder folder;
  auto store = *store::Store::open(folder / "a.girs", {});
  const auto failed = store->write([](store::Connection& c) -> Status {
    GIRS_CHECK(store::set_setting(c, "unit", "1"));
    return error(Code::kConflict, "stop");
  });
  CHECK(failed.error().message.en == "stop");
  const auto unit = store->read([](store::Connection& c) { return store::setting(c, "unit"); });
  REQUIRE(unit);
  CHECK(!unit->has_value());
}

TEST_CASE("text that is no database is refused as no store, and stays as it was") {
  const TemporaryFolder folder;
  const std::string text(5000, 'x');
  REQUIRE(write_file(folder / "a.girs", text));
  const auto opened = store::Store::open(folder / "a.girs", {});
  CHECK(opened.error().code == Code::kCorrupt);
  CHECK(*read_file(folder / "a.girs", 10000) == text);
}

TEST_CASE("a store of a newer version says which format it has and which one is known") {
  const TemporaryFolder folder;
  {
    auto store = *store::Store::open(folder / "a.girs", {});
    REQUIRE(store->write([](store::Connection& c) { return c.script("PRAGMA user_version = 99"); }));
  }
  const auto opened = store::Store::open(folder / "a.girs", {});
  CHECK(opened.error().code == Code::kUnsupported);
  CHECK(*detail_of(opened.error().details, "format") == "99");
}

TEST_CASE("a read-only store must exist and refuses writing") {
  const TemporaryFolder folder;
  CHECK(store::Store::open(folder / "none.girs", {true}).error().code == Code::kNotFound);
  { auto made = *store::Store::open(folder / "a.girs", {}); }
  auto store = *store::Store::open(folder / "a.girs", {true});
  CHECK(!store->write([](store::Connection& c) { return store::set_setting(c, "unit", "1"); }));
}

TEST_CASE("a second writer is told that the store is busy, and succeeds later") {
  const TemporaryFolder folder;
  auto first = *store::Store::open(folder / "a.girs", {});
  auto second = *store::Store::open(folder / "a.girs", {false, 20});
  const auto held = first->write([&](store::Connection& c) -> Status {
    GIRS_CHECK(store::set_setting(c, "unit", "1"));
    const auto refused = second->write([](store::Connection& d) { return store::set_setting(d, "unit", "2"); });
    CHECK(refused.error().code == Code::kBusy);
    return ok();
  });
  CHECK(held);
  CHECK(second->write([](store::Connection& d) { return store::set_setting(d, "unit", "2"); }));
}

TEST_CASE("what may wait is not written, nor waited for, while another process or thread writes") {
  const TemporaryFolder folder;
  constexpr int kLong = 3'600'000;   // longer than any test runs
  auto first = *store::Store::open(folder / "a.girs", {false, kLong});
  auto second = *store::Store::open(folder / "a.girs", {false, kLong});
  const auto put = [](store::Connection& c) { return store::set_setting(c, "unit", "2"); };
  const auto held = first->write([&](store::Connection&) -> Status {
    CHECK(*second->write_if_free(put) == false);
    std::thread other([&] { CHECK(*first->write_if_free(put) == false); });
    other.join();
    return ok();
  });
  CHECK(held);
  const auto unit = [](store::Connection& c) { return store::setting(c, "unit"); };
  CHECK(!second->read(unit)->has_value());
  CHECK(*second->write_if_free(put) == true);
  CHECK(**first->read(unit) == "2");
  const auto failed = second->write_if_free([](store::Connection& c) -> Status {
    GIRS_CHECK(store::set_setting(c, "unit", "3"));
    return error(Code::kConflict, "stop");
  });
  CHECK(failed.error().message.en == "stop");
  CHECK(**first->read(unit) == "2");
}

TEST_CASE("two threads that open a new store at once both find one good store") {
  const TemporaryFolder folder;
  bool good[2] = {false, false};
  std::thread threads[2];
  for (int i = 0; i < 2; ++i)
    threads[i] = std::thread([&, i] { good[i] = static_cast<bool>(store::Store::open(folder / "a.girs", {})); });
  for (auto& thread : threads) thread.join();
  CHECK(good[0]);
  CHECK(good[1]);
}

TEST_CASE("a closed store answers that it is closed, as often as asked") {
  const TemporaryFolder folder;
  auto store = *store::Store::open(folder / "a.girs", {});
  CHECK(store->close());
  CHECK(store->close());
  CHECK(store->read([](store::Connection& c) { return store::setting(c, "unit"); }).error().code == Code::kClosed);
}

TEST_CASE("what was logged cannot be changed or deleted through SQL") {
  const TemporaryFolder folder;
  auto store = *store::Store::open(folder / "a.girs", {});
  REQUIRE(store->write([](store::Connection& c) {
    return c.script("INSERT INTO log_leaf VALUES(0, x'00', zeroblob(32))");
  }));
  for (const char* sql : {"UPDATE log_leaf SET leaf = x'01'", "DELETE FROM log_leaf"})
    CHECK(!store->write([&](store::Connection& c) { return c.script(sql); }));
}
