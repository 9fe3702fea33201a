#pragma once
// The frame in which every kind of payload is built and read: canonical bytes, one pass that
// collects every mistake, one error that carries them all.

#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "json/readable.h"
#include "json/shape.h"
#include "json/value.h"
#include "key/payload_head.h"

namespace girs::package {

inline constexpr std::int64_t kWholeMax = (std::int64_t{1} << 53) - 1;  // of I-JSON, RFC 7493

/// `read` turns the document's root into the payload and reports its mistakes at the nodes.
template <class Payload>
Result<Payload> read_document(const json::Value& document, std::string_view kind,
                              Payload (*read)(const json::Node&)) {
  Mistakes mistakes;
  Payload payload = read(json::Node::root(document, std::string(kind), mistakes));
  if (mistakes.empty()) return payload;
  const std::string count = std::to_string(mistakes.count());
  return std::move(mistakes).to_error(
      Code::kInvalidArgument, "The " + std::string(kind) + " has " + count + " mistakes.",
      "Tài liệu (" + std::string(kind) + ") có " + count + " lỗi.", {{"reason", "shape"}});
}

/// Strict reading of signed bytes.
template <class Payload>
Result<Payload> read_payload(std::string_view bytes, std::string_view kind,
                             Payload (*read)(const json::Node&)) {
  GIRS_TRY(const json::Value document, parse_payload(bytes));
  return read_document(document, kind, read);
}

/// Bytes to be signed: what is built can be read again, or it is refused with every mistake.
template <class Payload>
Result<std::string> build_payload(const json::Value& document, std::string_view kind,
                                  Payload (*read)(const json::Node&)) {
  GIRS_CHECK(read_document(document, kind, read));
  GIRS_TRY(std::string bytes, payload_bytes(document));
  GIRS_CHECK(json::check_readable(document, bytes));  // characters and depth that no reader would accept
  return bytes;
}

}  // namespace girs::package
