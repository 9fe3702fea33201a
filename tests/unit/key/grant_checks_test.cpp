#include "key/grant_checks.h"

#include <doctest/doctest.h>

#include "crypto/private_key.h"

using namespace girs;

namespace {

std::vector<std::size_t> mistakes_of(const std::vector<RoleGrant>& grants) {
  std::vector<std::size_t> found;
  check_grants(grants, [&](std::size_t at, const Message& message) {
    CHECK_FALSE(message.en.empty());
    CHECK_FALSE(message.vi.empty());
    found.push_back(at);
  });
  return found;
}

RoleGrant grant(std::string role, std::vector<std::string> units, std::vector<std::string> regimes = {"*"}) {
  return {std::move(role), std::move(units), std::move(regimes), {"*"}};
}

}  // namespace

TEST_CASE("roles of one key that contradict each other for the same unit and regime are mistakes") {
  using List = std::vector<std::size_t>;
  CHECK(mistakes_of({grant("preparer", {"1"}), grant("approver", {"2"})}) == List{});
  CHECK(mistakes_of({grant("preparer", {"1"}), grant("approver", {"1", "2"})}) == List{1});
  CHECK(mistakes_of({grant("preparer", {"1"}, {"A"}), grant("approver", {"1"}, {"B"})}) == List{});
  CHECK(mistakes_of({grant("decider", {"*"}), grant("approver", {"1"})}) == List{1});
  CHECK(mistakes_of({grant("reader", {"1"}), grant("auditor", {"*"})}) == List{1});
  CHECK(mistakes_of({grant("transport", {"1"}), grant("reader", {"1"}), grant("preparer", {"1"})}) == List{});
}

TEST_CASE("a role that contradicts itself is a mistake: any beside names, names twice, granted twice") {
  using List = std::vector<std::size_t>;
  CHECK(mistakes_of({grant("reader", {"*", "96"})}) == List{0});
  CHECK(mistakes_of({grant("reader", {"96", "96"})}) == List{0});
  CHECK(mistakes_of({grant("reader", {"96"}), grant("reader", {"96"})}) == List{1});
}

TEST_CASE("a registry with contradictory roles is refused with every mistake and its place, on signing and on reading") {
  RegistryContent content;
  content.head = {"test.example/log", Time{}, std::string(32, '0'), {{"root", std::string(64, 'f')}}};
  const auto key = [] { return PrivateKey::generate(Scheme::kEd25519)->public_key(); };
  content.keys = {{key(), {"1", "", ""}, {grant("preparer", {"1"}), grant("approver", {"1"})}, Time{}},
                  {key(), {"2", "", ""}, {grant("reader", {"2", "*"})}, Time{}}};
  const auto made = Registry::make(content);
  REQUIRE_FALSE(made);
  REQUIRE(made.error().mistakes.size() == 2);
  CHECK(*detail_of(made.error().mistakes[0].details, "pointer") == "/keys/0/roles/1");
  CHECK(*detail_of(made.error().mistakes[1].details, "pointer") == "/keys/1/roles/0");
}
