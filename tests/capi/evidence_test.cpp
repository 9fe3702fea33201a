// Signatures, envelopes, notes and proofs one by one, on what the library itself has signed.

#include <array>

#include "exchange.h"

using namespace capi;

namespace {

using Hash = std::array<std::uint8_t, GIRS_HASH_SIZE>;

const std::uint8_t* octets(const std::string& text) { return reinterpret_cast<const std::uint8_t*>(text.data()); }

/// The signature of a key over `message`, made through its callback.
std::string signature_of(const girs_signer& signer, const std::string& message) {
  std::string signature(1024, '\0');
  std::size_t size = signature.size();
  REQUIRE(signer.sign(signer.context, signer.scheme, octets(message), message.size(),
                      reinterpret_cast<std::uint8_t*>(signature.data()), &size) == 0);
  return signature.substr(0, size);
}

bool verifies(const girs_signer& signer, const std::string& message, const std::string& signature) {
  std::int32_t valid = -1;
  MUST(girs_signature_verify(signer.scheme, GIRS_NUL, signer.spki, signer.spki_size, octets(message), message.size(),
                             octets(signature), signature.size(), &valid, error));
  return valid == 1;
}

/// What stands in base64, padded or not.
std::string decoded(const std::string& base64) {
  static const std::string kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string plain;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char digit : base64.substr(0, base64.find('='))) {
    bits = bits << 6 | static_cast<std::uint32_t>(kDigits.find(digit));
    count += 6;
    if (count < 8) continue;
    count -= 8;
    plain += static_cast<char>(bits >> count & 0xff);
  }
  return plain;
}

/// The hashes of the member "proof", one after the other.
std::string proof_of(const std::string& json) {
  const auto from = json.find("\"proof\":[") + 9;
  std::string list = json.substr(from, json.find(']', from) - from), hashes;
  for (auto at = list.find('"'); at != std::string::npos;) {
    const auto end = list.find('"', at + 1);
    hashes += decoded(list.substr(at + 1, end - at - 1));
    at = list.find('"', end + 1);
  }
  return hashes;
}

}  // namespace

TEST_CASE("a signature verifies for its own message and key, and for no other") {
  for (const char* scheme : {"ed25519", "ecdsa-sha2-nistp256"}) {
    CAPTURE(scheme);
    Key key, other;
    MUST(girs_key_generate(scheme, GIRS_NUL, key.out(), error));
    MUST(girs_key_generate(scheme, GIRS_NUL, other.out(), error));
    girs_signer signer = GIRS_SIGNER, another = GIRS_SIGNER;
    MUST(girs_key_signer(key, &signer, error));
    MUST(girs_key_signer(other, &another, error));
    const auto signature = signature_of(signer, "số liệu quý IV");
    CHECK(verifies(signer, "số liệu quý IV", signature));
    CHECK_FALSE(verifies(signer, "số liệu quý III", signature));
    CHECK_FALSE(verifies(another, "số liệu quý IV", signature));
    CHECK_FALSE(verifies(signer, "số liệu quý IV", ""));
  }
  std::int32_t valid = -1;
  CHECK(girs_signature_verify("md5", GIRS_NUL, octets("k"), 1, octets("m"), 1, octets("s"), 1, &valid, nullptr) ==
        GIRS_UNSUPPORTED);
}

TEST_CASE("an envelope is signed over its type and payload") {
  Given pae;
  MUST(girs_dsse_pae("http://example.com/HelloWorld", GIRS_NUL, octets("hello world"), 11, pae.out(), error));
  CHECK(pae.text() == "DSSEv1 29 http://example.com/HelloWorld 11 hello world");  // as the DSSE protocol shows it
  Exchange exchange;
  girs_signer root = GIRS_SIGNER, other = GIRS_SIGNER;
  MUST(girs_key_signer(exchange.root, &root, error));
  MUST(girs_key_signer(exchange.approver, &other, error));
  std::int32_t valid = -1;
  const auto verify = [&](const girs_signer& by) {
    MUST(girs_dsse_verify(exchange.registry.data(), exchange.registry.size(), by.scheme, GIRS_NUL, by.spki,
                          by.spki_size, &valid, error));
    return valid;
  };
  CHECK(verify(root) == 1);
  CHECK(verify(other) == 0);
}

