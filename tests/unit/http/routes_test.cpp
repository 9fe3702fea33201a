// The HTTP interface of a centre: what each route answers, and whom the gate lets in.

#include "http/routes.h"

#include <doctest/doctest.h>

#include "crypto/hash.h"
#include "http/answers.h"
#include "http/http_date.h"
#include "http/digest.h"
#include "http/request_signature.h"
#include "json/parse.h"
#include "log/receipt.h"
#include "log/tile.h"
#include "running_server.h"
#include "http/client.h"
#include "report/seal_series.h"
#include "store/log_table.h"
#include "support/world.h"

using namespace girs;
using namespace girs::http;
using namespace girs::testing;
using sync::Request;
using sync::Response;

namespace {

constexpr const char* kJson = "application/json";

struct Served {
  World world{{"31825"}};
  Site site = world.site("commune");
  std::string pid = world.submit(site, "31825");
  std::string body = World::body(site, pid);
  Handler handler = routes(world.centre());

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

std::string code_of(const Response& response) {
  const auto document = json::parse(response.body);
  REQUIRE(document);
  CHECK_FALSE(document->text("detail_vi")->empty());
  CHECK(*response.header("content-type") == "application/problem+json");
  return *document->text("code");
}

}  // namespace

TEST_CASE("a package gets 201 with its receipt, then 200 with the same leaf") {
  Served served;
  const auto first = served.put();
  CHECK(first.status == 201);
  CHECK(*first.header("location") == "/v1/submissions/" + served.pid);
  CHECK(*first.header("etag") == '"' + served.pid + '"');
  const auto again = served.put();
  CHECK(again.status == 200);
  CHECK(must(log::verify_proof(first.body, served.world.policy())).index ==
        must(log::verify_proof(again.body, served.world.policy())).index);
  CHECK(code_of(served.put({{"if-none-match", "*"}})) == "exists");
  CHECK(served.get("/v1/submissions/" + served.pid).body == served.body);
  CHECK(served.get("/v1/submissions/" + served.pid + "/receipt").status == 200);
}

TEST_CASE("a series package stands where its answer says, and If-None-Match knows it") {
  World world({"96"});
  const auto site = world.site("province");
  const auto parties = world.parties("96");
  const auto payload = must(report::series_draft(
      site.workspace(),
      R"({"unit":"96","indicator":"DOCTORS","breakdown":{},"vintage":"2027-03-01","values":[)"
      R"({"period":"2025","value":"1200","status":"official","flags":[]}]})",
      kOrigin, parties));
  const auto pid = must(report::seal_series(site.workspace(), payload, parties, nullptr));
  const auto handler = routes(world.centre());
  Request put{"PUT", "/v1/submissions/" + pid, {{"content-type", kJson}}, World::body(site, pid)};
  const auto taken = handler(put);
  REQUIRE(taken.status == 201);
  const auto shown = handler({"GET", *taken.header("location")});
  CHECK(shown.status == 200);
  CHECK(shown.body == put.body);
  put.headers.emplace_back("if-none-match", "*");
  CHECK(handler(put).status == 412);
}

TEST_CASE("a fault of the server is never a refusal of the package") {
  Served served;
  must(served.world.centre_site().store->write([](store::Connection& c) {
    return store::insert_checkpoint(c, {1000, Bytes(32), "signed by a newer copy of this store"});
  }));
  CHECK(served.put().status == 500);
  for (const auto code : {Code::kCorrupt, Code::kCancelled, Code::kUntrusted, Code::kInternal, Code::kBusy, Code::kIo}) {
    CAPTURE(static_cast<int>(code));
    CHECK(problem_of(error(code, "The server cannot.", "Máy chủ không thực hiện được.")).status >= 500);
    if (code == Code::kCorrupt || code == Code::kUntrusted)
      CHECK(problem_of(error(code, "The package.", "Gói.", {{"reason", "signature"}})).status == 422);
  }
}

TEST_CASE("a package that cannot be read is refused with its reason") {
  Served served;
  for (const std::string& body : {std::string("{"), std::string("{}"), served.body + " ", std::string("[1]")}) {
    served.body = body;
    CAPTURE(body.size());
    const auto refused = served.put();
    CHECK(refused.status == 422);
    CHECK(code_of(refused) != "error");
  }
}

TEST_CASE("POST takes the package that its Idempotency-Key names, and no other") {
  Served served;
  const auto post = [&](sync::Headers headers, const std::string& body) {
    headers.emplace_back("content-type", kJson);
    return served.handler({"POST", "/v1/submissions", std::move(headers), body});
  };
  CHECK(code_of(post({}, served.body)) == "idempotency-key");
  CHECK(post({{"idempotency-key", "\"abc\""}}, served.body).status == 400);
  const std::string other = '"' + std::string(64, 'a') + '"';
  CHECK(post({{"idempotency-key", other}}, served.body).status == 422);
  CHECK(served.get("/v1/submissions/" + served.pid).status == 404);  // nothing was kept
  const std::string key = '"' + served.pid + '"';
  CHECK(post({{"idempotency-key", key}}, served.body).status == 201);
  CHECK(post({{"idempotency-key", key}}, served.body).status == 200);
}

TEST_CASE("what is sent as something else than JSON is refused before it is read") {
  Served served;
  const auto refused = served.handler({"PUT", "/v1/submissions/" + served.pid, {{"content-type", "text/plain"}}, served.body});
  CHECK(refused.status == 415);
  CHECK(code_of(refused) == "content-type");
}

namespace {

/// Publishes a registry in which `key` has the role, besides what is there.
void grant(World& world, const PublicKey& key, const std::string& role) {
  auto content = must(world.centre().registry())->content();
  content.version += 1;
  content.keys.push_back({key, {"31825", "", ""}, {{role, {"*"}, {"*"}, {"*"}}}, Time{}});
  const auto root = signer_of(world.root());
  package::Envelope envelope{std::string(kRegistryType), to_bytes(must(must(Registry::make(content)).to_bytes())), {}};
  must(envelope.sign(root));
  must(world.centre().publish_registry(envelope));
}

/// The catalogue is loaded at the centre and published.
void publish_catalogue(World& world) {
  World::load_catalogue(world.centre_site());
  const auto key = must(PrivateKey::generate(Scheme::kEd25519));
  grant(world, key.public_key(), "publisher");
  CHECK(must(world.centre().publish_catalogue(signer_of(key))) == 1);
}

}  // namespace

TEST_CASE("without a registry a package gets 503, which is tried again, and never a refusal") {
  Served served;
  World other({"31834"});
  const auto site = other.site("new centre");
  auto centre = must(central::Centre::open(
      site.workspace(), {kOrigin, &other.log_signer(), &other.decider(), {other.root().public_key()}}));
  const auto answer = routes(centre)({"PUT", "/v1/submissions/" + served.pid, {{"content-type", kJson}}, served.body});
  CHECK(answer.status == 503);
  CHECK(answer.header("retry-after"));
  CHECK(routes(centre)({"GET", "/v1/registry"}).status == 404);
}

TEST_CASE("what may change is asked for again by caches, what may not is kept for ever") {
  Served served;
  publish_catalogue(served.world);
  served.put();
  for (const char* path : {"/log/checkpoint", "/v1/registry", "/v1/catalog"}) {
    CAPTURE(path);
    REQUIRE(served.get(path).header("cache-control"));
    CHECK(*served.get(path).header("cache-control") == "no-cache");
  }
  CHECK(served.get("/log/tile/0/000.p/2").header("cache-control")->find("immutable") != std::string::npos);
}

TEST_CASE("whoever has it already gets 304: registry, catalogue, checkpoint, series, packages") {
  Served served;
  publish_catalogue(served.world);
  served.put();
  const auto series = must(served.world.centre().submission(served.pid))->series;
  for (const std::string& path : {std::string("/v1/registry"), std::string("/v1/catalog"), std::string("/log/checkpoint"),
                                 "/v1/series/" + series, "/v1/submissions/" + served.pid,
                                 std::string("/.well-known/girs"), std::string("/v1/events?since=0")}) {
    CAPTURE(path);
    const auto first = served.get(path);
    REQUIRE(first.status == 200);
    const auto* tag = first.header("etag");
    REQUIRE(tag);
    const auto same = served.get(path, "\"x\", W/" + *tag);
    CHECK(same.status == 304);
    CHECK(same.body.empty());
    CHECK(*same.header("etag") == *tag);
    CHECK(served.get(path, "\"x\"").status == 200);
  }
}

TEST_CASE("the head of a series comes with the checkpoint that covers it") {
  Served served;
  served.put();
  const auto series = must(served.world.centre().submission(served.pid))->series;
  const auto head = must(json::parse(served.get("/v1/series/" + series).body));
  CHECK(*head.text("pid") == served.pid);
  CHECK(*head.text("status") == "accepted");
  CHECK(*head.text("checkpoint") == served.get("/log/checkpoint").body);
  CHECK(served.get("/v1/series/" + std::string(64, '0')).status == 404);
}

TEST_CASE("attachments are kept by their digest, once, and definitions are served by theirs") {
  Served served;
  CHECK(served.get("/v1/catalog").status == 404);
  publish_catalogue(served.world);
  const std::string content = "nội dung";
  const auto hex = to_hex(sha256(content));
  const auto put = [&](const std::string& body) {
    return served.handler({"PUT", "/v1/blobs/sha256/" + hex, {}, body});
  };
  CHECK(served.get("/v1/blobs/sha256/" + hex).status == 404);
  CHECK(put("another").status == 400);
  CHECK(put(content).status == 201);
  CHECK(put(content).status == 200);
  const auto got = served.get("/v1/blobs/sha256/" + hex);
  CHECK(got.body == content);
  CHECK(got.header("cache-control")->find("immutable") != std::string::npos);
  const auto listed = must(package::Envelope::parse(served.get("/v1/catalog").body));
  const auto catalogue = must(package::verify_catalogue(listed, *must(served.world.centre().registry()), kOrigin,
                                                        served.world.now));
  const auto& first = catalogue.payload.definitions.front();
  const auto definition = served.get("/v1/blobs/sha256/" + first.digest.substr(7));
  CHECK(to_digest(sha256(definition.body)) == first.digest);
}

TEST_CASE("the log's tiles and entries are served as far as the checkpoint covers them") {
  Served served;
  served.put();
  const auto size = must(served.world.centre_site().store->read([](store::Connection& c) { return store::log_size(c); }));
  const auto width = std::to_string(size);
  const auto tile = served.get("/log/tile/0/000.p/" + width);
  CHECK(tile.status == 200);
  CHECK(tile.body.size() == 32 * static_cast<std::size_t>(size));
  const auto entries = served.get("/log/tile/entries/000.p/" + width);
  CHECK(must(log::read_bundle(view(entries.body), static_cast<unsigned>(size))).size() == static_cast<std::size_t>(size));
  for (const std::string& path : {"tile/0/000.p/" + std::to_string(size + 1), std::string("tile/0/000"), std::string("tile/9/000"), std::string("x")})
    CHECK(code_of(served.get("/log/" + path)) == "error");
}

namespace {

/// A registry with one machine's key in the given role.
struct Machine {
  Served served;
  PrivateKey key = must(PrivateKey::generate(Scheme::kEd25519));

