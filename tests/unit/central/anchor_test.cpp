#include "central/anchor.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "base/file.h"
#include "central/log_book.h"
#include "central/log_end.h"
#include "log/checkpoint.h"
#include "support/world.h"

using namespace girs;
using namespace girs::testing;

namespace {

/// A store whose log grows and is signed under an anchor.
struct Anchored {
  World world{{"31825"}};
  std::string path = world.folder() / "anchor";
  Signer key = central::anchored(world.log_signer(), path);

  Site log(const std::string& name, int leaves) {
    auto site = world.site(name);
    add(site, leaves);
    return site;
  }
  void add(const Site& site, int leaves) {
    must(site.store->write([&](store::Connection& connection) -> Status {
      for (int i = 0; i < leaves; ++i)
        GIRS_CHECK(central::append_leaf(connection, log::KeyEvent{i + 1, "sha256:" + std::string(64, 'a')}, world.now));
      return ok();
    }));
  }
  Result<std::string> sign(const Site& site) { return central::sign_log(*site.store, kOrigin, key); }
  Status check(const Site& site) { return central::check_anchor(*site.store, path, kOrigin); }
};

}  // namespace

TEST_CASE("the anchor goes where the log has been signed, and the log goes on from it") {
  Anchored anchored;
  const auto site = anchored.log("a", 3);
  CHECK(anchored.check(site));
  must(anchored.sign(site));
  CHECK(anchored.check(site));
  CHECK(must(log::Checkpoint::parse(must(read_file(anchored.path, 4096)))).size == 3);
  anchored.add(site, 2);
  CHECK(anchored.check(site));
  must(anchored.sign(site));
  must(anchored.sign(site));  // the same once more
  CHECK(must(log::Checkpoint::parse(must(read_file(anchored.path, 4096)))).size == 5);
}

TEST_CASE("a store restored from an old copy, or with another history, signs nothing") {
  Anchored anchored;
  must(anchored.sign(anchored.log("now", 5)));
  const auto old = anchored.log("old", 3);
  CHECK(anchored.check(old).error().code == Code::kCorrupt);
  CHECK(anchored.sign(old).error().code == Code::kCorrupt);
  anchored.world.now += std::chrono::hours{1};  // its leaves are others
  const auto other = anchored.log("other", 5);
  CHECK(anchored.check(other).error().code == Code::kCorrupt);
  CHECK(anchored.sign(other).error().code == Code::kCorrupt);
  const auto longer = anchored.log("longer", 9);
  CHECK(anchored.check(longer).error().code == Code::kCorrupt);
  CHECK(must(log::Checkpoint::parse(must(read_file(anchored.path, 4096)))).size == 5);
}

TEST_CASE("an anchor that cannot be read, written, or is of another log stops signing") {
  Anchored anchored;
  const auto site = anchored.log("a", 3);
  must(write_file(anchored.path, "rubbish"));
  CHECK(anchored.check(site).error().code == Code::kCorrupt);
  CHECK(anchored.sign(site).error().code == Code::kCorrupt);
  must(write_file(anchored.path, log::Checkpoint{"other.example/log", 1, Hash{}}.body()));
  CHECK(anchored.check(site).error().code == Code::kUntrusted);
  CHECK(anchored.sign(site).error().code == Code::kUntrusted);
  std::filesystem::remove(anchored.path);
  anchored.key = central::anchored(anchored.world.log_signer(), anchored.world.folder() / "no/such/folder/anchor");
  CHECK(!anchored.sign(site));
  CHECK(!must(site.store->read([](store::Connection& c) { return store::newest_checkpoint(c); })));
}

TEST_CASE("a signer that is overtaken by another signs the longer log") {
  Anchored anchored;
  const auto site = anchored.log("a", 3);
  int signatures = 0;
  Signer slow = anchored.key;
  slow.sign = [&](ByteView tbs) {
    if (signatures++ == 0) {  // between reading the head and signing it
      anchored.add(site, 2);
      must(anchored.sign(site));
    }
    return anchored.key.sign(tbs);
  };
  const auto note = must(central::sign_log(*site.store, kOrigin, slow));
  CHECK(note.find("\n5\n") != std::string::npos);
  CHECK(signatures == 2);
}
