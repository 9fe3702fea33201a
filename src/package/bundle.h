#pragma once
// A package as one JSON file (.girs.json) for carriage by USB, e-mail or document exchange
// (FORMATS.md 2.6).

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "package/envelope.h"

namespace girs::package {

inline constexpr std::string_view kBundleType = "application/vnd.girs.bundle.v1+json";
inline constexpr std::size_t kBundleSizeMax = 128u << 20;      // the file
inline constexpr std::size_t kBundleInlineMax = 64u << 20;     // attachments, decoded
inline constexpr std::size_t kBundleItemsMax = 256;            // of each list

/// An attachment carried in the file.
struct BundledAttachment {
  std::string digest;  // "sha256:<hex>", checked against `content`
  Bytes content;
  bool operator==(const BundledAttachment&) const = default;
};

/// Evidence about certificates; kept and carried, not judged yet.
struct Material {
  std::vector<Bytes> certs = {};
  std::vector<Bytes> crls = {};
  std::vector<Bytes> ocsp = {};
  std::vector<Bytes> tst = {};
  bool operator==(const Material&) const = default;
};

struct Bundle {
  Envelope envelope;
  Material material = {};
  std::vector<Envelope> batches = {};
  std::vector<std::string> receipts = {};  // tlog-proof texts
  std::vector<BundledAttachment> attachments = {};

  /// Reads a bundle within its limits; an attachment must have the digest it claims. The
  /// signatures are not checked: verify_report() does that.
  static Result<Bundle> parse(std::string_view json);
  /// The file's text (RFC 8785); kInvalidArgument beyond the limits.
  Result<std::string> text() const;
  bool operator==(const Bundle&) const = default;
};

}  // namespace girs::package
