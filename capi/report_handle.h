#pragma once
// What a girs_report names, and the conversions that its functions share.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "handles.h"
#include "report/check_reports.h"
#include "report/draft.h"
#include "report/entry.h"
#include "report/seal.h"
#include "report/transition.h"

struct girs_report {
  static constexpr auto kMark = girs::capi::Mark::kReport;
  girs::capi::Mark mark = kMark;
  std::shared_ptr<girs::capi::StoreState> state;
  girs::store::ReportKey key;
  std::string actor;
  std::string roles = {};
  std::string on_behalf = {};
  girs::capi::Birth birth = {};
  girs::report::Actor who() const { return {actor, roles}; }
};

namespace girs::capi {

/// Reads the options; the unit's default is the store's own.
Result<std::unique_ptr<girs_report>> report_handle(girs_store* store, const girs_report_options* options);
/// Reads the options of a call about many reports: no unit means all of them.
Result<report::BatchScope> batch_scope(const girs_report_options* options);
Result<NumberStyle> number_style_of(std::int32_t style);
/// {"<key>":"<text>"}, an argument called `name`; empty text: none.
Result<std::map<std::string, std::string>> text_pairs(const char* json, std::size_t length,
                                                      const char* name);

/// The parties with their signers, which they point into.
struct SigningParties {
  std::vector<std::unique_ptr<Signer>> signers;
  std::vector<report::SigningParty> parties;
};
Result<SigningParties> signing_parties(const girs_party* parties, std::size_t count);

/// [{"role","keyid","authority"}]: those whom a package names before they sign it.
Result<std::vector<ClaimedSigner>> named_signers(std::string_view json_text);

/// Checks the handle, opens the workspace, runs `body(workspace)`.
template <class Body>
girs_status with_report(girs_report* report, girs_error** error_out, Body&& body) noexcept {
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(report, "report"));
    GIRS_TRY(const auto workspace, workspace_of(report->state));
    return body(workspace);
  });
}

struct CText {
  const char* data;
  std::size_t length;
};
girs_status amend_report(girs_report* report, bool withdrawal, CText reason_code, CText reason,
                         CText authorization, girs_error** error_out) noexcept;

}  // namespace girs::capi
