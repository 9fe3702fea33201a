// The request payload.

#include "package/request_payload.h"

#include <algorithm>
#include <compare>
#include <cstdint>
#include <tuple>

#include "crypto/hash.h"
#include "json/canonical.h"
#include "package/payload_reading.h"

namespace girs::package {
namespace {

constexpr std::string_view kRegimeDocument = "girs.regime/1";

/// What a catalogue document is; its content is for the catalogue to judge.
struct DocumentName {
  std::string schema;
  std::string code;
  std::int64_t version = 0;
  auto operator<=>(const DocumentName&) const = default;
};

/// The name of a document that may be incomplete: for sorting before it is checked.
DocumentName name_of(const json::Value& document) {
  const auto* schema = document.text("schema");
  const auto* code = document.text("code");
  const auto* version = document.find("version");
  return {schema ? *schema : "", code ? *code : "",
          version ? version->as_integer().value_or(0) : 0};
}

/// The regime that comes along is the very one that is asked for.
void check_regime(const json::Node& node, const DocumentName& name, const RegimeReference& regime) {
  const auto body = json::canonical(*node.value());
  if (name.code == regime.code && name.version == regime.version && body &&
      to_digest(sha256(*body)) == regime.digest)
    return;
  node.mistake("A request defines no other regime than the one it asks for.",
               "Yêu cầu chỉ được kèm định nghĩa của chính chế độ báo cáo mà nó nêu.");
}

std::vector<json::Value> read_definitions(const json::Node& list, const RegimeReference& regime) {
  std::vector<json::Value> definitions;
  DocumentName last;
  list.each([&](const json::Node& node) {
    constexpr std::string_view kSchemas[] = {"girs.code-list/1", "girs.form/1", kRegimeDocument};
    const auto schema = kSchemas[node.member("schema").one_of({kSchemas[0], kSchemas[1],
                                                               kSchemas[2]})];
    DocumentName name{std::string(schema), node.member("code").code(),
                      node.member("version").integer(1, kWholeMax)};
    if (!definitions.empty() && last >= name)
      node.mistake("Definitions are sorted by schema, code and version, each once.",
                   "Định nghĩa phải xếp theo lược đồ, mã, phiên bản và không trùng nhau.");
    if (name.schema == kRegimeDocument) check_regime(node, name, regime);
    last = std::move(name);
    if (node.is_object()) definitions.push_back(*node.value());
  });
  if (definitions.size() > kRequestDefinitionsMax)
    list.mistake("A request brings at most 200 definitions.",
                 "Yêu cầu kèm tối đa 200 định nghĩa.");
  return definitions;
}

std::vector<std::string> read_units(const json::Node& list) {
  std::vector<std::string> units;
  list.each([&](const json::Node& node) {
    std::string unit = node.code();
    if (!units.empty() && !unit.empty() && units.back() >= unit)
      node.mistake("The units of a request are sorted, each once.",
                   "Các đơn vị trong yêu cầu phải xếp thứ tự và không trùng nhau.");
    units.push_back(std::move(unit));
  });
  if (list.is_array() && (units.empty() || units.size() > kRequestUnitsMax))
    list.mistake("A request names 1 to 20,000 units.",
                 "Yêu cầu nêu từ 1 đến 20.000 đơn vị.");
  return units;
}

RegimeReference read_regime(const json::Node& node) {
  node.only({"code", "digest", "version"});
  return {node.member("code").code(), read_digest(node.member("digest")),
          node.member("version").integer(1, kWholeMax)};
}

RequestPayload read_request(const json::Node& root) {
  root.only({"audience", "created_at", "definitions", "due", "period", "regime", "salt", "schema",
             "signers", "text", "units"});
  RequestPayload payload;
  payload.head = read_head(root, kRequestSchema);
  payload.regime = read_regime(root.member("regime"));
  payload.definitions = read_definitions(root.member("definitions"), payload.regime);
  payload.units = read_units(root.member("units"));
  payload.period = root.member("period").code();
  payload.due = read_day(root.member("due"));
  const json::Node text = root.member("text");
  payload.text = text.text();
  if (payload.text.size() > kRequestTextMax)
    text.mistake("The text of a request has at most 16 KiB.",
                 "Nội dung yêu cầu dài tối đa 16 KiB.");
  return payload;
}

Status check_size(std::string_view bytes) {
  if (bytes.size() <= kRequestSizeMax) return ok();
  return error(Code::kInvalidArgument,
               "A request has at most 8 MiB; send large definitions with the catalogue.",
               "Yêu cầu dài tối đa 8 MiB; hãy gửi định nghĩa lớn theo danh mục.",
               {{"limit", std::to_string(kRequestSizeMax)}});
}

}  // namespace

Result<std::string> build(const RequestPayload& payload) {
  auto sorted_units = payload.units;
  std::ranges::sort(sorted_units);
  json::Value units = json::Array{};
  for (const auto& unit : sorted_units) units.push(unit);
  auto definitions = payload.definitions;
  std::ranges::stable_sort(definitions, {}, name_of);
  json::Value regime = json::Object{};
  regime.add("code", payload.regime.code);
  regime.add("digest", payload.regime.digest);
  regime.add("version", payload.regime.version);
  json::Value document = json::Object{};
  write_head(payload.head, kRequestSchema, document);
  document.add("definitions", json::Value(std::move(definitions)));
  document.add("due", payload.due);
  document.add("period", payload.period);
  document.add("regime", std::move(regime));
  document.add("text", payload.text);
  document.add("units", std::move(units));
  GIRS_TRY(std::string bytes, build_payload(document, "request", read_request));
  GIRS_CHECK(check_size(bytes));
  return bytes;
}

Result<RequestPayload> parse_request(std::string_view bytes) {
  GIRS_CHECK(check_size(bytes));
  return read_payload(bytes, "request", read_request);
}

}  // namespace girs::package
