// Many packages at once: one leaf each, one transaction for many, and who is refused stops nobody.

#include "central/group_commit.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "central/fsck.h"
#include "central/log_book.h"
#include "log/receipt.h"
#include "package/submission.h"
#include "support/world.h"

using namespace girs;
using namespace girs::testing;

namespace {

std::int64_t leaves(const Site& site) {
  return must(site.store->read([](store::Connection& c) { return store::log_size(c); }));
}

std::string pid_of(const std::string& body) {
  return must(package::Submission::parse(body)).envelope.pid();
}

using Nothing = Result<std::shared_ptr<const void>>;
using Receipts = Result<central::GroupCommit::Receipts>;
using Work = std::function<Result<central::Entered>(store::Connection&)>;

const central::GroupCommit::Receipts noted = [](std::int64_t index) -> Result<std::string> {
  return "note " + std::to_string(index);
};

/// Enters and waits.
Result<central::GroupCommit::Outcome> enter(central::GroupCommit& commit, store::Store& store, const Work& work,
                                            const central::GroupCommit::Steps& steps) {
  Waiter<std::optional<Result<central::GroupCommit::Outcome>>> waiter;
  commit.enter({&store, steps, work, waiter.executor(), [&](auto outcome) { waiter.give(std::move(outcome)); }});
  auto outcome = waiter.wait();
  REQUIRE(outcome);
  return *std::move(outcome);
}

/// Runs `work(i)` on `count` threads at once.
template <class Work>
void at_once(int count, Work work) {
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) threads.emplace_back([&work, i] { work(i); });
  for (auto& thread : threads) thread.join();
}

}  // namespace

TEST_CASE("of 50 identical packages at once one is logged, and all get its receipt") {
  World world({"31825"});
  const auto site = world.site("commune");
  const auto pid = world.submit(site, "31825");
  const auto body = World::body(site, pid);
  const auto before = leaves(world.centre_site());
  std::vector<std::optional<central::Admission>> got(50);
  at_once(50, [&](int i) {
    if (auto admitted = world.centre().admit(pid, body)) got[static_cast<std::size_t>(i)] = *std::move(admitted);
  });
  int fresh = 0;
  for (const auto& one : got) {
    REQUIRE(one);
    fresh += one->fresh;
    CHECK(one->index == got[0]->index);
    CHECK(must(log::verify_proof(one->receipt, world.policy())).index == static_cast<std::uint64_t>(one->index));
  }
  CHECK(fresh == 1);
  CHECK(leaves(world.centre_site()) == before + 2);  // the package and its decision
}

TEST_CASE("packages that come together are all logged, whoever among them is refused") {
  const std::vector<std::string> units{"31825", "31834", "31840", "31843", "31849", "31858"};
  World world(units);
  std::vector<std::string> bodies;
  for (const auto& unit : units) {
    const auto one = world.site("one of " + unit), other = world.site("other of " + unit);
    bodies.push_back(World::body(one, world.submit(one, unit)));
    bodies.push_back(World::body(other, world.submit(other, unit, 7)));  // the same revision again
  }
  std::vector<std::string> reasons(bodies.size());
  at_once(static_cast<int>(bodies.size()), [&](int i) {
    const auto& body = bodies[static_cast<std::size_t>(i)];
    const auto admitted = world.centre().admit(pid_of(body), body);
    reasons[static_cast<std::size_t>(i)] =
        admitted ? "in" : *detail_of(admitted.error().details, "reason");
  });
  CHECK(std::ranges::count(reasons, "in") == 6);
  CHECK(std::ranges::count(reasons, "series-conflict") == 6);
  const std::string origin = kOrigin;
  const auto checked = must(central::fsck(world.centre_site().workspace(), origin,
                                          *must(world.centre().registry()), world.policy(), {}));
  CHECK(checked.submissions == 6);
  CHECK(checked.faults.empty());
}

TEST_CASE("packages that wait for their group hold no thread: one thread logs six in one transaction") {
  const std::vector<std::string> units{"31825", "31834", "31840", "31843", "31849", "31858"};
  World world(units);
  std::vector<std::string> bodies;
  for (const auto& unit : units) {
    const auto site = world.site("of " + unit);
    bodies.push_back(World::body(site, world.submit(site, unit)));
  }
  const auto checkpoints = [&] {
    return must(world.centre_site().store->read([](store::Connection& c) { return store::checkpoints(c); })).size();
  };
  const auto before = checkpoints();
  std::vector<Task> tasks;
  const auto run_all = [&] {
    for (const auto& task : std::exchange(tasks, {})) task();
  };
  std::vector<std::string> receipts;
  for (const auto& body : bodies)
    world.centre().admit(pid_of(body), body, [&](Task task) { tasks.push_back(std::move(task)); },
                         [&](const std::optional<Result<central::Admission>>& admitted) {
                           receipts.push_back((*admitted)->receipt);
                         });
  CHECK(tasks.size() == 1);  // the first one is to write the group
  CHECK(receipts.empty());
  run_all();
  CHECK(checkpoints() == before + 1);
  CHECK(tasks.size() == bodies.size());  // the receipts
  run_all();
  CHECK(receipts.size() == bodies.size());
  for (const auto& receipt : receipts) CHECK(log::verify_proof(receipt, world.policy()));
}

