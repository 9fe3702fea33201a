// The registry's document: what it looks like, and every mistake it can have.

#include "key/registry_document.h"

#include <set>
#include <utility>

#include "key/grant_checks.h"
#include "key/verifier_key.h"

namespace girs {
namespace {

constexpr std::int64_t kVersionMax = (std::int64_t{1} << 53) - 1;  // whole in every JSON reader

json::Value text_or_null(const std::string& text) {
  return text.empty() ? json::Value() : json::Value(text);
}

json::Value time_or_null(const std::optional<Time>& time) {
  return time ? json::Value(to_rfc3339(*time)) : json::Value();
}

json::Value list_of(const std::vector<std::string>& texts) {
  json::Value list = json::Array{};
  for (const auto& text : texts) list.push(text);
  return list;
}

json::Value to_json(const RoleGrant& grant) {
  json::Value value = json::Object{};
  value.add("regimes", list_of(grant.regimes));
  value.add("role", grant.role);
  value.add("types", list_of(grant.types));
  value.add("units", list_of(grant.units));
  return value;
}

json::Value to_json(const KeyRecord& record) {
  json::Value subject = json::Object{};
  subject.add("person", text_or_null(record.subject.person));
  subject.add("title", text_or_null(record.subject.title));
  subject.add("unit", record.subject.unit);
  json::Value roles = json::Array{};
  for (const auto& grant : record.roles) roles.push(to_json(grant));

  json::Value value = json::Object{};
  value.add("not_after", time_or_null(record.not_after));
  value.add("not_before", to_rfc3339(record.not_before));
  value.add("reason", text_or_null(record.reason));
  value.add("revoked_at", time_or_null(record.revoked_at));
  value.add("roles", std::move(roles));
  value.add("scheme", to_text(record.key.scheme()));
  value.add("spki", to_base64(record.key.spki()));
  value.add("status", to_text(record.status));
  value.add("subject", std::move(subject));
  return value;
}

std::string read_text_or_null(const json::Node& node) { return node ? node.text() : std::string(); }

std::optional<Time> read_time_or_null(const json::Node& node) {
  return node ? std::optional<Time>(read_time(node)) : std::nullopt;
}

/// A list of codes or "*"; an empty one would grant nothing and is taken for a slip.
std::vector<std::string> read_scope(const json::Node& node) {
  std::vector<std::string> list;
  node.each([&](const json::Node& element) { list.push_back(element.code()); });
  if (node.is_array() && list.empty())
    node.mistake("Name what the role is for, or \"*\" for any.",
                 "Hãy nêu phạm vi của vai trò, hoặc \"*\" nếu không giới hạn.");
  return list;
}

RoleGrant read_grant(const json::Node& node) {
  node.only({"regimes", "role", "types", "units"});
  RoleGrant grant;
  grant.role = node.member("role").code();
  grant.units = read_scope(node.member("units"));
  grant.regimes = read_scope(node.member("regimes"));
  grant.types = read_scope(node.member("types"));
  return grant;
}

std::optional<PublicKey> read_key(const json::Node& record) {
  const json::Node scheme_node = record.member("scheme");
  const json::Node spki_node = record.member("spki");
  const std::string scheme_name = scheme_node.text();
  const std::string spki_text = spki_node.text();
  const auto scheme = parse_scheme(scheme_name);
  if (!scheme_name.empty() && !scheme)
    scheme_node.mistake("\"" + scheme_name + "\" is not a signature scheme known here.",
                        "\"" + scheme_name + "\" không phải thuật toán ký được hỗ trợ.");
  const auto der = from_base64(spki_text);
  if (!spki_text.empty() && !der)
    spki_node.mistake("A public key is written in padded base64.",
                      "Khóa công khai phải ghi bằng base64 có ký tự đệm.");
  if (!scheme || !der || spki_text.empty()) return std::nullopt;
  auto key = PublicKey::from_spki(*scheme, *der);
  if (!key) {
    spki_node.mistake(key.error().message.en, key.error().message.vi);
    return std::nullopt;
  }
  return *std::move(key);
}

struct Validity {
  Time not_before{};
  std::optional<Time> not_after;
  KeyStatus status = KeyStatus::kActive;
  std::optional<Time> revoked_at;
  std::string reason;
};

/// The members that say from when to when the key is valid, and whether they fit each other.
Validity read_validity(const json::Node& node) {
  const json::Node not_after = node.member("not_after");
  const json::Node revoked_at = node.member("revoked_at");
  const json::Node reason = node.member("reason");
  Validity validity;
  validity.not_before = read_time(node.member("not_before"));
  validity.not_after = read_time_or_null(not_after);
  validity.revoked_at = read_time_or_null(revoked_at);
  validity.status = static_cast<KeyStatus>(
      node.member("status").one_of({to_text(KeyStatus::kActive), to_text(KeyStatus::kRetired),
                                    to_text(KeyStatus::kRevoked)}));
  validity.reason = read_text_or_null(reason);

  if (validity.not_after && *validity.not_after < validity.not_before)
    not_after.mistake("A key may not end before it begins.",
                      "Thời điểm hết hiệu lực không được trước thời điểm bắt đầu.");
  if (validity.status == KeyStatus::kRetired && !validity.not_after)
    not_after.mistake("A retired key needs the time until which it was valid.",
                      "Khóa đã thôi dùng phải có thời điểm hết hiệu lực.");
  const bool revoked = validity.status == KeyStatus::kRevoked;
  if (revoked != validity.revoked_at.has_value())
    revoked_at.mistake("A key has a time of revocation if, and only if, it is revoked.",
                       "Khóa có thời điểm thu hồi khi và chỉ khi đã bị thu hồi.");
  if (revoked && validity.reason.empty())
    reason.mistake("A revoked key needs the reason.", "Khóa bị thu hồi phải nêu lý do.");
  return validity;
}

Subject read_subject(const json::Node& node) {
  node.only({"person", "title", "unit"});
  Subject subject;
  subject.unit = node.member("unit").code();
  subject.person = read_text_or_null(node.member("person"));
  subject.title = read_text_or_null(node.member("title"));
  return subject;
}

void read_record(const json::Node& node, std::set<std::string>& seen,
                 std::vector<KeyRecord>& records) {
  node.only({"not_after", "not_before", "reason", "revoked_at", "roles", "scheme", "spki",
             "status", "subject"});
  auto key = read_key(node);
  Subject subject = read_subject(node.member("subject"));
  std::vector<RoleGrant> roles;
  std::vector<json::Node> places;
  node.member("roles").each(
      [&](const json::Node& element) {
        places.push_back(element);
        roles.push_back(read_grant(element));
      });
  check_grants(roles, [&](std::size_t at, const Message& wrong) { places[at].mistake(wrong.en, wrong.vi); });
  Validity validity = read_validity(node);
  if (!key) return;  // reported already
  if (!seen.insert(key->keyid()).second)
    node.member("spki").mistake("This key is in the registry already.",
                                "Khóa này đã có trong danh bạ.");
  records.push_back({*std::move(key), std::move(subject), std::move(roles), validity.not_before,
                     validity.not_after, validity.status, validity.revoked_at,
                     std::move(validity.reason)});
}

std::vector<std::string> read_log_keys(const json::Node& node) {
  std::vector<std::string> lines;
  std::set<std::string> seen;
  node.each([&](const json::Node& element) {
    std::string line = element.text();
    if (line.empty()) return;
    const auto key = VerifierKey::parse(line);
    if (!key)
      element.mistake(key.error().message.en, key.error().message.vi);
    else if (key->algorithm != NoteAlgorithm::kEd25519)
      element.mistake("A log signs with a key of type 0x01.",
                      "Nhật ký phải ký bằng khóa loại 0x01.");
    if (!seen.insert(line).second)
      element.mistake("This log key is listed already.", "Khóa nhật ký này đã có.");
    lines.push_back(std::move(line));
  });
  return lines;
}

std::vector<std::string> read_ca_roots(const json::Node& node) {
  std::vector<std::string> roots;
  node.each([&](const json::Node& element) {
    std::string root = element.text();
    if (!root.empty() && !from_base64(root))
      element.mistake("A certificate is written in padded base64.",
                      "Chứng thư phải ghi bằng base64 có ký tự đệm.");
    roots.push_back(std::move(root));
  });
  return roots;
}

RegistryContent read_content(const json::Node& root) {
  root.only({"audience", "ca_roots", "created_at", "keys", "log_keys", "min_schema", "salt",
             "schema", "signers", "tlog_policy", "version"});
  RegistryContent content;
  content.head = read_head(root, kRegistrySchema);
  content.version = root.member("version").integer(1, kVersionMax);
  std::set<std::string> seen;
  root.member("keys").each(
      [&](const json::Node& node) { read_record(node, seen, content.keys); });
  content.log_keys = read_log_keys(root.member("log_keys"));
  content.ca_roots = read_ca_roots(root.member("ca_roots"));
  content.tlog_policy = read_text_or_null(root.member("tlog_policy"));
  content.min_schema = root.member("min_schema").integer(1, kVersionMax);
  return content;
}

}  // namespace

Result<std::string> write_registry(const RegistryContent& content) {
  json::Value keys = json::Array{};
  for (const auto& record : content.keys) keys.push(to_json(record));
  json::Value document = json::Object{};
  write_head(content.head, kRegistrySchema, document);
  document.add("ca_roots", list_of(content.ca_roots));
  document.add("keys", std::move(keys));
  document.add("log_keys", list_of(content.log_keys));
  document.add("min_schema", content.min_schema);
  document.add("tlog_policy", text_or_null(content.tlog_policy));
  document.add("version", content.version);
  return payload_bytes(document);
}

Result<RegistryContent> read_registry(std::string_view bytes) {
  GIRS_TRY(const json::Value document, parse_payload(bytes));
  Mistakes mistakes;
  RegistryContent content = read_content(json::Node::root(document, "registry.json", mistakes));
  if (mistakes.empty()) return content;
  const std::string count = std::to_string(mistakes.count());
  return std::move(mistakes).to_error(
      Code::kInvalidArgument, "The registry has " + count + " mistakes.",
      "Danh bạ khóa có " + count + " lỗi.", {{"reason", "shape"}});
}

}  // namespace girs
