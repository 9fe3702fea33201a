#pragma once
// Key files and those who sign with them.

#include <string>
#include <vector>

#include "session.h"

namespace cli {

/// The key of an encrypted file, or of a token when `file` is pkcs11:token=...;object=...
Key open_key(const Session& session, const std::string& file);

/// A key of a file and the signer that uses it; they live together.
struct KeySigner {
  KeySigner(const Session& session, const std::string& file);
  Key key;
  girs_signer signer;
};

/// ROLE=WHAT or ROLE:AUTHORITY=WHAT. Throws WrongUse.
struct NamedParty {
  std::string role, authority, what;
};
NamedParty split_party(const std::string& text, const char* what);

/// Those who sign a report, from texts ROLE=KEYFILE or ROLE:AUTHORITY=KEYFILE.
class Parties {
 public:
  Parties(const Session& session, const std::vector<std::string>& given);
  const std::vector<girs_party>& list() const { return list_; }

 private:
  struct Party {
    std::string role, authority;
    KeySigner key;
  };
  std::vector<std::unique_ptr<Party>> parties_;  // list_ points into them
  std::vector<girs_party> list_;
};

}  // namespace cli
