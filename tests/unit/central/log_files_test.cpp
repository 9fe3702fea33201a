#include "central/log_files.h"

#include <doctest/doctest.h>

#include "log/leaf.h"
#include "log/tile.h"
#include "store/log_table.h"
#include "support/world.h"

using namespace girs;
using namespace girs::testing;

TEST_CASE("the log is served as files as far as it is signed, and growth is proved from them") {
  World world({"31825", "31834"});
  const auto before = must(log::open_checkpoint(must(world.centre().checkpoint()), world.policy())).checkpoint;
  const auto site = world.site("a");
  const auto pid = world.submit(site, "31825");
  must(world.centre().admit(pid, World::body(site, pid)));
  const auto after = must(log::open_checkpoint(must(world.centre().checkpoint()), world.policy())).checkpoint;
  REQUIRE(after.size > before.size);

  const auto fetch = [&](const std::string& path) {
    return world.centre_site().store->read(
        [&](store::Connection& connection) { return central::log_file(connection, path); });
  };
  CHECK(log::check_growth(before, after, fetch));
  const log::TileName bundle{true, 0, 0, static_cast<unsigned>(after.size)};
  const auto leaves = must(log::read_bundle(must(fetch(bundle.path())), bundle.width));
  CHECK(must(log::Leaf::parse(text_of(leaves.front()))).kind() == "genesis");
  CHECK(log::leaf_hash(leaves.front()) == *must(log::TileNodes(fetch, after.size).read(0, 0)));

  for (const auto& path : {log::TileName{true, 0, 0, bundle.width + 1}.path(), std::string("tile/entries/000"),
                           std::string("tile/0/001.p/1"), std::string("checkpoint"), std::string("../store.girs")}) {
    CAPTURE(path);
    const auto refused = fetch(path);
    REQUIRE(!refused);
    CHECK(refused.error().code == Code::kNotFound);
  }
}
