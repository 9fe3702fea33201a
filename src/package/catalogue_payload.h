#pragma once
// The signed list of definitions that make up one version of the catalogue; the definitions
// themselves are fetched by digest.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "key/payload_head.h"

namespace girs::package {

inline constexpr std::string_view kCatalogueType = "application/vnd.girs.catalogue.v1+json";
inline constexpr std::string_view kCatalogueSchema = "girs.catalogue/1";
/// The role in which a catalogue is signed.
inline constexpr std::string_view kPublisher = "publisher";

struct DefinitionReference {
  std::string kind;  // "form", "regime", ...
  std::string code;
  std::int64_t version = 1;
  std::string digest;  // "sha256:<hex>" of its RFC 8785 bytes
  bool operator==(const DefinitionReference&) const = default;
};

struct CataloguePayload {
  PayloadHead head;
  std::int64_t version = 1;
  std::vector<DefinitionReference> definitions = {};  // each kind, code and version once
  bool operator==(const CataloguePayload&) const = default;
};

/// RFC 8785 bytes to be signed (definitions sorted by kind, code, version), or every mistake.
Result<std::string> build(const CataloguePayload& payload);
Result<CataloguePayload> parse_catalogue(std::string_view bytes);

}  // namespace girs::package
