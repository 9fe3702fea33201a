#include "girs/central.h"

#include "authority.h"
#include "base/text.h"
#include "central/anchor.h"
#include "central/fsck.h"
#include "central/overview.h"
#include "central_handle.h"
#include "json/canonical.h"
#include "package_input.h"

using namespace girs;
using namespace girs::capi;

namespace {

Result<package::DecisionKind> decision_of(std::string_view word) {
  for (const auto kind : {package::DecisionKind::kAccepted, package::DecisionKind::kRejected,
                          package::DecisionKind::kReopened, package::DecisionKind::kExcluded})
    if (package::to_text(kind) == word) return kind;
  return error(Code::kInvalidArgument, "A decision is accepted, rejected, reopened or excluded, not \"" + std::string(word) + "\".",
               "Quyết định là accepted, rejected, reopened hoặc excluded, không phải \"" + std::string(word) + "\".");
}

std::vector<std::string> words_of(std::string_view given) {
  std::vector<std::string> words;
  for (const auto word : split(given, ' '))
    if (!word.empty()) words.emplace_back(word);
  return words;
}

template <class Body>
girs_status with_central(girs_central* central, girs_error** error_out, Body&& body) noexcept {
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(central, "central"));
    return body(*central->state->centre);
  });
}

}  // namespace

girs_status girs_central_open(girs_store* store, const girs_central_options* options, girs_central** central_out,
                              girs_error** error_out) noexcept {
  if (central_out) *central_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(central_out, "central_out"));
    GIRS_CHECK(require(options, "options"));
    girs_central_options chosen = GIRS_CENTRAL_OPTIONS;
    GIRS_CHECK(read_options(options, chosen));
    GIRS_CHECK(only_known(chosen.flags, 0));
    auto state = std::make_shared<CentralState>();
    GIRS_TRY(state->workspace, workspace_of(store));
    GIRS_TRY(state->log_key, signer_from(chosen.log_key));
    central::CentreOptions centre_options;
    GIRS_TRY(centre_options.origin, required_setting(*store->state, "audience"));
    GIRS_TRY(centre_options.roots, pinned_roots(*store->state));
    GIRS_TRY(const auto anchor, store->state->store->read([](store::Connection& connection) {
      return store::setting(connection, "anchor");
    }));
    if (anchor) {
      GIRS_CHECK(central::check_anchor(*store->state->store, *anchor, centre_options.origin));
      state->log_key = central::anchored(*std::move(state->log_key), *anchor);
    }
    centre_options.log_key = &*state->log_key;
    if (chosen.decision_key) {
      GIRS_TRY(state->decision_key, signer_from(chosen.decision_key));
      centre_options.decision_key = &*state->decision_key;
    }
    GIRS_TRY(state->centre, central::Centre::open(state->workspace, std::move(centre_options)));
    *central_out = new girs_central{girs_central::kMark, std::move(state)};
    return ok();
  });
}

void girs_central_free(girs_central* central) noexcept { free_handle(central); }

girs_status girs_central_publish(girs_central* central, const char* registry, size_t registry_length,
                                 girs_error** error_out) noexcept {
  return with_central(central, error_out, [&](central::Centre& centre) -> Status {
    GIRS_TRY(const auto given, bytes(registry, registry_length, "registry"));
    GIRS_TRY(const auto envelope, package::Envelope::parse(given));
    return centre.publish_registry(envelope);
  });
}

girs_status girs_central_admit(girs_central* central, const char* package, size_t package_length,
                               girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return with_central(central, error_out, [&](central::Centre& centre) -> Status {
    GIRS_TRY(const auto given, bytes(package, package_length, "package"));
    GIRS_TRY(const auto input, read_package(given));
    for (const auto& file : input.attachments) GIRS_CHECK(centre.put_blob(file.digest, text_of(file.content)));
    const auto pid = input.submission.envelope.pid();
    const auto admission = centre.admit(pid, input.submission.text());
    central->state->workspace.state->listener.tell(admission ? GIRS_LEVEL_INFO : GIRS_LEVEL_WARNING, "central", [&] {
      return "The package " + pid + (admission ? " is in the log." : " was not taken: " + admission.error().message.en);
    });
    if (!admission) return admission.error();
    json::Value shown;
    shown.set("fresh", admission->fresh);
    shown.set("index", admission->index);
    shown.set("receipt", admission->receipt);
    give(json_out, json::compact(shown));
    return ok();
  });
}

