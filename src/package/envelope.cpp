// The DSSE envelope: read liberally as the standard asks, written in one form only.

#include "package/envelope.h"

#include <algorithm>

#include "crypto/hash.h"
#include "json/parse.h"
#include "json/write.h"
#include "package/envelope_list.h"
#include "package/pae.h"

namespace girs::package {
namespace {

constexpr std::size_t kTypeBytesMax = 255;
constexpr std::size_t kKeyidBytesMax = 255;
constexpr std::size_t kSignatureBytesMax = 16u << 10;  // room for CMS and post-quantum ones

Result<std::string> required_text(const json::Value& object, std::string_view name,
                                  std::size_t size_max) {
  const std::string* text = object.text(name);
  if (!text || text->size() > size_max)
    return malformed_envelope("/" + std::string(name),
                              "The envelope's member \"" + std::string(name) + "\" is missing, no text, or too long.",
                              "Phong bì thiếu \"" + std::string(name) + "\", sai kiểu hoặc quá dài.");
  return *text;
}

Result<Signature> read_signature(const json::Value& element) {
  GIRS_TRY(const std::string sig, required_text(element, "sig", 2 * kSignatureBytesMax));
  auto bytes = from_base64_lenient(sig);
  if (!bytes || bytes->empty() || bytes->size() > kSignatureBytesMax)
    return malformed_envelope("/sig", "A signature in the envelope is not base64 or of an impossible length.",
                              "Một chữ ký trong phong bì không phải base64 hoặc có độ dài sai.");
  // DSSE: keyid is optional, and absent is the same as empty.
  std::string keyid;
  if (const json::Value* member = element.find("keyid"); member && !member->is_null()) {
    GIRS_TRY(keyid, required_text(element, "keyid", kKeyidBytesMax));
  }
  return Signature{std::move(keyid), *std::move(bytes)};
}

bool signature_less(const Signature& a, const Signature& b) {
  // By the text of the normal form, as everybody else who sorts its JSON would.
  return a.keyid != b.keyid ? a.keyid < b.keyid : to_base64(a.sig) < to_base64(b.sig);
}

/// As the normal form has them: sorted, each once.
std::vector<Signature> in_order(std::vector<Signature> signatures) {
  std::ranges::sort(signatures, signature_less);
  signatures.erase(std::unique(signatures.begin(), signatures.end()), signatures.end());
  return signatures;
}

std::optional<std::size_t> signature_of(const PublicKey& key, const std::vector<Signature>& signatures,
                                        const HashedMessage& message) {
  // The keyid is a hint (DSSE): signatures that claim this key are tried first, then the others.
  for (const bool claims : {true, false})
    for (std::size_t i = 0; i < signatures.size(); ++i)
      if ((signatures[i].keyid == key.keyid()) == claims && key.verify(message, signatures[i].sig)) return i;
  return std::nullopt;
}

}  // namespace

Result<Envelope> Envelope::parse(std::string_view json, Signing signing) {
  json::Limits limits;
  limits.size_max = kEnvelopeSizeMax;
  limits.values_max = 4096;  // an envelope is small in count; its payload is one text
  GIRS_TRY(const json::Value document, json::parse(json, limits));
  return from_json(document, signing);
}

Result<Envelope> Envelope::from_json(const json::Value& document, Signing signing) {
  GIRS_TRY(std::string type, required_text(document, "payloadType", kTypeBytesMax));
  GIRS_TRY(const std::string payload, required_text(document, "payload", kEnvelopeSizeMax));
  auto bytes = from_base64_lenient(payload);
  if (!bytes)
    return malformed_envelope("/payload", "The envelope's payload is not base64.",
                              "Nội dung trong phong bì không phải base64.");
  const json::Value* list = document.find("signatures");
  const json::Array* signatures = list ? list->as_array() : nullptr;
  if (!signatures || signatures->size() > kSignaturesMax)
    return malformed_envelope("/signatures", "An envelope has 1 to 16 signatures.",
                              "Phong bì phải có 1 đến 16 chữ ký.");
  if (signatures->empty() && signing == kSigned)
    return malformed_envelope("/signatures",
                              "The envelope has no signature: batches only add to those of a package, one of "
                              "its signers at least signs the package itself.",
                              "Phong bì chưa có chữ ký nào: chữ ký theo lô chỉ bổ sung cho chữ ký của gói, ít "
                              "nhất một người ký phải ký trực tiếp vào gói.");
  Envelope envelope{std::move(type), *std::move(bytes)};
  for (const json::Value& element : *signatures) {
    auto signature = read_signature(element);
    if (!signature)
      return at("/signatures/" + std::to_string(envelope.signatures.size()), std::move(signature).error());
    envelope.signatures.push_back(*std::move(signature));
  }
  return envelope;
}

json::Value Envelope::to_json() const {
  json::Value list = json::Array{};
  for (const Signature& signature : in_order(signatures)) {
    json::Value& element = list.push(json::Object{});
    element.add("keyid", signature.keyid);
    element.add("sig", to_base64(signature.sig));
  }
  json::Value document = json::Object{};
  document.add("payload", to_base64(payload));
  document.add("payloadType", payload_type);
  document.add("signatures", std::move(list));
  return document;
}

// The canonical bytes of to_json(), without a document between: a store's worth of envelopes is
// written for nothing but its hashes.
std::string Envelope::text() const {
  constexpr std::size_t kSignatureText = 1024;  // of RSA, and its keyid
  std::string text;
  text.reserve(payload.size() * 4 / 3 + payload_type.size() + signatures.size() * kSignatureText);
  text += "{\"payload\":\"";
  text += to_base64(payload);
  text += "\",\"payloadType\":";
  json::append_quoted(text, payload_type);
  text += ",\"signatures\":[";
  for (const Signature& signature : in_order(signatures)) {
    text += text.back() == '[' ? "{\"keyid\":" : ",{\"keyid\":";
    json::append_quoted(text, signature.keyid);
    text += ",\"sig\":\"" + to_base64(signature.sig) + "\"}";
  }
  text += "]}";
  return text;
}

Bytes Envelope::tbs() const { return pae(payload_type, payload); }

std::string Envelope::pid() const { return signed_bytes().pid(); }

std::string Envelope::env_digest() const { return to_hex(sha256(text())); }

Status Envelope::sign(const Signer& signer) {
  if (signatures.size() >= kSignaturesMax)
    return error(Code::kConflict, "An envelope has at most 16 signatures.",
                 "Phong bì có tối đa 16 chữ ký.");
  const Bytes message = tbs();
  if (!signatures.empty() && package::signature_of(signer.key, signatures, HashedMessage(message)))
    return error(Code::kConflict, "The key " + signer.key.keyid() + " has signed already.",
                 "Khóa " + signer.key.keyid() + " đã ký rồi.",
                 {{"reason", "signed-already"}, {"keyid", signer.key.keyid()}});
  GIRS_TRY(Bytes sig, sign_checked(signer, message));
  signatures.push_back({signer.key.keyid(), std::move(sig)});
  return ok();
}

std::optional<std::size_t> Envelope::signature_of(const PublicKey& key, const SignedBytes& own_bytes) const {
  return package::signature_of(key, signatures, own_bytes.message());
}

}  // namespace girs::package
