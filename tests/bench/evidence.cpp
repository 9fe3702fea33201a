// Signed packages, receipts and the log, each beside the raw work that nobody can leave out.

#include <string>

#include "bench/bench.h"
#include "crypto/hash.h"
#include "json/canonical.h"
#include "json/parse.h"
#include "support/log_fixture.h"
#include "support/package_fixture.h"

namespace bench {
namespace {

using namespace girs;

constexpr double kMilliseconds = 1e3;
constexpr double kShare = 1.5;  // at most so many times the raw work

/// The fixture's report with `count` cells, ten a row.
package::ReportPayload report_of(const package::PackageFixture& office, int count) {
  auto payload = office.report();
  json::Value rows = json::Array{};
  for (int row = 0; row < count / 10; ++row) {
    json::Value cells = json::Object{};
    for (int column = 3; column < 13; ++column)
      cells.set("c" + std::to_string(column), std::to_string(1000 + row * 7 + column));
    json::Value line = json::Object{};
    line.set("cells", std::move(cells));
    line.set("key", "R" + std::to_string(row));
    rows.push(std::move(line));
  }
  json::Value parts = json::Object{};
  parts.set("main", std::move(rows));
  constexpr const char* kFormCode = "II.06a/VPCP/KSTT";
  json::Value form = *payload.forms.find(kFormCode);
  form.set("parts", std::move(parts));
  payload.forms.set(kFormCode, std::move(form));
  return payload;
}

/// What is behind every signature or check of these bytes.
void parse_canonicalise_hash(const std::string& bytes, const package::Envelope& envelope) {
  const auto document = json::parse(bytes);
  keep(json::canonical(*document)->size());
  keep(sha256(envelope.tbs()));
}

void build_and_sign(Report& report, int cells) {
  const package::PackageFixture office;
  const auto payload = report_of(office, cells);
  const auto bytes = *package::build(payload);
  const auto envelope = office.sealed(payload);
  const auto signer = signer_of(office.approver);
  const double ours = best_cpu_of(100, [&] {
    package::Envelope made{std::string(package::kReportType), to_bytes(*package::build(payload))};
    keep(made.sign(signer));
  });
  const double raw = best_cpu_of(100, [&] {
    parse_canonicalise_hash(bytes, envelope);
    keep(office.approver.sign(envelope.tbs()));
  });
  report.push_back({"package-sign-" + std::to_string(cells), ours * kMilliseconds, "ms", raw * kMilliseconds * kShare,
                    "parse, canonicalise, hash, sign", raw * kMilliseconds, "synthetic"});
}

void verify(Report& report) {
  const package::PackageFixture office;
  const auto registry = office.registry();
  const auto payload = report_of(office, 500);
  const auto bytes = *package::build(payload);
  const auto envelope = office.sealed(payload);
  const double ours = best_cpu_of(100, [&] {
    keep(package::verify_report(envelope, registry, package::kAudience, package::kNow).operator bool());
  });
  const double raw = best_cpu_of(100, [&] {
    parse_canonicalise_hash(bytes, envelope);
    const auto tbs = envelope.tbs();
    for (const auto* key : {&office.preparer, &office.approver, &office.seal})
      for (const auto& one : envelope.signatures)
        if (one.keyid == key->public_key().keyid()) keep(key->public_key().verify(tbs, one.sig));
  });
  report.push_back({"package-verify-500", ours * kMilliseconds, "ms", raw * kMilliseconds * kShare,
                    "parse, canonicalise, hash, verify 3", raw * kMilliseconds, "synthetic"});
}

/// A log of very many equal leaves: a node depends on its level alone, so that ten million of them
/// need no memory. Reading nodes costs nothing here; a store adds its point reads.
class EvenNodes : public log::NodeStore {
 public:
  EvenNodes(const Hash& leaf, std::uint64_t size) : size_(size) {
    for (Hash hash = leaf; levels_.size() < 40; hash = log::node_hash(hash, hash)) levels_.push_back(hash);
  }
  girs::Result<std::optional<Hash>> read(unsigned level, std::uint64_t index) const override {
    return index < size_ >> level ? std::optional(levels_[level]) : std::optional<Hash>();
  }
  Status write(unsigned, std::uint64_t, const Hash&) override { return error(Code::kUnsupported, "read only"); }

 private:
  std::uint64_t size_;
  std::vector<Hash> levels_;
};

void receipts(Report& report) {
  constexpr std::uint64_t kSize = 10'000'000;
  LogFixture log;
  const log::SubmissionEntry entry{std::string(64, 'a'), std::string(64, 'b'), "31825", "KSTTHC", "2025-Q4"};
  const auto leaf = *log::Leaf{log.witnessed, entry}.to_bytes();
  const Hash leaf_hash = log::leaf_hash(view(leaf));
  const EvenNodes nodes(leaf_hash, kSize);
  auto note = *log::Note::parse(*log::sign_checkpoint({log.origin, kSize, *log::root_of(nodes, kSize)}, signer_of(log.log_key)));
  for (int witness = 0; witness < 2; ++witness)
    note.signatures.push_back(*log::cosign(note.text, "w.example", log.witnessed, signer_of(log.witness_key)));
  std::uint64_t index = 0;
  const double prove = best_cpu_of(100, [&] {
    index = (index * 6364136223846793005ull + 1442695040888963407ull) % kSize;
    keep(log::inclusion_proof(nodes, index, kSize)->size());
  });
  const double hash = best_cpu_of(100, [&] {
    for (int i = 0; i < 24; ++i) keep(log::node_hash(leaf_hash, leaf_hash));
  });
  report.push_back({"log-proof-10m", prove * kMilliseconds, "ms", 1, "hashing a path of 24", hash * kMilliseconds, "synthetic"});

  const log::Proof proof{to_bytes(leaf), index, *log::inclusion_proof(nodes, index, kSize), note.to_text()};
  const auto text = proof.text();
  const auto policy = log.policy(true);
  const double check = best_cpu_of(100, [&] { keep(log::verify_proof(text, policy).operator bool()); });
  const double signatures = best_cpu_of(100, [&] {
    for (int i = 0; i < 3; ++i) keep(log.log_key.public_key().verify(view(note.text), note.signatures[0].signature));
  });
  report.push_back({"receipt-check", check * kMilliseconds, "ms", 1, "verifying 3 signatures", signatures * kMilliseconds, "synthetic"});
  report.push_back({"receipt-size", static_cast<double>(text.size()) / 1024, "KB", 2.5, "its leaf",
                    static_cast<double>(leaf.size()) / 1024, "synthetic"});
}

void check_tree(Report& report) {
  constexpr std::uint64_t kLeaves = 200'000;
  const Bytes leaf(307, 'x');
  GrownTree tree;
  for (std::uint64_t i = 0; i < kLeaves; ++i) tree.add(log::leaf_hash(leaf));
  const double ours = best_cpu_of(3, [&] {
    keep(log::check_tree(tree.nodes, kLeaves, [&](std::uint64_t) -> girs::Result<Bytes> { return leaf; })->leaves);
  });
  const double raw = best_cpu_of(3, [&] {
    Hash hash{};
    for (std::uint64_t i = 0; i < kLeaves; ++i) hash = log::node_hash(hash, log::leaf_hash(leaf));
    keep(hash);
  });
  report.push_back({"fsck-tree-200k", ours, "s", 1, "hashing leaves and nodes", raw, "synthetic"});
}

}  // namespace

void evidence(Report& report) {
  build_and_sign(report, 500);
  build_and_sign(report, 5000);
  verify(report);
  receipts(report);
  check_tree(report);
}

}  // namespace bench
