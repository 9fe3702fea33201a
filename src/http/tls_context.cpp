#include "http/tls_context.h"

#include <algorithm>

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <openssl/x509.h>

#include "crypto/hash.h"
#include "http/characters.h"

namespace girs::http {
namespace {

namespace ssl = boost::asio::ssl;
using boost::system::error_code;

Error unusable(const char* reason, const std::string& en, const std::string& vi,
               const error_code& failure = {}) {
  const auto why = failure ? " (" + failure.message() + ")" : std::string();
  return error(Code::kInvalidArgument, en + " cannot be used" + why + ".",
               vi + " không dùng được" + why + ".", {{"reason", reason}});
}

/// TLS 1.3 and nothing before it (RFC 8446).
void only_newest(ssl::context& context) {
  SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_3_VERSION);
  SSL_CTX_set_mode(context.native_handle(), SSL_MODE_RELEASE_BUFFERS);
  // No resumption: every connection shows its certificate.
  SSL_CTX_set_num_tickets(context.native_handle(), 0);
  SSL_CTX_set_session_cache_mode(context.native_handle(), SSL_SESS_CACHE_OFF);
}

Status use_identity(ssl::context& context, const Identity& identity) {
  error_code failure;
  context.use_certificate_chain(boost::asio::buffer(identity.chain), failure);
  if (failure) return unusable("certificate", "The certificate", "Chứng thư số", failure);
  if (identity.key.empty())
    return error(Code::kInvalidArgument, "A certificate needs its private key, which was not given.",
                 "Chứng thư số cần kèm khóa riêng, nhưng chưa có khóa.", {{"reason", "private-key"}});
  // Always set: without a callback OpenSSL would ask the terminal.
  context.set_password_callback([passphrase = identity.passphrase](
                                    std::size_t, ssl::context::password_purpose) {
    return passphrase;
  }, failure);
  context.use_private_key(boost::asio::buffer(identity.key), ssl::context::pem, failure);
  if (failure)
    return unusable("private-key", "The private key of the certificate",
                    "Khóa riêng của chứng thư số", failure);
  return ok();
}

Status add_authorities(ssl::context& context, const std::string& pem) {
  error_code failure;
  context.add_certificate_authority(boost::asio::buffer(pem), failure);
  if (failure)
    return unusable("authorities", "The list of certificate authorities",
                    "Danh sách tổ chức chứng thực", failure);
  return ok();
}

bool is_pin(std::string_view text) {
  return text.size() == 64 && std::ranges::all_of(text, is_hex_digit);
}

}  // namespace

/// OpenSSL's whole verification, replaced: the peer holds one of the pinned keys.
int ClientContext::holds_pinned_key(X509_STORE_CTX* store, void* context) {
  auto& self = *static_cast<ClientContext*>(context);
  unsigned char* der = nullptr;
  const X509* leaf = X509_STORE_CTX_get0_cert(store);
  const int size = leaf ? i2d_X509_PUBKEY(X509_get_X509_PUBKEY(leaf), &der) : -1;
  if (size <= 0) return 0;
  const auto hash = to_hex(sha256(ByteView(der, static_cast<std::size_t>(size))));
  OPENSSL_free(der);
  if (std::ranges::find(self.pins_, hash) != self.pins_.end()) return 1;
  self.distrust_ = {"its public key, SHA-256 " + hash + ", is none of those pinned",
                    "khóa công khai của máy chủ, SHA-256 " + hash + ", không phải khóa đã ghim"};
  X509_STORE_CTX_set_error(store, X509_V_ERR_CERT_UNTRUSTED);
  return 0;
}

Result<TlsContext> server_context(const ServerTls& tls) {
  auto context = std::make_unique<ssl::context>(ssl::context::tls_server);
  only_newest(*context);
  GIRS_CHECK(use_identity(*context, tls.identity));
  if (tls.client_authorities.empty()) return context;
  GIRS_CHECK(add_authorities(*context, tls.client_authorities));
  context->set_verify_mode(ssl::verify_peer | ssl::verify_fail_if_no_peer_cert);
  return context;
}

ClientContext::ClientContext() : context_(ssl::context::tls_client) { only_newest(context_); }

Result<std::unique_ptr<ClientContext>> ClientContext::make(const ClientTls& tls) {
  auto made = std::make_unique<ClientContext>();
  for (const auto& pin : tls.pinned_keys) {
    if (!is_pin(pin))
      return error(Code::kInvalidArgument,
                   "A pinned key is the SHA-256 of a public key (SPKI), 64 hex digits; '" + pin +
                       "' is not.",
                   "Khóa ghim là SHA-256 của khóa công khai (SPKI), gồm 64 chữ số hex; '" + pin +
                       "' không đúng.",
                   {{"reason", "pin"}});
    made->pins_.push_back(lower_case(pin));
  }
  auto& context = made->context_;
  context.set_verify_mode(ssl::verify_peer);
  error_code failure;
  if (!made->pins_.empty())
    SSL_CTX_set_cert_verify_callback(context.native_handle(), holds_pinned_key, made.get());
  else if (!tls.authorities.empty())
    GIRS_CHECK(add_authorities(context, tls.authorities));
  else if (context.set_default_verify_paths(failure); failure)
    return unusable("authorities", "The trust store of this machine",
                    "Kho tin cậy của máy này", failure);
  if (!tls.identity.chain.empty()) GIRS_CHECK(use_identity(context, tls.identity));
  return made;
}

void ClientContext::expect(ssl::stream<boost::asio::ip::tcp::socket&>& stream,
                           const std::string& host) {
  distrust_ = {};
  error_code not_address;
  boost::asio::ip::make_address(host, not_address);
  if (not_address) SSL_set_tlsext_host_name(stream.native_handle(), host.c_str());
  if (!pins_.empty()) return;
  const auto fits = ssl::host_name_verification(host);
  stream.set_verify_callback([this, host, fits](bool vouched_for, ssl::verify_context& store) {
    if (fits(vouched_for, store)) return true;
    auto* const handle = store.native_handle();
    if (distrust_.en.empty())
      distrust_ = vouched_for ? other_names(X509_STORE_CTX_get_current_cert(handle), host)
                              : trouble_of(X509_STORE_CTX_get_error(handle), X509_STORE_CTX_get_current_cert(handle));
    return false;
  });
}

}  // namespace girs::http
