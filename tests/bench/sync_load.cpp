// A country at the deadline: packages of 8 KiB, signed before the clock starts, sent over TLS 1.3 to
// a centre whose answers hold the receipt. Generator and centre share the machine. Beside it, in the
// same run, what the parts can do alone.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "bench/bench.h"
#include "central/group_commit.h"
#include "load.h"
#include "package/submission.h"
#include "package/verify.h"

namespace bench {

using namespace girs;
using girs::testing::must;

namespace {

constexpr int kServerThreads = 32;
constexpr int kConnections = 32;
constexpr std::size_t kPackageBytes = 8 * 1024;

/// Packages of each commune: 120, or as the environment says (2,000 make 200,000 packages).
int revisions() {
  const char* const wanted = std::getenv("GIRS_LOAD_REVISIONS");
  return std::max(50, wanted ? std::atoi(wanted) : 120);
}

/// Runs `work(i)` for i below `count` on two threads; calls a second.
template <class Work>
double rate_on_two(std::size_t count, Work work) {
  const double seconds = best_of(1, [&] {
    std::thread other([&] {
      for (std::size_t i = 1; i < count; i += 2) work(i);
    });
    for (std::size_t i = 0; i < count; i += 2) work(i);
    other.join();
  });
  return static_cast<double>(count) / seconds;
}

/// The server with nothing behind it: TLS, HTTP and the digests of both bodies.
double http_rate(const std::vector<Chain>& chains) {
  const std::string receipt(1200, 'r');
  const Served served([&](const sync::Request&) {
    return sync::Response{201, {{"content-type", "text/plain"}}, receipt};
  }, kServerThreads);
  const auto sent = send(served, chains, 0, 20, kConnections, 0);
  return static_cast<double>(sent.accepted) / sent.seconds;
}

/// Parse, canonical check, hash and three signatures of P-256.
double check_rate(testing::World& world, const std::vector<Chain>& chains) {
  const auto registry = must(world.centre().registry());
  return rate_on_two(1000, [&](std::size_t i) {
    const auto& upload = chains[i % chains.size()][i / chains.size() % chains[0].size()];
    const auto submission = must(package::Submission::parse(upload.body));
    keep(submission.text() == upload.body);
    keep(must(package::verify_report(submission.envelope, *registry, testing::kOrigin, world.now)));
  });
}

double signature_rate() {
  const auto key = must(PrivateKey::generate(Scheme::kEcdsaP256));
  const std::string text(kPackageBytes, 'x');
  const auto signature = must(key.sign(view(text)));
  return rate_on_two(6000, [&](std::size_t) { keep(key.public_key().verify(view(text), signature)); });
}

/// Rows of a package's size, in transactions of as many as the server has threads.
double commit_rate(testing::World& world) {
  const auto site = world.site("raw");
  const std::string body(12'000, 'b');
  must(site.store->write([](store::Connection& c) {
    return c.script("CREATE TABLE raw(id INTEGER PRIMARY KEY, body TEXT)");
  }));
  constexpr int kGroups = 100;
  const double seconds = best_of(1, [&] {
    for (int g = 0; g < kGroups; ++g)
      must(site.store->write([&](store::Connection& c) -> Status {
        for (int i = 0; i < kServerThreads; ++i)
          GIRS_CHECK(c.run("INSERT INTO raw(body) VALUES(?)", body));
        return ok();
      }));
  });
  return kGroups * kServerThreads / seconds;
}

double resident_mib() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
  return 0;
}

}  // namespace

void sync_load(Report& report) {
  const auto units = commune_codes();
  testing::World world(units);
  const int all = revisions();
  const auto chains = make_chains(world, units, all, kPackageBytes);
  const double http = http_rate(chains), checked = check_rate(world, chains);
  const double signatures = signature_rate(), commits = commit_rate(world);
  const double parts = 1 / (1 / http + 1 / checked + 1 / commits);
  std::fprintf(stderr, "raw: %.0f checks of P-256/s, %.0f packages checked/s, %.0f rows committed/s, "
               "%.0f answers over TLS/s\n", signatures, checked, commits, http);

  const Served served(http::routes(world.centre()), kServerThreads);
  const int quarter = static_cast<int>(3355 / units.size()) + 1;
  const auto country = send(served, chains, 0, quarter, kConnections, 0);
  const double share = 3355.0 / static_cast<double>(quarter * static_cast<int>(units.size()));
  report.push_back({"sync-country", country.seconds * share, "s", 10, "refused", static_cast<double>(country.refused), "synthetic"});
  const double before = resident_mib();
  const auto full = send(served, chains, quarter, all - 10, kConnections, 0);
  const double rate = static_cast<double>(full.accepted) / full.seconds;
  report.push_back({"sync-load", 1e6 / rate, "us", 400, "its parts one by one", 1e6 / parts, "synthetic"});
  report.push_back({"sync-load-growth", resident_mib() - before, "MiB", 64, "resident before", before, "synthetic"});
  const auto paced = send(served, chains, all - 10, all, kConnections, 500);
  report.push_back({"sync-latency-p99", paced.p99(), "ms", 100, "median",
                    paced.milliseconds[paced.milliseconds.size() / 2], "synthetic"});
  std::fprintf(stderr, "%zu packages accepted at %.0f/s, %zu refused; parts add up to %.0f/s\n",
               country.accepted + full.accepted + paced.accepted, rate,
               country.refused + full.refused + paced.refused, parts);
}

}  // namespace bench
