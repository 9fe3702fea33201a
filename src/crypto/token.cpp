// OpenSSL 3 calls its engines deprecated and has no other way to libp11 0.4, which Debian 12
// carries; this is the one file that uses them.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "crypto/token.h"

#include <openssl/engine.h>
#include <openssl/rsa.h>

#include <filesystem>
#include <mutex>
#include <optional>
#include <utility>

#include "crypto/evp.h"
#include "crypto/secret_bytes.h"
#include "crypto/signing.h"
#include "crypto/spki.h"

namespace girs {
namespace {

// PKCS#11 v2.40 section 3.6: what a token answers to a PIN that it does not take. libp11 gives
// these numbers as the reason of its errors.
constexpr int kPinIncorrect = 0xa0;
constexpr int kPinInvalid = 0xa1;
constexpr int kPinLength = 0xa2;
constexpr int kPinLocked = 0xa4;

/// libp11's engine can be loaded once in a process and serves one module at a time, so everybody
/// shares it: the first who opens a key starts it, the last who closes one ends the session with
/// the token (which logs out).
class SharedEngine {
 public:
  static SharedEngine& instance() {
    static SharedEngine shared;
    return shared;
  }
  std::mutex& mutex() { return mutex_; }

  // All below: with the mutex held.

  Result<ENGINE*> start(const std::string& module, std::string_view pin) {
    if (users_ > 0 && module != module_)
      return error(Code::kBusy, "Another token's library is in use in this process: " + module_ + ".",
                   "Tiến trình đang dùng thư viện của thiết bị ký khác: " + module_ + ".", {{"path", module_}});
    if (!engine_) engine_ = load();
    if (!engine_)
      return error(Code::kUnsupported,
                   "OpenSSL's pkcs11 engine is not installed; Debian's package is libengine-pkcs11-openssl.",
                   "Chưa cài pkcs11 engine của OpenSSL; gói Debian là libengine-pkcs11-openssl.");
    SecretBytes secret(pin.begin(), pin.end());
    secret.push_back(0);
    if (!command(engine_, "MODULE_PATH", module.c_str()) ||
        !command(engine_, "PIN", reinterpret_cast<const char*>(secret.data())) || ENGINE_init(engine_) != 1)
      return error(Code::kNotFound, "The token's library " + module + " cannot be loaded.",
                   "Không nạp được thư viện của thiết bị ký " + module + ".", {{"path", module}});
    module_ = module;
    ++users_;
    return engine_;
  }
  void end() {
    --users_;
    ENGINE_finish(engine_);
  }

 private:
  static ENGINE* load() {
    OPENSSL_init_crypto(OPENSSL_INIT_ENGINE_DYNAMIC, nullptr);
    ENGINE* engine = ENGINE_by_id("pkcs11");
    if (engine) command(engine, "QUIET", nullptr);  // it would write to the host's standard error
    return engine;
  }
  static bool command(ENGINE* engine, const char* name, const char* value) {
    return ENGINE_ctrl_cmd_string(engine, name, value, 0) == 1;
  }

  std::mutex mutex_;
  ENGINE* engine_ = nullptr;  // for the life of the process
  std::string module_;
  std::size_t users_ = 0;
};

/// One user's share of it; the mutex is held when it is made.
class EngineUse {
 public:
  explicit EngineUse(ENGINE* engine) : engine_(engine) {}
  EngineUse(EngineUse&& other) noexcept : engine_(std::exchange(other.engine_, nullptr)) {}
  EngineUse& operator=(EngineUse&&) = delete;
  ~EngineUse() {
    if (engine_) SharedEngine::instance().end();
  }
  ENGINE* get() const { return engine_; }

 private:
  ENGINE* engine_;
};

/// Whether the errors since the mark say that the PIN was not taken.
bool is_pin_refused() {
  while (const auto code = ERR_get_error()) {
    const int reason = ERR_GET_REASON(code);
    if (reason == kPinIncorrect || reason == kPinInvalid || reason == kPinLength || reason == kPinLocked) return true;
  }
  return false;
}

Error no_key(const std::string& uri) {
  if (is_pin_refused())
    return error(Code::kUntrusted, "The token does not take this PIN.", "Thiết bị ký không nhận mã PIN này.",
                 {{"reason", "pin"}});
  return error(Code::kNotFound, "The token has no key " + uri + ", or is not there.",
               "Thiết bị ký không có khóa " + uri + ", hoặc chưa cắm thiết bị.");
}

std::optional<Scheme> scheme_of_key(EVP_PKEY* key) {
  if (EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA) return Scheme::kRsaPss;
  if (EVP_PKEY_get_base_id(key) != EVP_PKEY_EC) return std::nullopt;
  return EVP_PKEY_get_bits(key) == 384 ? Scheme::kEcdsaP384 : Scheme::kEcdsaP256;
}

/// As set_padding() of signing.h, in the older form that an engine understands.
bool set_engine_padding(Scheme scheme, EVP_PKEY_CTX* parameters) {
  if (scheme != Scheme::kRsaPss) return true;
  return EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_mgf1_md(parameters, EVP_sha256()) == 1 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, 32) == 1;
}

}  // namespace