  explicit Machine(const std::string& role) {
    grant(served.world, key.public_key(), role);
    serve({});
  }
  void serve(GateOptions options) {
    options.signed_only = true;
    options.clock = [this] { return served.world.now; };
    served.handler = routes(served.world.centre(), options);
  }

  Request signed_request(Time at, const PrivateKey& by, const std::string& server = "centre.example") const {
    Request request{"PUT", "/v1/submissions/" + served.pid,
                    {{"content-type", kJson}, {"content-digest", content_digest(served.body)}}, served.body};
    auto fields = request.headers;
    const auto signer = signer_of(by);
    must(sign_request(request, server, signer, at, fields));
    request.headers = std::move(fields);
    request.headers.emplace_back("host", server);
    return request;
  }
};

}  // namespace

TEST_CASE("a signed request of a known machine passes once, and the same one never again") {
  Machine machine("transport");
  const auto request = machine.signed_request(machine.served.world.now, machine.key);
  CHECK(machine.served.handler(request).status == 201);
  CHECK(code_of(machine.served.handler(request)) == "replayed");
  CHECK(machine.served.handler(machine.signed_request(machine.served.world.now, machine.key)).status == 200);
}

TEST_CASE("a request signed for another server does not pass one that knows its names") {
  Machine machine("transport");
  machine.serve({.names = {"Centre.example", "10.0.0.1:8443"}});
  const auto status = [&](const std::string& server) {
    return machine.served.handler(machine.signed_request(machine.served.world.now, machine.key, server)).status;
  };
  CHECK(status("centre.example") == 201);
  CHECK(status("centre.example:8443") == 200);
  CHECK(status("10.0.0.1:8443") == 200);
  for (const char* other : {"old.example", "10.0.0.1", "10.0.0.1:80", "centre.example.evil.example", "xcentre.example"}) {
    CAPTURE(other);
    const auto refused = machine.served.handler(machine.signed_request(machine.served.world.now, machine.key, other));
    CHECK(refused.status == 401);
    CHECK(code_of(refused) == "authority");
  }
}

TEST_CASE("when no more requests can be remembered they get 503, and none that was taken passes again") {
  Machine machine("transport");
  machine.serve({.nonces_max = 2});
  const auto fresh = [&] { return machine.signed_request(machine.served.world.now, machine.key); };
  const auto first = fresh();
  CHECK(machine.served.handler(first).status == 201);
  CHECK(machine.served.handler(fresh()).status == 200);
  for (int i = 0; i < 10; ++i) {
    const auto refused = machine.served.handler(fresh());
    CHECK(refused.status == 503);
    CHECK(refused.header("retry-after"));
  }
  CHECK(code_of(machine.served.handler(first)) == "replayed");
  machine.served.world.now += std::chrono::minutes(8);
  CHECK(machine.served.handler(fresh()).status == 200);
}

TEST_CASE("without a signature only what is public is given") {
  Machine machine("transport");
  auto& served = machine.served;
  publish_catalogue(served.world);
  CHECK(served.put().status == 401);
  CHECK(code_of(served.put()) == "request-signature");
  CHECK(served.get("/v1/events?since=0").status == 401);
  CHECK(served.get("/v1/blobs/sha256/" + std::string(64, '0')).status == 401);
  for (const char* path : {"/v1/registry", "/v1/catalog", "/log/checkpoint", "/.well-known/girs"})
    CHECK(served.get(path).status == 200);
}

TEST_CASE("a clock that is a day off gets 401 with code clock; the package's signatures do not care") {
  Machine machine("transport");
  for (const auto difference : {-86'400, 86'400, -500, 200}) {
    CAPTURE(difference);
    const auto at = machine.served.world.now + std::chrono::seconds(difference);
    const auto refused = machine.served.handler(machine.signed_request(at, machine.key));
    CHECK(refused.status == 401);
    CHECK(code_of(refused) == "clock");
  }
  CHECK(machine.served.handler(machine.signed_request(machine.served.world.now - std::chrono::seconds(30), machine.key)).status == 201);
}

TEST_CASE("a key without the role, an unknown key and a changed request do not pass") {
  Machine machine("preparer");
  const auto at = machine.served.world.now;
  CHECK(machine.served.handler(machine.signed_request(at, machine.key)).status == 403);
  CHECK(machine.served.handler(machine.signed_request(at, must(PrivateKey::generate(Scheme::kEd25519)))).status == 401);
  auto changed = machine.signed_request(at, machine.key);
  changed.path += "?x=1";
  CHECK(machine.served.handler(changed).status == 401);
}

TEST_CASE("a client whose clock is a day off signs by the server's and gets through") {
  Machine machine("transport");
  ServerOptions options;
  options.body_bytes_max = body_limit;
  options.clock = [&] { return machine.served.world.now; };
  RunningServer server(machine.served.handler, options);
  for (const auto difference : {-86'400, 0, 86'400}) {
    CAPTURE(difference);
    ClientOptions wrong;
    const auto signer = signer_of(machine.key);
    wrong.signer = &signer;
    wrong.clock = [&] { return machine.served.world.now + std::chrono::seconds(difference); };
    auto client = Client::open((*server).url(), wrong);
    REQUIRE(client);
    for (int i = 0; i < 2; ++i) {
      const auto answer = client->exchange({"PUT", "/v1/submissions/" + machine.served.pid, {{"content-type", kJson}}, machine.served.body});
      REQUIRE(answer);
      CHECK(answer->status / 100 == 2);
    }
  }
}

TEST_CASE("a client that asks too often gets 429 with Retry-After, and is heard again later") {
  Served served;
  ServerOptions options;
  options.requests_a_second_max = 5;
  RunningServer server(served.handler, options);
  auto client = must(Client::open((*server).url()));
  int ok = 0, slow_down = 0;
  for (int i = 0; i < 40; ++i) {
    const auto answer = client.exchange({"GET", "/v1/registry"});
    REQUIRE(answer);
    ok += answer->status == 200;
    if (answer->status != 429) continue;
    ++slow_down;
    CHECK(*answer->header("retry-after") == "1");
  }
  CHECK(ok >= 10);
  CHECK(slow_down > 0);
}
