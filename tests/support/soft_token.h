#pragma once
// A PKCS#11 token of a test's own: SoftHSM2 in a temporary folder, with keys made by openssl.

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "support/temporary.h"

inline constexpr const char* kTokenModule = "/usr/lib/softhsm/libsofthsm2.so";

/// With a key of each kind, "p256", "p384" and "rsa", and the PIN 1234; made once, SoftHSM reads
/// its configuration once.
class SoftToken {
 public:
  /// NULL, with a message, where SoftHSM2 or openssl is not installed.
  static const SoftToken* get() {
    if (!std::filesystem::exists(kTokenModule) || !runs("softhsm2-util --version") || !runs("openssl version")) {
      MESSAGE("skipped: SoftHSM2 or openssl is not installed");
      return nullptr;
    }
    static const SoftToken made;
    return &made;
  }
  static std::string uri(const std::string& label) { return "pkcs11:token=girs;object=" + label; }
  std::string spki(const std::string& label) const {
    std::ifstream file(folder_ / (label + ".spki"), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  SoftToken() {
    std::filesystem::create_directory(folder_ / "tokens");
    std::ofstream(folder_ / "conf") << "directories.tokendir = " << folder_ / "tokens" << "\nlog.level = ERROR\n";
    setenv("SOFTHSM2_CONF", (folder_ / "conf").c_str(), 1);
    REQUIRE(runs("softhsm2-util --init-token --free --label girs --so-pin 87654321 --pin 1234"));
    add("p256", "01", "-algorithm EC -pkeyopt ec_paramgen_curve:P-256");
    add("p384", "02", "-algorithm EC -pkeyopt ec_paramgen_curve:P-384");
    add("rsa", "03", "-algorithm RSA -pkeyopt rsa_keygen_bits:2048");
  }
  static bool runs(const std::string& command) { return std::system((command + " >/dev/null 2>&1").c_str()) == 0; }
  void add(const std::string& label, const std::string& id, const std::string& options) {
    const auto pem = folder_ / (label + ".pem");
    REQUIRE(runs("openssl genpkey " + options + " -out " + pem));
    REQUIRE(runs("openssl pkey -in " + pem + " -pubout -outform DER -out " + (folder_ / (label + ".spki"))));
    REQUIRE(runs("softhsm2-util --import " + pem + " --token girs --label " + label + " --id " + id + " --pin 1234"));
  }
  TemporaryFolder folder_;
};
