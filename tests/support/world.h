#pragma once
// A small country for tests: the real example catalogue, a centre and some communes of Cà Mau,
// their keys in a registry, stores in a temporary folder, and a clock that tests turn.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "central/centre.h"
#include "central/registry_update.h"
#include "crypto/private_key.h"
#include "json/canonical.h"
#include "key/verifier_key.h"
#include "log/policy.h"
#include "report/definitions.h"
#include "report/entry.h"
#include "report/review.h"
#include "report/seal.h"
#include "report/transition.h"
#include "store/outbox.h"
#include "support/source_dir.h"
#include "support/temporary.h"

namespace girs::testing {

inline constexpr const char* kOrigin = "baocao.example.gov.vn/log/2025";
inline constexpr const char* kForm = "II.06a/VPCP/KSTT";

/// The value of a result that must be there; the test ends with the error's sentence otherwise.
template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message.en);
  return *std::move(result);
}
inline void must(Status status) {
  if (!status) throw std::runtime_error(status.error().message.en);
}

/// A store with its workspace.
struct Site {
  std::unique_ptr<store::Store> store;
  const Catalog* catalog = nullptr;
  report::Workspace workspace() const { return {store.get(), catalog}; }
};

/// Keys of one unit's three signatories.
struct Staff {
  PrivateKey preparer = must(PrivateKey::generate(Scheme::kEcdsaP256));
  PrivateKey approver = must(PrivateKey::generate(Scheme::kEcdsaP256));
  PrivateKey seal = must(PrivateKey::generate(Scheme::kEcdsaP256));
};

class World {
 public:
  /// With a key for each signatory of `units`; the log of `origin` is the centre's.
  explicit World(const std::vector<std::string>& units, std::string origin = kOrigin)
      : origin_(std::move(origin)) {
    catalog_ = std::make_unique<const Catalog>(
        must(Catalog::load(must(read_catalog_folder(source_path("/examples/catalog"))))));
    for (const auto& unit : units) staff_.emplace(unit, Staff{});
    centre_site_ = site("centre");
    const auto envelope = must(central::next_registry({}, origin_, {keys_json(), {log_vkey()}}, signer_of(root_), now));
    const auto bytes = envelope.text();
    must(centre_site_.store->write([&](store::Connection& connection) {
      return store::put_registry(connection, 1, view(bytes));
    }));
    registry_envelope_ = bytes;
    centre_ = std::make_unique<central::Centre>(must(central::Centre::open(
        centre_site_.workspace(), {origin_, &log_signer_, &decision_signer_, {root_.public_key()}})));
  }

  /// A store of its own with the catalogue, on this world's clock.
  Site site(const std::string& name) {
    Site made;
    made.store = must(store::Store::open(folder_ / (name + ".girs"), {false, 5000, [this] { return now; }}));
    made.catalog = catalog_.get();
    return made;
  }

  /// As site(), with the catalogue's documents in the store too: requests add to them.
  Site site_with_catalogue(const std::string& name) {
    Site made = site(name);
    load_catalogue(made);
    return made;
  }
  static void load_catalogue(const Site& at) {
    must(report::load_catalog(*at.store, must(read_catalog_folder(source_path("/examples/catalog")))));
  }

  std::vector<report::SigningParty> parties(const std::string& unit) {
    auto& staff = staff_.at(unit);
    auto& signers = signers_[unit];
    if (signers.empty()) {
      signers.push_back(std::make_unique<Signer>(signer_of(staff.preparer)));
      signers.push_back(std::make_unique<Signer>(signer_of(staff.approver)));
      signers.push_back(std::make_unique<Signer>(signer_of(staff.seal)));
    }
    return {{"preparer", {}, signers[0].get()}, {"approver", "KT.", signers[1].get()}, {"agency-seal", {}, signers[2].get()}};
  }

  static store::ReportKey key(const std::string& unit, const std::string& scope = "own") {
    return {"KSTTHC", unit, "2025-Q4", scope};
  }

