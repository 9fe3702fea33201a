#include "log/monitor.h"

#include <doctest/doctest.h>

using namespace girs;
using namespace girs::log;

namespace {

std::string id(char digit) { return std::string(64, digit); }

/// A log that a test writes entry by entry, an hour apart.
struct Written {
  Monitor monitor;
  Time time = *from_rfc3339("2026-03-15T00:00:00Z");

  explicit Written(std::optional<std::string> previous = {}) { add(GenesisEntry{"test.example/log", std::move(previous)}); }
  void add(const Entry& entry, std::chrono::hours later = std::chrono::hours{1}) {
    time += later;
    const auto bytes = Leaf{time, entry}.to_bytes();
    REQUIRE(bytes);
    REQUIRE(monitor.add(view(*bytes)));
  }
  std::string rules() const {
    std::string text;
    for (const auto& finding : monitor.findings()) text += finding.rule + "@" + std::to_string(finding.index) + " ";
    return text;
  }
};

SubmissionEntry report(char pid, std::int64_t rev = 1, std::optional<std::string> prev = {}) {
  return {id(pid), id('e'), "31825", "KSTTHC", "2026-Q1", rev, std::move(prev)};
}
DecisionEntry decision(char pid, char of) {
  return {id(pid), id('e'), id(of), "31825", "KSTTHC", "2026-Q1", "accepted"};
}

}  // namespace

TEST_CASE("a log that holds together has no findings, and its root is that of the tree") {
  Written log;
  log.add(KeyEvent{1, "sha256:" + id('0')});
  log.add(report('1'));
  log.add(decision('a', '1'));
  log.add(report('2', 2, id('1')));
  log.add(decision('b', '2'), std::chrono::hours{0});
  log.add(KeyEvent{3, "sha256:" + id('0')});
  CHECK(log.rules() == "");
  CHECK(log.monitor.size() == 7);
}

TEST_CASE("each thing that an honest log does not contain is found, with its entry") {
  Written log;
  SUBCASE("a second genesis") { log.add(GenesisEntry{"test.example/log"}); CHECK(log.rules() == "genesis@1 "); }
  SUBCASE("time goes back") { log.add(report('1'), std::chrono::hours{-1}); CHECK(log.rules() == "time@1 "); }
  SUBCASE("a revision of nothing") { log.add(report('2', 2, id('1'))); CHECK(log.rules() == "chain@1 "); }
  SUBCASE("a revision is left out") {
    log.add(report('1'));
    log.add(report('3', 3, id('1')));
    CHECK(log.rules() == "chain@2 ");
  }
  SUBCASE("two corrections of one report") {
    log.add(report('1'));
    log.add(report('2', 2, id('1')));
    log.add(report('3', 2, id('1')));
    CHECK(log.rules() == "chain@3 ");
  }
  SUBCASE("a correction of another unit's report") {
    log.add(report('1'));
    auto other = report('2', 2, id('1'));
    other.unit = "31834";
    log.add(other);
    CHECK(log.rules() == "chain@2 ");
  }
  SUBCASE("the same package twice") {
    log.add(report('1'));
    log.add(report('1'));
    CHECK(log.rules() == "chain@2 ");
  }
  SUBCASE("a decision on nothing, or on another period's report") {
    log.add(decision('a', '1'));
    log.add(report('1'));
    auto other = decision('b', '1');
    other.period = "2026-Q2";
    log.add(other);
    CHECK(log.rules() == "decision@1 decision@3 ");
  }
  SUBCASE("an older registry, an older catalogue") {
    log.add(KeyEvent{2, "sha256:" + id('0')});
    log.add(KeyEvent{2, "sha256:" + id('1')});
    log.add(CatalogueEvent{5, "sha256:" + id('0')});
    log.add(CatalogueEvent{4, "sha256:" + id('0')});
    CHECK(log.rules() == "version@2 version@4 ");
  }
  SUBCASE("what is no entry") {
    REQUIRE(log.monitor.add(view("{}")));
    REQUIRE(log.monitor.add({}));
    CHECK(log.rules() == "leaf@1 leaf@2 ");
  }
  for (const auto& finding : log.monitor.findings()) CHECK(!finding.message.vi.empty());
}

TEST_CASE("a log that goes on from another one corrects and decides on what lies there, once, and remembers it") {
  Written log("the last checkpoint of the log before");
  log.add(decision('a', '1'));
  log.add(report('2', 2, id('1')));
  log.add(report('4', 4, id('3')));
  CHECK(log.rules() == "");
  SUBCASE("in one reading") {
    log.add(report('5', 2, id('1')));
    log.add(report('6', 2, id('3')));
    CHECK(log.rules() == "chain@4 chain@5 ");
  }
  SUBCASE("in a later reading") {
    const auto known = log.monitor.reports();
    log.monitor = Monitor(log.monitor.point(), [&](const std::string& pid) -> Result<std::optional<WatchedReport>> {
      const auto found = known.find(pid);
      return found == known.end() ? std::nullopt : std::optional(found->second);
    });
    log.add(report('8', 2, id('7')));
    CHECK(log.rules() == "");
    log.add(report('5', 2, id('1')));
    CHECK(log.rules() == "chain@5 ");
  }
}

TEST_CASE("a log of nothing but mistakes is counted to the end and kept in bounds") {
  Monitor monitor;
  for (int i = 0; i < 5000; ++i) REQUIRE(monitor.add(view("x")));
  CHECK(monitor.findings().size() == Monitor::kFindingsMax);
  CHECK(monitor.finding_count() == 5000);
}
