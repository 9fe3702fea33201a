#include "key/registry.h"

#include <doctest/doctest.h>

#include "crypto/private_key.h"
#include "key/verifier_key.h"

using namespace girs;

namespace {

constexpr std::string_view kType = "application/vnd.girs.report.v1+json";

Time at(std::string_view text) { return *from_rfc3339(text); }

PublicKey new_key() { return PrivateKey::generate(Scheme::kEd25519)->public_key(); }

KeyRecord record(PublicKey key) {
  return {std::move(key),
          {"26734", "0123", "Chuyên viên"},
          {{"preparer", {"26734", "26737"}, {"KSTTHC"}, {std::string(kType)}}},
          at("2026-01-01T00:00:00Z")};
}

RegistryContent content_of(std::vector<KeyRecord> keys) {
  RegistryContent content;
  content.head = {"test.example/log", at("2026-01-01T00:00:00Z"), std::string(32, '0'),
                  {{"root", std::string(64, 'f')}}};
  content.version = 3;
  content.keys = std::move(keys);
  return content;
}

std::string reason_of(const Status& status) {
  if (status) return "ok";
  const auto* reason = detail_of(status.error().details, "reason");
  return reason ? *reason : "?";
}

}  // namespace

TEST_CASE("a registry reads back as it was written") {
  KeyRecord revoked = record(new_key());
  revoked.status = KeyStatus::kRevoked;
  revoked.revoked_at = at("2026-05-01T00:00:00Z");
  revoked.reason = "mất thiết bị";
  KeyRecord retired = record(PrivateKey::generate(Scheme::kEcdsaP256)->public_key());
  retired.status = KeyStatus::kRetired;
  retired.not_after = at("2026-06-01T00:00:00Z");
  retired.subject.person.clear();
  RegistryContent content = content_of({record(new_key()), revoked, retired});
  content.log_keys = {VerifierKey{"test.example/log", NoteAlgorithm::kEd25519, new_key()}.text()};
  content.tlog_policy = "quorum none\n";
  const auto registry = Registry::make(content);
  REQUIRE(registry);
  const auto bytes = registry->to_bytes();
  REQUIRE(bytes);
  const auto again = Registry::parse(*bytes);
  REQUIRE(again);
  CHECK(again->content().keys == content.keys);
  CHECK(again->content().log_keys == content.log_keys);
  CHECK(again->content().head == content.head);
  CHECK(again->version() == 3);
  CHECK(*again->to_bytes() == *bytes);
  CHECK(again->find(revoked.key.keyid())->reason == "mất thiết bị");
  CHECK(again->find_spki(retired.key.spki())->status == KeyStatus::kRetired);
  CHECK(!again->find(std::string(64, '0')));
}

TEST_CASE("a key may do what its roles say, where they say it, and nothing else") {
  const KeyRecord known = record(new_key());
  const auto registry = *Registry::make(content_of({known}));
  const std::string& id = known.key.keyid();
  const Time now = at("2026-02-01T00:00:00Z");
  CHECK(registry.permits(id, "preparer", "26734", "KSTTHC", kType, now));
  CHECK(registry.permits(id, "preparer", "26737", "KSTTHC", kType, now));
  CHECK(reason_of(registry.permits(id, "approver", "26734", "KSTTHC", kType, now)) == "role");
  CHECK(reason_of(registry.permits(id, "preparer", "26740", "KSTTHC", kType, now)) == "role");
  CHECK(reason_of(registry.permits(id, "preparer", "26734", "KTXH", kType, now)) == "role");
  CHECK(reason_of(registry.permits(id, "preparer", "26734", "KSTTHC", kRegistryType, now)) ==
        "role");
  CHECK(reason_of(registry.permits(id, "preparer", "", "KSTTHC", kType, now)) == "role");
  CHECK(reason_of(registry.permits(std::string(64, '0'), "preparer", "26734", "KSTTHC", kType,
                                   now)) == "key-unknown");
}

