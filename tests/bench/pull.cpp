// A ministry pulls 10,000 reports that an authority shares with it, each with its proof and its
// acceptance, and keeps them. Beside it, in the same run, what nobody could leave out: the same
// bytes over TLS on the loopback from a server that has them ready, and their signatures.

#include <cstdio>
#include <map>

#include "bench/bench.h"
#include "bench/regimes.h"
#include "central/sharing.h"
#include "json/canonical.h"
#include "json/parse.h"
#include "load.h"
#include "log/receipt.h"
#include "package/submission.h"
#include "report/receive.h"
#include "sync/shared.h"

namespace bench {

using namespace girs;
using girs::testing::must;

namespace {

constexpr std::size_t kReports = 10'000;
constexpr std::size_t kPackageBytes = 4 * 1024;
constexpr int kThreads = 32;
constexpr int kRepeats = 2;  // of the limit

constexpr const char* kRule = R"({"schema":"girs.sharing/1","code":"CS-1","recipient":"96","regimes":["*"],
  "indicators":["*"],"units":["*"],"valid_from":"2025-01-01","basis":"Nghị định 47/2020/NĐ-CP, Điều 23"})";

/// A line that keeps every answer by its path.
class Recorder final : public sync::Transport {
 public:
  explicit Recorder(http::Client client) : client_(std::move(client)) {}
  girs::Result<sync::Response> exchange(const sync::Request& request) override {
    auto answer = client_.exchange(request);
    if (answer) answers[request.path] = *answer;
    return answer;
  }
  std::map<std::string, sync::Response> answers;

 private:
  http::Client client_;
};

sync::RoundOptions options_of(testing::World& world, const testing::Site& site) {
  sync::RoundOptions options;
  options.unit = "96";
  options.audience = testing::kOrigin;
  options.roots = {world.root().public_key()};
  options.receive = [&site](store::Connection& c, const package::VerifiedReport& report, const Bytes& stored,
                            const sync::Place& place) -> Status {
    GIRS_TRY(const auto subject, report::subject_of(*site.catalog, report::key_of(report.payload)));
    return report::receive(c, subject, report, stored, {place.origin, place.index, place.time, place.receipt});
  };
  return options;
}

/// Pulls all of it into a new store; the reports that came in.
std::int64_t pull(testing::World& world, sync::Transport& line, const std::string& name) {
  const auto site = world.site(name);
  sync::SharedSummary summary;
  must(sync::pull_shared(*site.store, line, options_of(world, site), summary));
  if (!summary.passed.empty()) give_up(summary.passed.front().message.en);
  return summary.reports;
}

/// The same answers once more, from a server that has them ready.
double loopback(const std::map<std::string, sync::Response>& answers) {
  const Served served([&](const sync::Request& request) { return answers.at(request.path); }, kThreads);
  auto client = served.client();
  return best_of(kRepeats, [&] {
    for (const auto& [path, answer] : answers) keep(must(client.exchange({"GET", path})).body.size());
  });
}

/// What has to be believed of each report: three signatures, the receipt, the acceptance.
double verification(testing::World& world, const std::map<std::string, sync::Response>& answers) {
  const auto registry = must(world.centre().registry());
  const auto policy = world.policy();
  return best_of(kRepeats, [&] {
    for (const auto& [path, answer] : answers) {
      if (!path.starts_with("/v1/shared")) continue;
      for (std::size_t at = 0; at < answer.body.size();) {
        const auto end = answer.body.find('\n', at);
        const auto line = must(json::parse(std::string_view(answer.body).substr(at, end - at)));
        at = end + 1;
        const auto package = must(package::Submission::parse(json::compact(*line.find("package"))));
        const auto report = must(package::verify_report(package.envelope, *registry, testing::kOrigin, world.now));
        keep(must(log::verify_proof(*line.text("receipt"), policy)));
        keep(must(log::verify_proof(*line.text("decision_receipt"), policy)));
        keep(must(package::verify_decision(must(package::Envelope::from_json(*line.find("decision"))), *registry,
                                           testing::kOrigin, world.now, report.payload.unit, report.payload.regime.code)));
      }
    }
  });
}

}  // namespace

void pull(Report& report) {
  const auto units = commune_codes();
  testing::World world(units);
  const int revisions = static_cast<int>(kReports / units.size()) + 1;
  const auto chains = make_chains(world, units, revisions, kPackageBytes);
  const Served served(http::routes(world.centre()), kThreads);
  const auto sent = send(served, chains, 0, revisions, kThreads, 0);
  must(central::add_sharing_rule(world.centre_site().workspace(), kRule));

  Recorder line(served.client());
  std::int64_t reports = 0;
  double cpu = -process_cpu_seconds();
  const double took = best_of(1, [&] { reports = pull(world, line, "ministry"); });
  cpu += process_cpu_seconds();
  if (reports != static_cast<std::int64_t>(sent.accepted)) give_up("not every report came in");
  double limit_cpu = -process_cpu_seconds();
  const double limit = loopback(line.answers) + verification(world, line.answers);
  limit_cpu = (limit_cpu + process_cpu_seconds()) / kRepeats;
  // Processor time of both sides: what other work on the machine changes less.
  std::fprintf(stderr, "  pull: %.0f us of processor a report, loopback and signatures %.0f: %.0f %%\n",
               1e6 * cpu / static_cast<double>(reports), 1e6 * limit_cpu / static_cast<double>(reports), 100 * limit_cpu / cpu);
  report.push_back({"pull-10000", 1e6 * took / static_cast<double>(reports), "us", 1e6 * limit / 0.6 / static_cast<double>(reports),
                    "loopback and signatures", 1e6 * limit / static_cast<double>(reports), std::to_string(reports) + " reports"});
}

}  // namespace bench
