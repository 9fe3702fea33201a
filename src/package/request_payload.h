#pragma once
// The authority's request for an ad hoc or thematic report (yêu cầu báo cáo đột xuất, chuyên đề;
// Decree 09/2019/NĐ-CP Art. 6): from which units, under which regime, for which period, by which
// day. It is signed, logged, and sent to the units it names: the centre's half of the line.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "json/value.h"
#include "key/payload_head.h"
#include "package/report_payload.h"

namespace girs::package {

inline constexpr std::string_view kRequestType = "application/vnd.girs.request.v1+json";
inline constexpr std::string_view kRequestSchema = "girs.request/1";
/// The role in which an authority's officer or machine signs requests.
inline constexpr std::string_view kRequester = "requester";

inline constexpr std::size_t kRequestUnitsMax = 20'000;
inline constexpr std::size_t kRequestDefinitionsMax = 200;
inline constexpr std::size_t kRequestTextMax = 16u << 10;   // bytes
inline constexpr std::size_t kRequestSizeMax = 8u << 20;    // bytes of the payload

struct RequestPayload {
  PayloadHead head;
  RegimeReference regime;
  /// Whole catalogue documents of the regime and its forms and code lists, for receivers that do
  /// not have them; sorted by schema, code and version, each once. A request defines no other
  /// regime than its own, so that the role for one regime is none for another.
  std::vector<json::Value> definitions = {};
  std::vector<std::string> units = {};  // sorted, each once
  std::string period = {};              // a label, "2026-Q2" or "X-bao-12"
  std::string due = {};                 // the last day, ISO 8601
  std::string text = {};                // what is asked, for people
  bool operator==(const RequestPayload&) const = default;
};

/// RFC 8785 bytes to be signed, or every mistake. Units and definitions may come in any order.
Result<std::string> build(const RequestPayload& payload);
Result<RequestPayload> parse_request(std::string_view bytes);

}  // namespace girs::package