TEST_CASE("a star permits any unit, regime and type, none included") {
  KeyRecord any = record(new_key());
  any.roles = {{"decider", {"*"}, {"*"}, {"*"}}};
  const auto registry = *Registry::make(content_of({any}));
  const Time now = at("2026-02-01T00:00:00Z");
  CHECK(registry.permits(any.key.keyid(), "decider", "1", "2", "3", now));
  CHECK(registry.permits(any.key.keyid(), "decider", "", "", "3", now));
  CHECK(!registry.permits(any.key.keyid(), "*", "1", "2", "3", now));
}

TEST_CASE("validity is judged at the moment given, to the second") {
  KeyRecord limited = record(new_key());
  limited.not_after = at("2026-06-30T16:59:59Z");
  limited.status = KeyStatus::kRevoked;
  limited.revoked_at = at("2026-05-01T00:00:00Z");
  limited.reason = "compromise";
  KeyRecord expiring = record(new_key());
  expiring.not_after = limited.not_after;
  const auto registry = *Registry::make(content_of({limited, expiring}));
  const auto judge = [&](const KeyRecord& key, std::string_view time) {
    return reason_of(registry.permits(key.key.keyid(), "preparer", "26734", "KSTTHC", kType,
                                      at(time)));
  };
  CHECK(judge(limited, "2025-12-31T23:59:59Z") == "key-not-yet-valid");
  CHECK(judge(limited, "2026-01-01T00:00:00Z") == "ok");
  CHECK(judge(limited, "2026-04-30T23:59:59Z") == "ok");
  CHECK(judge(limited, "2026-05-01T00:00:00Z") == "key-revoked");
  CHECK(judge(expiring, "2026-06-30T16:59:59Z") == "ok");
  CHECK(judge(expiring, "2026-06-30T17:00:00Z") == "key-expired");
}

TEST_CASE("every mistake of a registry is reported at once, each with its place") {
  RegistryContent content = content_of({record(new_key()), record(new_key())});
  content.keys[1] = content.keys[0];                      // the same key again
  content.keys[0].status = KeyStatus::kRetired;           // without not_after
  content.keys[1].not_after = at("2025-01-01T00:00:00Z");  // before it begins
  content.keys[1].status = KeyStatus::kRevoked;           // without time and reason
  content.keys[1].roles[0].units.clear();
  content.log_keys = {"nonsense"};
  content.ca_roots = {"***"};
  content.version = 0;
  const auto registry = Registry::make(content);
  REQUIRE(!registry);
  CHECK(registry.error().mistakes.size() == 9);
  for (const Mistake& mistake : registry.error().mistakes) {
    CHECK(detail_of(mistake.details, "pointer"));
    CHECK(!mistake.message.vi.empty());
  }
}

TEST_CASE("a key that does not fit its scheme and members not known are mistakes") {
  const auto registry = *Registry::make(content_of({record(new_key())}));
  std::string bytes = *registry.to_bytes();
  const auto swap = [&](std::string_view from, std::string_view to) {
    std::string changed = bytes;
    changed.replace(changed.find(from), from.size(), to);
    return changed;
  };
  CHECK(!Registry::parse(swap("\"ed25519\"", "\"ecdsa-sha2-nistp256\"")));
  CHECK(!Registry::parse(swap("\"ed25519\"", "\"none\"")));
  CHECK(!Registry::parse(swap("{\"audience\"", "{\"aaa\":1,\"audience\"")));
  CHECK(!Registry::parse(swap("\"version\":3", "\"version\":3.0")));
  CHECK(!Registry::parse(bytes + " "));
  CHECK(!Registry::parse(""));
}

TEST_CASE("a registry gives way to a greater version for the same audience only") {
  RegistryContent content = content_of({record(new_key())});
  const auto old = *Registry::make(content);
  content.version = 4;
  const auto next = *Registry::make(content);
  CHECK(succeeds(old, next));
  CHECK(succeeds(old, old));
  CHECK(succeeds(next, old).error().code == Code::kConflict);
  content.version = 3;
  content.tlog_policy = "quorum none\n";
  CHECK(!succeeds(old, *Registry::make(content)));
  content.version = 5;
  content.head.audience = "other.example/log";
  CHECK(!succeeds(old, *Registry::make(content)));
}
