// The authority's catalogue on its way to units: only what is signed, and by whom may, joins theirs.

#include <doctest/doctest.h>

#include <algorithm>

#include "crypto/hash.h"
#include "json/parse.h"
#include "store/blobs.h"
#include "support/line.h"

using namespace girs;
using namespace girs::testing;

namespace {

/// A centre that has published its catalogue, and a commune that knows nothing yet.
struct Country {
  World world{{"31825"}};
  PrivateKey key = must(PrivateKey::generate(Scheme::kEd25519));
  Signer publisher = signer_of(key);
  Site site = world.site("commune");
  Line line{world};

  Country() {
    World::load_catalogue(world.centre_site());
    auto content = must(world.centre().registry())->content();
    content.version += 1;
    content.keys.push_back({key.public_key(), {"G22", "", ""}, {{"publisher", {"*"}, {"*"}, {"*"}}}, Time{}});
    const auto root = signer_of(world.root());
    package::Envelope envelope{std::string(kRegistryType), to_bytes(must(must(Registry::make(content)).to_bytes())), {}};
    must(envelope.sign(root));
    must(world.centre().publish_registry(envelope));
    must(world.centre().publish_catalogue(publisher));
  }
  Round go() { return run(world, site, line, "31825"); }
  std::vector<store::DefinitionRow> held(const Site& at) const {
    return must(at.store->read([](store::Connection& c) { return store::definitions(c); }));
  }
  std::size_t fetched() const {
    return static_cast<std::size_t>(std::ranges::count_if(line.requests, [](const std::string& request) {
      return request.starts_with("GET /v1/blobs/");
    }));
  }
  /// A new version of a code list at the centre.
  void change() {
    auto rows = held(world.centre_site());
    const auto found = std::ranges::find(rows, "code-list", &store::DefinitionRow::kind);
    REQUIRE(found != rows.end());
    auto document = must(json::parse(found->body));
    document.set("version", found->version + 1);
    must(report::load_catalog(*world.centre_site().store, {{"a new version", json::compact(document)}}));
  }
};

}  // namespace

TEST_CASE("a unit adopts the whole published catalogue in one round, and asks for nothing twice") {
  Country country;
  const auto first = country.go();
  REQUIRE(first.status);
  CHECK(first.summary.passed.empty());
  const auto all = country.held(country.world.centre_site());
  const auto mine = country.held(country.site);
  REQUIRE(mine.size() == all.size());
  CHECK(first.summary.definitions == static_cast<std::int64_t>(all.size()));
  for (std::size_t i = 0; i < all.size(); ++i) CHECK(mine[i].digest == all[i].digest);
  const auto before = country.fetched();
  CHECK(before == all.size());
  CHECK(country.go().summary.definitions == 0);
  CHECK(country.fetched() == before);
}

TEST_CASE("only a new version is fetched, and what has been published already is not published again") {
  Country country;
  must(country.go().status);
  CHECK(must(country.world.centre().publish_catalogue(country.publisher)) == 1);
  country.change();
  const auto before = country.fetched();
  CHECK(country.go().summary.definitions == 0);  // loaded at the centre, and not published yet
  CHECK(must(country.world.centre().publish_catalogue(country.publisher)) == 2);
  CHECK(country.go().summary.definitions == 1);
  CHECK(country.fetched() == before + 1);
}

TEST_CASE("a catalogue with any change on its way, or signed by a key without the role, is not adopted") {
  Country country;
  const auto good = must(country.world.centre().catalogue_envelope()).value();
  std::vector<std::string> lists;
  for (std::size_t i = 0; i < good.size(); i += 211) {
    lists.push_back(good);
    lists.back()[i] = lists.back()[i] == 'A' ? 'B' : 'A';
  }
  lists.push_back("{}");
  std::size_t refused = 0;
  for (const auto& list : lists) {
    country.site = country.world.site("commune " + std::to_string(&list - lists.data()));
    country.line.spoil = [&](const sync::Request& request, sync::Response& response) {
      if (request.path == "/v1/catalog") response.body = list;
    };
    const auto round = country.go();
    if (round.summary.definitions > 0) continue;  // the keyid hint alone is not signed
    REQUIRE(round.status);
    REQUIRE(round.summary.passed.size() == 1);
    CHECK(round.summary.passed[0].kind == "catalogue");
    CHECK(country.held(country.site).empty());
    ++refused;
  }
  CHECK(refused + 1 >= lists.size());
  country.change();
  CHECK(country.world.centre().publish_catalogue(country.world.requester()).error().code == Code::kUntrusted);
}

TEST_CASE("a definition that is not the one listed is not adopted, nor anything with it") {
  Country country;
  country.line.spoil = [](const sync::Request& request, sync::Response& response) {
    if (request.path.starts_with("/v1/blobs/")) response.body += ' ';
  };
  const auto round = country.go();
  CHECK(round.status);
  REQUIRE(round.summary.passed.size() == 1);
  CHECK(round.summary.passed[0].reason == "definition");
  CHECK(country.held(country.site).empty());
  country.line.spoil = nullptr;
  CHECK(country.go().summary.definitions > 0);
}

TEST_CASE("an older catalogue than the one adopted is refused") {
  Country country;
  const auto old = must(country.world.centre().catalogue_envelope()).value();
  country.change();
  must(country.world.centre().publish_catalogue(country.publisher));
  must(country.go().status);
  country.line.spoil = [&](const sync::Request& request, sync::Response& response) {
    if (request.path == "/v1/catalog") response = {200, {}, old};
  };
  const auto round = country.go();
  REQUIRE(round.summary.passed.size() == 1);
  CHECK(round.summary.passed[0].reason == "version");
}

TEST_CASE("what the unit holds with other content stays, the authority's is kept beside it, and each round says so") {
  Country country;
  auto rows = country.held(country.world.centre_site());
  const auto found = std::ranges::find(rows, "code-list", &store::DefinitionRow::kind);
  REQUIRE(found != rows.end());
  auto changed = must(json::parse(found->body));
  changed.set("title", must(json::parse(R"({"en":"Mine","vi":"Của tôi"})")));
  const auto mine_row = must(report::definition_row(changed));
  must(country.site.store->write([&](store::Connection& c) -> Status {
    return store::put_definitions(c, {mine_row}, country.world.now);
  }));
  for (int i = 0; i < 2; ++i) {
    const auto round = country.go();
    REQUIRE(round.status);
    REQUIRE(round.summary.passed.size() == 1);
    CHECK(round.summary.passed[0].message.en.find(found->code) != std::string::npos);
    CHECK(round.summary.definitions == (i == 0 ? static_cast<std::int64_t>(rows.size()) - 1 : 0));
  }
  const auto kept = must(country.site.store->read([&](store::Connection& c) { return store::blob(c, found->digest); }));
  CHECK(text_of(kept.value()) == found->body);
  const auto mine = country.held(country.site);
  CHECK(std::ranges::find(mine, mine_row.digest, &store::DefinitionRow::digest) != mine.end());
}
