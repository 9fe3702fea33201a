#include "girs/report.h"

#include "authority.h"
#include "report_handle.h"

#include "findings.h"
#include "json/canonical.h"
#include "package_input.h"
#include "report/review.h"
#include "report/revision_difference.h"
#include "report/seal.h"
#include "report/view.h"

using namespace girs;
using namespace girs::capi;

girs_status girs_report_create(girs_store* store, const girs_report_options* options, girs_report** report_out,
                               girs_error** error_out) noexcept {
  if (report_out) *report_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(report_out, "report_out"));
    GIRS_TRY(auto handle, report_handle(store, options));
    GIRS_TRY(const auto workspace, workspace_of(handle->state));
    GIRS_CHECK(report::create(workspace, handle->key, handle->who(), handle->on_behalf));
    *report_out = handle.release();
    return ok();
  });
}

girs_status girs_report_open(girs_store* store, const girs_report_options* options, girs_report** report_out,
                             girs_error** error_out) noexcept {
  if (report_out) *report_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(report_out, "report_out"));
    GIRS_TRY(auto handle, report_handle(store, options));
    GIRS_TRY(const auto workspace, workspace_of(handle->state));
    GIRS_CHECK(report::open(workspace, handle->key));
    *report_out = handle.release();
    return ok();
  });
}

void girs_report_free(girs_report* report) noexcept { free_handle(report); }

girs_status girs_report_check(girs_report* report, girs_findings** findings_out, girs_error** error_out) noexcept {
  if (findings_out) *findings_out = nullptr;
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) -> Status {
    GIRS_CHECK(require(findings_out, "findings_out"));
    GIRS_TRY(auto review, report::review(workspace, report->key));
    *findings_out = new_findings(std::move(review));
    return ok();
  });
}

girs_status girs_report_send_for_approval(girs_report* report, girs_error** error_out) noexcept {
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) {
    return report::submit_for_approval(workspace, report->key, report->who());
  });
}

girs_status girs_report_take_back(girs_report* report, girs_error** error_out) noexcept {
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) {
    return report::take_back(workspace, report->key, report->who());
  });
}

girs_status girs_report_approve(girs_report* report, girs_error** error_out) noexcept {
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) {
    return report::approve(workspace, report->key, report->who());
  });
}

girs_status girs_report_return(girs_report* report, const char* reason, size_t reason_length,
                               girs_error** error_out) noexcept {
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) -> Status {
    GIRS_TRY(const auto why, text(reason, reason_length, "reason"));
    return report::send_back(workspace, report->key, why, report->who());
  });
}

girs_status girs_report_submit(girs_report* report, const girs_party* parties, size_t party_count,
                               girs_bytes** pid_out, girs_error** error_out) noexcept {
  if (pid_out) *pid_out = nullptr;
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) -> Status {
    GIRS_TRY(const auto signing, signing_parties(parties, party_count));
    GIRS_TRY(const auto above, authority_above(*workspace.state));
    GIRS_TRY(const auto registry, registry_above(*workspace.state));
    GIRS_TRY(auto pid, report::seal(workspace, report->key, above.audience, signing.parties,
                                    registry ? &*registry : nullptr, report->who()));
    workspace.state->listener.tell(GIRS_LEVEL_INFO, "report", [&] { return "The package " + pid + " is sealed and queued."; });
    give(pid_out, std::move(pid));
    return ok();
  });
}

girs_status girs_report_prepare(girs_report* report, const char* signers, size_t signers_length,
                                girs_bytes** package_out, girs_error** error_out) noexcept {
  if (package_out) *package_out = nullptr;
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) -> Status {
    GIRS_CHECK(require(package_out, "package_out"));
    GIRS_TRY(const auto given, text(signers, signers_length, "signers"));
    GIRS_TRY(const auto named, named_signers(given));
    GIRS_TRY(const auto above, authority_above(*workspace.state));
    GIRS_TRY(const auto registry, required_registry_above(*workspace.state));
    GIRS_TRY(const auto submission, report::prepare(workspace, report->key, above.audience, named, &registry));
    give(package_out, submission.text());
    return ok();
  });
}

girs_status girs_report_submit_signed(girs_report* report, const char* package, size_t package_length,
                                      girs_bytes** pid_out, girs_error** error_out) noexcept {
  if (pid_out) *pid_out = nullptr;
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) -> Status {
    GIRS_TRY(const auto given, bytes(package, package_length, "package"));
    GIRS_TRY(const auto input, read_package(given));
    GIRS_TRY(const auto registry, required_registry_above(*workspace.state));
    GIRS_TRY(auto pid, report::submit_signed(workspace, report->key, input.submission, registry, report->who()));
    give(pid_out, std::move(pid));
    return ok();
  });
}

girs_status girs_report_correct(girs_report* report, const char* reason_code, size_t reason_code_length,
                                const char* reason, size_t reason_length, const char* authorization,
                                size_t authorization_length, girs_error** error_out) noexcept {
  return amend_report(report, false, {reason_code, reason_code_length}, {reason, reason_length},
                      {authorization, authorization_length}, error_out);
}

girs_status girs_report_withdraw(girs_report* report, const char* reason_code, size_t reason_code_length,
                                 const char* reason, size_t reason_length, const char* authorization,
                                 size_t authorization_length, girs_error** error_out) noexcept {
  return amend_report(report, true, {reason_code, reason_code_length}, {reason, reason_length},
                      {authorization, authorization_length}, error_out);
}

girs_status girs_report_show(girs_report* report, girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto subject, report::subject_of(*workspace.catalog, report->key));
    GIRS_TRY(const auto draft, report::open(workspace, report->key));
    GIRS_TRY(const auto queued, workspace.store->read([&](store::Connection& connection) {
      return store::outbox_row(connection, draft.row.pid.value_or(""));
    }));
    GIRS_TRY(const auto shown, report::view(subject, draft, queued));
    give(json_out, json::compact(shown));
    return ok();
  });
}

girs_status girs_report_difference(girs_report* report, int32_t from_rev, int32_t to_rev,
                                   girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto shown, report::revision_difference(workspace, report->key, from_rev, to_rev));
    give(json_out, json::compact(shown));
    return ok();
  });
}

girs_status girs_report_history(girs_report* report, girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return with_report(report, error_out, [&](const HeldWorkspace& workspace) -> Status {
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto list, report::history_with_changes(workspace, report->key));
    give(json_out, json::compact(list));
    return ok();
  });
}
