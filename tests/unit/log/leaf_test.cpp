#include "log/leaf.h"

#include <doctest/doctest.h>

using namespace girs;
using namespace girs::log;

namespace {

const std::string kPid(64, '1');
const std::string kEnv(64, '2');
const std::string kDigest = "sha256:" + std::string(64, '3');
const Time kTime{std::chrono::seconds{1784080000}};

}  // namespace

TEST_CASE("a submission's leaf has the bytes of FORMATS.md 2.4") {
  const Leaf leaf{kTime, SubmissionEntry{kPid, kEnv, "26734", "KSTTHC", "2026-Q2"}};
  CHECK(*leaf.to_bytes() ==
        "{\"env\":\"" + kEnv + "\",\"kind\":\"submission\",\"period\":\"2026-Q2\",\"pid\":\"" +
            kPid + "\",\"prev\":null,\"regime\":\"KSTTHC\",\"rev\":1,\"status\":\"received\","
            "\"time\":1784080000,\"unit\":\"26734\",\"v\":1}");
}

TEST_CASE("leaves of every kind read back as written") {
  const std::vector<Entry> entries{
      GenesisEntry{"test.example/log"},
      GenesisEntry{"test.example/log", "old checkpoint\n"},
      SubmissionEntry{kPid, kEnv, "26734", "KSTTHC", "2026-Q2", 2, kEnv},
      SeriesEntry{kPid, kEnv, "26734", "GDP", "2026-07", 1},
      RequestEntry{kPid, kEnv, "KSTTHC", "2026-Q2"},
      DecisionEntry{kPid, kEnv, kPid, "26734", "KSTTHC", "2026-Q2", "rejected", {"sum", "x"}},
      KeyEvent{3, kDigest},
      CatalogueEvent{7, kDigest}};
  for (const Entry& entry : entries) {
    const Leaf leaf{kTime, entry};
    CAPTURE(leaf.kind());
    const auto bytes = leaf.to_bytes();
    REQUIRE(bytes);
    const auto again = Leaf::parse(*bytes);
    REQUIRE(again);
    CHECK(*again == leaf);
  }
}

TEST_CASE("leaves that no log of ours writes are refused") {
  CHECK(!Leaf{kTime, SubmissionEntry{"x", kEnv, "u", "r", "p"}}.to_bytes());
  CHECK(!Leaf{kTime, SubmissionEntry{kPid, kEnv, "u", "r", "p", 2}}.to_bytes());
  CHECK(!Leaf{kTime, SubmissionEntry{kPid, kEnv, "u", "r", "p", 1, kPid}}.to_bytes());
  CHECK(!Leaf{kTime, DecisionEntry{kPid, kEnv, kPid, "u", "r", "p", "maybe"}}.to_bytes());
  CHECK(!Leaf{Time{std::chrono::seconds{-1}}, KeyEvent{1, kDigest}}.to_bytes());
  CHECK(!Leaf{kTime, GenesisEntry{"o", std::string(70000, 'x')}}.to_bytes());
  const std::string good = *Leaf{kTime, KeyEvent{1, kDigest}}.to_bytes();
  CHECK(Leaf::parse(good));
  CHECK(!Leaf::parse(good + " "));
  CHECK(!Leaf::parse("{\"a\":1," + good.substr(1)));
  std::string next_version = good;
  next_version.replace(next_version.find("\"v\":1"), 5, "\"v\":2");
  CHECK(!Leaf::parse(next_version));
  CHECK(!Leaf::parse(""));
}

TEST_CASE("all mistakes of a leaf come at once") {
  const auto bytes = Leaf{kTime, SubmissionEntry{"x", "y", "", "r", "p", 0}}.to_bytes();
  REQUIRE(!bytes);
  CHECK(bytes.error().mistakes.size() >= 4);
}
