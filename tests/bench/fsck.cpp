// fsck of a centre's store, beside nothing but the verification of what was signed in it.

#include <stdexcept>

#include "bench/bench.h"
#include "central/fsck.h"
#include "crypto/hash.h"
#include "json/canonical.h"
#include "json/parse.h"
#include "load.h"
#include "log/checkpoint.h"
#include "log/leaf.h"
#include "log/note.h"
#include "log/tree.h"
#include "package/submission.h"
#include "store/log_table.h"
#include "store/submissions.h"

namespace bench {
namespace {

using namespace girs;
using girs::testing::must;

constexpr double kRawSpeed = 0.8;   // of which fsck keeps at least so much
const std::string kDigest = "sha256:" + std::string(64, 'd');
constexpr int kUnits = 40;
constexpr int kRevisions = 5;
constexpr std::size_t kPackageBytes = 8 << 10;

/// What is signed in a store, taken out of it.
struct Signed {
  struct Item {
    std::string stored;
    package::Envelope envelope;
  };
  std::vector<Item> items;
  std::vector<std::string> notes;
};

Signed signed_in(store::Store& store) {
  Signed found;
  must(store.read([&](store::Connection& connection) -> Status {
    GIRS_CHECK(store::each_submission(connection, [&](const store::SubmissionRow& row) -> Status {
      GIRS_TRY(auto submission, package::Submission::parse(text_of(row.envelope)));
      found.items.push_back({std::string(text_of(row.envelope)), std::move(submission.envelope)});
      return ok();
    }));
    GIRS_CHECK(store::each_decision(connection, [&](const store::DecisionRow& row) -> Status {
      GIRS_TRY(auto envelope, package::Envelope::parse(text_of(row.envelope)));
      found.items.push_back({std::string(text_of(row.envelope)), std::move(envelope)});
      return ok();
    }));
    GIRS_TRY(const auto checkpoints, store::checkpoints(connection));
    for (const auto& row : checkpoints) found.notes.push_back(row.note);
    return ok();
  }));
  return found;
}

/// Each row decoded, its payload parsed, canonicalised, hashed (pid and env) and verified, and each
/// note verified: what nobody can leave out.
void verify_all(const Signed& all, const Registry& registry, const log::Policy& policy) {
  for (const auto& [stored, envelope] : all.items) {
    const auto row = json::parse(stored);
    const auto* outer = row->find("envelope");
    keep(from_base64(*(outer ? *outer : *row).text("payload"))->size());
    keep(sha256(stored));
    const auto document = json::parse(text_of(envelope.payload));
    keep(json::canonical(*document)->size());
    const auto tbs = envelope.tbs();
    keep(sha256(ByteView(tbs)));
    for (const auto& one : envelope.signatures)
      if (const auto* record = registry.find(one.keyid)) keep(record->key.verify(tbs, one.sig));
  }
  for (const auto& text : all.notes) {
    const auto note = log::Note::parse(text);
    keep(policy.logs.front().key.verify(view(note->text), note->signatures.front().signature));
  }
}

/// Fills a new store's log with so many entries and signs its head.
void fill_log(testing::World& world, store::Store& store, std::uint64_t count) {
  must(store.write([&](store::Connection& connection) -> Status {
    log::GrowingTree tree;
    for (std::uint64_t index = 0; index < count; ++index) {
      const log::Entry entry = index == 0 ? log::Entry(log::GenesisEntry{testing::kOrigin})
                                          : log::Entry(log::CatalogueEvent{static_cast<std::int64_t>(index), kDigest});
      const log::Leaf made{world.now, entry};
      GIRS_TRY(const auto leaf, made.to_bytes());
      const auto hash = log::leaf_hash(view(leaf));
      GIRS_CHECK(store::insert_leaf(connection, {static_cast<std::int64_t>(index), to_bytes(leaf), {hash.begin(), hash.end()}}));
      GIRS_CHECK(tree.add(hash, [&](unsigned level, std::uint64_t at, const Hash& node) {
        return level == 0 ? ok() : store::insert_node(connection, {static_cast<int>(level), static_cast<std::int64_t>(at),
                                                                   {node.begin(), node.end()}});
      }));
    }
    const auto root = tree.root();
    GIRS_TRY(const auto note, log::sign_checkpoint({testing::kOrigin, count, root}, world.log_signer()));
    return store::insert_checkpoint(connection, {static_cast<std::int64_t>(count), {root.begin(), root.end()}, note});
  }));
}

void check_log_of_store(Report& report) {
  constexpr std::uint64_t kLeaves = 200'000;
  testing::World world({});
  const auto registry = must(world.centre().registry());
  const auto site = world.site("log");
  fill_log(world, *site.store, kLeaves);
  const auto policy = world.policy();
  const double ours = best_cpu_of(3, [&] {
    const auto checked = must(central::fsck(site.workspace(), testing::kOrigin, *registry, policy, {}));
    if (!checked.faults.empty()) throw std::runtime_error(checked.faults.front().message.en);
  });
  const Bytes leaf(200, 'x');
  const double raw = best_cpu_of(3, [&] {
    Hash hash{};
    for (std::uint64_t i = 0; i < kLeaves; ++i) hash = log::node_hash(hash, log::leaf_hash(leaf));
    keep(hash);
  });
  report.push_back({"fsck-log-200k", ours, "s", 1, "hashing leaves and nodes", raw, "synthetic"});
}

}  // namespace

void fsck(Report& report) {
  check_log_of_store(report);
  auto units = commune_codes();
  units.resize(kUnits);
  testing::World world(units);
  for (const auto& chain : make_chains(world, units, kRevisions, kPackageBytes))
    for (const auto& upload : chain)
      must(world.centre().admit(upload.path.substr(upload.path.rfind('/') + 1), upload.body));
  const auto registry = must(world.centre().registry());
  const auto policy = world.policy();
  const auto workspace = world.centre_site().workspace();
  const auto all = signed_in(*world.centre_site().store);
  const double ours = best_cpu_of(5, [&] {
    const auto checked = must(central::fsck(workspace, testing::kOrigin, *registry, policy, {}));
    if (!checked.faults.empty()) throw std::runtime_error(checked.faults.front().message.en);
  });
  const double raw = best_cpu_of(5, [&] { verify_all(all, *registry, policy); });
  constexpr double kMicroseconds = 1e6 / (kUnits * kRevisions);   // a package, its decision and leaves
  report.push_back({"fsck-package", ours * kMicroseconds, "us", raw * kMicroseconds / kRawSpeed,
                    "parse, canonicalise, hash, verify", raw * kMicroseconds, "synthetic"});
}

}  // namespace bench
