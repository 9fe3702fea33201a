// The whole server under load: TLS, signed requests, admission in groups, reads of all kinds, and an
// officer who publishes meanwhile. Small, since CI runs it under ThreadSanitizer.

#include <doctest/doctest.h>

#include <atomic>

#include "central/fsck.h"
#include "http/client.h"
#include "http/routes.h"
#include "key/signer.h"
#include "log/receipt.h"
#include "running_server.h"
#include "support/certificates.h"
#include "support/world.h"

using namespace girs;
using namespace girs::testing;

namespace {

const std::vector<std::string> kUnits{"31825", "31834", "31840", "31843", "31849", "31858"};

/// The country with keys that sign requests and publish the catalogue.
struct Country {
  World world{kUnits};
  PrivateKey machine = must(PrivateKey::generate(Scheme::kEd25519));
  Signer signs = signer_of(machine);
  int version = 1;

  Country() { World::load_catalogue(world.centre_site()); }
  void publish_registry() {
    auto content = must(world.centre().registry())->content();
    content.version = ++version;
    if (!must(world.centre().registry())->find(machine.public_key().keyid()))
      content.keys.push_back({machine.public_key(), {"G22", "", ""},
                              {{"transport", {"*"}, {"*"}, {"*"}}, {"publisher", {"*"}, {"*"}, {"*"}}}, Time{}});
    const auto root = signer_of(world.root());
    package::Envelope envelope{std::string(kRegistryType), to_bytes(must(must(Registry::make(content)).to_bytes())), {}};
    must(envelope.sign(root));
    must(world.centre().publish_registry(envelope));
  }
};

/// What one client does; how many of its answers were not as they should be.
int exchange(http::Client& client, const std::string& pid, const std::string& body, const log::Policy& policy) {
  int wrong = 0;
  for (int i = 0; i < 3; ++i) {
    const auto put = client.exchange(
        {"PUT", "/v1/submissions/" + pid, {{"content-type", "application/json"}}, body});
    wrong += !put || put->status != (i == 0 ? 201 : 200) || !log::verify_proof(put->body, policy);
    for (const std::string& path : {std::string("/v1/registry"), std::string("/v1/catalog"), std::string("/log/checkpoint"),
                                   std::string("/v1/events?since=0"), "/v1/submissions/" + pid + "/receipt"}) {
      const auto got = client.exchange({"GET", path});
      wrong += !got || (got->status != 200 && path != "/v1/catalog");
    }
  }
  return wrong;
}

}  // namespace

TEST_CASE("a centre under load from many clients loses nothing, doubles nothing, and stays consistent") {
  Country country;
  country.publish_registry();
  std::vector<std::pair<std::string, std::string>> packages;
  for (const auto& unit : kUnits) {
    const auto site = country.world.site("of " + unit);
    const auto pid = country.world.submit(site, unit);
    packages.emplace_back(pid, World::body(site, pid));
  }
  const Certificate certificate{"centre", "IP:127.0.0.1"};
  http::ServerOptions options;
  options.tls = http::ServerTls{certificate.identity(), {}};
  options.body_bytes_max = http::body_limit;
  options.clock = [&] { return country.world.now; };
  http::GateOptions gate;
  gate.signed_only = true;
  gate.names = {"127.0.0.1"};
  gate.clock = options.clock;
  std::atomic<int> wrong{0};
  {
    RunningServer server(http::routes(country.world.centre(), gate), options, 4);
    std::vector<std::thread> clients;
    for (const auto& [pid, body] : packages)
      clients.emplace_back([&, id = pid, sent = body] {
        http::ClientOptions own;
        own.tls.pinned_keys = {certificate.pin()};
        own.signer = &country.signs;
        own.clock = options.clock;
        auto client = must(http::Client::open((*server).url(), std::move(own)));
        wrong += exchange(client, id, sent, country.world.policy());
      });
    for (int i = 0; i < 3; ++i) country.publish_registry();
    CHECK(must(country.world.centre().publish_catalogue(country.signs)) == 1);
    for (auto& client : clients) client.join();
  }
  CHECK(wrong == 0);
  const std::string origin = kOrigin;
  const auto checked = must(central::fsck(country.world.centre_site().workspace(), origin,
                                          *must(country.world.centre().registry()), country.world.policy(), {}));
  CHECK(checked.faults.empty());
  CHECK(checked.submissions == static_cast<std::int64_t>(kUnits.size()));
}
