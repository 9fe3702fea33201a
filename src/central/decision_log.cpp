#include "central/decision_log.h"

namespace girs::central {

Result<Decision> draft_decision(const std::string& origin, Time now, std::string_view of,
                                package::DecisionKind kind, const std::vector<std::string>& codes,
                                std::string_view text, const PublicKey& decider) {
  package::DecisionPayload payload;
  payload.head.audience = origin;
  payload.head.created_at = now;
  GIRS_TRY(payload.head.salt, new_salt());
  payload.head.signers.push_back({std::string(package::kDecider), decider.keyid()});
  payload.of = std::string(of);
  payload.decision = kind;
  payload.codes = codes;
  payload.text = std::string(text);
  GIRS_TRY(const auto bytes, package::build(payload));
  package::Envelope envelope{std::string(package::kDecisionType), to_bytes(bytes), {}};
  return Decision{std::move(payload), std::move(envelope)};
}

Result<package::Envelope> signed_decision(const std::string& origin, Time now, std::string_view of,
                                          package::DecisionKind kind, const std::vector<std::string>& codes,
                                          std::string_view text, const Signer& decider) {
  GIRS_TRY(auto decision, draft_decision(origin, now, of, kind, codes, text, decider.key));
  GIRS_CHECK(decision.envelope.sign(decider));
  return std::move(decision.envelope);
}

Status log_decision(store::Connection& connection, LogEnd& end, const package::Envelope& envelope,
                    const package::DecisionPayload& payload, const Decided& of,
                    const std::string& origin, Time now) {
  log::DecisionEntry entry{envelope.pid(), envelope.env_digest(), of.pid, of.unit, of.regime, of.period,
                           std::string(package::to_text(payload.decision)), payload.codes};
  GIRS_TRY(const auto leaf, end.append(connection, entry, now));
  return store::insert_decision(connection, {entry.pid, of.pid, origin, leaf.index,
                                             leaf.time.time_since_epoch().count(), entry.status,
                                             store::joined_codes(payload.codes),
                                             payload.text, to_bytes(envelope.text())});
}

}  // namespace girs::central
