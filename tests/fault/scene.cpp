#include "scene.h"

#include <cstdio>
#include <filesystem>

#include "central/fsck.h"
#include "http/routes.h"
#include "log/receipt.h"
#include "package/submission.h"
#include "report/receive.h"
#include "store/log_table.h"

namespace fault {

using namespace girs;
using namespace girs::testing;

namespace {

/// The centre in this process as a line.
class Direct final : public sync::Transport {
 public:
  Direct(central::Centre& centre, const Scene::Wrap& wrap) : handler_(http::routes(centre)), wrap_(wrap) {}
  Result<sync::Response> exchange(const sync::Request& request) override {
    if (!wrap_ || inside_) return handler_(request);
    inside_ = true;
    auto answer = wrap_(*this, request);
    inside_ = false;
    return answer;
  }

 private:
  http::Handler handler_;
  const Scene::Wrap& wrap_;
  bool inside_ = false;
};

bool say(bool right, const std::string& name, const std::string& what) {
  if (!right) std::fprintf(stderr, "%s: %s\n", name.c_str(), what.c_str());
  return right;
}

std::string centre_name(const std::string& name) { return name + "-centre"; }
std::string commune_name(const std::string& name) { return name + "-commune"; }

}  // namespace

Scene::Scene() {
  const auto commune = world_.site("commune");
  pid_ = world_.submit(commune, "31825");
  must(commune.store->close());
  must(world_.centre_site().store->close());
}

void Scene::copy(const std::string& name) {
  for (const std::string end : {".girs", ".girs-wal"}) {
    const auto one = [&](const std::string& from, const std::string& to) {
      std::error_code none;
      std::filesystem::copy_file(world_.folder() / (from + end), world_.folder() / (to + end),
                                 std::filesystem::copy_options::overwrite_existing, none);
    };
    one("centre", centre_name(name));
    one("commune", commune_name(name));
  }
}

void Scene::remove(const std::string& name) {
  for (const auto& which : {centre_name(name), commune_name(name)})
    for (const std::string end : {".girs", ".girs-wal", ".girs-shm"})
      std::filesystem::remove(world_.folder() / (which + end));
}

Site Scene::open(const std::string& name, bool commune) {
  return world_.site(commune ? commune_name(name) : centre_name(name));
}

Result<central::Centre> Scene::centre(const Site& site) const {
  return central::Centre::open(site.workspace(), {kOrigin, &log_signer_, &world_.decider(), {world_.root().public_key()}});
}

Status Scene::round(const std::string& name, const Wrap& wrap) {
  try {
    const auto there = open(name, false), here = open(name, true);
    GIRS_TRY(auto authority, centre(there));
    Direct line(authority, wrap);
    sync::RoundOptions options;
    options.unit = "31825";
    options.audience = kOrigin;
    options.roots = {world_.root().public_key()};
    options.log_key = VerifierKey{kOrigin, NoteAlgorithm::kEd25519, log_.public_key()}.text();
    options.receive = [](auto&, const auto&, const auto&, const auto&) { return ok(); };
    sync::RoundSummary summary;
    return sync::run_round(*here.store, line, options, summary);
  } catch (const std::runtime_error& failed) {  // a store that could not be opened
    return error(Code::kIo, failed.what());
  }
}

bool Scene::is_whole(const std::string& name) {
  const auto there = open(name, false);
  auto policy = world_.policy();
  policy.logs.push_back({kOrigin, NoteAlgorithm::kEd25519, log_.public_key()});
  auto authority = centre(there);
  if (!say(bool(authority), name, authority ? "" : authority.error().message.en)) return false;
  const std::string origin = kOrigin;
  const auto registry = authority->registry();
  if (!say(bool(registry), name, "no registry")) return false;
  const auto checked = central::fsck(there.workspace(), origin, **registry, policy, {});
  if (!say(bool(checked), name, "fsck fails")) return false;
  for (const auto& one : checked->faults) say(false, name, one.table + " " + one.row + ": " + one.message.en);
  return checked->faults.empty() && say(checked->submissions <= 1, name, "a package is there twice");
}

bool Scene::recovers(const std::string& name) {
  try {
    if (!is_whole(name)) return false;
    world_.now += std::chrono::seconds(61);  // a lease of the killed sender has run out
    const auto done = round(name);
    if (!say(bool(done), name, done ? "" : done.error().message.en)) return false;
    const auto here = open(name, true);
    const auto row = must(here.store->read([&](store::Connection& c) { return store::outbox_row(c, pid_); }));
    if (!say(row && row->receipt && row->state == "accepted", name, "no receipt: " + (row ? row->state : "lost")))
      return false;
    log::Policy policy;
    policy.logs.push_back({kOrigin, NoteAlgorithm::kEd25519, log_.public_key()});
    return say(bool(log::verify_proof(*row->receipt, policy)), name, "the receipt does not verify") && is_whole(name);
  } catch (const std::runtime_error& failed) {
    return say(false, name, failed.what());
  }
}

}  // namespace fault
