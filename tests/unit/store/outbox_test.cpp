#include "store/outbox.h"

#include <doctest/doctest.h>

#include "store/store.h"
#include "support/temporary.h"

using namespace girs;

TEST_CASE("the outbox keeps packages in order and never loses one") {
  const TemporaryFolder folder;
  auto store = *store::Store::open(folder / "a.girs", {});
  CHECK(store->write([](store::Connection& c) -> Status {
    GIRS_CHECK(store::enqueue(c, {"a", {}, "s", 1, {1}, "queued", 0, 10}));
    GIRS_CHECK(store::enqueue(c, {"b", {}, "s", 2, {2}, "queued", 0, 20}));
    GIRS_TRY(const auto queued, store::outbox(c, "queued"));
    REQUIRE(queued.size() == 2);
    CHECK(queued[0].pid == "a");
    CHECK(store::enqueue(c, {"a", {}, "s", 1, {1}, "queued", 0, 10}).error().code == Code::kConflict);
    GIRS_CHECK(store::set_outbox_receipt(c, "a", "receipt"));
    GIRS_CHECK(store::set_outbox_state(c, "b", "conflict", "series-conflict"));
    GIRS_TRY(const auto left, store::outbox(c, "queued"));
    CHECK(left.empty());
    GIRS_TRY(const auto a, store::outbox_row(c, "a"));
    CHECK(a->state == "receipted");
    CHECK(*a->receipt == "receipt");
    CHECK(a->attempts == 1);
    GIRS_TRY(const auto counts, store::outbox_counts(c));
    CHECK(counts.size() == 2);
    return ok();
  }));
}

TEST_CASE("packages are listed and sent as they were queued, also when the clock was set back meanwhile") {
  const TemporaryFolder folder;
  auto store = *store::Store::open(folder / "a.girs", {});
  CHECK(store->write([](store::Connection& c) -> Status {
    GIRS_CHECK(store::enqueue(c, {"z", {}, "s", 1, {1}, "queued", 0, 20}));
    GIRS_CHECK(store::enqueue(c, {"a", {}, "t", 1, {1}, "queued", 0, 10}));
    GIRS_CHECK(store::enqueue(c, {"m", {}, "s", 2, {2}, "queued", 0, 10}));
    GIRS_TRY(const auto listed, store::outbox(c, ""));
    REQUIRE(listed.size() == 3);
    CHECK(listed[0].pid + listed[1].pid + listed[2].pid == "zam");
    std::vector<std::string> sent;
    while (true) {
      GIRS_TRY(const auto next, store::lease_next(c, 30, 90, true, sent));
      if (!next) break;
      sent.push_back(next->pid);
      GIRS_CHECK(store::set_outbox_receipt(c, next->pid, "receipt"));
    }
    CHECK(sent == std::vector<std::string>{"z", "a", "m"});
    return ok();
  }));
}
