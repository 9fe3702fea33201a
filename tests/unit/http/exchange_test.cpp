// Our client and our server together.

#include <doctest/doctest.h>

#include <atomic>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include "http/client.h"
#include "http/server.h"
#include "running_server.h"

using namespace girs;
using namespace girs::http;
using namespace std::chrono_literals;

namespace {

sync::Response echo(const sync::Request& request) {
  return {200, {{"content-type", "application/octet-stream"}}, request.body + request.path};
}

Client client_of(Server& server) {
  auto client = Client::open(server.url());
  REQUIRE(client);
  return *std::move(client);
}

}  // namespace

TEST_CASE("bodies of any size and bytes arrive as they were sent") {
  ServerOptions options;
  options.body_bytes_max = [](auto, auto) { return 10u << 20; };
  RunningServer server(echo, options);
  auto client = client_of(*server);
  std::string bytes;
  for (const std::size_t size : {0u, 1u, 255u, 65'535u, 65'536u, 200'000u, 5'000'000u}) {
    CAPTURE(size);
    while (bytes.size() < size) bytes.push_back(static_cast<char>(bytes.size() * 7 % 256));
    const auto response = client.exchange({"PUT", "/", {}, bytes});
    REQUIRE(response);
    CHECK(response->status == 200);
    CHECK(response->body == bytes + "/");
  }
}

TEST_CASE("a handler sees fields in lower case and path with query") {
  sync::Request seen;
  RunningServer server([&](const sync::Request& request) {
    seen = request;
    return sync::Response{304, {{"etag", "\"e\""}}, {}};
  });
  auto client = client_of(*server);
  const auto response = client.exchange({"GET", "/v1/x?since=0", {{"If-None-Match", "\"e\""}}, {}});
  REQUIRE(response);
  CHECK(response->status == 304);
  CHECK(*response->header("etag") == "\"e\"");
  CHECK(seen.method == "GET");
  CHECK(seen.path == "/v1/x?since=0");
  const sync::Headers fields{{"host", client.authority()}, {"if-none-match", "\"e\""}};
  CHECK(seen.headers == fields);
}

TEST_CASE("fifty clients at once each get their own answers") {
  std::atomic<int> served{0};
  RunningServer server([&](const sync::Request& request) {
    ++served;
    return echo(request);
  });
  std::atomic<int> right{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 50; ++i) {
    threads.emplace_back([&, i] {
      auto client = Client::open((*server).url());
      if (!client) return;
      for (int n = 0; n < 5; ++n) {
        const auto body = std::to_string(i) + "," + std::to_string(n) + std::string(3000, '.');
        const auto response = client->exchange({"PUT", "/" + std::to_string(n), {}, body});
        if (response && response->body == body + "/" + std::to_string(n)) ++right;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(right == 250);
  CHECK(served == 250);
}

TEST_CASE("stop lets a request that has begun finish and hangs up on those that wait") {
  std::promise<void> begun;
  std::promise<void> may_end;
  RunningServer server([&](const sync::Request& request) {
    if (request.path == "/long") {
      begun.set_value();
      may_end.get_future().wait();
    }
    return echo(request);
  });
  auto idle = server.connect();
  idle.send("GET /idle HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(idle.receive_message().ends_with("/idle"));
  auto busy = server.connect();
  busy.send("GET /long HTTP/1.1\r\nHost: a\r\n\r\n");
  begun.get_future().wait();

  (*server).stop();
  CHECK(idle.receive_all().empty());  // at once, long before its idle time
  may_end.set_value();
  const auto answer = busy.receive_message();
  CHECK(answer.ends_with("/long"));
  CHECK(answer.find("Connection: close") != std::string::npos);
  CHECK(busy.receive_all().empty());
  busy.hang_up();
  server.stop();
  auto late = Client::open((*server).url());
  CHECK(late->exchange({"GET", "/", {}, {}}).error().code == Code::kIo);
}

TEST_CASE("a handler may stop its own server") {
  Server* self = nullptr;
  RunningServer server([&](const sync::Request& request) {
    self->stop();
    return echo(request);
  });
  self = &*server;
  auto client = client_of(*server);
  CHECK(client.exchange({"GET", "/bye", {}, {}})->body == "/bye");
  server.stop();
}

TEST_CASE("a stopped server does not serve again, however often it is stopped") {
  auto server = Server::listen({});
  REQUIRE(server);
  server->stop();
  server->stop();
  server->run(echo);
  server->run(echo);
  const auto client = Client::open(server->url());
  CHECK(client);
}

TEST_CASE("a server that nobody runs lets go of its connections") {
  auto server = Server::listen({});
  REQUIRE(server);
  const auto socket = raw::Socket::connect(server->port());
  CHECK(socket.send("GET / HTTP/1.1\r\n"));
}

TEST_CASE("a server that was moved serves on") {
  auto first = Server::listen({});
  REQUIRE(first);
  Server second = *std::move(first);
  std::thread thread([&] { second.run(echo); });
  CHECK(client_of(second).exchange({"GET", "/moved", {}, {}})->body == "/moved");
  second.stop();
  thread.join();
}

TEST_CASE("an address in use and a host beyond loopback cannot be listened on") {
  const auto first = Server::listen({});
  REQUIRE(first);
  ServerOptions options;
  options.port = first->port();
  const auto second = Server::listen(options);
  REQUIRE_FALSE(second);
  CHECK(second.error().code == Code::kIo);
  CHECK(*detail_of(second.error().details, "url") == first->url());
  options.host = "0.0.0.0";
  CHECK(Server::listen(options).error().code == Code::kUnsupported);
}

TEST_CASE("a client finds its way back when the server has closed the idle connection") {
  ServerOptions options;
  options.idle_time = 20ms;
  RunningServer server(echo, options);
  auto client = client_of(*server);
  for (int i = 0; i < 3; ++i) {
    CHECK(client.exchange({"GET", "/again", {}, {}})->body == "/again");
    std::this_thread::sleep_for(40ms);
  }
}

TEST_CASE("a body over the limit is refused with 413, however large it is") {
  RunningServer server(echo);
  auto client = client_of(*server);
  const auto response = client.exchange({"PUT", "/", {}, std::string(8'000'000, 'x')});
  REQUIRE(response);
  CHECK(response->status == 413);
  CHECK(*response->header("content-type") == "application/problem+json");
  CHECK(client.exchange({"PUT", "/", {}, "x"})->status == 200);
}