TEST_CASE("a checkpoint is a note by the log's key, and its root includes the only leaf") {
  Exchange exchange;
  const Central central = exchange.open_central();
  Given note;
  MUST(girs_central_checkpoint(central, note.out(), error));
  const auto vkey = member(show(exchange.log_key, kAudience), "vkey");
  const auto stranger = member(show(exchange.decision_key, kAudience), "vkey");
  std::int32_t valid = -1;
  const auto verify = [&](const std::string& text, const std::string& keys) {
    MUST(girs_note_verify(text.data(), text.size(), keys.data(), keys.size(), &valid, error));
    return valid;
  };
  CHECK(verify(note.text(), vkey) == 1);
  CHECK(verify(note.text(), stranger) == 0);
  CHECK(verify("x" + note.text(), vkey) == 0);
}

TEST_CASE("a tree of one leaf is its own proof, and of nothing else") {
  Hash leaf{}, other{};
  other[0] = 1;
  std::int32_t valid = -1;
  const auto included = [&](std::uint64_t index, std::uint64_t size, const Hash& root) {
    MUST(girs_inclusion_verify(index, size, root.data(), leaf.data(), nullptr, 0, &valid, error));
    return valid;
  };
  CHECK(included(0, 1, leaf) == 1);
  CHECK(included(0, 1, other) == 0);
  CHECK(included(1, 1, leaf) == 0);
  CHECK(included(0, 0, leaf) == 0);
  const auto grown = [&](std::uint64_t from, std::uint64_t to, const Hash& root) {
    MUST(girs_consistency_verify(from, to, leaf.data(), root.data(), nullptr, 0, &valid, error));
    return valid;
  };
  CHECK(grown(7, 7, leaf) == 1);
  CHECK(grown(7, 7, other) == 0);
  CHECK(grown(0, 0, leaf) == 0);
  CHECK(grown(7, 8, leaf) == 0);
}

TEST_CASE("the log of an authority proves each entry and its own growth, to whoever counts again") {
  Exchange exchange;
  const Central central = exchange.open_central();
  const auto package = exchange.package(exchange.seal_quarter());
  Given answer, note, inclusion, growth;
  Failure failure;
  MUST(girs_central_admit(central, package.data(), package.size(), answer.out(), error));
  MUST(girs_central_checkpoint(central, note.out(), error));
  MUST(girs_log_prove(exchange.centre, 1, 0, inclusion.out(), error));
  const auto size = std::stoull(member(inclusion.text(), "size"));
  REQUIRE(size >= 2);
  const auto root = decoded(member(inclusion.text(), "root"));
  CHECK(note.text().find(member(inclusion.text(), "root")) != std::string::npos);
  const auto included = [&](std::string leaf) {
    const auto proof = proof_of(inclusion.text());
    std::int32_t valid = -1;
    MUST(girs_inclusion_verify(1, size, octets(root), octets(leaf), octets(proof), proof.size() / GIRS_HASH_SIZE,
                               &valid, error));
    return valid;
  };
  auto leaf = decoded(member(inclusion.text(), "leaf_hash"));
  REQUIRE(leaf.size() == GIRS_HASH_SIZE);
  CHECK(included(leaf) == 1);
  leaf[0] ^= 1;
  CHECK(included(leaf) == 0);

  MUST(girs_log_prove_growth(exchange.centre, 1, 0, growth.out(), error));
  const auto first = decoded(member(growth.text(), "root1")), last = decoded(member(growth.text(), "root2"));
  CHECK(last == root);
  const auto proof = proof_of(growth.text());
  std::int32_t valid = -1;
  MUST(girs_consistency_verify(1, size, octets(first), octets(last), octets(proof), proof.size() / GIRS_HASH_SIZE,
                               &valid, error));
  CHECK(valid == 1);
  CHECK(girs_log_prove(exchange.centre, size, 0, inclusion.out(), failure.out()) == GIRS_NOT_FOUND);
  CHECK(girs_log_prove_growth(exchange.centre, 0, 0, growth.out(), failure.out()) == GIRS_NOT_FOUND);
}
