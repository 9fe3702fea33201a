// A round over a line that is cut: after each sixteenth of what goes up, and of what comes down.

#include <atomic>
#include <thread>

#include "http/client.h"
#include "http/server.h"
#include "scene.h"
#include "support/raw_socket.h"

namespace fault {

using namespace girs;
using girs::testing::must;

namespace {

/// How many bytes may pass each way, and how many have.
struct Meter {
  std::int64_t most = 0;  // 0: no end
  std::atomic<std::int64_t> passed{0};
};

/// A proxy of bytes for connections one after the other.
class Cutter {
 public:
  Cutter(std::uint16_t server, Meter& up, Meter& down) : thread_([this, server, &up, &down] {
    for (;;) {
      auto client = listener_.accept();
      if (stopping_) return;
      auto upstream = raw::Socket::connect(server);
      std::thread back([&] { pass(upstream, client, down); });
      pass(client, upstream, up);
      back.join();
    }
  }) {}
  ~Cutter() {
    stopping_ = true;
    { const auto last = raw::Socket::connect(listener_.port()); }
    thread_.join();
  }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(listener_.port()); }

 private:
  /// Ends both connections when the meter is full.
  static void pass(const raw::Socket& from, const raw::Socket& to, Meter& meter) {
    for (auto part = from.receive(); !part.empty(); part = from.receive()) {
      const auto left = meter.most ? meter.most - meter.passed : static_cast<std::int64_t>(part.size());
      const auto size = std::min<std::int64_t>(left, static_cast<std::int64_t>(part.size()));
      meter.passed += size;
      const bool sent = to.send(std::string_view(part).substr(0, static_cast<std::size_t>(size)));
      if (!sent || size < static_cast<std::int64_t>(part.size())) break;
    }
    from.end();
    to.end();
  }

  raw::Listener listener_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

/// The centre behind HTTP and a cutter.
struct Carried {
  http::Server server;
  std::thread thread;
  Cutter cutter;
  http::Client client;

  Carried(sync::Transport& centre, Meter& up, Meter& down)
      : server(must(http::Server::listen(options()))),
        thread([this, &centre] {
          server.run([&centre](const sync::Request& request) {
            return must(centre.exchange({request.method, request.path, request.headers, request.body}));
          });
        }),
        cutter(server.port(), up, down),
        client(must(http::Client::open(cutter.url()))) {}
  ~Carried() {
    server.stop();
    thread.join();
  }
  static http::ServerOptions options() {
    http::ServerOptions options;
    options.body_bytes_max = [](auto, auto) { return 10u << 20; };
    options.idle_time = std::chrono::milliseconds(2000);
    return options;
  }
};

Status round_over(Scene& scene, const std::string& name, Meter& up, Meter& down) {
  std::unique_ptr<Carried> carried;
  auto status = scene.round(name, [&](sync::Transport& line, const sync::Request& request) {
    if (!carried) carried = std::make_unique<Carried>(line, up, down);
    auto answer = carried->client.exchange(request);
    if (!answer) carried.reset();  // its centre goes with this round
    return answer;
  });
  return status;
}

}  // namespace

Tally line_sweep(Scene& scene, int step) {
  Meter up, down;
  scene.copy("whole");
  must(round_over(scene, "whole", up, down));
  scene.remove("whole");
  const std::int64_t all_up = up.passed, all_down = down.passed;
  Tally tally;
  for (const bool upwards : {true, false}) {
    for (int part = 0; part < 16; part += std::min(step, 5)) {
      Meter one, other;
      (upwards ? one : other).most = std::max<std::int64_t>(1, (upwards ? all_up : all_down) * part / 16);
      scene.copy("cut");
      const auto status = round_over(scene, "cut", one, other);
      tally.count(!status && scene.recovers("cut"));
      scene.remove("cut");
    }
  }
  return tally;
}

}  // namespace fault
