// The decision payload.

#include "package/decision_payload.h"

#include "package/payload_reading.h"

namespace girs::package {
namespace {

DecisionPayload read_decision(const json::Node& root) {
  root.only({"audience", "codes", "created_at", "decision", "of", "salt", "schema", "signers",
             "text"});
  DecisionPayload payload;
  payload.head = read_head(root, kDecisionSchema);
  payload.of = read_hex_hash(root.member("of"));
  payload.decision = static_cast<DecisionKind>(root.member("decision").one_of(
      {to_text(DecisionKind::kAccepted), to_text(DecisionKind::kRejected),
       to_text(DecisionKind::kReopened), to_text(DecisionKind::kExcluded)}));
  root.member("codes").each(
      [&](const json::Node& code) { payload.codes.push_back(code.code()); });
  const json::Node text = root.member("text");
  payload.text = text.text(0);
  if (payload.decision != DecisionKind::kAccepted && payload.text.empty() && text.is_text())
    text.mistake("A decision other than acceptance gives its reason.",
                 "Quyết định không phải chấp nhận phải nêu lý do.");
  return payload;
}

}  // namespace

std::string_view to_text(DecisionKind kind) {
  switch (kind) {
    case DecisionKind::kAccepted: return "accepted";
    case DecisionKind::kRejected: return "rejected";
    case DecisionKind::kReopened: return "reopened";
    case DecisionKind::kExcluded: break;
  }
  return "excluded";
}

Result<std::string> build(const DecisionPayload& payload) {
  json::Value codes = json::Array{};
  for (const auto& code : payload.codes) codes.push(code);
  json::Value document = json::Object{};
  write_head(payload.head, kDecisionSchema, document);
  document.add("codes", std::move(codes));
  document.add("decision", to_text(payload.decision));
  document.add("of", payload.of);
  document.add("text", payload.text);
  return build_payload(document, "decision", read_decision);
}

Result<DecisionPayload> parse_decision(std::string_view bytes) {
  return read_payload(bytes, "decision", read_decision);
}

}  // namespace girs::package
