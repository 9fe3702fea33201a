#include "scene.h"

#include <cstdio>
#include <filesystem>

#include "central/anchor.h"
#include "central/fsck.h"
#include "http/routes.h"
#include "log/receipt.h"
#include "package/submission.h"
#include "report/receive.h"
#include "store/log_table.h"
#include "support/waiting_for.h"

namespace fault {

using namespace girs;
using namespace girs::testing;

namespace {

/// The centre in this process as a line.
class Direct final : public sync::Transport {
 public:
  Direct(central::Centre& centre, const Scene::Wrap& wrap) : handler_(waiting_for(http::routes(centre))), wrap_(wrap) {}
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

constexpr const char* kDrafting = "31849";

std::string centre_name(const std::string& name) { return name + "-centre"; }
std::string commune_name(const std::string& name) { return name + "-commune"; }

}  // namespace

Scene::Scene() {
  const auto commune = world_.site("commune");
  for (const char* unit : {"31825", "31834", "31840", "31843"}) pids_.push_back(world_.submit(commune, unit));
  world_.enter(commune, kDrafting);
  must(report::approve(commune.workspace(), World::key(kDrafting), "chairman"));
  (void)world_.parties(kDrafting);  // their keys, before any process forks
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

void Scene::copy_centre(const std::string& from, const std::string& to, bool with_wal) {
  for (const std::string end : {".girs", ".girs-wal", ".girs-shm"})
    std::filesystem::remove(world_.folder() / (centre_name(to) + end));
  for (const std::string end : {".girs", ".girs-wal"}) {
    std::error_code none;
    if (with_wal || end == ".girs")
      std::filesystem::copy_file(world_.folder() / (centre_name(from) + end), world_.folder() / (centre_name(to) + end), none);
  }
}

void Scene::remove(const std::string& name) {
  for (const auto& which : {centre_name(name), commune_name(name)})
    for (const std::string end : {".girs", ".girs-wal", ".girs-shm"})
      std::filesystem::remove(world_.folder() / (which + end));
  std::filesystem::remove(anchor_of(name));
}

std::string Scene::centre_file(const std::string& name) const { return world_.folder() / (centre_name(name) + ".girs"); }

std::string Scene::anchor_of(const std::string& name) const { return world_.folder() / (name + "-anchor"); }

Site Scene::open(const std::string& name, bool commune) {
  return world_.site(commune ? commune_name(name) : centre_name(name));
}

Result<central::Centre> Scene::centre(const std::string& name, const Site& site) {
  GIRS_CHECK(central::check_anchor(*site.store, anchor_of(name), kOrigin));
  anchored_ = central::anchored(log_signer_, anchor_of(name));
  return central::Centre::open(site.workspace(), {kOrigin, &anchored_, &world_.decider(), {world_.root().public_key()}});
}

Status Scene::seal(const std::string& name) {
  try {
    const auto here = open(name, true);
    GIRS_CHECK(report::seal(here.workspace(), World::key(kDrafting), kOrigin, world_.parties(kDrafting), nullptr, "chairman"));
    return ok();
  } catch (const std::runtime_error& failed) {
    return error(Code::kIo, failed.what());
  }
}

bool Scene::is_sealed_or_not(const std::string& name) {
  try {
    bool sealed = false;
    {
      const auto here = open(name, true);
      const auto rows = must(here.store->read([](store::Connection& c) { return store::outbox(c); }));
      if (!say(rows.size() == pids_.size() || rows.size() == pids_.size() + 1, name, "the outbox lost or doubled a row"))
        return false;
      sealed = rows.size() > pids_.size();
      for (const auto& row : rows) {
        const auto sent = package::Submission::parse(text_of(row.envelope));
        if (!say(sent && sent->envelope.pid() == row.pid && sent->envelope.signatures.size() == 3, name, "half a package"))
          return false;
      }
    }
    if (sealed) return true;
    const auto again = seal(name);
    return say(bool(again), name, again ? "" : "cannot be sealed again: " + again.error().message.en);
  } catch (const std::runtime_error& failed) {
    return say(false, name, failed.what());
  }
}

bool Scene::refuses(const std::string& name) {
  try {
    const auto there = open(name, false);
    const auto size = [&] {
      const auto newest = must(there.store->read([](store::Connection& c) { return store::newest_checkpoint(c); }));
      return newest ? newest->size : 0;
    };
    const auto before = size();
    const auto opened = centre(name, there);
    return !opened && opened.error().code == Code::kCorrupt && size() == before;
  } catch (const std::runtime_error&) {
    return true;  // SQLite itself calls it damaged
  }
}

Status Scene::round(const std::string& name, const Wrap& wrap) {
  try {
    const auto there = open(name, false), here = open(name, true);
    GIRS_TRY(auto authority, centre(name, there));
    Direct line(authority, wrap);
    sync::RoundOptions options;
    options.unit = "96";  // the province of all four: their decisions come to it
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

Result<central::FsckResult> Scene::check(const std::string& name) {
  const auto there = open(name, false);
  auto policy = world_.policy();
  policy.logs.push_back({kOrigin, NoteAlgorithm::kEd25519, log_.public_key()});
  GIRS_TRY(auto authority, centre(name, there));
  GIRS_TRY(const auto registry, authority.registry());
  return central::fsck(there.workspace(), kOrigin, *registry, policy, {});
}

bool Scene::notices(const std::string& name) {
  try {
    const auto checked = check(name);
    return !checked || !checked->faults.empty();
  } catch (const std::runtime_error&) {
    return true;  // the store does not open
  }
}

bool Scene::is_whole(const std::string& name) {
  const auto checked = check(name);
  if (!say(bool(checked), name, checked ? "" : checked.error().message.en)) return false;
  for (const auto& one : checked->faults) say(false, name, one.table + " " + one.row + ": " + one.message.en);
  return checked->faults.empty() &&
         say(checked->submissions <= static_cast<std::int64_t>(pids_.size()), name, "a package is there twice");
}

bool Scene::recovers(const std::string& name) {
  try {
    if (!is_whole(name)) return false;
    world_.now += std::chrono::seconds(61);  // a lease of the killed sender has run out
    const auto done = round(name);
    if (!say(bool(done), name, done ? "" : done.error().message.en)) return false;
    const auto here = open(name, true);
    log::Policy policy;
    policy.logs.push_back({kOrigin, NoteAlgorithm::kEd25519, log_.public_key()});
    for (const auto& pid : pids_) {
      const auto row = must(here.store->read([&](store::Connection& c) { return store::outbox_row(c, pid); }));
      if (!say(row && row->receipt && row->state == "accepted", name, "no receipt: " + (row ? row->state : "lost")) ||
          !say(bool(log::verify_proof(*row->receipt, policy)), name, "the receipt does not verify"))
        return false;
    }
    return is_whole(name);
  } catch (const std::runtime_error& failed) {
    return say(false, name, failed.what());
  }
}

}  // namespace fault
