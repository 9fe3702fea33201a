#include "log/tile.h"

#include <doctest/doctest.h>

#include <set>

#include "support/grown_tree.h"

using namespace girs;
using namespace girs::log;

namespace {

Bytes leaf_at(std::uint64_t index) { return to_bytes("leaf " + std::to_string(index)); }

/// A log that serves its files, of any size up to what it holds, and counts what is fetched.
struct Log {
  GrownTree tree;
  std::size_t fetched = 0;

  explicit Log(std::uint64_t leaves) {
    while (tree.size() < leaves) tree.add(leaf_hash(leaf_at(tree.size())));
  }
  Checkpoint at(std::uint64_t when) const { return {"test.example/log", when, *root_of(tree.nodes, when)}; }
  FetchFile files() {
    return [this](const std::string& path) -> Result<Bytes> {
      ++fetched;
      const auto name = TileName::parse(path);
      REQUIRE(name);
      return make_tile(tree.nodes, *name, tree.size());
    };
  }
};

}  // namespace

TEST_CASE("names of files are spelt as C2SP tlog-tiles has them, and only so") {
  CHECK(TileName{false, 0, 1234067}.path() == "tile/0/x001/x234/067");
  CHECK(TileName{true, 0, 0}.path() == "tile/entries/000");
  CHECK(TileName{false, 1, 999, 1}.path() == "tile/1/999.p/1");
  CHECK(TileName{false, 5, 1000, 255}.path() == "tile/5/x001/000.p/255");
  for (const std::uint64_t index : {0ull, 1ull, 999ull, 1000ull, 1234067ull, ~0ull})
    for (const unsigned width : {1u, 255u, 256u})
      for (const TileName& name : {TileName{false, 63, index, width}, TileName{true, 0, index, width}})
        CHECK(TileName::parse(name.path()) == name);
  for (const char* wrong :
       {"", "tile", "tile/0", "tile/0/", "tile/0/0", "tile/0/0000", "tile/0/x000/001", "tile/0/001/002", "tile/0/x001",
        "tile/00/001", "tile/64/001", "tile/-1/001", "tile/entries/001.p/0", "tile/entries/001.p/256",
        "tile/entries/001.p/01", "tile/entries/001.p", "tile/entries/.p/1", "tile/0/x001/x/001", "/tile/0/001", "tile/0/001/",
        "tile/0/X001/234", "tile/0/+01", "tile/0/x999/x999/x999/x999/x999/x999/999", "tile/0/../001"}) {
    CAPTURE(wrong);
    CHECK(!TileName::parse(wrong));
  }
}

