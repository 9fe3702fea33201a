#pragma once
// What the load benches share: a small country whose packages are signed before the clock starts,
// a centre that serves them over TLS, and clients that send them.

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "http/client.h"
#include "http/routes.h"
#include "support/world.h"
#include "support/certificates.h"

namespace bench {

/// One package on its way.
struct Upload {
  std::string path;
  std::string body;
};

/// Packages of one unit, each the revision before it corrected: they go out in this order.
using Chain = std::vector<Upload>;

/// Chains of `revisions` packages of about `bytes` for each of the units of `world`.
std::vector<Chain> make_chains(girs::testing::World& world, const std::vector<std::string>& units,
                               int revisions, std::size_t bytes);

/// Codes of the communes of the example catalogue.
std::vector<std::string> commune_codes();

/// A server on threads of its own.
class Served {
 public:
  Served(girs::http::Responder responder, int threads);
  Served(girs::http::Handler handler, int threads)
      : Served(girs::http::answering(std::move(handler)), threads) {}
  ~Served();
  /// A client that believes this server alone.
  girs::http::Client client() const;

 private:
  girs::testing::Certificate certificate_{"bench", "IP:127.0.0.1"};
  std::unique_ptr<girs::http::Server> server_;
  std::vector<std::thread> threads_;
};

struct Sent {
  double seconds = 0;
  std::size_t accepted = 0;
  std::size_t refused = 0;
  std::vector<double> milliseconds;  // of each package, sorted
  double p99() const { return milliseconds[milliseconds.size() * 99 / 100]; }
};

/// Sends revisions `from` to `to` (without) of every chain over `connections`; `a_second` paces
/// all of them together, 0 as fast as it goes.
Sent send(const Served& served, const std::vector<Chain>& chains, int from, int to, int connections,
          double a_second);

}  // namespace bench
