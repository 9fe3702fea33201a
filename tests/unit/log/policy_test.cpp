#include "log/policy.h"

#include <doctest/doctest.h>

#include "crypto/private_key.h"

using namespace girs;
using namespace girs::log;

namespace {

std::string vkey(std::string name, NoteAlgorithm algorithm = NoteAlgorithm::kCosignature) {
  return VerifierKey{std::move(name), algorithm,
                     PrivateKey::generate(Scheme::kEd25519)->public_key()}
      .text();
}

std::string two_levels() {
  std::string text = "# example of C2SP tlog-policy\nlog " +
                     vkey("test.example/log", NoteAlgorithm::kEd25519) +
                     " https://test.example/\n\n";
  for (const std::string name : {"X1", "X2", "X3", "Y1", "Y2"})
    text += "witness " + name + "\t" + vkey(name + ".example") + "\n";
  return text + "group X 2 X1 X2 X3\ngroup Y any Y1 Y2\ngroup all-of all X Y\nquorum all-of\n";
}

}  // namespace

TEST_CASE("a quorum of two levels of groups is met when each of them is") {
  const auto policy = Policy::parse(two_levels());
  REQUIRE(policy);
  CHECK(policy->logs.size() == 1);
  CHECK(policy->witnesses.size() == 5);
  CHECK(policy->is_met_by({"X1", "X3", "Y2"}));
  CHECK(policy->is_met_by({"X1", "X2", "X3", "Y1", "Y2"}));
  CHECK(!policy->is_met_by({"X1", "Y1", "Y2"}));
  CHECK(!policy->is_met_by({"X1", "X2", "X3"}));
  CHECK(!policy->is_met_by({}));
}

TEST_CASE("a quorum of none is always met, one witness alone may be the quorum") {
  CHECK(Policy::parse("quorum none\n")->is_met_by({}));
  const auto policy = Policy::parse("witness W " + vkey("w") + "\nquorum W");
  REQUIRE(policy);
  CHECK(policy->is_met_by({"W"}));
  CHECK(!policy->is_met_by({"w"}));
}

TEST_CASE("each mistake of a policy is reported with its line, all at once") {
  const std::string key = vkey("w");
  const auto policy = Policy::parse("log " + key +            // a witness's type
                                    "\nwitness W " + key +    //
                                    "\nwitness W " + vkey("v") +  // name taken
                                    "\nwitness V " + key +    // key taken
                                    "\ngroup G 2 W" +         // more than it has
                                    "\ngroup H any Z" +       // not declared
                                    "\nnonsense" +            //
                                    "\nquorum nobody\nquorum none\n");
  REQUIRE(!policy);
  const auto& mistakes = policy.error().mistakes;
  REQUIRE(mistakes.size() == 8);
  CHECK(*detail_of(mistakes[0].details, "line") == "1");
  CHECK(*detail_of(mistakes[7].details, "line") == "9");
}

TEST_CASE("a policy needs a quorum line, and a witness counts in one group only") {
  CHECK(!Policy::parse(""));
  CHECK(!Policy::parse("witness W " + vkey("w") + "\ngroup G any W\ngroup H any W\nquorum H\n"));
  CHECK(!Policy::parse("quorum none\r\n"));
  CHECK(!Policy::parse(std::string(70000, '\n') + "quorum none\n"));
}

TEST_CASE("without a policy text the log keys of the registry are trusted and no witness asked") {
  const auto policy = Policy::of("", {vkey("test.example/log", NoteAlgorithm::kEd25519)});
  REQUIRE(policy);
  CHECK(policy->logs.size() == 1);
  CHECK(policy->is_met_by({}));
  CHECK(!Policy::of("", {"nonsense"}));
}
