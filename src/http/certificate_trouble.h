#pragma once
// What is wrong with a certificate, the server's or our own, in words for people. Private to the client's files.

#include <string>

#include <openssl/x509.h>

#include "base/result.h"

namespace girs::http {

/// OpenSSL's reason (X509_V_ERR_...): expired and when, not vouched for by anybody who is believed...
Message trouble_of(int reason, const X509* certificate);
/// The certificate is for these names, and not for `host`.
Message other_names(const X509* certificate, const std::string& host);
/// What a server says to a client whose certificate it does not take, or that has shown none: an
/// alert of TLS (RFC 8446 section 6.2) as OpenSSL's error. Empty for any other error.
Message refused_certificate(unsigned long failure);

}  // namespace girs::http