TEST_CASE("nodes read from tiles are those of the tree, at any size") {
  Log log(70'000);
  for (const std::uint64_t size : {1ull, 2ull, 255ull, 256ull, 257ull, 511ull, 65'535ull, 65'536ull, 65'537ull, 70'000ull}) {
    CAPTURE(size);
    const TileNodes nodes(log.files(), size);
    CHECK(*root_of(nodes, size) == *root_of(log.tree.nodes, size));
    for (unsigned level = 0; level < 20; ++level) {
      const std::uint64_t count = size >> level;
      for (const std::uint64_t index : {std::uint64_t{0}, count / 2, count - 1, count}) {
        const auto node = nodes.read(level, index);
        REQUIRE(node);
        CHECK(*node == (index < count ? *log.tree.nodes.read(level, index) : std::optional<Hash>{}));
      }
    }
  }
}

TEST_CASE("growth is proved from a handful of tiles, whichever checkpoint came first") {
  Log log(70'000);
  for (const std::uint64_t older : {1ull, 255ull, 256ull, 1000ull, 65'536ull, 69'999ull, 70'000ull}) {
    CAPTURE(older);
    log.fetched = 0;
    CHECK(check_growth(log.at(older), log.at(70'000), log.files()));
    CHECK(log.fetched <= 8);
    CHECK(check_growth(log.at(70'000), log.at(older), log.files()));
  }
  CHECK(check_growth({"test.example/log", 0, empty_root()}, log.at(5), log.files()));
}

TEST_CASE("a log that has changed its past is a fork, whatever its tiles say") {
  Log log(1000);
  const auto is_fork = [](const Status& status) {
    return !status && status.error().code == Code::kUntrusted && *detail_of(status.error().details, "reason") == "fork";
  };
  Checkpoint old = log.at(300);
  old.root[0] ^= 1;
  CHECK(is_fork(check_growth(old, log.at(1000), log.files())));
  CHECK(is_fork(check_growth(old, log.at(300), log.files())));
  Checkpoint grown = log.at(1000);
  grown.root[31] ^= 1;
  CHECK(check_growth(log.at(300), grown, log.files()).error().code == Code::kCorrupt);   // tiles of another tree
  CHECK(is_fork(check_growth({"test.example/log", 0, Hash{}}, grown, log.files())));

  // Its past rewritten: every root is well signed, but the new tree does not contain the old one.
  Log rewritten(0);
  for (std::uint64_t i = 0; i < 1000; ++i)
    rewritten.tree.add(leaf_hash(leaf_at(i == 7 ? 7000 : i)));
  CHECK(is_fork(check_growth(log.at(300), rewritten.at(1000), rewritten.files())));
  CHECK(check_growth(log.at(300), rewritten.at(1000), log.files()).error().code == Code::kCorrupt);
  // Where the old size is a power of two, the proof does not repeat the old root.
  CHECK(is_fork(check_growth(log.at(256), rewritten.at(1000), rewritten.files())));
  CHECK(check_growth(log.at(256), rewritten.at(1000), log.files()).error().code == Code::kCorrupt);
}

TEST_CASE("a damaged tile is no fork, wherever the damage is") {
  Log log(1000);
  for (const std::uint64_t older : {1u, 3u, 255u, 256u, 300u, 512u, 999u}) {
    std::set<std::string> asked;
    const auto watching = [&](const std::string& path) {
      asked.insert(path);
      return log.files()(path);
    };
    REQUIRE(check_growth(log.at(older), log.at(1000), watching));
    for (const auto& file : asked)
      for (std::size_t at = 0; at < 256 * 32; at += 32 * 13 + 7) {
        CAPTURE(older);
        CAPTURE(file);
        CAPTURE(at);
        const auto damaged = [&](const std::string& path) -> Result<Bytes> {
          auto tile = log.files()(path);
          if (tile && path == file && at < tile->size()) (*tile)[at] ^= 0x40;
          return tile;
        };
        const auto grown = check_growth(log.at(older), log.at(1000), damaged);
        CHECK((grown || grown.error().code == Code::kCorrupt));
      }
  }
}

TEST_CASE("files that are missing or not of their size prove nothing") {
  Log log(1000);
  const auto none = [](const std::string&) -> Result<Bytes> { return error(Code::kNotFound, "no file", "không có tệp"); };
  CHECK(check_growth(log.at(3), log.at(1000), none).error().code == Code::kNotFound);
  const auto short_tile = [&](const std::string& path) -> Result<Bytes> {
    auto tile = *log.files()(path);
    tile.pop_back();
    return tile;
  };
  CHECK(check_growth(log.at(3), log.at(1000), short_tile).error().code == Code::kCorrupt);
  CHECK(!make_tile(log.tree.nodes, {false, 0, 3, 256}, 1000));  // only 232 there
  CHECK(make_tile(log.tree.nodes, {false, 0, 3, 232}, 1000)->size() == 232 * 32);
  CHECK(!make_tile(log.tree.nodes, {false, 0, ~0ull, 1}, 1000));
  CHECK(!make_tile(log.tree.nodes, {false, 63, 0, 1}, 1000));
}

TEST_CASE("a bundle gives back its leaves and refuses to be cut, stretched or miscounted") {
  const std::vector<Bytes> leaves{leaf_at(1), Bytes(65535, 7), Bytes{}, leaf_at(2)};
  const auto bundle = make_bundle(leaves);
  REQUIRE(bundle);
  CHECK(*read_bundle(*bundle, 4) == leaves);
  CHECK(!read_bundle(*bundle, 3));
  CHECK(!read_bundle(*bundle, 5));
  auto longer = *bundle;
  longer.push_back(0);
  CHECK(!read_bundle(longer, 4));
  CHECK(!read_bundle(ByteView(*bundle).first(bundle->size() - 1), 4));
  CHECK(!make_bundle({Bytes(65536, 7)}));
  CHECK(read_bundle({}, 0)->empty());
}
