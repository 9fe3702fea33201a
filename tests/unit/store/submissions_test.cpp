#include "store/submissions.h"

#include <doctest/doctest.h>

#include <random>
#include <set>

#include "store/columns.h"
#include "store/state.h"
#include "store/store.h"
#include "support/temporary.h"

using namespace girs;

namespace {

store::SubmissionRow sample(const std::string& pid, int rev, std::int64_t index) {
  store::SubmissionRow row;
  row.pid = pid;
  row.env = "e";
  row.origin = "log";
  row.index = index;
  row.series = "s";
  row.rev = rev;
  row.regime = "R";
  row.unit = "1";
  row.period = "2025-Q4";
  row.scope = "own";
  row.kind = "original";
  row.envelope = {1};
  return row;
}

}  // namespace

TEST_CASE("the status of a submission is that of its newest decision") {
  const TemporaryFolder folder;
  auto store = *store::Store::open(folder / "a.girs", {});
  CHECK(store->write([](store::Connection& c) -> Status {
    GIRS_CHECK(store::insert_submission(c, sample("p", 1, 0), {{"preparer", "k", "x"}}, {{"F", 1, {9}}}));
    GIRS_TRY(const auto fresh, store::submission(c, "p"));
    CHECK(fresh->status == "received");
    GIRS_CHECK(store::insert_decision(c, {"d1", "p", "log", 1, 0, "rejected", "balance", "vì", {1}}));
    GIRS_CHECK(store::insert_decision(c, {"d2", "p", "log", 2, 0, "accepted", "", "", {1}}));
    GIRS_TRY(const auto decided, store::submission(c, "p"));
    CHECK(decided->status == "accepted");
    GIRS_TRY(const auto figures, store::figures(c, "p"));
    CHECK(figures[0].cells == Bytes{9});
    return ok();
  }));
}

TEST_CASE("a decision in the log of a new year is newer than one with a larger index in the old log") {
  const TemporaryFolder folder;
  auto store = *store::Store::open(folder / "a.girs", {});
  CHECK(store->write([](store::Connection& c) -> Status {
    GIRS_CHECK(store::insert_submission(c, sample("p", 1, 4999), {}, {{"F", 1, {9}}}));
    GIRS_CHECK(store::insert_decision(c, {"d1", "p", "log/2025", 5000, 100, "accepted", "", "", {1}}));
    GIRS_CHECK(store::insert_decision(c, {"d2", "p", "log/2026", 12, 200, "excluded", "x", "vì", {1}}));
    GIRS_TRY(const auto decided, store::submission(c, "p"));
    CHECK(decided->status == "excluded");
    GIRS_TRY(const auto all, store::decisions(c, "p"));
    CHECK(all.back().pid == "d2");
    return store::each_received_figures(c, "R", "2025-Q4", [](const store::ReceivedFigures& row) {
      CHECK(row.status == "excluded");
      return ok();
    });
  }));
}

TEST_CASE("a series has one package a revision, and its head is the newest") {
  const TemporaryFolder folder;
  auto store = *store::Store::open(folder / "a.girs", {});
  CHECK(store->write([](store::Connection& c) -> Status {
    GIRS_CHECK(store::insert_submission(c, sample("p1", 1, 0), {}, {}));
    GIRS_CHECK(store::insert_submission(c, sample("p2", 2, 1), {}, {}));
    CHECK(store::insert_submission(c, sample("p3", 2, 2), {}, {}).error().code == Code::kConflict);
    GIRS_TRY(const auto head, store::series_head(c, "s"));
    CHECK(head->pid == "p2");
    GIRS_TRY(const auto heads, store::heads(c, "R", "2025-Q4"));
    CHECK(heads.size() == 1);
    GIRS_TRY(const auto at, store::submission_at(c, "log", 0));
    CHECK(at->pid == "p1");
    return ok();
  }));
}

TEST_CASE("what is undecided is counted from what came since, as if all were counted each time") {
  const TemporaryFolder folder;
  auto store = *store::Store::open(folder / "a.girs", {});
  store::StateWatch watch;
  std::mt19937 random(11);
  std::set<int> open;
  int packages = 0, rows = 0;
  const auto come = [&](store::Connection& c) -> Status {
    for (auto count = random() % 4; count > 0; --count) {
      auto row = sample("p" + std::to_string(++packages), 1, ++rows);
      row.series = row.pid;
      GIRS_CHECK(store::insert_submission(c, row, {}, {}));
      open.insert(packages);
    }
    for (auto count = random() % 4; count > 0; --count) {   // some again, some of packages elsewhere
      const int which = 1 + static_cast<int>(random() % static_cast<unsigned>(packages + 3));
      const bool here = which <= packages;
      GIRS_CHECK(store::insert_decision(
          c, {"d" + std::to_string(++rows), (here ? "p" : "q") + std::to_string(which), "log", rows, 0, "accepted", "", "", {1}}));
      if (here) open.erase(which);
    }
    return ok();
  };
  for (int round = 0; round < 200; ++round) {
    CHECK(store->write(come));
    const auto state = watch.look(*store);
    REQUIRE(state);
    REQUIRE(state->submissions == packages);
    REQUIRE(state->undecided == static_cast<std::int64_t>(open.size()));
  }
  store::StateWatch late;
  CHECK(late.look(*store)->undecided == static_cast<std::int64_t>(open.size()));
}
