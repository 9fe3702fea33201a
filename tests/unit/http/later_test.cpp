// Requests that are answered later, on a server of one thread.

#include <doctest/doctest.h>

#include <condition_variable>
#include <future>
#include <mutex>
#include <vector>

#include "http/client.h"
#include "http/server.h"
#include "running_server.h"

using namespace girs;
using namespace girs::http;
using namespace std::chrono_literals;

namespace {

Client client_of(Server& server) {
  auto client = Client::open(server.url());
  REQUIRE(client);
  return *std::move(client);
}

/// Keeps what asks for /later, and answers the rest at once.
class Held {
 public:
  Responder responder() {
    return [this](Exchange exchange) {
      if (exchange.request.path != "/later") return exchange.answer({200, {}, exchange.request.path});
      const std::lock_guard lock(mutex_);
      held_.push_back(std::move(exchange));
      came_.notify_one();
    };
  }
  Exchange take() {
    std::unique_lock lock(mutex_);
    REQUIRE(came_.wait_for(lock, 20s, [this] { return !held_.empty(); }));
    auto exchange = std::move(held_.back());
    held_.pop_back();
    return exchange;
  }

 private:
  std::mutex mutex_;
  std::condition_variable came_;
  std::vector<Exchange> held_;
};

/// Asks for /later in the background.
std::future<Result<sync::Response>> ask(Server& server) {
  return std::async(std::launch::async, [&server] { return client_of(server).exchange({"GET", "/later"}); });
}

}  // namespace

TEST_CASE("a request that is answered later holds no thread, and its answer may come from any") {
  Held held;
  RunningServer server(held.responder(), {}, 1);
  auto first = ask(*server);
  const auto exchange = held.take();
  for (const char* path : {"/a", "/b"}) CHECK(client_of(*server).exchange({"GET", path})->body == path);
  CHECK(first.wait_for(0s) == std::future_status::timeout);
  exchange.answer({200, {}, "at last"});
  CHECK(first.get()->body == "at last");
}

TEST_CASE("the first answer is the answer, and the connection goes on") {
  RunningServer server(Responder([](const Exchange& exchange) {
    exchange.answer({200, {}, exchange.request.path});
    exchange.answer({201, {}, "another"});
  }), {}, 1);
  auto client = client_of(*server);
  for (const char* path : {"/a", "/b", "/c"}) {
    const auto response = client.exchange({"GET", path});
    REQUIRE(response);
    CHECK(response->status == 200);
    CHECK(response->body == path);
  }
}

TEST_CASE("whoever would wait for an answer that nobody gives any more gets a 500") {
  RunningServer server(Responder([](const Exchange&) {}), {}, 1);
  CHECK(client_of(*server).exchange({"GET", "/"})->status == 500);
  Held held;
  RunningServer other(held.responder(), {}, 1);
  auto asked = ask(*other);
  { const auto forgotten = held.take(); }
  CHECK(asked.get()->status == 500);
}

TEST_CASE("tasks of an exchange run on the server's threads, after the call that gives them") {
  std::promise<bool> same_thread, inside;
  RunningServer server(Responder([&](Exchange exchange) {
    auto calling = std::make_shared<bool>(true);
    const auto thread = std::this_thread::get_id();
    exchange.executor([&, calling, thread, answer = exchange.answer] {
      inside.set_value(*calling);
      same_thread.set_value(std::this_thread::get_id() == thread);
      answer({200, {}, "done"});
    });
    *calling = false;
  }), {}, 1);
  CHECK(client_of(*server).exchange({"GET", "/"})->body == "done");
  CHECK(same_thread.get_future().get());
  CHECK_FALSE(inside.get_future().get());
}

TEST_CASE("a stop waits for answers that are still to come") {
  Held held;
  RunningServer server(held.responder(), {}, 1);
  auto asked = ask(*server);
  const auto exchange = held.take();
  auto stopped = std::async(std::launch::async, [&] { server.stop(); });
  CHECK(stopped.wait_for(50ms) == std::future_status::timeout);
  exchange.answer({200, {}, "before the end"});
  CHECK(asked.get()->body == "before the end");
  stopped.get();
}

TEST_CASE("a client that is gone when its answer comes disturbs nobody") {
  Held held;
  RunningServer server(held.responder(), {}, 1);
  {
    auto socket = server.connect();
    REQUIRE(socket.send("GET /later HTTP/1.1\r\nHost: x\r\n\r\n"));
    const auto exchange = held.take();
    socket.hang_up();
    exchange.answer({200, {}, std::string(1 << 20, 'x')});
  }
  CHECK(client_of(*server).exchange({"GET", "/a"})->body == "/a");
}
