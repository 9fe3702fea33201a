// The HTTP interface of a centre: what each route answers.

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
#include "served.h"
#include "http/client.h"
#include "store/log_table.h"
#include "support/own_series.h"
#include "support/world.h"

using namespace girs;
using namespace girs::http;
using namespace girs::testing;

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
  const auto pid = seal_own_series(world, site);
  const auto handler = waiting_for(routes(world.centre()));
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
    if (code == Code::kIo) CHECK(problem_of(error(code, "The disk is full.", "Đĩa đầy.")).status == 507);
    if (code == Code::kCorrupt || code == Code::kUntrusted)
      CHECK(problem_of(error(code, "The package.", "Gói.", {{"reason", "signature"}})).status == 422);
  }
}

TEST_CASE("a package that cannot be read is refused with its reason, whichever way it comes") {
  Served served;
  const std::pair<std::string, std::pair<int, const char*>> bodies[] = {
      {"{", {400, "format"}}, {served.body + " ", {400, "format"}}, {"{}", {422, "envelope"}}, {"[1]", {422, "envelope"}}};
  for (const auto& one : bodies) {
    const auto& body = one.first;
    const auto& expected = one.second;
    CAPTURE(body.size());
    served.body = body;
    const auto put = served.put();
    const auto posted = served.handler({"POST", "/v1/submissions",
                                        {{"content-type", kJson}, {"idempotency-key", '"' + served.pid + '"'}}, body});
    for (const auto* refused : {&put, &posted}) {
      CHECK(refused->status == expected.first);
      CHECK(code_of(*refused) == expected.second);
    }
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

TEST_CASE("a conflict names the package that stands in its place, in the answer and in a field of its own") {
  Served served;
  const auto other = served.world.site("the other computer");
  const auto second = served.world.submit(other, "31825", 7);
  CHECK(served.put().status == 201);
  const auto refused = served.handler({"PUT", "/v1/submissions/" + second, {{"content-type", kJson}}, World::body(other, second)});
  CHECK(refused.status == 409);
  CHECK(code_of(refused) == "series-conflict");
  CHECK(*must(json::parse(refused.body)).text("head") == served.pid);
  CHECK(*refused.header("girs-head") == served.pid);
}

TEST_CASE("what is not there gets 404 with one code, wherever it is looked for") {
  Served served;
  const std::string nowhere(64, '0');
  for (const std::string& path : {std::string("/nothing"), "/v1/submissions/" + nowhere, "/v1/submissions/" + nowhere + "/receipt", "/v1/series/" + nowhere,
                                  "/v1/blobs/sha256/" + nowhere, std::string("/log/tile/0/999"), std::string("/log/tile/entries/999"),
                                  std::string("/log/../secret")}) {
    CAPTURE(path);
    CHECK(served.get(path).status == 404);
    CHECK(code_of(served.get(path)) == "not-found");
  }
}

TEST_CASE("without a registry a package gets 503, which is tried again, and never a refusal") {
  Served served;
  World other({"31834"});
  const auto site = other.site("new centre");
  auto centre = must(central::Centre::open(
      site.workspace(), {kOrigin, &other.log_signer(), &other.decider(), {other.root().public_key()}}));
  const auto answer = waiting_for(routes(centre))({"PUT", "/v1/submissions/" + served.pid, {{"content-type", kJson}}, served.body});
  CHECK(answer.status == 503);
  CHECK(answer.header("retry-after"));
  CHECK(waiting_for(routes(centre))({"GET", "/v1/registry"}).status == 404);
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
  CHECK(*served.get("/log/tile/0/000.p/2").header("cache-control") == "public, max-age=31536000, immutable");
}

TEST_CASE("what not everybody may ask for is kept by no cache that many share") {
  Served served;
  served.put();
  const auto series = must(served.world.centre().submission(served.pid))->series;
  must(served.world.centre().put_blob(to_digest(sha256("thuyết minh")), "thuyết minh"));
  for (const std::string& path : {"/v1/submissions/" + served.pid, "/v1/submissions/" + served.pid + "/receipt",
                                  "/v1/series/" + series, std::string("/v1/events?since=0"),
                                  "/v1/blobs/sha256/" + to_hex(sha256("thuyết minh")), std::string("/v1/audit"),
                                  std::string("/v1/overview?regime=KSTTHC&period=2025-Q4")}) {
    CAPTURE(path);
    const auto first = served.get(path);
    REQUIRE(first.status == 200);
    REQUIRE(first.header("cache-control"));
    CHECK(first.header("cache-control")->starts_with("private"));
    const auto same = served.get(path, *first.header("etag"));
    CHECK(same.status == 304);
    CHECK(*same.header("cache-control") == *first.header("cache-control"));
  }
}

TEST_CASE("a method that an address does not know gets 405 with those that it knows") {
  Served served;
  const auto ask = [&](const char* method, const std::string& path) { return served.handler({method, path}); };
  const auto wrong = ask("DELETE", "/v1/registry");
  CHECK(wrong.status == 405);
  CHECK(code_of(wrong) == "method");
  CHECK(*wrong.header("allow") == "GET, HEAD");
  CHECK(*ask("POST", "/v1/submissions/" + served.pid).header("allow") == "PUT, GET, HEAD");
  CHECK(*ask("GET", "/v1/submissions").header("allow") == "POST");
  CHECK(ask("DELETE", "/v1/nothing").status == 404);
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
    CHECK(code_of(served.get("/log/" + path)) == "not-found");
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
