#pragma once
// What each side of TLS 1.3 shows and believes. Older versions are not spoken. Texts are PEM, so
// that a host can keep keys and certificates where it likes; nothing here reads a file of its own
// accord but the host's trust store.

#include <string>
#include <vector>

namespace girs::http {

/// A certificate with its chain (leaf first) and its private key.
struct Identity {
  std::string chain;
  std::string key;         // PKCS#8, may be encrypted
  std::string passphrase;  // of the key; empty for one that is not encrypted
};

struct ServerTls {
  Identity identity;
  /// Authorities of client certificates. Empty: none is asked for; otherwise every client has to
  /// show one.
  std::string client_authorities = {};
};

struct ClientTls {
  /// Authorities to believe. Empty: the host's trust store.
  std::string authorities = {};
  /// Hex SHA-256 of public keys (SPKI). When there are any, the server must hold one of them, and
  /// neither its name nor who vouches for it matters: a pinned key needs no authority.
  std::vector<std::string> pinned_keys = {};
  /// Shown to a server that asks; an empty chain shows none.
  Identity identity = {};
};

}  // namespace girs::http
