// Whom the gate lets in: signed requests, once each, in their time, for this server.

#include "http/request_gate.h"

#include <doctest/doctest.h>

#include "http/client.h"
#include "http/digest.h"
#include "http/request_signature.h"
#include "crypto/hash.h"
#include "guarded.h"
#include "running_server.h"
#include "served.h"

using namespace girs;
using namespace girs::http;
using namespace girs::testing;

namespace {

/// The package of `served`, sent to `server` and signed for it.
Request signed_put(const Served& served, Time at, const PrivateKey& by, const std::string& server) {
  Request request{"PUT", "/v1/submissions/" + served.pid,
                  {{"content-type", kJson}, {"content-digest", content_digest(served.body)}}, served.body};
  auto fields = request.headers;
  const auto signer = signer_of(by);
  must(sign_request(request, server, signer, at, fields));
  request.headers = std::move(fields);
  request.headers.emplace_back("host", server);
  return request;
}

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
    served.handler = waiting_for(routes(served.world.centre(), options));
  }

  Request signed_request(Time at, const PrivateKey& by, const std::string& server = "centre.example") const {
    return signed_put(served, at, by, server);
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
  const auto unknown = machine.served.handler(machine.signed_request(at, must(PrivateKey::generate(Scheme::kEd25519))));
  CHECK(unknown.status == 401);
  CHECK(unknown.body.find("is not in the registry") != std::string::npos);  // who must do something is another
  auto changed = machine.signed_request(at, machine.key);
  changed.path += "?x=1";
  const auto refused = machine.served.handler(changed);
  CHECK(refused.status == 401);
  CHECK(refused.body.find("not as its key signed it") != std::string::npos);
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

TEST_CASE("a large body of somebody who may not send it is refused before it is read") {
  http::testing::Guarded at({"transport", "reader"});
  const std::string path = "/v1/blobs/sha256/" + std::string(64, '0');
  for (const char* framing : {"Content-Length: 60000000\r\n", "Transfer-Encoding: chunked\r\n"}) {
    CAPTURE(framing);
    auto stranger = at.server->connect();
    stranger.send("PUT " + path + " HTTP/1.1\r\nHost: a\r\nContent-Digest: " + content_digest("x") + "\r\n" + framing + "\r\n");
    const auto answer = stranger.receive_all();  // nothing of the body was sent
    CHECK(answer.starts_with("HTTP/1.1 401 "));
    CHECK(answer.find("request-signature") != std::string::npos);
  }
  const std::string content(2'000'000, 'a');
  const Request upload{"PUT", "/v1/blobs/sha256/" + to_hex(sha256(content)), {{"content-type", "application/octet-stream"}}, content};
  CHECK(at.ask("reader", upload).status == 403);
  CHECK(at.ask("transport", upload).status == 201);
  CHECK(at.ask("transport", upload).status == 200);
}

TEST_CASE("before its body is read, a request is held to what the gate would say of the whole one, and the watch hears of it") {
  Served served;
  const auto key = must(PrivateKey::generate(Scheme::kEd25519)), unknown = must(PrivateKey::generate(Scheme::kEd25519));
  grant(served.world, key.public_key(), "transport");
  GateOptions gate;
  gate.signed_only = true;
  gate.names = {"centre.example"};
  gate.clock = [&] { return served.world.now; };
  std::vector<std::string> lines;
  const auto metrics = std::make_shared<Metrics>();
  const auto at = service(served.world.centre(), gate, {metrics, [&](const std::string& line) { lines.push_back(line); }});
  const auto request = [&](Time time, const PrivateKey& by, const std::string& server) {
    return signed_put(served, time, by, server);
  };
  const auto head_of = [](Request whole) {
    whole.body.clear();
    return whole;
  };
  const auto now = served.world.now;
  const auto good = request(now, key, "centre.example");
  CHECK_FALSE(at.before_body(head_of(good)));
  CHECK_FALSE(at.before_body(head_of(good)));  // nothing is remembered before the body is there
  CHECK(lines.empty());
  CHECK(waiting_for(at.responder)(good).status == 201);
  const std::pair<std::string, Request> refused[] = {
      {"replayed", good},
      {"request-signature", request(now, unknown, "centre.example")},
      {"request-signature", {"PUT", good.path, {{"content-type", kJson}}, {}}},
      {"authority", request(now, key, "other.example")},
      {"clock", request(now - std::chrono::hours(1), key, "centre.example")},
  };
  for (const auto& one : refused) {
    const std::string& code = one.first;
    CAPTURE(code);
    const auto answer = at.before_body(head_of(one.second));
    REQUIRE(answer);
    CHECK(code_of(*answer) == code);
    CHECK(lines.back().find("\"code\":\"" + code + "\"") != std::string::npos);
  }
  CHECK(at.before_body({"PUT", "/nowhere"})->status == 404);
  CHECK(lines.size() == 1 + std::size(refused) + 1);
  CHECK(must(metrics->page(served.world.centre())).find("girs_requests_in_flight 0\n") != std::string::npos);

  GateOptions open = gate;
  open.signed_only = false;
  CHECK_FALSE(service(served.world.centre(), open).before_body({"PUT", good.path, {{"content-type", kJson}}, {}}));
}
