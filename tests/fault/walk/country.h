#pragma once
// What the walk goes through: a centre with its anchor, a commune with two computers, a commune with
// one, and a province that follows both; every machine with a clock of its own, and copies of each
// store from some time ago.

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "central/anchor.h"
#include "folder.h"
#include "rough_line.h"
#include "store/outbox.h"
#include "support/world.h"
#include "support/line.h"

namespace walk {

using namespace girs;
using girs::testing::must;
using girs::testing::World;

/// One machine with its store.
struct Office {
  std::string name, unit;
  std::chrono::seconds slip{0};       // its clock against the true time
  girs::testing::Site site = {};
  std::optional<std::string> copy = {};   // of its store, from some time ago
  std::set<std::string> sent = {};        // pids that its outbox has held
  std::set<std::string> sent_at_copy = {};
  std::int64_t size_at_copy = 0;          // of the centre's log
  Folder folder = {};
  bool is_damaged = false;                // some of its attachments
};

/// Somebody's key with its signer.
struct Held {
  PrivateKey key = must(PrivateKey::generate(Scheme::kEcdsaP256));
  Signer signer = signer_of(key);
};

class Country {
 public:
  Country();

  World& world() { return world_; }
  central::Centre& centre() { return *centre_; }
  Office& centre_office() { return *offices_.front(); }
  const girs::testing::Site& centre_site() { return centre_office().site; }
  /// The centre's first, then those that report, the province last.
  const std::vector<std::unique_ptr<Office>>& offices() const { return offices_; }
  std::vector<Office*> reporting();

  /// Closes a store and opens it again, as another program would.
  void reopen(Office& office);
  void keep_copy(Office& office);
  /// The store as it was when it was copied.
  void put_back(Office& office);
  /// What the centre says when its store is an older copy; ok when none is kept.
  Status centre_of_copy();

  /// One round over a line with this fault; what it came to.
  girs::testing::Round round(Office& office, Fault fault = {});
  girs::testing::Round round_by_folder(Office& office);

  std::vector<report::SigningParty> parties(const std::string& unit);
  /// The registry that the office's store holds.
  std::optional<Registry> registry_of(const Office& office);
  void publish(const std::function<void(RegistryContent&)>& change);
  /// Another key for this role of a unit, which its holder uses from now on.
  void renew_key(const std::string& unit, const std::string& role);
  void revoke_key(const std::string& unit, const std::string& role);

  log::Policy policy();
  Time time_at(const Office& office) const { return world_.now + office.slip; }

 private:
  std::string path(const std::string& name) const { return world_.folder() / (name + ".girs"); }
  void open_store(Office& office);
  void open_centre();
  void add_office(const std::string& name, const std::string& unit);

  World world_;
  std::vector<std::unique_ptr<Office>> offices_;
  std::map<std::string, std::map<std::string, std::unique_ptr<Held>>> held_;  // by unit and role
  Signer anchored_;
  std::unique_ptr<central::Centre> centre_;
  int copies_ = 0;
};

}  // namespace walk
