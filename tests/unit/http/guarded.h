#pragma once
// A served centre that takes signed requests only, and a key for each role that a test names.

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "central/read_book.h"
#include "central/sharing.h"
#include "http/client.h"
#include "http/routes.h"
#include "running_server.h"
#include "support/world.h"

namespace girs::http::testing {

using namespace girs::testing;

/// A centre that takes signed requests only, with a key for each role, all for `units`.
struct Guarded {
  World world{{"31825", "31834", "96"}};
  Site site = world.site("commune");
  std::string pid = world.submit(site, "31825");
  std::map<std::string, PrivateKey> keys;
  std::map<std::string, Signer> signers;
  std::mutex mutex;
  std::vector<std::string> lines;  // of the log
  std::unique_ptr<RunningServer> server;

  explicit Guarded(const std::set<std::string>& roles, const std::vector<std::string>& units = {"*"},
                   const std::vector<std::string>& regimes = {"*"}) {
    auto& centre = world.centre();
    must(centre.admit(pid, World::body(site, pid)));
    std::vector<KeyRecord> records;
    for (const auto& role : roles) {
      auto key = must(PrivateKey::generate(Scheme::kEd25519));
      records.push_back({key.public_key(), {"96", "", ""}, {{role, units, regimes, {"*"}}}, Time{}});
      keys.emplace(role, std::move(key));
    }
    world.add_keys(std::move(records));
    for (const auto& [role, key] : keys) signers.emplace(role, signer_of(key));
    must(central::add_sharing_rule(world.centre_site().workspace(),
                                   R"({"schema":"girs.sharing/1","code":"CS-1","recipient":"96","regimes":["KSTTHC"],"units":["96"],)"
                                   R"("valid_from":"2025-12-01","valid_to":"2025-12-20","basis":"Nghị định 47/2020/NĐ-CP, Điều 5"})"));
    GateOptions gate;
    gate.signed_only = true;
    gate.clock = [this] { return world.now; };
    gate.contact = "Phòng Kiểm soát TTHC, 0290.3831.000";
    ServerOptions options;
    options.body_bytes_max = body_limit;
    options.clock = [this] { return world.now; };
    const auto served = service(centre, gate, {std::make_shared<Metrics>(), [this](const std::string& line) {
      const std::lock_guard lock(mutex);
      lines.push_back(line);
    }});
    options.before_body = served.before_body;
    server = std::make_unique<RunningServer>(served.responder, options);
  }

  /// As the holder of `role`; empty: without a signature.
  sync::Response ask(const std::string& role, sync::Request request) {
    ClientOptions options;
    options.clock = [this] { return world.now; };
    if (!role.empty()) options.signer = &signers.at(role);
    auto client = must(Client::open((**server).url(), options));
    return must(client.exchange(request));
  }
  sync::Response get(const std::string& role, const std::string& path) { return ask(role, {"GET", path}); }

  std::string read_log() {
    return json::compact(must(central::reads(*world.centre_site().store, 0, "")));
  }
};

}  // namespace girs::http::testing
