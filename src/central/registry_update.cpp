#include "central/registry_update.h"

#include "json/parse.h"
#include "json/shape.h"

namespace girs::central {
namespace {

Result<std::vector<KeyRecord>> read_keys(std::string_view text, Time now) {
  GIRS_TRY(const auto document, json::parse(text));
  std::vector<KeyRecord> records;
  Mistakes mistakes;
  json::Node::root(document, "keys", mistakes).each([&](json::Node node) {
    node.only({"scheme", "spki", "unit", "person", "title", "roles", "not_before", "not_after"});
    const auto scheme = parse_scheme(node.member("scheme").text());
    const auto der = from_base64(node.member("spki").text());
    auto key = scheme && der ? PublicKey::from_spki(*scheme, *der)
                             : Result<PublicKey>(error(Code::kInvalidArgument, "A key is a known scheme and its SPKI in base64.",
                                                       "Khóa gồm thuật toán được hỗ trợ và SPKI dạng base64."));
    if (!key) {
      node.mistake(key.error().message.en, key.error().message.vi);
      return;
    }
    KeyRecord record{*std::move(key), {}, {}, now};
    record.subject.unit = node.member("unit").code();
    if (const auto person = node.optional("person")) record.subject.person = person.text();
    if (const auto title = node.optional("title")) record.subject.title = title.text();
    if (const auto from = node.optional("not_before")) record.not_before = read_time(from);
    if (const auto to = node.optional("not_after")) record.not_after = read_time(to);
    node.member("roles").each([&](json::Node role) {
      role.only({"role", "units", "regimes", "types"});
      RoleGrant grant{role.member("role").code(), {}, {}, {}};
      role.member("units").each([&](json::Node unit) { grant.units.push_back(unit.code()); });
      role.member("regimes").each([&](json::Node regime) { grant.regimes.push_back(regime.code()); });
      role.member("types").each([&](json::Node type) { grant.types.push_back(type.code()); });
      record.roles.push_back(std::move(grant));
    });
    records.push_back(std::move(record));
  });
  if (!mistakes.empty())
    return std::move(mistakes).to_error(Code::kInvalidArgument, "The list of keys has mistakes; nothing was added.",
                                        "Danh sách khóa có lỗi; chưa thêm khóa nào.");
  return records;
}

/// Checks, heads and signs a registry's content as its next version.
Result<package::Envelope> sealed(RegistryContent content, const Signer& root, Time now) {
  content.head.created_at = now;
  GIRS_TRY(content.head.salt, new_salt());
  content.head.signers = {{"root", root.key.keyid()}};
  GIRS_TRY(const auto registry, Registry::make(std::move(content)));
  GIRS_TRY(const auto bytes, registry.to_bytes());
  package::Envelope envelope{std::string(kRegistryType), to_bytes(bytes), {}};
  GIRS_CHECK(envelope.sign(root));
  return envelope;
}

}  // namespace

Result<package::Envelope> registry_with_keys(const std::optional<Registry>& current, std::string_view audience,
                                             std::string_view keys, const std::vector<std::string>& log_keys,
                                             const Signer& root, Time now) {
  GIRS_TRY(auto added, read_keys(keys, now));
  RegistryContent content;
  if (current) {
    content = current->content();
    ++content.version;
  }
  content.head.audience = std::string(audience);
  for (auto& record : added) content.keys.push_back(std::move(record));
  for (const auto& key : log_keys) content.log_keys.push_back(key);
  return sealed(std::move(content), root, now);
}

Result<package::Envelope> registry_without_key(const Registry& current, std::string_view keyid, Time revoked_at,
                                               std::string_view reason, const Signer& root, Time now) {
  RegistryContent content = current.content();
  ++content.version;
  for (auto& record : content.keys) {
    if (record.key.keyid() != keyid) continue;
    record.status = KeyStatus::kRevoked;
    record.revoked_at = revoked_at;
    record.reason = std::string(reason);
    return sealed(std::move(content), root, now);
  }
  return error(Code::kNotFound, "The registry holds no key " + std::string(keyid) + ".",
               "Danh bạ không có khóa " + std::string(keyid) + ".", {{"keyid", std::string(keyid)}});
}

}  // namespace girs::central
