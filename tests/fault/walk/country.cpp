#include "country.h"

#include <filesystem>

#include "store/backup.h"
#include "store/submissions.h"

namespace walk {

using namespace girs::testing;

namespace {

constexpr const char* kRoles[] = {"preparer", "approver", "agency-seal"};

/// The record of a key for one role of one unit.
KeyRecord record_of(const PublicKey& key, const std::string& unit, const std::string& role, Time since) {
  const bool is_seal = role == "agency-seal";
  return {key, {unit, is_seal ? "" : unit + "-" + role, ""}, {{role, {unit}, {"*"}, {"*"}}}, since};
}

}  // namespace

Country::Country() : world_({}), anchored_(central::anchored(world_.log_signer(), world_.folder() / "anchor")) {
  must(world_.centre_site().store->close());
  add_office("centre", "G22");
  add_office("a1", "31825");
  add_office("a2", "31825");
  add_office("b", "31834");
  add_office("province", "96");
  open_centre();
  for (const std::string unit : {"31825", "31834"})
    for (const std::string role : kRoles) renew_key(unit, role);
}

void Country::add_office(const std::string& name, const std::string& unit) {
  offices_.push_back(std::make_unique<Office>(Office{name, unit}));
  open_store(*offices_.back());
}

void Country::open_store(Office& office) {
  Office* const own = &office;
  office.site.store = must(store::Store::open(path(office.name), {false, 5000, [this, own] { return time_at(*own); }}));
  office.site.catalog = &world_.catalog();
}

void Country::open_centre() {
  centre_.reset();
  must(central::check_anchor(*centre_site().store, world_.folder() / "anchor", kOrigin));
  centre_ = std::make_unique<central::Centre>(must(central::Centre::open(
      centre_site().workspace(), {kOrigin, &anchored_, &world_.decider(), {world_.root().public_key()}})));
}

std::vector<Office*> Country::reporting() {
  std::vector<Office*> found;
  for (std::size_t i = 1; i + 1 < offices_.size(); ++i) found.push_back(offices_[i].get());
  return found;
}

void Country::reopen(Office& office) {
  const bool is_centre = &office == &centre_office();
  if (is_centre) centre_.reset();
  must(office.site.store->close());
  open_store(office);
  if (is_centre) open_centre();
}

void Country::keep_copy(Office& office) {
  office.copy = path("copy-" + std::to_string(copies_++));
  must(store::backup(*office.site.store, *office.copy, {}));
  office.sent_at_copy = office.sent;
  office.size_at_copy = must(office.site.store->read([](store::Connection& c) { return store::log_size(c); }));
}

void Country::put_back(Office& office) {
  if (!office.copy) return;
  must(office.site.store->close());
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path(office.name) + end);
  std::filesystem::copy_file(*office.copy, path(office.name));
  office.sent = office.sent_at_copy;
  open_store(office);
}

Status Country::centre_of_copy() {
  const auto& copy = centre_office().copy;
  if (!copy) return ok();
  Office old{"old-centre", "G22"};
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path(old.name) + end);
  std::filesystem::copy_file(*copy, path(old.name));
  open_store(old);
  GIRS_CHECK(central::check_anchor(*old.site.store, world_.folder() / "anchor", kOrigin));
  GIRS_CHECK(central::Centre::open(old.site.workspace(),
                                   {kOrigin, &anchored_, &world_.decider(), {world_.root().public_key()}}));
  return ok();
}

Round Country::round(Office& office, Fault fault) {
  RoughLine line(*centre_, fault);
  return run(world_, office.site, line, office.unit);
}

Round Country::round_by_folder(Office& office) {
  FolderLine line(office.folder);
  return run(world_, office.site, line, office.unit);
}

std::vector<report::SigningParty> Country::parties(const std::string& unit) {
  std::vector<report::SigningParty> signing;
  for (const std::string role : kRoles)
    signing.push_back({role, role == "approver" ? std::optional<std::string>("KT.") : std::nullopt,
                       &held_.at(unit).at(role)->signer});
  return signing;
}

std::optional<Registry> Country::registry_of(const Office& office) {
  const auto row = must(office.site.store->read([](store::Connection& c) { return store::newest_registry(c, kOrigin); }));
  if (!row) return std::nullopt;
  return must(package::open_registry(must(package::Envelope::parse(text_of(row->envelope))), {world_.root().public_key()}));
}

void Country::publish(const std::function<void(RegistryContent&)>& change) {
  auto content = must(centre_->registry())->content();
  content.version += 1;
  if (change) change(content);
  package::Envelope envelope{std::string(kRegistryType), to_bytes(must(must(Registry::make(content)).to_bytes())), {}};
  must(envelope.sign(signer_of(world_.root())));
  must(centre_->publish_registry(envelope));
}

void Country::renew_key(const std::string& unit, const std::string& role) {
  auto& held = held_[unit][role];
  held = std::make_unique<Held>();
  publish([&](RegistryContent& content) {
    content.keys.push_back(record_of(held->key.public_key(), unit, role, *from_rfc3339("2025-01-01T00:00:00Z")));
  });
}

void Country::revoke_key(const std::string& unit, const std::string& role) {
  const auto keyid = held_.at(unit).at(role)->key.public_key().keyid();
  auto at = time_at(centre_office());
  must(centre_site().store->read([&](store::Connection& c) -> Status {   // what is in the log stands
    GIRS_TRY(at, central::leaf_time(c, at));
    return ok();
  }));
  at += std::chrono::seconds(1);
  publish([&](RegistryContent& content) {
    for (auto& record : content.keys)
      if (record.key.keyid() == keyid && record.status == KeyStatus::kActive) {
        record.status = KeyStatus::kRevoked;
        record.revoked_at = at;
        record.reason = "lost";
      }
  });
}

log::Policy Country::policy() { return world_.policy(); }

}  // namespace walk
