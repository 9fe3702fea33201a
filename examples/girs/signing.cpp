#include "signing.h"

#include <cstring>

namespace cli {

Key open_key(const Session& session, const std::string& file) {
  auto passphrase = session.passphrase();
  girs_key* key = nullptr;
  girs_error* error = nullptr;
  const girs_status status = girs_key_open(file.data(), file.size(), passphrase.data(),
                                           passphrase.size(), &key, &error);
  explicit_bzero(passphrase.data(), passphrase.size());
  if (status < 0) throw Failure(status, error);
  return Key(key);
}

KeySigner::KeySigner(const Session& session, const std::string& file)
    : key(open_key(session, file)), signer(GIRS_SIGNER) {
  call(girs_key_signer, static_cast<const girs_key*>(key.get()), &signer);
}

Parties::Parties(const Session& session, const std::vector<std::string>& given) {
  for (const auto& text : given) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
      throw WrongUse{"'" + text + "' must be ROLE=KEYFILE or ROLE:AUTHORITY=KEYFILE."};
    const auto who = text.substr(0, equals);
    const auto colon = who.find(':');
    parties_.push_back(std::make_unique<Party>(
        Party{who.substr(0, colon), colon == std::string::npos ? "" : who.substr(colon + 1),
              KeySigner(session, text.substr(equals + 1))}));
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
