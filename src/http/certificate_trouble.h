#pragma once
// What is wrong with a server's certificate, in words for people. Private to the client's files.

#include <string>

#include <openssl/x509.h>

#include "base/result.h"

namespace girs::http {

/// OpenSSL's reason (X509_V_ERR_...): expired and when, not vouched for by anybody who is believed...
Message trouble_of(int reason, const X509* certificate);
/// The certificate is for these names, and not for `host`.
Message other_names(const X509* certificate, const std::string& host);

}  // namespace girs::http
