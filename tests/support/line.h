#pragma once
// A line to the centre of a small country, in this process, and one round over it.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "central/log_book.h"
#include "http/routes.h"
#include "report/definitions.h"
#include "report/receive.h"
#include "report/requested_definitions.h"
#include "support/waiting_for.h"
#include "support/world.h"
#include "sync/round.h"

namespace girs::testing {

/// Carries requests to the centre's routes in this process; a test may spoil what comes back.
class Line final : public sync::Transport {
 public:
  explicit Line(World& world) : Line(world.centre()) {}
  explicit Line(central::Centre& centre) : handler_(waiting_for(http::routes(centre))) {}
  Result<sync::Response> exchange(const sync::Request& request) override {
    requests.push_back(request.method + " " + request.path);
    if (down) return error(Code::kIo, "The server does not answer.", "Máy chủ không trả lời.");
    if (const auto answer = instead ? instead(request) : std::nullopt) return *answer;
    auto response = handler_(request);
    if (spoil) spoil(request, response);
    if (lose_answer && request.method == "PUT") {
      lose_answer = false;
      return error(Code::kIo, "The line broke.", "Mất kết nối.");
    }
    return response;
  }
  bool down = false;
  bool lose_answer = false;
  /// Answers in place of the centre, which never hears of it.
  std::function<std::optional<sync::Response>(const sync::Request&)> instead;
  std::function<void(const sync::Request&, sync::Response&)> spoil;
  std::vector<std::string> requests;

 private:
  http::Handler handler_;
};

/// Publishes the authority's registry anew, as `change` makes it.
inline void renew_registry(World& world, const std::function<void(RegistryContent&)>& change = {}) {
  auto content = must(world.centre().registry())->content();
  content.version += 1;
  if (change) change(content);
  package::Envelope envelope{std::string(kRegistryType), to_bytes(must(must(Registry::make(content)).to_bytes())), {}};
  must(envelope.sign(signer_of(world.root())));
  must(world.centre().publish_registry(envelope));
}

struct Round {
  Status status;
  sync::RoundSummary summary;
};

/// `refuse` may fail a package that is about to be taken.
inline Round run(World& world, const Site& site, sync::Transport& line, const std::string& unit,
                 const std::function<Status(const package::VerifiedReport&)>& refuse = {}, bool patient = false,
                 ProgressFunction progress = {}) {
  sync::RoundOptions options;
  options.patient = patient;
  options.progress = std::move(progress);
  options.unit = unit;
  options.audience = kOrigin;
  options.roots = {world.root().public_key()};
  options.receive = [&](store::Connection& connection, const package::VerifiedReport& report, const Bytes& stored,
                        const sync::Place& place) -> Status {
    if (refuse) GIRS_CHECK(refuse(report));
    GIRS_TRY(const auto subject, report::subject_of(world.catalog(), report::key_of(report.payload)));
    return report::receive(connection, subject, report, stored, {place.origin, place.index, place.time, place.receipt});
  };
  options.adopt = [&](store::Connection& connection, const package::RequestPayload& request) -> Status {
    GIRS_CHECK(report::adopt_definitions(connection, request, world.now));
    return ok();
  };
  options.adopt_catalogue = [&](store::Connection& connection, const std::vector<std::string>& documents) -> Status {
    std::vector<Document> named;
    for (const auto& bytes : documents) named.push_back({"the authority's", bytes});
    GIRS_CHECK(report::join_catalog(connection, named, world.now));
    return ok();
  };
  sync::RoundSummary summary;
  auto status = sync::run_round(*site.store, line, options, summary);
  return {std::move(status), std::move(summary)};
}

}  // namespace girs::testing
