#include "store/obligations.h"

#include <doctest/doctest.h>

#include "store/requests.h"
#include "store/schema.h"
#include "store/store.h"
#include "support/temporary.h"

using namespace girs;

namespace {

store::ObligationChangeRow extension(std::int64_t at, std::string due) {
  return {"KSTTHC", "31825", "2025-Q4", "own", at, "extended", std::move(due), "Bão số 12", "Văn phòng"};
}

}  // namespace

TEST_CASE("changes of obligations are read as of a moment, oldest first") {
  const TemporaryFolder folder;
  auto store = *store::Store::open(folder / "a.girs", {});
  REQUIRE(store->write([](store::Connection& c) -> Status {
    GIRS_CHECK(store::add_obligation_change(c, extension(100, "2025-12-20")));
    return store::add_obligation_change(c, extension(200, "2025-12-25"));
  }));
  const auto at = [&](std::int64_t until) {
    return *store->read([&](store::Connection& c) { return store::obligation_changes(c, "KSTTHC", "", until); });
  };
  CHECK(at(99).empty());
  REQUIRE(at(150).size() == 1);
  CHECK(at(150)[0].due == "2025-12-20");
  REQUIRE(at(200).size() == 2);
  CHECK(at(200)[1].due == "2025-12-25");
}

TEST_CASE("a change of an obligation needs a reason and an author, and is never changed itself") {
  const TemporaryFolder folder;
  auto store = *store::Store::open(folder / "a.girs", {});
  auto nameless = extension(1, "2025-12-20");
  nameless.author.clear();
  CHECK(!store->write([&](store::Connection& c) { return store::add_obligation_change(c, nameless); }));
  auto unexplained = extension(1, "2025-12-20");
  unexplained.reason.clear();
  CHECK(!store->write([&](store::Connection& c) { return store::add_obligation_change(c, unexplained); }));
  REQUIRE(store->write([](store::Connection& c) { return store::add_obligation_change(c, extension(1, "2025-12-20")); }));
  CHECK(!store->write([](store::Connection& c) { return c.script("UPDATE obligation_change SET reason = 'x'"); }));
  CHECK(!store->write([](store::Connection& c) { return c.script("DELETE FROM obligation_change"); }));
}

TEST_CASE("requests are found by unit and by the moment they were logged") {
  const TemporaryFolder folder;
  auto store = *store::Store::open(folder / "a.girs", {});
  const store::RequestRow row{"aa", "o", 3, 500, "DX-BAO", "X-bao-12", "2025-11-20", "Thiệt hại do bão",
                              Bytes{1, 2}, {"31825", "31834"}};
  REQUIRE(store->write([&](store::Connection& c) { return store::insert_request(c, row); }));
  const auto asked = [&](const char* unit, std::int64_t until) {
    return store->read([&](store::Connection& c) { return store::requests(c, unit, until); })->size();
  };
  CHECK(asked("31825", 500) == 1);
  CHECK(asked("", 500) == 1);
  CHECK(asked("31825", 499) == 0);
  CHECK(asked("1", 500) == 0);
  const auto found = *store->read([](store::Connection& c) { return store::request(c, "aa"); });
  REQUIRE(found);
  CHECK(found->units == row.units);
  CHECK(found->envelope == row.envelope);
}
