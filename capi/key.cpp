#include "girs/key.h"

#include <cstring>
#include <variant>

#include "base/file.h"
#include "central/registry_update.h"
#include "crypto/token.h"
#include "handles.h"
#include "json/canonical.h"
#include "json/parse.h"
#include "key/verifier_key.h"
#include "store/submissions.h"

using namespace girs;
using namespace girs::capi;

struct girs_key {
  static constexpr auto kMark = girs::capi::Mark::kKey;
  girs::capi::Mark mark = kMark;
  std::variant<PrivateKey, TokenKey> key;
  std::string scheme;  // as text, for girs_signer to point to

  explicit girs_key(std::variant<PrivateKey, TokenKey> held) : key(std::move(held)), scheme(to_text(open().scheme())) {}
  const PublicKey& open() const {
    return std::visit([](const auto& held) -> const PublicKey& { return held.public_key(); }, key);
  }
  Result<Bytes> sign(ByteView tbs) const {
    return std::visit([&](const auto& held) { return held.sign(tbs); }, key);
  }
};

namespace {

constexpr std::size_t kKeyFileMax = 64u << 10;

int32_t sign_with_key(void* context, const char*, const uint8_t* tbs, size_t size, uint8_t* out,
                      size_t* out_size) {
  try {
    const auto signature = static_cast<const girs_key*>(context)->sign({tbs, size});
    if (!signature || signature->size() > *out_size) return 1;
    std::memcpy(out, signature->data(), signature->size());
    *out_size = signature->size();
    return 0;
  } catch (...) {
    return 2;  // no memory
  }
}

/// Stores the signed registry as the one in force.
Status keep_registry(StoreState& state, const package::Envelope& envelope) {
  GIRS_TRY(const auto roots, pinned_roots(state));
  GIRS_TRY(const auto registry, package::open_registry(envelope, roots));
  GIRS_TRY(const auto current, registry_of(state));
  if (current) GIRS_CHECK(succeeds(*current, registry));
  if (current && current->version() == registry.version()) return ok();  // the very same
  return state.store->write([&](store::Connection& connection) {
    return store::put_registry(connection, registry.version(), view(envelope.text()));
  });
}

Result<std::vector<std::string>> lines_of(std::string_view json_text) {
  std::vector<std::string> lines;
  if (json_text.empty()) return lines;
  GIRS_TRY(const auto document, json::parse(json_text));
  if (const auto* array = document.as_array())
    for (const auto& one : *array)
      if (const auto* line = one.as_string()) lines.push_back(*line);
  return lines;
}

}  // namespace

const PrivateKey* girs::capi::key_behind(const girs_signer& signer, const PublicKey& claimed) {
  if (signer.sign != &sign_with_key || !signer.context) return nullptr;
  const auto* key = std::get_if<PrivateKey>(&static_cast<const girs_key*>(signer.context)->key);
  return key && key->public_key() == claimed ? key : nullptr;
}

girs_status girs_key_generate(const char* scheme, size_t scheme_length, girs_key** key_out,
                              girs_error** error_out) noexcept {
  if (key_out) *key_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(key_out, "key_out"));
    GIRS_TRY(const auto name, text(scheme, scheme_length, "scheme"));
    GIRS_TRY(const auto known, scheme_from(name));
    GIRS_TRY(auto key, PrivateKey::generate(known));
    *key_out = new girs_key(std::move(key));
    return ok();
  });
}

girs_status girs_key_open(const char* path, size_t path_length, const char* passphrase, size_t passphrase_length,
                          girs_key** key_out, girs_error** error_out) noexcept {
  if (key_out) *key_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(key_out, "key_out"));
    GIRS_TRY(const auto where, text(path, path_length, "path"));
    GIRS_TRY(const auto secret, bytes(passphrase, passphrase_length, "passphrase"));
    GIRS_TRY(const auto pem, read_file(std::string(where), kKeyFileMax));
    GIRS_TRY(auto key, PrivateKey::from_pem(pem, secret));
    *key_out = new girs_key(std::move(key));
    return ok();
  });
}

girs_status girs_key_open_token(const char* module, size_t module_length, const char* uri, size_t uri_length,
                                const char* pin, size_t pin_length, girs_key** key_out,
                                girs_error** error_out) noexcept {
  if (key_out) *key_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(key_out, "key_out"));
    GIRS_TRY(const auto library, text(module, module_length, "module"));
    GIRS_TRY(const auto name, text(uri, uri_length, "uri"));
    GIRS_TRY(const auto secret, bytes(pin, pin_length, "pin"));
    GIRS_TRY(auto key, TokenKey::open(std::string(library), std::string(name), secret));
    *key_out = new girs_key(std::move(key));
    return ok();
  });
}

girs_status girs_key_save(const girs_key* key, const char* path, size_t path_length, const char* passphrase,
                          size_t passphrase_length, girs_error** error_out) noexcept {
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(key, "key"));
    GIRS_TRY(const auto where, text(path, path_length, "path"));
    GIRS_TRY(const auto secret, bytes(passphrase, passphrase_length, "passphrase"));
    const auto* held = std::get_if<PrivateKey>(&key->key);
    if (!held) return error(Code::kUnsupported, "A key of a token stays there.", "Khóa trên thiết bị ký không xuất ra tệp được.");
    GIRS_TRY(const auto pem, held->to_pem(secret));
    return write_file(std::string(where), pem, 0600);
  });
}

