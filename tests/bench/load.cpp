#include "load.h"

#include <algorithm>
#include <mutex>

#include "base/file.h"
#include "json/parse.h"
#include "package/report_payload.h"
#include "package/submission.h"

namespace bench {

using namespace girs;
using girs::testing::must;

namespace {

/// The same report of another unit or revision, signed anew.
Upload upload_of(testing::World& world, package::ReportPayload payload, const std::string& unit,
                 int revision, const std::string& prev) {
  payload.unit = unit;
  payload.rev = revision;
  payload.head.salt = must(new_salt());
  payload.head.created_at = world.now;
  if (revision > 1) {
    payload.kind = package::ReportKind::kCorrection;
    payload.prev = prev;
    payload.reason = package::CodedReason{"data-error", "Nhầm"};
  }
  const auto parties = world.parties(unit);
  payload.head.signers.clear();
  for (const auto& party : parties)
    payload.head.signers.push_back({party.role, party.signer->key.keyid(), party.authority, {}});
  package::Envelope envelope{std::string(package::kReportType),
                             to_bytes(must(package::build(payload))), {}};
  for (const auto& party : parties) must(envelope.sign(*party.signer));
  return {"/v1/submissions/" + envelope.pid(), package::Submission{envelope, {}}.text()};
}

}  // namespace

std::vector<std::string> commune_codes() {
  std::vector<std::string> codes;
  for (const char* file : {"communes-ca-mau.json", "communes-lai-chau.json"}) {
    const auto text = must(read_file(source_path("/examples/catalog/units/") + file, 1 << 20));
    const auto document = must(json::parse(text));
    for (const auto& unit : *document.find("units")->as_array())
      if (const auto* code = unit.text("code")) codes.push_back(*code);
  }
  return codes;
}

std::vector<Chain> make_chains(testing::World& world, const std::vector<std::string>& units,
                               int revisions, std::size_t bytes) {
  const auto site = world.site("template");
  const auto pid = world.submit(site, units.front());
  const auto sent = must(package::Submission::parse(testing::World::body(site, pid)));
  auto payload = must(package::parse_report(text_of(sent.envelope.payload)));
  if (const auto size = sent.envelope.payload.size(); size < bytes)
    payload.outline["I"] = std::string(bytes - size, 'x');
  std::vector<Chain> chains;
  for (const auto& unit : units) {
    Chain chain;
    std::string prev;
    for (int revision = 1; revision <= revisions; ++revision) {
      chain.push_back(upload_of(world, payload, unit, revision, prev));
      prev = chain.back().path.substr(chain.back().path.rfind('/') + 1);
    }
    chains.push_back(std::move(chain));
  }
  return chains;
}

Served::Served(http::Responder responder, int threads) {
  http::ServerOptions options;
  options.tls = http::ServerTls{certificate_.identity(), {}};
  options.body_bytes_max = http::body_limit;
  options.requests_a_connection_max = 1'000'000;
  server_ = std::make_unique<http::Server>(must(http::Server::listen(std::move(options))));
  for (int i = 0; i < threads; ++i)
    threads_.emplace_back([this, responder] { server_->run(responder); });
}

Served::~Served() {
  server_->stop();
  for (auto& thread : threads_) thread.join();
}

http::Client Served::client() const {
  http::ClientOptions options;
  options.tls.pinned_keys = {certificate_.pin()};
  return must(http::Client::open(server_->url(), std::move(options)));
}

Sent send(const Served& served, const std::vector<Chain>& chains, int from, int to, int connections,
          double a_second) {
  using Clock = std::chrono::steady_clock;
  Sent sent;
  std::mutex mutex;
  std::atomic<std::size_t> started{0};
  std::vector<std::thread> threads;
  const auto begin = Clock::now();
  for (int c = 0; c < connections; ++c) {
    threads.emplace_back([&, c] {
      auto client = served.client();
      std::vector<double> times;
      std::size_t accepted = 0, refused = 0;
      for (int revision = from; revision < to; ++revision) {
        for (std::size_t i = static_cast<std::size_t>(c); i < chains.size();
             i += static_cast<std::size_t>(connections)) {
          const auto& upload = chains[i][static_cast<std::size_t>(revision)];
          if (a_second > 0)
            std::this_thread::sleep_until(
                begin + std::chrono::duration_cast<Clock::duration>(
                            std::chrono::duration<double>(static_cast<double>(started++) / a_second)));
          const auto asked = Clock::now();
          const auto answer = client.exchange(
              {"PUT", upload.path, {{"content-type", "application/json"}}, upload.body});
          const std::chrono::duration<double, std::milli> took = Clock::now() - asked;
          times.push_back(took.count());
          answer && answer->status == 201 ? ++accepted : ++refused;
        }
      }
      const std::lock_guard lock(mutex);
      sent.accepted += accepted;
      sent.refused += refused;
      sent.milliseconds.insert(sent.milliseconds.end(), times.begin(), times.end());
    });
  }
  for (auto& thread : threads) thread.join();
  sent.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  std::ranges::sort(sent.milliseconds);
  return sent;
}

}  // namespace bench
