// A centre is told to stop while its communes are sending.

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <set>
#include <thread>

#include "authority.h"
#include "store/outbox.h"
#include "support/raw_socket.h"

using namespace girs;
using namespace girs::testing;
using country::Authority;

namespace {

constexpr unsigned kSenders = 8;
constexpr auto kStopMax = std::chrono::seconds(60);   // TimeoutStopSec of girs-central.service

struct Commune {
  std::string unit, pid;
  Site site;
};

std::vector<Commune> communes_with_reports(Authority& centre, const std::vector<std::string>& units) {
  std::vector<Commune> made;
  for (const auto& unit : units) {
    made.push_back({unit, {}, centre.world.site("commune-" + unit)});
    made.back().pid = centre.world.submit(made.back().site, unit);
  }
  return made;
}

/// Sends the reports of every kSenders-th commune, one after the other, until the line is gone;
/// counts those for which a receipt came.
void send(Authority& centre, std::vector<Commune>& communes, std::size_t first, std::atomic<int>& answered) {
  auto line = centre.line(centre.gateway_signer);
  for (std::size_t i = first; i < communes.size(); i += kSenders) {
    sync::RoundSummary summary;
    (void)sync::run_round(*communes[i].site.store, line, centre.round(communes[i].unit), summary);
    answered += static_cast<int>(summary.pushed);
    answered.notify_all();
  }
}

bool has_receipt(const Commune& commune) {
  const auto row = must(commune.site.store->read([&](store::Connection& c) { return store::outbox_row(c, commune.pid); }));
  return row.value().receipt.has_value();
}

std::int64_t submissions_checked(const Authority& centre) {
  const auto checked = centre.girs({"log", "fsck", centre.store});
  CAPTURE(checked.text);
  CHECK(checked.exit == 0);
  const auto found = must(json::parse(checked.text));
  CHECK(found.find("submissions")->as_integer() == found.find("decisions")->as_integer());  // no half admission
  return *found.find("submissions")->as_integer();
}

}  // namespace

TEST_CASE("SIGTERM while clients are sending: what was answered is there whole, the rest comes after the restart") {
  const auto units = country::communes_of("96");
  REQUIRE(units.size() > 40);
  Authority centre(units, "camau.example.gov.vn/log/2025", "96");
  auto communes = communes_with_reports(centre, units);
  centre.serve();

  // One client has begun a request and goes no further: it must not hold the others up.
  const auto port = static_cast<std::uint16_t>(std::stoi(centre.url.substr(centre.url.rfind(':') + 1)));
  const auto stuck = raw::Socket::connect(port);
  stuck.send("PUT /v1/submissions/" + communes[0].pid + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Le");

  std::atomic<int> answered{0};
  std::vector<std::thread> senders;
  for (std::size_t i = 0; i < kSenders; ++i)
    senders.emplace_back([&, i] { send(centre, communes, i, answered); });
  for (int seen = 0; (seen = answered) < 10;) answered.wait(seen);
  const auto told = std::chrono::steady_clock::now();
  CHECK(centre.service->stop() == 0);
  CHECK(std::chrono::steady_clock::now() - told < kStopMax);
  for (auto& sender : senders) sender.join();

  const auto taken = submissions_checked(centre);
  CHECK(taken < static_cast<std::int64_t>(communes.size()));   // it was told in the middle
  CHECK(taken >= answered);
  for (const auto& commune : communes)
    if (has_receipt(commune)) CHECK(must(centre.world.centre().submission(commune.pid)).has_value());

  centre.world.now += std::chrono::hours(1);   // what failed is tried again later
  centre.serve();
  std::atomic<int> later{0};
  for (std::size_t i = 0; i < kSenders; ++i) send(centre, communes, i, later);
  CHECK(answered + later == static_cast<int>(communes.size()));
  for (const auto& commune : communes) CHECK(has_receipt(commune));
  CHECK(centre.service->stop() == 0);
  CHECK(submissions_checked(centre) == static_cast<std::int64_t>(communes.size()));
}
