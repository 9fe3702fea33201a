#include "http/digest.h"

#include <algorithm>
#include <optional>

#include "base/bytes.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "http/characters.h"

namespace girs::http {
namespace {

constexpr std::string_view kAlgorithm = "sha-256";

struct Member {
  std::string_view algorithm;
  Bytes digest;
};

/// One member `sha-256=:<base64>:`, with parameters after `;` left unread.
std::optional<Member> read_member(std::string_view text) {
  text = trim(text);
  const auto equals = text.find('=');
  if (equals == std::string_view::npos || !is_token(text.substr(0, equals))) return std::nullopt;
  auto value = text.substr(equals + 1);
  if (!value.starts_with(':')) return std::nullopt;
  value.remove_prefix(1);
  const auto colon = value.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  if (colon + 1 < value.size() && value[colon + 1] != ';') return std::nullopt;
  auto digest = from_base64(value.substr(0, colon));
  if (!digest) return std::nullopt;
  return Member{text.substr(0, equals), *std::move(digest)};
}

}  // namespace

std::string content_digest(std::string_view body) {
  return std::string(kAlgorithm) + "=:" + to_base64(sha256(body)) + ":";
}

DigestCheck check_digest(const sync::Headers& headers, std::string_view body) {
  std::optional<Bytes> wanted;  // the last member of a name counts (RFC 8941 section 3.2)
  for (const auto& [name, value] : headers) {
    if (name != "content-digest") continue;
    for (const auto text : split(value, ',')) {
      auto member = read_member(text);
      if (!member) return DigestCheck::kWrong;
      if (member->algorithm == kAlgorithm) wanted = std::move(member->digest);
    }
  }
  if (!wanted) return DigestCheck::kAbsent;
  return std::ranges::equal(*wanted, sha256(body)) ? DigestCheck::kRight : DigestCheck::kWrong;
}

}  // namespace girs::http