girs_status girs_key_show(const girs_key* key, const char* name, size_t name_length, girs_bytes** json_out,
                          girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(key, "key"));
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto called, text(name, name_length, "name"));
    const auto& open = key->open();
    json::Value shown;
    shown.set("scheme", key->scheme);
    shown.set("spki", to_base64(open.spki()));
    shown.set("keyid", open.keyid());
    if (!called.empty() && open.scheme() == Scheme::kEd25519) {
      const VerifierKey vkey{std::string(called), NoteAlgorithm::kEd25519, open};
      GIRS_TRY(const auto checked, VerifierKey::parse(vkey.text()));  // refuses a name that no note can carry
      shown.set("vkey", checked.text());
    }
    give(json_out, json::compact(shown));
    return ok();
  });
}

void girs_key_free(girs_key* key) noexcept { free_handle(key); }

girs_status girs_key_signer(const girs_key* key, girs_signer* signer_out, girs_error** error_out) noexcept {
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(key, "key"));
    GIRS_CHECK(require(signer_out, "signer_out"));
    const auto& spki = key->open().spki();
    *signer_out = {static_cast<uint32_t>(sizeof(girs_signer)), 0, key->scheme.c_str(), spki.data(), spki.size(),
                   &sign_with_key, const_cast<girs_key*>(key)};
    return ok();
  });
}

girs_status girs_signature_verify(const char* scheme, size_t scheme_length, const uint8_t* key, size_t key_size,
                                  const uint8_t* message, size_t message_size, const uint8_t* signature,
                                  size_t signature_size, int32_t* valid_out, girs_error** error_out) noexcept {
  if (valid_out) *valid_out = 0;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(valid_out, "valid_out"));
    GIRS_TRY(const auto name, text(scheme, scheme_length, "scheme"));
    GIRS_TRY(const auto encoded, octets(key, key_size, "key"));
    GIRS_TRY(const auto signed_bytes, octets(message, message_size, "message"));
    GIRS_TRY(const auto claimed, octets(signature, signature_size, "signature"));
    GIRS_TRY(const auto known, public_key_from(name, encoded));
    *valid_out = known.verify(signed_bytes, claimed) ? 1 : 0;
    return ok();
  });
}

girs_status girs_registry_add(girs_store* store, const char* keys, size_t keys_length, const char* log_keys,
                              size_t log_keys_length, const girs_signer* root, girs_bytes** envelope_out,
                              girs_error** error_out) noexcept {
  if (envelope_out) *envelope_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(store, "store"));
    auto& state = *store->state;
    GIRS_TRY(const auto list, text(keys, keys_length, "keys"));
    GIRS_TRY(const auto logs, text(log_keys, log_keys_length, "log_keys"));
    GIRS_TRY(const auto log_lines, lines_of(logs));
    GIRS_TRY(const auto signer, signer_from(root));
    GIRS_TRY(const auto audience, required_setting(state, "audience"));
    GIRS_TRY(const auto current, registry_of(state));
    GIRS_TRY(const auto envelope,
             central::next_registry(current, audience, {std::string(list), log_lines}, signer, state.store->now()));
    GIRS_CHECK(keep_registry(state, envelope));
    give(envelope_out, envelope.text());
    return ok();
  });
}

girs_status girs_registry_revoke(girs_store* store, const char* keyid, size_t keyid_length, int64_t revoked_at,
                                 const char* reason, size_t reason_length, const girs_signer* root,
                                 girs_error** error_out) noexcept {
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(store, "store"));
    auto& state = *store->state;
    GIRS_TRY(const auto id, text(keyid, keyid_length, "keyid"));
    GIRS_TRY(const auto why, text(reason, reason_length, "reason"));
    GIRS_TRY(const auto signer, signer_from(root));
    GIRS_TRY(const auto current, required_registry(state));
    central::RegistryChange change;
    change.revoked.push_back({std::string(id), Time{std::chrono::seconds{revoked_at}}, std::string(why)});
    GIRS_TRY(const auto envelope,
             central::next_registry(current, current.audience(), change, signer, state.store->now()));
    return keep_registry(state, envelope);
  });
}

girs_status girs_registry_propose(girs_store* store, const char* change, size_t change_length, const girs_signer* root,
                                  girs_bytes** envelope_out, girs_error** error_out) noexcept {
  if (envelope_out) *envelope_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(store, "store"));
    GIRS_CHECK(require(envelope_out, "envelope_out"));
    auto& state = *store->state;
    GIRS_TRY(const auto given, text(change, change_length, "change"));
    GIRS_TRY(const auto wanted, central::read_registry_change(given));
    GIRS_TRY(const auto signer, signer_from(root));
    GIRS_TRY(const auto audience, required_setting(state, "audience"));
    GIRS_TRY(const auto current, registry_of(state));
    GIRS_TRY(const auto envelope, central::next_registry(current, audience, wanted, signer, state.store->now()));
    give(envelope_out, envelope.text());
    return ok();
  });
}

girs_status girs_registry_import(girs_store* store, const char* envelope, size_t envelope_length,
                                 girs_error** error_out) noexcept {
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(store, "store"));
    GIRS_TRY(const auto given, bytes(envelope, envelope_length, "envelope"));
    GIRS_TRY(const auto registry, package::Envelope::parse(given));
    return keep_registry(*store->state, registry);
  });
}

girs_status girs_registry_show(girs_store* store, girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(store, "store"));
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto registry, required_registry(*store->state));
    GIRS_TRY(auto shown, registry.to_bytes());
    give(json_out, std::move(shown));
    return ok();
  });
}
