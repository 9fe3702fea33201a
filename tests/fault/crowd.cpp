// Connections that say nothing, many thousands of them, and one client that has work to do.

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <thread>

#include "http/client.h"
#include "http/server.h"
#include "scene.h"
#include "support/raw_socket.h"

namespace fault {

using namespace girs;
using girs::testing::must;

namespace {

std::int64_t raise_files() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  return static_cast<std::int64_t>(limit.rlim_cur);
}

double resident_mib() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
  return 0;
}

/// A process that makes `count` connections when it is told to and holds them until its input ends.
class Crowd {
 public:
  Crowd(std::uint16_t port, std::int64_t count) {
    if (pipe(wait_) != 0 || pipe(ready_) != 0) throw std::runtime_error("no pipe");
    child_ = fork();
    if (child_ != 0) return;
    ::close(wait_[1]);
    char byte = 'r';
    if (::read(wait_[0], &byte, 1) != 1) _exit(1);
    std::vector<raw::Socket> sockets;
    for (std::int64_t i = 0; i < count; ++i) sockets.push_back(raw::Socket::connect(port));
    if (::write(ready_[1], &byte, 1) != 1 || ::read(wait_[0], &byte, 1) < 0) _exit(1);
    _exit(0);
  }
  /// Once somebody accepts: more of them than the system's queue holds would wait for ever.
  void come() {
    char byte = 'g';
    if (::write(wait_[1], &byte, 1) != 1 || ::read(ready_[0], &byte, 1) != 1)
      throw std::runtime_error("the crowd did not come");
  }
  ~Crowd() {
    for (const int end : {wait_[0], wait_[1], ready_[0], ready_[1]}) ::close(end);
    waitpid(child_, nullptr, 0);
  }

 private:
  int wait_[2] = {-1, -1}, ready_[2] = {-1, -1};
  pid_t child_ = -1;
};

}  // namespace

Tally crowd(Scene&, int step) {
  const auto wanted = std::min<std::int64_t>(10'000 / std::min(step, 10), raise_files() - 200);
  Tally tally;
  // Room for all of them, and room for a tenth: the others are turned away.
  for (const auto most : {wanted + 100, wanted / 10}) {
    http::ServerOptions options;
    options.connections_max = static_cast<std::size_t>(most);
    options.idle_time = std::chrono::milliseconds(20'000);
    auto server = must(http::Server::listen(options));
    const double before = resident_mib();
    {
      Crowd idle(server.port(), wanted);  // forks before there are threads
      std::thread thread([&] { server.run([](const sync::Request&) { return sync::Response{200, {}, "x"}; }); });
      idle.come();
      auto client = must(http::Client::open(server.url()));
      const auto answer = client.exchange({"GET", "/"});
      const int status = answer ? answer->status : 0;
      const double grown = resident_mib() - before;
      std::printf("crowd: %lld idle connections, room for %lld: answer %d, %.1f MiB more\n",
                  static_cast<long long>(wanted), static_cast<long long>(most), status, grown);
      tally.count((most > wanted ? status == 200 : true) && grown < 400);
      server.stop();
      thread.join();
    }
  }
  return tally;
}

}  // namespace fault
