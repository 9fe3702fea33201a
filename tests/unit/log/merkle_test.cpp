#include "log/merkle.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>

#include "json/parse.h"
#include "log/decimal_text.h"
#include "support/noted.h"
#include "support/source_dir.h"

using namespace girs;
using namespace girs::log;

namespace {

Hash hash_of(const std::string& base64) {
  Hash hash{};
  std::ranges::copy(*from_base64(base64), hash.begin());
  return hash;
}

std::uint64_t number_of(const json::Value& request, std::string_view name) {
  return *parse_decimal(request.find(name)->as_number()->text);
}

bool answer(const std::string& op, const json::Value& request) {
  std::vector<Hash> proof;
  for (const json::Value& hash : *request.find("proof")->as_array())
    proof.push_back(hash_of(*hash.as_string()));
  if (op == "inclusion")
    return verify_inclusion(number_of(request, "index"), number_of(request, "size"),
                            hash_of(*request.text("leaf_hash")), proof,
                            hash_of(*request.text("root")));
  return verify_consistency(number_of(request, "size1"), number_of(request, "size2"),
                            hash_of(*request.text("root1")), hash_of(*request.text("root2")),
                            proof);
}

}  // namespace

TEST_CASE("proofs are accepted and refused as the vectors say") {
  std::ifstream file(source_path("/tests/conformance/vectors/tlog.jsonl"));
  std::size_t count = 0;
  for (std::string line; std::getline(file, line); ++count) {
    const auto test = json::parse(line);
    REQUIRE(test);
    CAPTURE(*test->text("name"));
    CHECK(answer(*test->text("op"), *test->find("request")) == *test->find("valid")->as_bool());
  }
  CHECK(count > 500);
  noted("tlog", count);
}

TEST_CASE("the empty tree and the empty leaf have the hashes of RFC 6962") {
  CHECK(to_hex(empty_root()) ==
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(to_hex(leaf_hash({})) ==
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
}

TEST_CASE("a proof of more than 63 hashes is not looked at") {
  const std::vector<Hash> proof(64);
  CHECK(!verify_inclusion(0, ~std::uint64_t{0}, Hash{}, proof, Hash{}));
  CHECK(!verify_consistency(1, ~std::uint64_t{0}, Hash{}, Hash{}, proof));
}
