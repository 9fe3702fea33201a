#include "log/note.h"

#include <doctest/doctest.h>

#include <fstream>

#include "json/parse.h"
#include "support/noted.h"
#include "support/source_dir.h"

using namespace girs;
using namespace girs::log;

namespace {

bool is_valid(const json::Value& request) {
  std::vector<VerifierKey> keys;
  for (const json::Value& text : *request.find("vkeys")->as_array()) {
    auto key = VerifierKey::parse(*text.as_string());
    if (!key) return false;
    keys.push_back(*std::move(key));
  }
  const auto note = Note::parse(*request.text("note"));
  return note && verify_note(*note, keys);
}

}  // namespace

TEST_CASE("notes are accepted and refused as the vectors say") {
  std::ifstream file(source_path("/tests/conformance/vectors/note.jsonl"));
  std::size_t count = 0;
  for (std::string line; std::getline(file, line); ++count) {
    const auto test = json::parse(line);
    REQUIRE(test);
    CAPTURE(*test->text("name"));
    CHECK(is_valid(*test->find("request")) == *test->find("valid")->as_bool());
  }
  CHECK(count > 20);
  noted("note", count);
}

TEST_CASE("a note that was signed reads back and verifies") {
  const auto key = PrivateKey::generate(Scheme::kEd25519);
  REQUIRE(key);
  const std::string text = "dòng một\n\ndòng hai\n";
  const auto line = sign_note(text, "test.example/log", signer_of(*key));
  REQUIRE(line);
  const Note note{text, {*line}};
  const auto again = Note::parse(note.to_text());
  REQUIRE(again);
  CHECK(*again == note);
  const VerifierKey verifier{"test.example/log", NoteAlgorithm::kEd25519, key->public_key()};
  CHECK(verify_note(*again, {verifier, verifier})->size() == 1);
}

TEST_CASE("what is no text of a note, no name or no Ed25519 key does not sign") {
  const auto key = PrivateKey::generate(Scheme::kEd25519);
  const auto other = PrivateKey::generate(Scheme::kEcdsaP256);
  REQUIRE(key);
  REQUIRE(other);
  CHECK(!sign_note("no line feed", "a", signer_of(*key)));
  CHECK(!sign_note("tab\t\n", "a", signer_of(*key)));
  CHECK(!sign_note("text\n", "a b", signer_of(*key)));
  CHECK(!sign_note("text\n", "a", signer_of(*other)));
}

TEST_CASE("no change of one byte in a signed note of two keys goes unnoticed") {
  const auto key = PrivateKey::generate(Scheme::kEd25519);
  REQUIRE(key);
  const std::string text = "a\nb\n";
  const std::string good = Note{text, {*sign_note(text, "n", signer_of(*key))}}.to_text();
  const std::vector<VerifierKey> keys{{"n", NoteAlgorithm::kEd25519, key->public_key()}};
  for (std::size_t i = 0; i < good.size(); ++i)
    for (const int flip : {0x01, 0x20, 0x80}) {
      std::string changed = good;
      changed[i] = static_cast<char>(changed[i] ^ flip);
      const auto note = Note::parse(changed);
      CAPTURE(i);
      CHECK(!(note && verify_note(*note, keys)));
    }
}