TEST_CASE("a package that fails when its leaf is written already leaves no gap for the next of its group") {
  const std::vector<std::string> units{"31825", "31834", "31840"};
  World world(units);
  std::vector<std::string> bodies;
  for (const auto& unit : units) {
    const auto site = world.site("of " + unit);
    bodies.push_back(World::body(site, world.submit(site, unit)));
  }
  const auto failing = "CREATE TRIGGER fails BEFORE INSERT ON decision WHEN NEW.of_pid = '" + pid_of(bodies[1]) +
                       "' BEGIN SELECT RAISE(ABORT, 'no decision'); END";
  must(world.centre_site().store->write([&](store::Connection& c) { return c.script(failing.c_str()); }));
  const auto before = leaves(world.centre_site());
  std::vector<Task> tasks;
  std::vector<Result<central::Admission>> told;
  for (const auto& body : bodies)
    world.centre().admit(pid_of(body), body, [&](Task task) { tasks.push_back(std::move(task)); },
                         [&](const std::optional<Result<central::Admission>>& admitted) { told.push_back(*admitted); });
  while (!tasks.empty())
    for (const auto& task : std::exchange(tasks, {})) task();
  REQUIRE(told.size() == 3);
  const auto taken = std::ranges::count_if(told, [](const auto& one) { return static_cast<bool>(one); });
  CHECK(taken == 2);
  for (const auto& one : told)
    if (one) CHECK(log::verify_proof(one->receipt, world.policy()));
  CHECK(leaves(world.centre_site()) == before + 4);   // two packages and their decisions
  must(world.centre_site().store->write([](store::Connection& c) { return c.script("DROP TRIGGER fails"); }));
  CHECK(must(central::fsck(world.centre_site().workspace(), kOrigin, *must(world.centre().registry()), world.policy(), {}))
            .faults.empty());
  CHECK(must(world.centre().admit(pid_of(bodies[1]), bodies[1])).fresh);   // it may come again
}

TEST_CASE("where the first of the next group cannot be called, the one behind it writes it, and both are told") {
  const TemporaryFolder folder;
  auto store = must(store::Store::open(folder / "a.girs", {}));
  central::GroupCommit commit;
  std::vector<Task> tasks;
  std::vector<int> told;
  std::function<void()> meanwhile;
  const central::GroupCommit::Steps steps{[](store::Connection&) { return Nothing(nullptr); },
                                          [&](bool) -> Receipts {
                                            if (const auto once = std::exchange(meanwhile, {})) once();
                                            return noted;
                                          }};
  const auto work = [](store::Connection&) -> Result<central::Entered> { return central::Entered{}; };
  const auto entry = [&](int number, bool has_memory) {
    return central::GroupCommit::Entry{&*store, steps, work,
                                       [&tasks, has_memory](Task task) {
                                         if (!has_memory) throw std::bad_alloc();
                                         tasks.push_back(std::move(task));
                                       },
                                       [&told, number](auto outcome) { told.push_back(outcome && *outcome ? number : -number); }};
  };
  const auto run_all = [&] {
    for (const auto& task : std::exchange(tasks, {})) task();
  };
  commit.enter(entry(1, false));
  CHECK(told == std::vector{-1});
  meanwhile = [&] {  // a group is being written
    commit.enter(entry(3, false));
    commit.enter(entry(4, false));
    commit.enter(entry(5, true));
    commit.enter(entry(6, false));  // goes along with the fifth
  };
  commit.enter(entry(2, true));
  run_all();
  CHECK(told == std::vector{-1, 2, -3, -4});
  run_all();
  CHECK(told == std::vector{-1, 2, -3, -4, 5, 6});
  commit.enter(entry(7, true));
  run_all();
  CHECK(told.back() == 7);
  CHECK(commit.waiting() == 0);
}

