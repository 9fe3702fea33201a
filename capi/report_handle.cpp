#include "report_handle.h"

#include "authority.h"
#include "base/text.h"
#include "json/parse.h"
#include "json/shape.h"
#include "report/registered_roles.h"

namespace girs::capi {
namespace {

/// The roles that the options name, or those that the store's registry grants the actor.
Result<std::string> roles_of(const girs_report& handle) {
  if (handle.roles == "registry") {
    GIRS_TRY(const auto registry, required_registry_above(*handle.state));
    return report::registered_roles(registry, handle.actor, handle.key,
                                    handle.state->store->now());
  }
  for (const auto role : split(handle.roles, ','))
    if (!handle.roles.empty() && role != "preparer" && role != "approver" && role != "agency-seal")
      return error(Code::kInvalidArgument,
                   "There is no role \"" + std::string(role) +
                       "\"; give preparer, approver, agency-seal, registry or none.",
                   "Không có vai trò \"" + std::string(role) +
                       "\"; hãy ghi preparer, approver, agency-seal, registry hoặc bỏ trống.");
  return handle.roles;
}

}  // namespace

Result<std::unique_ptr<girs_report>> report_handle(girs_store* store, const girs_report_options* options) {
  GIRS_CHECK(require(store, "store"));
  GIRS_CHECK(require(options, "options"));
  girs_report_options chosen = GIRS_REPORT_OPTIONS;
  GIRS_CHECK(read_options(options, chosen));
  GIRS_CHECK(only_known(chosen.flags, GIRS_REPORT_AGGREGATE));
  auto handle = std::make_unique<girs_report>();
  handle->state = store->state;
  GIRS_TRY(handle->key.regime, text(chosen.regime, "options.regime"));
  GIRS_TRY(handle->key.unit, text(chosen.unit, "options.unit"));
  GIRS_TRY(handle->key.period, text(chosen.period, "options.period"));
  GIRS_TRY(handle->actor, text(chosen.actor, "options.actor"));
  if (handle->key.unit.empty()) {
    GIRS_TRY(handle->key.unit, required_setting(*store->state, "unit"));
  }
  if (handle->actor.empty()) handle->actor = handle->key.unit;
  GIRS_TRY(handle->roles, text(chosen.role, "options.role"));
  GIRS_TRY(handle->on_behalf, text(chosen.on_behalf, "options.on_behalf"));
  handle->key.scope = (chosen.flags & GIRS_REPORT_AGGREGATE) != 0 ? "aggregate" : "own";
  GIRS_TRY(handle->roles, roles_of(*handle));
  return handle;
}

Result<report::BatchScope> batch_scope(const girs_report_options* options) {
  GIRS_CHECK(require(options, "options"));
  girs_report_options chosen = GIRS_REPORT_OPTIONS;
  GIRS_CHECK(read_options(options, chosen));
  GIRS_CHECK(only_known(chosen.flags, 0));
  report::BatchScope scope;
  GIRS_TRY(scope.regime, text(chosen.regime, "options.regime"));
  GIRS_TRY(scope.unit, text(chosen.unit, "options.unit"));
  GIRS_TRY(scope.period, text(chosen.period, "options.period"));
  return scope;
}

Result<NumberStyle> number_style_of(std::int32_t style) {
  if (style == GIRS_NUMBERS_PLAIN) return NumberStyle::kPlain;
  if (style == GIRS_NUMBERS_VIETNAMESE) return NumberStyle::kVietnamese;
  return error(Code::kInvalidArgument, "There is no number style " + std::to_string(style) + ".");
}

Result<std::map<std::string, std::string>> text_pairs(const char* json, std::size_t length,
                                                      const char* name) {
  std::map<std::string, std::string> pairs;
  GIRS_TRY(const auto given, text(json, length, name));
  if (given.empty()) return pairs;
  GIRS_TRY(const auto document, json::parse(given));
  Mistakes mistakes;
  json::Node::root(document, name, mistakes).members([&](const std::string& key, json::Node value) {
    pairs[key] = value.text();
  });
  const std::string called(name);
  if (!mistakes.empty())
    return std::move(mistakes).to_error(Code::kInvalidArgument,
                                        "\"" + called + "\" is no object of texts.",
                                        "\"" + called + "\" không phải là đối tượng gồm các văn bản.");
  return pairs;
}

Result<SigningParties> signing_parties(const girs_party* parties, std::size_t count) {
  SigningParties result;
  if (count > 0) GIRS_CHECK(require(parties, "parties"));
  const auto* next = reinterpret_cast<const char*>(parties);
  for (std::size_t i = 0; i < count; ++i) {
    const auto* given = reinterpret_cast<const girs_party*>(next);
    girs_party party = GIRS_PARTY;
    GIRS_CHECK(read_options(given, party));
    GIRS_CHECK(only_known(0, 0, party.reserved));
    next += given->struct_size;  // the caller's struct may be of another size than ours
    GIRS_TRY(auto signer, signer_from(party.signer));
    GIRS_TRY(const auto role, text(party.role, "party.role"));
    GIRS_TRY(const auto authority, text(party.authority, "party.authority"));
    result.signers.push_back(std::make_unique<Signer>(std::move(signer)));
    result.parties.push_back({std::string(role),
                              authority.empty() ? std::nullopt : std::optional(std::string(authority)),
                              result.signers.back().get()});
  }
  return result;
}

Result<std::vector<ClaimedSigner>> named_signers(std::string_view json_text) {
  GIRS_TRY(const auto document, json::parse(json_text));
  std::vector<ClaimedSigner> signers;
  Mistakes mistakes;
  json::Node::root(document, "signers", mistakes).each([&](const json::Node& node) {
    node.only({"role", "keyid", "authority"});
    ClaimedSigner signer{node.member("role").code(), read_hex_hash(node.member("keyid"))};
    if (const auto authority = node.optional("authority")) signer.authority = authority.code();
    signers.push_back(std::move(signer));
  });
  if (!mistakes.empty())
    return std::move(mistakes).to_error(Code::kInvalidArgument, "The list of signers has mistakes.",
                                        "Danh sách người ký có lỗi.");
  return signers;
}

girs_status amend_report(girs_report* report, bool withdrawal, CText reason_code, CText reason,
                         CText authorization, girs_error** error_out) noexcept {
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) -> Status {
    GIRS_TRY(const auto code, text(reason_code.data, reason_code.length, "reason_code"));
    GIRS_TRY(const auto why, text(reason.data, reason.length, "reason"));
    GIRS_TRY(const auto order, text(authorization.data, authorization.length, "authorization"));
    GIRS_CHECK(report::amend(workspace, report->key, withdrawal, code, why, order, report->who()));
    return ok();
  });
}

}  // namespace girs::capi
