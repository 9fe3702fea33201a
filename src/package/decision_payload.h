#pragma once
// The authority's decision on a report: accepted, rejected, reopened for a correction, or
// excluded from an aggregate. It is signed, logged, and sent back to the unit.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "key/payload_head.h"

namespace girs::package {

inline constexpr std::string_view kDecisionType = "application/vnd.girs.decision.v1+json";
inline constexpr std::string_view kDecisionSchema = "girs.decision/1";
/// The role in which an authority's officer or machine signs decisions.
inline constexpr std::string_view kDecider = "decider";

enum class DecisionKind { kAccepted, kRejected, kReopened, kExcluded };
std::string_view to_text(DecisionKind kind);  // "accepted", "rejected", "reopened", "excluded"

struct DecisionPayload {
  PayloadHead head;
  std::string of;                  // pid of the report
  DecisionKind decision = DecisionKind::kAccepted;
  std::vector<std::string> codes = {};  // reasons for machines: rule codes and the like
  std::string text = {};                // the reason for people; needed unless accepted
  bool operator==(const DecisionPayload&) const = default;
};

/// RFC 8785 bytes to be signed, or every mistake.
Result<std::string> build(const DecisionPayload& payload);
Result<DecisionPayload> parse_decision(std::string_view bytes);

}  // namespace girs::package
