// A country at the deadline: packages of 8 KiB, signed before the clock starts, sent over TLS 1.3 to
// a centre whose answers hold the receipt. Generator and centre share the machine. Beside it, in the
// same run, what the parts can do alone.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "bench/bench.h"
#include "central/admission.h"
#include "central/decision_log.h"
#include "load.h"
#include "package/submission.h"
#include "package/verify.h"
#include "report/receive.h"

namespace bench {

using namespace girs;
using girs::testing::must;

namespace {

// As many as `girs central serve` has: one more than processors.
const int kServerThreads = static_cast<int>(std::thread::hardware_concurrency()) + 1;
constexpr std::size_t kPackageBytes = 8 * 1024;

/// Packages of each commune: 120, or as the environment says (2,000 make 200,000 packages).
int revisions() {
  const char* const wanted = std::getenv("GIRS_LOAD_REVISIONS");
  return std::max(50, wanted ? std::atoi(wanted) : 120);
}

/// Each unit has a connection of its own, as on the last day they all have.
int connections_of(const std::vector<Chain>& chains) { return static_cast<int>(chains.size()); }

/// What one unit of some work takes: how many a second there are on both cores, and how much
/// processor time each needs, which other work on the machine changes less.
struct Pace {
  double a_second = 0;
  double cpu_us = 0;
};

/// The pace of `count` units that `work()` does.
template <class Work>
Pace pace_of(double count, Work work) {
  const double cpu = process_cpu_seconds();
  const double seconds = best_of(1, work);
  return {count / seconds, 1e6 * (process_cpu_seconds() - cpu) / count};
}

/// Runs `work(i)` for i below `count` on two threads.
template <class Work>
Pace on_two(std::size_t count, Work work) {
  return pace_of(static_cast<double>(count), [&] {
    std::thread other([&] {
      for (std::size_t i = 1; i < count; i += 2) work(i);
    });
    for (std::size_t i = 0; i < count; i += 2) work(i);
    other.join();
  });
}

/// The server with nothing behind it: TLS, HTTP and the digests of both bodies, at both ends.
Pace http_pace(const std::vector<Chain>& chains) {
  const std::string receipt(1200, 'r');
  const Served served([&](const sync::Request&) {
    return sync::Response{201, {{"content-type", "text/plain"}}, receipt};
  }, kServerThreads);
  return pace_of(20.0 * static_cast<double>(chains.size()),
                 [&] { send(served, chains, 0, 20, connections_of(chains), 0); });
}

const Upload& upload_at(const std::vector<Chain>& chains, std::size_t i) {
  return chains[i % chains.size()][i / chains.size() % chains[0].size()];
}

/// Parse and canonical check of the upload.
Pace read_pace(const std::vector<Chain>& chains) {
  return on_two(2000, [&](std::size_t i) {
    const auto& upload = upload_at(chains, i);
    const auto submission = must(package::Submission::parse(upload.body));
    keep(submission.text() == upload.body);
    keep(submission.envelope.pid());
  });
}

/// Parse and canonical check of the payload, its hashes and three signatures of P-256.
Pace verify_pace(testing::World& world, const std::vector<Chain>& chains) {
  const auto registry = must(world.centre().registry());
  std::vector<package::Submission> read;
  for (std::size_t i = 0; i < 200; ++i) read.push_back(must(package::Submission::parse(upload_at(chains, i).body)));
  return on_two(2000, [&](std::size_t i) {
    keep(must(package::verify_report(read[i % read.size()].envelope, *registry, testing::kOrigin, world.now)));
  });
}

/// Three signatures of P-256 over a package's bytes, by OpenSSL.
Pace signature_pace() {
  const auto key = must(PrivateKey::generate(Scheme::kEcdsaP256));
  const std::string text(kPackageBytes, 'x');
  const auto signature = must(key.sign(view(text)));
  return on_two(2000, [&](std::size_t) {
    for (int i = 0; i < 3; ++i) keep(key.public_key().verify(view(text), signature));
  });
}

/// Forms read and their rules evaluated.
Pace rules_pace(testing::World& world, const std::vector<Chain>& chains) {
  const auto upload = must(package::Submission::parse(upload_at(chains, 0).body));
  const auto payload = must(package::parse_report(text_of(upload.envelope.payload)));
  const auto workspace = world.centre_site().workspace();
  return on_two(2000, [&](std::size_t) {
    const auto subject = must(central::check_subject(workspace, payload));
    const auto sheets = must(report::sheets_of(subject, payload));
    keep(must(report::figures_of(subject, sheets)));
    keep(must(central::objections(workspace, subject, payload, sheets, testing::kOrigin)));
  });
}

/// A decision, built and signed.
Pace decision_pace(testing::World& world) {
  const std::string pid(64, 'a');
  return on_two(2000, [&](std::size_t) {
    keep(must(central::signed_decision(testing::kOrigin, world.now, pid, package::DecisionKind::kAccepted, {}, "",
                                       world.decider())));
  });
}

/// Rows of a package's size, in transactions of as many as there are connections.
Pace commit_pace(testing::World& world, int connections) {
  const auto site = world.site("raw");
  const std::string body(12'000, 'b');
  must(site.store->write([](store::Connection& c) {
    return c.script("CREATE TABLE IF NOT EXISTS raw(id INTEGER PRIMARY KEY, body TEXT)");
  }));
  constexpr int kGroups = 100;
  return pace_of(kGroups * connections, [&] {
    for (int g = 0; g < kGroups; ++g)
      must(site.store->write([&](store::Connection& c) -> Status {
        for (int i = 0; i < connections; ++i)
          GIRS_CHECK(c.run("INSERT INTO raw(body) VALUES(?)", body));
        return ok();
      }));
  });
}

/// What the work is made of, each part alone.
struct Parts {
  Pace http, read, verify, signatures, rules, decision, commit;

  Parts(testing::World& world, const std::vector<Chain>& chains)
      : http(http_pace(chains)), read(read_pace(chains)), verify(verify_pace(world, chains)),
        signatures(signature_pace()), rules(rules_pace(world, chains)), decision(decision_pace(world)),
        commit(commit_pace(world, connections_of(chains))) {}
  /// Those that nobody could leave out, one after the other.
  double a_second() const {
    return 1 / (1 / http.a_second + 1 / read.a_second + 1 / verify.a_second + 1 / commit.a_second);
  }
  double cpu_us() const { return http.cpu_us + read.cpu_us + verify.cpu_us + commit.cpu_us; }
  void print() const {
    const std::pair<const char*, Pace> all[] = {
        {"answers over TLS, both ends", http}, {"uploads read", read}, {"packages verified", verify},
        {"  of it: 3 x P-256, raw", signatures}, {"forms read, rules checked", rules},
        {"decisions signed", decision}, {"rows committed", commit}};
    for (const auto& [name, pace] : all)
      std::fprintf(stderr, "  %-28s %8.0f/s %7.0f us of processor each\n", name, pace.a_second, pace.cpu_us);
  }
};

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
  const Parts parts(world, chains);
  parts.print();

  const Served served(http::routes(world.centre()), kServerThreads);
  const int quarter = static_cast<int>(3355 / units.size()) + 1;
  const auto country = send(served, chains, 0, quarter, connections_of(chains), 0);
  const double share = 3355.0 / static_cast<double>(quarter * static_cast<int>(units.size()));
  report.push_back({"sync-country", country.seconds * share, "s", 10, "refused", static_cast<double>(country.refused), "synthetic"});
  const double before = resident_mib();
  const double cpu = process_cpu_seconds();
  const auto full = send(served, chains, quarter, all - 10, connections_of(chains), 0);
  const double cpu_us = 1e6 * (process_cpu_seconds() - cpu) / static_cast<double>(full.accepted);
  const double rate = static_cast<double>(full.accepted) / full.seconds;
  const double resident = resident_mib();
  // A shared machine is now faster and now slower: the parts are taken before and after.
  const Parts again(world, chains);
  again.print();
  const double parts_us = (parts.cpu_us() + again.cpu_us()) / 2;
  const double parts_one_by_one = (1e6 / parts.a_second() + 1e6 / again.a_second()) / 2;
  report.push_back({"sync-load", 1e6 / rate, "us", 400, "its parts one by one", parts_one_by_one, "synthetic"});
  // Of what the parts add up to at least 60 %.
  report.push_back({"sync-load-cpu", cpu_us, "us", parts_us / 0.6, "its parts", parts_us, "synthetic"});
  report.push_back({"sync-load-growth", resident - before, "MiB", 64, "resident before", before, "synthetic"});
  const auto paced = send(served, chains, all - 10, all, connections_of(chains), 500);
  report.push_back({"sync-latency-p99", paced.p99(), "ms", 100, "median",
                    paced.milliseconds[paced.milliseconds.size() / 2], "synthetic"});
  std::fprintf(stderr, "%zu packages accepted at %.0f/s, %zu refused; parts add up to %.0f/s\n",
               country.accepted + full.accepted + paced.accepted, rate,
               country.refused + full.refused + paced.refused, 1e6 / parts_one_by_one);
}

}  // namespace bench
