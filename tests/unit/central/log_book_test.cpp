#include "central/log_book.h"

#include <doctest/doctest.h>

#include <random>

#include "central/log_end.h"
#include "log/checkpoint.h"
#include "support/world.h"

using namespace girs;
using namespace girs::testing;

TEST_CASE("the log begins with its genesis and the registry, under a signed checkpoint") {
  World world({"31825"});
  const auto note = must(world.centre().checkpoint());
  const auto opened = must(log::open_checkpoint(note, world.policy()));
  CHECK(opened.checkpoint.origin == kOrigin);
  CHECK(opened.checkpoint.size == 2);
}

TEST_CASE("the time of a leaf never decreases when the clock jumps back") {
  World world({"31825", "31834"});
  const auto a = world.site("a"), b = world.site("b");
  const auto pid_a = world.submit(a, "31825");
  const auto pid_b = world.submit(b, "31834");
  world.now += std::chrono::hours{10};
  must(world.centre().admit(pid_a, World::body(a, pid_a)));
  world.now -= std::chrono::hours{5};
  must(world.centre().admit(pid_b, World::body(b, pid_b)));
  Time before{};
  for (std::int64_t i = 0; i < 6; ++i) {
    const auto row = must(world.centre_site().store->read([&](store::Connection& c) { return store::leaf(c, i); }));
    REQUIRE(row);
    const auto leaf = must(log::Leaf::parse(text_of(row->leaf)));
    CHECK(leaf.time >= before);
    before = leaf.time;
  }
}

TEST_CASE("a store that is older than what it has signed signs nothing more") {
  World world({"31825"});
  must(world.centre_site().store->write([](store::Connection& c) {
    return c.script("INSERT INTO log_checkpoint VALUES(100, zeroblob(32), 'a later checkpoint')");
  }));
  const auto refused = world.centre().checkpoint();
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::kCorrupt);
}

TEST_CASE("receipts out of what a group added are those out of the store, whatever was rolled back in between") {
  const TemporaryFolder folder;
  const auto store = must(store::Store::open(folder / "log.girs", {}));
  const auto key = must(PrivateKey::generate(Scheme::kEd25519));
  std::mt19937_64 random(20251128);
  MESSAGE("seed 20251128");
  std::int64_t event = 0;
  for (int group = 0; group < 60; ++group) {
    std::vector<std::int64_t> indexes;
    std::optional<central::LogEnd> end;
    must(store->write([&](store::Connection& c) -> Status {
      end = must(central::LogEnd::of(c));
      for (auto count = 1 + random() % 9; count > 0; --count) {
        const auto before = *end;
        const auto put = c.in_savepoint([&]() -> Result<std::int64_t> {
          std::int64_t last = 0;
          for (auto leaves = 1 + random() % 3; leaves > 0; --leaves)
            last = must(end->append(c, log::KeyEvent{++event, "sha256:" + std::string(64, 'a')}, Time{})).index;
          if (random() % 3 == 0) return error(Code::kConflict, "refused");
          return last;
        });
        if (put) indexes.push_back(*put);
        else end = before;
      }
      return ok();
    }));
    const auto head = end->head();
    const auto note = must(central::sign_log(*store, kOrigin, signer_of(key)));
    CHECK(must(log::Checkpoint::of_note(note)).root == head.root);
    for (const auto index : indexes) {
      const auto* leaf = end->added()->leaf(index);
      REQUIRE(leaf);
      const auto stored = store->read([&](store::Connection& c) { return central::receipt_of(c, index, note); });
      CHECK(must(central::receipt_of(*end->added(), *leaf, index, static_cast<std::uint64_t>(head.size), note)) == must(stored));
    }
  }
}

TEST_CASE("a decision by somebody without the role is refused") {
  World world({"31825"});
  const auto site = world.site("commune");
  const auto pid = world.submit(site, "31825");
  must(world.centre().admit(pid, World::body(site, pid)));
  const auto outsider = world.parties("31825");
  const auto refused = world.centre().decide(pid, package::DecisionKind::kRejected, {"x"}, "vì", *outsider[0].signer);
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::kUntrusted);
}
