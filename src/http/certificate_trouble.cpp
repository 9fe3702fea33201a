#include "http/certificate_trouble.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

#include <openssl/err.h>
#include <openssl/sslerr.h>
#include <openssl/x509v3.h>

#include "base/text.h"

namespace girs::http {
namespace {

/// "2026-03-31", UTC.
std::string day_of(const ASN1_TIME* time) {
  std::tm parts{};
  if (!time || ASN1_TIME_to_tm(time, &parts) != 1) return "?";
  char text[16];
  std::strftime(text, sizeof text, "%Y-%m-%d", &parts);
  return text;
}

/// "192.0.2.1" or "2001:db8:0:0:0:0:0:1"; other lengths are no address.
std::string address_of(const ASN1_OCTET_STRING* bytes) {
  const auto* data = ASN1_STRING_get0_data(bytes);
  std::vector<std::string> parts;
  const int size = ASN1_STRING_length(bytes);
  if (size == 4)
    for (int i = 0; i < 4; ++i) parts.push_back(std::to_string(data[i]));
  for (int i = 0; size == 16 && i < 16; i += 2) {
    char group[8];
    std::snprintf(group, sizeof group, "%x", data[i] << 8 | data[i + 1]);
    parts.emplace_back(group);
  }
  return join(parts, size == 4 ? "." : ":");
}

/// What a person can read of a name that somebody else wrote.
std::string printable(const ASN1_STRING* name) {
  constexpr int kLongest = 100;
  const auto* data = ASN1_STRING_get0_data(name);
  std::string text;
  for (int i = 0; i < std::min(ASN1_STRING_length(name), kLongest); ++i)
    text += data[i] > 0x20 && data[i] < 0x7f ? static_cast<char>(data[i]) : '?';
  return text;
}

std::vector<std::string> names_of(const X509* certificate) {
  constexpr int kMost = 5;
  std::vector<std::string> names;
  auto* const found = static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr));
  for (int i = 0; found && i < std::min(sk_GENERAL_NAME_num(found), kMost); ++i) {
    const auto* name = sk_GENERAL_NAME_value(found, i);
    if (name->type == GEN_DNS) names.push_back(printable(name->d.dNSName));
    if (name->type == GEN_IPADD) names.push_back(address_of(name->d.iPAddress));
  }
  GENERAL_NAMES_free(found);
  return names;
}

}  // namespace

Message trouble_of(int reason, const X509* certificate) {
  switch (reason) {
    case X509_V_ERR_CERT_HAS_EXPIRED: {
      const auto day = day_of(X509_get0_notAfter(certificate));
      return {"it expired on " + day, "đã hết hạn ngày " + day};
    }
    case X509_V_ERR_CERT_NOT_YET_VALID: {
      const auto day = day_of(X509_get0_notBefore(certificate));
      return {"it is valid from " + day + " on", "chỉ có hiệu lực từ ngày " + day};
    }
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
      return {"it is self-signed, and not among the authorities that are believed",
              "chứng thư tự ký, không thuộc danh sách tổ chức được tin cậy"};
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      return {"its issuer is not among the authorities that are believed",
              "tổ chức cấp không thuộc danh sách tổ chức được tin cậy"};
    default: {
      const std::string text = X509_verify_cert_error_string(reason);
      return {text, text};
    }
  }
}

Message other_names(const X509* certificate, const std::string& host) {
  const auto names = join(names_of(certificate), ", ");
  if (names.empty()) return {"it names no server", "không nêu tên máy chủ nào"};
  return {"it is for " + names + ", not for " + host, "cấp cho " + names + ", không phải cho " + host};
}

Message refused_certificate(unsigned long failure) {
  if (ERR_GET_LIB(failure) != ERR_LIB_SSL) return {};
  const auto refused = [](const std::string& en, const std::string& vi) {
    return Message{"does not take this machine's certificate: " + en, "không nhận chứng thư số của máy này: " + vi};
  };
  switch (ERR_GET_REASON(failure)) {
    case SSL_R_TLSV13_ALERT_CERTIFICATE_REQUIRED:
      return {"wants this machine to show a certificate, and none was shown",
              "yêu cầu máy này xuất trình chứng thư số, nhưng chưa có chứng thư nào được xuất trình"};
    case SSL_R_TLSV1_ALERT_UNKNOWN_CA:
      return refused("its issuer is none of those that the server believes", "máy chủ không tin cậy tổ chức cấp");
    case SSL_R_SSLV3_ALERT_CERTIFICATE_EXPIRED: return refused("it has expired", "đã hết hạn");
    case SSL_R_SSLV3_ALERT_CERTIFICATE_REVOKED: return refused("it was revoked", "đã bị thu hồi");
    case SSL_R_SSLV3_ALERT_BAD_CERTIFICATE:
    case SSL_R_SSLV3_ALERT_CERTIFICATE_UNKNOWN:
    case SSL_R_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE:
      return refused("it cannot be used there", "không dùng được ở đó");
    default: return {};
  }
}

}  // namespace girs::http
