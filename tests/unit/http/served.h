#pragma once
// A centre behind its routes, a commune with a sealed package, and what both tests of routes and of
// the gate ask of them.

#include <doctest/doctest.h>

#include "http/routes.h"
#include "json/parse.h"
#include "support/waiting_for.h"
#include "support/world.h"

namespace girs::testing {

using http::GateOptions;
using http::Handler;
using http::routes;
using sync::Request;
using sync::Response;

inline constexpr const char* kJson = "application/json";

struct Served {
  World world{{"31825"}};
  Site site = world.site("commune");
  std::string pid = world.submit(site, "31825");
  std::string body = World::body(site, pid);
  Handler handler = waiting_for(routes(world.centre()));

  Response get(const std::string& path, const std::string& known = {}) {
    Request request{"GET", path};
    if (!known.empty()) request.headers.emplace_back("if-none-match", known);
    return handler(request);
  }
  Response put(sync::Headers more = {}) {
    more.emplace_back("content-type", kJson);
    return handler({"PUT", "/v1/submissions/" + pid, std::move(more), body});
  }
};

inline std::string code_of(const Response& response) {
  const auto document = json::parse(response.body);
  REQUIRE(document);
  CHECK_FALSE(document->text("detail_vi")->empty());
  CHECK(*response.header("content-type") == "application/problem+json");
  return *document->text("code");
}

/// Publishes a registry in which `key` has the role, besides what is there.
inline void grant(World& world, const PublicKey& key, const std::string& role) {
  auto content = must(world.centre().registry())->content();
  content.version += 1;
  content.keys.push_back({key, {"31825", "", ""}, {{role, {"*"}, {"*"}, {"*"}}}, Time{}});
  const auto root = signer_of(world.root());
  package::Envelope envelope{std::string(kRegistryType), to_bytes(must(must(Registry::make(content)).to_bytes())), {}};
  must(envelope.sign(root));
  must(world.centre().publish_registry(envelope));
}

/// The catalogue is loaded at the centre and published.
inline void publish_catalogue(World& world) {
  World::load_catalogue(world.centre_site());
  const auto key = must(PrivateKey::generate(Scheme::kEd25519));
  grant(world, key.public_key(), "publisher");
  CHECK(must(world.centre().publish_catalogue(signer_of(key))) == 1);
}

}  // namespace girs::testing
