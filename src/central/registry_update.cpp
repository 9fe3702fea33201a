#include "central/registry_update.h"

#include "json/canonical.h"
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

KeyRecord* record_of(RegistryContent& content, std::string_view keyid) {
  for (auto& record : content.keys)
    if (record.key.keyid() == keyid) return &record;
  return nullptr;
}

Error no_key(const std::string& keyid) {
  return error(Code::kNotFound, "The registry holds no key " + keyid + ".", "Danh bạ không có khóa " + keyid + ".",
               {{"keyid", keyid}});
}

Status apply(const RegistryChange& change, RegistryContent& content, Time now) {
  for (const auto& revoked : change.revoked) {
    auto* const record = record_of(content, revoked.keyid);
    if (!record) return no_key(revoked.keyid);
    record->status = KeyStatus::kRevoked;
    record->revoked_at = revoked.at;
    record->reason = revoked.reason;
  }
  for (const auto& retired : change.retired) {
    auto* const record = record_of(content, retired.keyid);
    if (!record) return no_key(retired.keyid);
    record->status = KeyStatus::kRetired;
    record->not_after = retired.not_after;
  }
  if (!change.keys.empty()) {
    GIRS_TRY(auto added, read_keys(change.keys, now));
    for (auto& record : added) content.keys.push_back(std::move(record));
  }
  content.log_keys.insert(content.log_keys.end(), change.log_keys.begin(), change.log_keys.end());
  if (change.tlog_policy) content.tlog_policy = *change.tlog_policy;
  if (change.min_schema) content.min_schema = *change.min_schema;
  return ok();
}

}  // namespace

Result<RegistryChange> read_registry_change(std::string_view json_text) {
  GIRS_TRY(const auto document, json::parse(json_text));
  RegistryChange change;
  Mistakes mistakes;
  const auto root = json::Node::root(document, "change", mistakes);
  root.only({"add", "log_keys", "revoke", "retire", "tlog_policy", "min_schema", "cosigners"});
  if (const auto* keys = document.find("add")) change.keys = json::compact(*keys);
  if (const auto keys = root.optional("log_keys"))
    keys.each([&](const json::Node& key) { change.log_keys.push_back(key.text()); });
  if (const auto revoked = root.optional("revoke"))
    revoked.each([&](const json::Node& one) {
      one.only({"keyid", "at", "reason"});
      change.revoked.push_back({read_hex_hash(one.member("keyid")), read_time(one.member("at")), one.member("reason").text()});
    });
  if (const auto retired = root.optional("retire"))
    retired.each([&](const json::Node& one) {
      one.only({"keyid", "not_after"});
      change.retired.push_back({read_hex_hash(one.member("keyid")), read_time(one.member("not_after"))});
    });
  if (const auto policy = root.optional("tlog_policy")) change.tlog_policy = policy.text();
  if (const auto schema = root.optional("min_schema")) change.min_schema = schema.integer(1, 1000);
  if (const auto cosigners = root.optional("cosigners"))
    cosigners.each([&](const json::Node& keyid) { change.cosigners.push_back(read_hex_hash(keyid)); });
  if (!mistakes.empty())
    return std::move(mistakes).to_error(Code::kInvalidArgument, "The change of the registry has mistakes; nothing was changed.",
                                        "Nội dung sửa danh bạ khóa có lỗi; chưa sửa gì.");
  return change;
}

Result<package::Envelope> next_registry(const std::optional<Registry>& current, std::string_view audience,
                                        const RegistryChange& change, const Signer& root, Time now) {
  RegistryContent content;
  if (current) {
    content = current->content();
    ++content.version;
  }
  GIRS_CHECK(apply(change, content, now));
  content.head.audience = std::string(audience);
  content.head.created_at = now;
  GIRS_TRY(content.head.salt, new_salt());
  content.head.signers = {{"root", root.key.keyid()}};
  for (const auto& keyid : change.cosigners) content.head.signers.push_back({"root", keyid});
  GIRS_TRY(const auto registry, Registry::make(std::move(content)));
  GIRS_TRY(const auto bytes, registry.to_bytes());
  package::Envelope envelope{std::string(kRegistryType), to_bytes(bytes), {}};
  GIRS_CHECK(envelope.sign(root));
  return envelope;
}

}  // namespace girs::central
