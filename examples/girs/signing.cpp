#include "signing.h"

#include <cstring>

namespace cli {

Key open_key(const Session& session, const std::string& file) {
  const bool on_token = file.starts_with("pkcs11:");
  const auto module = on_token ? session.token_module() : "";
  auto secret = on_token ? session.pin() : session.passphrase();
  girs_key* key = nullptr;
  girs_error* error = nullptr;
  const girs_status status =
      on_token ? girs_key_open_token(module.data(), module.size(), file.data(), file.size(), secret.data(),
                                     secret.size(), &key, &error)
               : girs_key_open(file.data(), file.size(), secret.data(), secret.size(), &key, &error);
  explicit_bzero(secret.data(), secret.size());
  if (status < 0) throw Failure(status, error);
  return Key(key);
}

KeySigner::KeySigner(const Session& session, const std::string& file)
    : key(open_key(session, file)), signer(GIRS_SIGNER) {
  call(girs_key_signer, static_cast<const girs_key*>(key.get()), &signer);
}

NamedParty split_party(const std::string& text, const char* what) {
  const auto equals = text.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
    throw WrongUse{"'" + text + "' must be ROLE=" + what + " or ROLE:AUTHORITY=" + what + "."};
  const auto who = text.substr(0, equals);
  const auto colon = who.find(':');
  return {who.substr(0, colon), colon == std::string::npos ? "" : who.substr(colon + 1), text.substr(equals + 1)};
}

Parties::Parties(const Session& session, const std::vector<std::string>& given) {
  for (const auto& text : given) {
    const auto named = split_party(text, "KEYFILE");
    parties_.push_back(std::make_unique<Party>(Party{named.role, named.authority, KeySigner(session, named.what)}));
  }
  for (const auto& party : parties_) {
    girs_party entry = GIRS_PARTY;
    entry.role = party->role.c_str();
    entry.authority = party->authority.empty() ? nullptr : party->authority.c_str();
    entry.signer = &party->key.signer;
    list_.push_back(entry);
  }
}

}  // namespace cli