/// The key goes before the engine that serves it.
struct TokenKey::Session {
  EngineUse engine;
  EvpKey key;
  PublicKey public_key;
};

TokenKey::TokenKey(std::unique_ptr<Session> session) : session_(std::move(session)) {}
TokenKey::TokenKey(TokenKey&&) noexcept = default;
TokenKey& TokenKey::operator=(TokenKey&& other) noexcept {
  std::swap(session_, other.session_);  // what this held ends with `other`, under the mutex
  return *this;
}
TokenKey::~TokenKey() {
  if (!session_) return;  // moved from
  const std::lock_guard lock(SharedEngine::instance().mutex());
  session_.reset();
}

const PublicKey& TokenKey::public_key() const { return session_->public_key; }

Result<TokenKey> TokenKey::open(const std::string& module, const std::string& uri, std::string_view pin) {
  if (!uri.starts_with("pkcs11:") || uri.find("pin-value") != std::string::npos ||
      uri.find("pin-source") != std::string::npos)
    return error(Code::kInvalidArgument, "A token's key is named as pkcs11:token=...;object=... without a PIN.",
                 "Khóa trên thiết bị ký ghi dạng pkcs11:token=...;object=..., không kèm mã PIN.");
  std::error_code problem;
  if (!std::filesystem::is_regular_file(module, problem))
    return error(Code::kNotFound, "There is no library " + module + " of a token.",
                 "Không có thư viện thiết bị ký " + module + ".", {{"path", module}});
  auto& shared = SharedEngine::instance();
  const std::lock_guard lock(shared.mutex());
  const QuietErrors quiet;
  GIRS_TRY(auto* const started, shared.start(module, pin));
  EngineUse engine(started);
  EvpKey key(ENGINE_load_private_key(engine.get(), uri.c_str(), nullptr, nullptr));
  if (!key) return no_key(uri);
  const auto scheme = scheme_of_key(key.get());
  // The public half is taken from its own object: a private one need not give it.
  const EvpKey open(ENGINE_load_public_key(engine.get(), uri.c_str(), nullptr, nullptr));
  if (!scheme || !open)
    return error(Code::kUnsupported, "The token's key " + uri + " has no public half, or is neither ECDSA nor RSA.",
                 "Khóa " + uri + " trên thiết bị ký thiếu khóa công khai, hoặc không phải ECDSA hay RSA.");
  GIRS_TRY(PublicKey public_key, PublicKey::from_spki(*scheme, spki_of_key(open.get())));
  return TokenKey(std::unique_ptr<Session>(new Session{std::move(engine), std::move(key), std::move(public_key)}));
}

Result<Bytes> TokenKey::sign(ByteView message) const {
  const std::lock_guard lock(SharedEngine::instance().mutex());
  const QuietErrors quiet;
  const Scheme scheme = session_->public_key.scheme();
  const auto context = new_digest_context();
  EVP_PKEY_CTX* parameters = nullptr;
  Bytes signature(static_cast<std::size_t>(EVP_PKEY_get_size(session_->key.get())));
  std::size_t size = signature.size();
  // The older form of the call: an engine's key does not go through OpenSSL 3's providers.
  if (EVP_DigestSignInit(context.get(), &parameters, EVP_get_digestbyname(digest_name(scheme)), nullptr,
                         session_->key.get()) != 1 ||
      !set_engine_padding(scheme, parameters) ||
      EVP_DigestSign(context.get(), signature.data(), &size, message.data(), message.size()) != 1)
    return error(Code::kIo, "The token did not sign; is it still there?", "Thiết bị ký không ký; thiết bị còn cắm không?",
                 {{"reason", "token"}});
  signature.resize(size);
  return signature;
}

}  // namespace girs
