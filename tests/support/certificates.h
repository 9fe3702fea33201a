#pragma once
// Certificates for tests, made on the spot: an authority, and servers or clients that it vouches
// for.

#include <memory>
#include <string>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "crypto/hash.h"
#include "http/tls.h"

namespace girs::testing {

class Certificate {
 public:
  /// Signed by `issuer`, or by itself when there is none, for the subject alternative name
  /// `names` ("IP:127.0.0.1"); valid from and until so many seconds from now.
  Certificate(const std::string& common_name, const std::string& names,
              const Certificate* issuer = nullptr, long from = -3600, long until = 3600)
      : key_(EVP_EC_gen("P-256"), EVP_PKEY_free), x509_(X509_new(), X509_free) {
    static long serial = 1;
    ASN1_INTEGER_set(X509_get_serialNumber(x509_.get()), serial++);
    X509_set_version(x509_.get(), X509_VERSION_3);
    X509_gmtime_adj(X509_getm_notBefore(x509_.get()), from);
    X509_gmtime_adj(X509_getm_notAfter(x509_.get()), until);
    X509_set_pubkey(x509_.get(), key_.get());
    auto* name = X509_get_subject_name(x509_.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(common_name.c_str()), -1, -1,
                               0);
    X509_set_issuer_name(x509_.get(),
                         X509_get_subject_name((issuer ? issuer->x509_ : x509_).get()));
    extend(NID_basic_constraints, issuer ? "CA:FALSE" : "critical,CA:TRUE");
    if (!names.empty()) extend(NID_subject_alt_name, names);
    X509_sign(x509_.get(), (issuer ? issuer->key_ : key_).get(), EVP_sha256());
  }

  std::string pem() const {
    return text([&](BIO* out) { PEM_write_bio_X509(out, x509_.get()); });
  }
  std::string key_pem(const std::string& passphrase = {}) const {
    return text([&](BIO* out) {
      PEM_write_bio_PKCS8PrivateKey(out, key_.get(), passphrase.empty() ? nullptr : EVP_aes_256_cbc(),
                                    passphrase.data(), static_cast<int>(passphrase.size()), nullptr,
                                    nullptr);
    });
  }
  /// Hex SHA-256 of the public key, as it is pinned.
  std::string pin() const {
    unsigned char* der = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(x509_.get()), &der);
    const auto hash = to_hex(sha256(ByteView(der, static_cast<std::size_t>(size))));
    OPENSSL_free(der);
    return hash;
  }
  http::Identity identity() const { return {pem(), key_pem(), {}}; }

 private:
  template <class Write>
  static std::string text(Write write) {
    const std::unique_ptr<BIO, int (*)(BIO*)> out(BIO_new(BIO_s_mem()), BIO_free);
    write(out.get());
    char* data = nullptr;
    const long size = BIO_get_mem_data(out.get(), &data);
    return std::string(data, static_cast<std::size_t>(size));
  }
  void extend(int nid, const std::string& value) {
    const std::unique_ptr<X509_EXTENSION, void (*)(X509_EXTENSION*)> extension(
        X509V3_EXT_conf_nid(nullptr, nullptr, nid, value.c_str()), X509_EXTENSION_free);
    X509_add_ext(x509_.get(), extension.get(), -1);
  }

  std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key_;
  std::unique_ptr<X509, void (*)(X509*)> x509_;
};

}  // namespace girs::testing
