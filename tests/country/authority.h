#pragma once
// A centre of the country: its keys in files, its store served by the program in a process of its own.

#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "base/file.h"
#include "http/client.h"
#include "json/parse.h"
#include "process.h"
#include "support/world.h"
#include "sync/round.h"

namespace country {

using namespace girs;
using namespace girs::testing;

inline constexpr const char* kPassphrase = "bốn tiến trình";

inline std::string program() {
  const char* path = std::getenv("GIRS_PROGRAM");
  return path ? path : "girs";
}

/// The codes of a province's communes, at the end of the quarter that they report.
inline std::vector<std::string> communes_of(const std::string& province) {
  const auto catalog = must(Catalog::load(must(read_catalog_folder(source_path("/examples/catalog")))));
  std::vector<std::string> codes;
  for (const auto* unit : catalog.units().children(province, *parse_date("2025-12-14"))) codes.push_back(unit->code);
  return codes;
}

/// A centre with its keys in files, its store ready to be served by the program.
struct Authority {
  World world;
  std::string store = world.centre_site().store->path();
  PrivateKey gateway = must(PrivateKey::generate(Scheme::kEd25519));  // fetches and delivers
  Signer gateway_signer = signer_of(gateway);
  std::unique_ptr<Service> service;
  std::string url;

  Authority(const std::vector<std::string>& units, const std::string& origin, const std::string& unit,
            const std::string& transport_units = "*")
      : world(units, origin) {
    setenv("GIRS_PASSPHRASE", kPassphrase, 1);
    World::load_catalogue(world.centre_site());
    set("audience", origin);
    set("unit", unit);
    set("registry-root", root_text());
    set("contact", "Văn phòng UBND");
    world.add_keys({{gateway.public_key(), {unit, "", ""}, {{"transport", {transport_units}, {"*"}, {"*"}}}, Time{}}});
    key_file("log", world.log_key());
    key_file("decision", world.decision_key());
    key_file("gateway", gateway);
  }

  std::string path(const std::string& name) const { return world.folder() / name; }
  std::string root_text() const { return "ed25519 " + to_base64(world.root().public_key().spki()); }
  void set(const std::string& key, const std::string& value) {
    must(world.centre_site().store->write([&](store::Connection& c) { return store::set_setting(c, key, value); }));
  }
  void key_file(const std::string& name, const PrivateKey& key) {
    must(write_file(path(name + ".pem"), must(key.to_pem(kPassphrase, 14)), 0600));
  }
  /// The program with these arguments and this test's clock; exit code and JSON answer.
  Output girs(std::vector<std::string> arguments) const {
    std::vector<std::string> all{program(), "--json", "--now", to_rfc3339(world.now)};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return country::run(all);
  }
  void serve() {
    service = std::make_unique<Service>(std::vector<std::string>{
        program(), "--json", "--now", to_rfc3339(world.now), "central", "serve", store, "--listen", "127.0.0.1:0",
        "--operation-listen", "127.0.0.1:0", "--signed-only", "--log-key", path("log.pem"), "--decision-key",
        path("decision.pem"), "--threads", "4", "--log", path("service.log")});
    url = *must(json::parse(service->first_line())).text("listening");
  }
  http::Client line(const Signer& by) {
    http::ClientOptions options;
    options.signer = &by;
    options.clock = [this] { return world.now; };
    return must(http::Client::open(url, options));
  }
  /// What another store needs to exchange with this one.
  sync::RoundOptions round(const std::string& unit) const {
    sync::RoundOptions options;
    options.unit = unit;
    options.audience = world.origin();
    options.roots = {world.root().public_key()};
    options.log_key = world.log_vkey();
    return options;
  }
};

}  // namespace country
