// The catalogue payload.

#include "package/catalogue_payload.h"

#include <algorithm>
#include <tuple>

#include "package/payload_reading.h"

namespace girs::package {
namespace {

auto identity(const DefinitionReference& definition) {
  return std::tie(definition.kind, definition.code, definition.version);
}

CataloguePayload read_catalogue(const json::Node& root) {
  root.only({"audience", "created_at", "definitions", "salt", "schema", "signers", "version"});
  CataloguePayload payload;
  payload.head = read_head(root, kCatalogueSchema);
  payload.version = root.member("version").integer(1, kWholeMax);
  root.member("definitions").each([&](const json::Node& node) {
    node.only({"code", "digest", "kind", "version"});
    DefinitionReference definition{node.member("kind").code(), node.member("code").code(),
                                   node.member("version").integer(1, kWholeMax),
                                   read_digest(node.member("digest"))};
    if (!payload.definitions.empty() &&
        identity(payload.definitions.back()) >= identity(definition))
      node.mistake("Definitions are sorted by kind, code and version, each once.",
                   "Định nghĩa phải xếp theo loại, mã, phiên bản và không trùng nhau.");
    payload.definitions.push_back(std::move(definition));
  });
  return payload;
}

}  // namespace

Result<std::string> build(const CataloguePayload& payload) {
  std::vector<DefinitionReference> sorted = payload.definitions;
  std::ranges::sort(sorted, [](const auto& a, const auto& b) { return identity(a) < identity(b); });
  json::Value definitions = json::Array{};
  for (const auto& definition : sorted) {
    json::Value& element = definitions.push(json::Object{});
    element.add("code", definition.code);
    element.add("digest", definition.digest);
    element.add("kind", definition.kind);
    element.add("version", definition.version);
  }
  json::Value document = json::Object{};
  write_head(payload.head, kCatalogueSchema, document);
  document.add("definitions", std::move(definitions));
  document.add("version", payload.version);
  return build_payload(document, "catalogue", read_catalogue);
}

Result<CataloguePayload> parse_catalogue(std::string_view bytes) {
  return read_payload(bytes, "catalogue", read_catalogue);
}

}  // namespace girs::package