girs_status girs_central_decide(girs_central* central, const char* pid, size_t pid_length, const char* decision,
                                size_t decision_length, const char* codes, size_t codes_length,
                                const char* content, size_t content_length, const girs_signer* decider,
                                girs_bytes** pid_out, girs_error** error_out) noexcept {
  if (pid_out) *pid_out = nullptr;
  return with_central(central, error_out, [&](central::Centre& centre) -> Status {
    GIRS_TRY(const auto identity, text(pid, pid_length, "pid"));
    GIRS_TRY(const auto word, text(decision, decision_length, "decision"));
    GIRS_TRY(const auto reasons, text(codes, codes_length, "codes"));
    GIRS_TRY(const auto why, text(content, content_length, "text"));
    GIRS_TRY(const auto kind, decision_of(word));
    GIRS_TRY(const auto signer, signer_from(decider));
    GIRS_TRY(auto made, centre.decide(identity, kind, words_of(reasons), why, signer));
    give(pid_out, std::move(made));
    return ok();
  });
}

girs_status girs_central_request(girs_central* central, const char* request, size_t request_length,
                                 const girs_signer* requester, girs_bytes** pid_out,
                                 girs_error** error_out) noexcept {
  if (pid_out) *pid_out = nullptr;
  return with_central(central, error_out, [&](central::Centre& centre) -> Status {
    GIRS_TRY(const auto given, bytes(request, request_length, "request"));
    GIRS_TRY(const auto draft, central::read_request(given));
    GIRS_TRY(const auto signer, signer_from(requester));
    GIRS_TRY(auto made, centre.request(draft, signer));
    central->state->workspace.state->forget_catalog();
    give(pid_out, std::move(made));
    return ok();
  });
}

girs_status girs_central_publish_catalogue(girs_central* central, const girs_signer* publisher, int64_t* version_out,
                                           girs_error** error_out) noexcept {
  if (version_out) *version_out = 0;
  return with_central(central, error_out, [&](central::Centre& centre) -> Status {
    GIRS_TRY(const auto signer, signer_from(publisher));
    GIRS_TRY(const auto version, centre.publish_catalogue(signer));
    if (version_out) *version_out = version;
    return ok();
  });
}

girs_status girs_central_checkpoint(girs_central* central, girs_bytes** note_out, girs_error** error_out) noexcept {
  if (note_out) *note_out = nullptr;
  return with_central(central, error_out, [&](central::Centre& centre) -> Status {
    GIRS_CHECK(require(note_out, "note_out"));
    GIRS_TRY(auto note, centre.checkpoint());
    give(note_out, std::move(note));
    return ok();
  });
}

girs_status girs_overview(girs_store* store, const char* regime, size_t regime_length, const char* period,
                          size_t period_length, const char* unit, size_t unit_length, int64_t time,
                          girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto regime_code, text(regime, regime_length, "regime"));
    GIRS_TRY(const auto label, text(period, period_length, "period"));
    GIRS_TRY(const auto unit_code, text(unit, unit_length, "unit"));
    GIRS_TRY(const auto when, Period::parse(label));
    GIRS_TRY(const auto workspace, workspace_of(store));
    const Time as_of = time ? Time{std::chrono::seconds{time}} : workspace.store->now();
    GIRS_TRY(const auto shown, central::overview(workspace, regime_code, when, unit_code, as_of));
    give(json_out, json::compact(central::to_json(shown, regime_code, when, as_of)));
    return ok();
  });
}

girs_status girs_fsck(girs_store* store, girs_progress_fn progress, void* progress_context, girs_bytes** json_out,
                      girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto workspace, workspace_of(store));
    GIRS_TRY(const auto origin, required_setting(*workspace.state, "audience"));
    GIRS_TRY(const auto registry, required_registry(*workspace.state));
    GIRS_TRY(const auto others, other_registries(*workspace.state));
    GIRS_TRY(const auto policy, log::Policy::of(registry.content().tlog_policy, registry.content().log_keys));
    GIRS_TRY(const auto result,
             central::fsck(workspace, origin, registry, policy,
                           progress_from(progress, progress_context, store->state->cancel), others));
    give(json_out, json::compact(central::to_json(result)));
    return ok();
  });
}