TEST_CASE("a package that is refused hears its own reason, also where its group cannot be signed for") {
  const TemporaryFolder folder;
  auto store = must(store::Store::open(folder / "a.girs", {}));
  central::GroupCommit commit;
  const central::GroupCommit::Steps steps{
      [](store::Connection&) { return Nothing(nullptr); },
      [](bool) -> Receipts { return error(Code::kUntrusted, "The token is gone."); }};
  const auto refused = [](store::Connection&) -> Result<central::Entered> { return error(Code::kConflict, "series-conflict"); };
  CHECK(enter(commit, *store, refused, steps).error().code == Code::kConflict);
  const auto work = [](store::Connection&) -> Result<central::Entered> { return central::Entered{}; };
  CHECK(enter(commit, *store, work, steps).error().code == Code::kUntrusted);
}

TEST_CASE("a package whose decision cannot be signed is refused alone, and the others of its group are in") {
  const TemporaryFolder folder;
  auto store = must(store::Store::open(folder / "a.girs", {}));
  central::GroupCommit commit;
  const central::GroupCommit::Steps steps{[](store::Connection&) { return Nothing(nullptr); },
                                          [](bool) -> Receipts { return noted; }};
  std::vector<Task> tasks;
  std::vector<std::string> told;
  for (int i = 0; i < 3; ++i)
    commit.enter({&*store, steps,
                  [i](store::Connection& c) -> Result<central::Entered> {
                    GIRS_CHECK(c.run("INSERT INTO setting(key, value) VALUES(?, '')", std::to_string(i)));
                    if (i == 1) return error(Code::kInternal, "The key could not sign.");
                    return central::Entered{true, i};
                  },
                  [&](Task task) { tasks.push_back(std::move(task)); },
                  [&](const auto& outcome) {
                    REQUIRE(outcome);
                    told.push_back(*outcome ? "in" : outcome->error().message.en);
                  }});
  for (const auto& task : std::exchange(tasks, {})) task();
  CHECK(told == std::vector<std::string>{"in", "The key could not sign.", "in"});
  std::vector<std::string> keys;
  must(store->read([&](store::Connection& c) {
    return c.each("SELECT key FROM setting WHERE value = '' ORDER BY key", [&](store::Statement& row) {
      keys.push_back(row.text(0));
      return ok();
    });
  }));
  CHECK(keys == std::vector<std::string>{"0", "2"});
}

TEST_CASE("while one group is written the next gathers, and its transaction takes all of it") {
  const TemporaryFolder folder;
  auto store = must(store::Store::open(folder / "a.girs", {}));
  central::GroupCommit commit;
  std::atomic<int> groups{0};
  std::atomic<bool> hold{true};
  const central::GroupCommit::Steps steps{
      [&](store::Connection&) {
        if (groups++ == 0)
          while (hold) std::this_thread::yield();
        return Nothing(nullptr);
      },
      [](bool) -> Receipts { return noted; }};
  std::atomic<int> entered{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 20; ++i) {
    threads.emplace_back([&] {
      const auto outcome = enter(
          commit, *store, [&](store::Connection&) -> Result<central::Entered> { return central::Entered{true, entered++}; }, steps);
      CHECK(outcome);
    });
    while (groups == 0) std::this_thread::yield();  // the first one is alone in its group
  }
  while (commit.waiting() < 19) std::this_thread::yield();
  hold = false;
  for (auto& thread : threads) thread.join();
  CHECK(entered == 20);
  CHECK(groups == 2);
}

TEST_CASE("a group that cannot be committed is refused to all in it, and the next one works") {
  const TemporaryFolder folder;
  auto store = must(store::Store::open(folder / "a.girs", {}));
  central::GroupCommit commit;
  bool fails = true;
  const central::GroupCommit::Steps steps{
      [&](store::Connection&) -> Nothing {
        if (fails) return error(Code::kIo, "The disk is full.");
        return Nothing(nullptr);
      },
      [](bool) -> Receipts { return noted; }};
  const auto work = [](store::Connection&) -> Result<central::Entered> { return central::Entered{}; };
  CHECK(enter(commit, *store, work, steps).error().code == Code::kIo);
  fails = false;
  CHECK(must(must(enter(commit, *store, work, steps)).receipts(7)) == "note 7");
}

TEST_CASE("a leader that runs out of memory leaves nobody waiting") {
  const TemporaryFolder folder;
  auto store = must(store::Store::open(folder / "a.girs", {}));
  central::GroupCommit commit;
  const auto nothing = [](store::Connection&) { return Nothing(nullptr); };
  const auto work = [](store::Connection&) -> Result<central::Entered> { return central::Entered{}; };
  const central::GroupCommit::Steps fails{nothing, [](bool) -> Receipts { throw std::bad_alloc(); }};
  CHECK(!enter(commit, *store, work, fails));
  const central::GroupCommit::Steps works{nothing, [](bool) -> Receipts { return noted; }};
  CHECK(must(must(enter(commit, *store, work, works)).receipts(7)) == "note 7");
  CHECK(commit.waiting() == 0);
}
