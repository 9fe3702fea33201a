// The common members of signed documents, and the canonical bytes that are signed.

#include "key/payload_head.h"

#include <algorithm>
#include <set>

#include "base/bytes.h"
#include "base/text.h"
#include "json/canonical.h"
#include "json/parse.h"

namespace girs {
namespace {

constexpr std::string_view kDigestPrefix = "sha256:";
constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kSignersMax = 16;  // as many as an envelope has signatures

bool is_lower_hex(std::string_view text, std::size_t digits) {
  return text.size() == digits && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

/// The hex of "sha256:<hex>", or nothing.
std::string hex_of_digest(const std::string& digest) {
  return digest.empty() ? digest : digest.substr(kDigestPrefix.size());
}

std::string digest_of_hex(const std::string& hex) { return std::string(kDigestPrefix) + hex; }

json::Value to_json(const ClaimedSigner& signer) {
  json::Value value = json::Object{};
  value.add("authority", signer.authority ? json::Value(*signer.authority) : json::Value());
  value.add("cert", signer.cert ? json::Value(digest_of_hex(*signer.cert)) : json::Value());
  value.add("key", digest_of_hex(signer.keyid));
  value.add("role", signer.role);
  return value;
}

ClaimedSigner read_signer(const json::Node& node) {
  node.only({"authority", "cert", "key", "role"});
  ClaimedSigner signer;
  if (const auto authority = node.member("authority")) signer.authority = authority.code();
  if (const auto cert = node.member("cert")) signer.cert = hex_of_digest(read_digest(cert));
  signer.keyid = hex_of_digest(read_digest(node.member("key")));
  signer.role = node.member("role").code();
  return signer;
}

std::vector<ClaimedSigner> read_signers(const json::Node& node) {
  std::vector<ClaimedSigner> signers;
  std::set<std::pair<std::string, std::string>> seen;
  node.each([&](const json::Node& element) {
    ClaimedSigner signer = read_signer(element);
    if (!seen.emplace(signer.keyid, signer.role).second)
      element.mistake("The same key is named twice in the same role.",
                      "Cùng một khóa được nêu hai lần với cùng vai trò.");
    signers.push_back(std::move(signer));
  });
  if (node.is_array() && (signers.empty() || signers.size() > kSignersMax))
    node.mistake("A signed document names 1 to 16 signers.",
                 "Tài liệu ký số phải nêu từ 1 đến 16 người ký.");
  return signers;
}

}  // namespace

Result<std::string> new_salt() {
  GIRS_TRY(const Bytes bytes, random_bytes(kSaltBytes));
  return to_hex(bytes);
}

void write_head(const PayloadHead& head, std::string_view schema, json::Value& document) {
  json::Value signers = json::Array{};
  for (const auto& signer : head.signers) signers.push(to_json(signer));
  document.add("audience", head.audience);
  document.add("created_at", to_rfc3339(head.created_at));
  document.add("salt", head.salt);
  document.add("schema", schema);
  document.add("signers", std::move(signers));
}

PayloadHead read_head(const json::Node& root, std::string_view schema) {
  root.member("schema").one_of({schema});
  PayloadHead head;
  head.audience = root.member("audience").code();
  head.created_at = read_time(root.member("created_at"));
  const json::Node salt = root.member("salt");
  head.salt = salt.text();
  if (!head.salt.empty() && !is_lower_hex(head.salt, 2 * kSaltBytes))
    salt.mistake("A salt is 32 lower-case hex digits.",
                 "Muối (salt) phải gồm 32 chữ số hex viết thường.");
  head.signers = read_signers(root.member("signers"));
  return head;
}

Result<std::string> payload_bytes(const json::Value& document) {
  if (const auto pointer = json::first_not_nfc(document))
    return error(Code::kInvalidArgument,
                 "The text at " + *pointer + " must be written in composed Unicode (NFC).",
                 "Văn bản tại " + *pointer + " phải dùng Unicode dựng sẵn (NFC).",
                 {{"pointer", *pointer}});
  return json::canonical(document);
}

Result<json::Value> parse_payload(std::string_view bytes) {
  GIRS_TRY(json::Value document, json::parse(bytes));
  const auto canonical = json::canonical(document);
  if (!canonical || *canonical != bytes)
    return error(Code::kCorrupt,
                 "The document is not in canonical form (RFC 8785), so it may not be what was "
                 "signed.",
                 "Tài liệu không ở dạng chuẩn tắc (RFC 8785) nên có thể không phải bản đã ký.",
                 {{"reason", "not-canonical"}});
  return document;
}

std::string read_digest(const json::Node& node) {
  std::string text = node.text();
  if (text.empty()) return text;
  if (text.starts_with(kDigestPrefix) &&
      is_lower_hex(std::string_view(text).substr(kDigestPrefix.size()), 64))
    return text;
  node.mistake("A digest is \"sha256:\" and 64 lower-case hex digits.",
               "Giá trị băm phải là \"sha256:\" và 64 chữ số hex viết thường.");
  return {};
}

std::string read_hex_hash(const json::Node& node) {
  std::string text = node.text();
  if (text.empty() || is_lower_hex(text, 64)) return text;
  node.mistake("An identifier of this kind is 64 lower-case hex digits.",
               "Định danh loại này phải gồm 64 chữ số hex viết thường.");
  return {};
}

Time read_time(const json::Node& node) {
  const std::string text = node.text();
  if (text.empty()) return {};
  const auto time = from_rfc3339(text);
  if (time && to_rfc3339(*time) == text) return *time;
  node.mistake("A time is written in UTC, like \"2025-12-15T02:03:04Z\".",
               "Thời điểm phải ghi theo UTC, như \"2025-12-15T02:03:04Z\".");
  return {};
}

std::string read_day(const json::Node& node) {
  std::string text = node.text();
  if (text.empty() || (text.size() == 10 && from_rfc3339(text + "T00:00:00Z"))) return text;
  node.mistake("A day is written like \"2025-12-15\" and must exist.",
               "Ngày phải ghi như \"2025-12-15\" và có thật.");
  return {};
}

}  // namespace girs