  /// A draft with one consistent row and its total.
  void enter(const Site& at, const std::string& unit, int received = 100) {
    must(report::create(at.workspace(), key(unit), "officer"));
    import(at, unit, received);
  }
  void import(const Site& at, const std::string& unit, int received) {
    const std::string n = std::to_string(received);
    const std::string row = "," + n + "," + n + ",-,-," + n + "," + n + ",-,-,0,0,-\n";
    const std::string csv = "row,3,4,5,6,7,8,9,10,11,12,13\nT" + row + "LV01" + row;
    must(report::import_file(at.workspace(), key(unit), "", report::FileFormat::kCsv, csv, {}, "officer"));
  }
  /// Enters, approves and seals; gives the package's pid.
  std::string submit(const Site& at, const std::string& unit, int received = 100) {
    enter(at, unit, received);
    must(report::approve(at.workspace(), key(unit), "chairman"));
    return must(report::seal(at.workspace(), key(unit), origin_, parties(unit), nullptr, "chairman"));
  }
  /// The body that would be sent for a package in the outbox.
  static std::string body(const Site& at, const std::string& pid) {
    const auto row = must(at.store->read([&](store::Connection& connection) { return store::outbox_row(connection, pid); }));
    return std::string(text_of(row.value().envelope));
  }

  std::string log_vkey() const {
    return VerifierKey{origin_, NoteAlgorithm::kEd25519, log_.public_key()}.text();
  }
  log::Policy policy() const { return {{must(VerifierKey::parse(log_vkey()))}}; }

  /// The next version of the registry, with these keys besides.
  void add_keys(std::vector<KeyRecord> records) {
    auto content = must(centre().registry())->content();
    content.version += 1;
    for (auto& record : records) content.keys.push_back(std::move(record));
    const auto root = signer_of(root_);
    package::Envelope envelope{std::string(kRegistryType), to_bytes(must(must(Registry::make(content)).to_bytes())), {}};
    must(envelope.sign(root));
    must(centre().publish_registry(envelope));
  }

  const std::string& origin() const { return origin_; }
  central::Centre& centre() { return *centre_; }
  const Site& centre_site() const { return centre_site_; }
  const Catalog& catalog() const { return *catalog_; }
  const PrivateKey& root() const { return root_; }
  const PrivateKey& log_key() const { return log_; }
  const PrivateKey& decision_key() const { return decision_; }
  const Signer& log_signer() const { return log_signer_; }
  const Signer& decider() const { return decision_signer_; }
  const Signer& requester() const { return requester_signer_; }
  const std::string& registry_envelope() const { return registry_envelope_; }
  const TemporaryFolder& folder() const { return folder_; }

  Time now = *from_rfc3339("2025-12-15T02:00:00Z");

 private:
  static json::Value key_json(const PrivateKey& key, const std::string& unit, const std::string& person,
                              const std::string& role, const std::string& scope) {
    const auto only = [](const std::string& word) { return json::Value(json::Array{json::Value(word)}); };
    json::Value grant;
    grant.set("role", role);
    grant.set("units", only(scope));
    grant.set("regimes", only("*"));
    grant.set("types", only("*"));
    json::Value entry;
    entry.set("scheme", to_text(key.public_key().scheme()));
    entry.set("spki", to_base64(key.public_key().spki()));
    entry.set("unit", unit);
    if (!person.empty()) entry.set("person", person);
    entry.set("roles", json::Array{grant});
    return entry;
  }
  std::string keys_json() {
    json::Value list = json::Array{};
    for (const auto& [unit, staff] : staff_) {
      list.push(key_json(staff.preparer, unit, unit + "-a", "preparer", unit));
      list.push(key_json(staff.approver, unit, unit + "-b", "approver", unit));
      list.push(key_json(staff.seal, unit, "", "agency-seal", unit));
    }
    list.push(key_json(decision_, "G22", "", "decider", "*"));
    list.push(key_json(requester_, "G22", "", "requester", "*"));
    return json::compact(list);
  }

  std::string origin_;
  TemporaryFolder folder_;
  std::unique_ptr<const Catalog> catalog_;
  std::map<std::string, Staff> staff_;
  std::map<std::string, std::vector<std::unique_ptr<Signer>>> signers_;
  PrivateKey root_ = must(PrivateKey::generate(Scheme::kEd25519));
  PrivateKey log_ = must(PrivateKey::generate(Scheme::kEd25519));
  PrivateKey decision_ = must(PrivateKey::generate(Scheme::kEd25519));
  PrivateKey requester_ = must(PrivateKey::generate(Scheme::kEd25519));
  Signer log_signer_ = signer_of(log_);
  Signer decision_signer_ = signer_of(decision_);
  Signer requester_signer_ = signer_of(requester_);
  std::string registry_envelope_;
  Site centre_site_;
  std::unique_ptr<central::Centre> centre_;
};

}  // namespace girs::testing
