// Decisions on aggregates that had to wait for evidence from the centre below.

#include "central/admission.h"
#include "central/centre.h"
#include "package/submission.h"
#include "report/receive.h"
#include "store/members.h"

namespace girs::central {
namespace {

/// Own aggregates on which nothing is decided yet.
Result<std::vector<store::SubmissionRow>> undecided(store::Store& store, const std::string& origin) {
  return store.read([&](store::Connection& connection) -> Result<std::vector<store::SubmissionRow>> {
    std::vector<store::SubmissionRow> rows;
    GIRS_CHECK(store::each_submission(connection, [&](const store::SubmissionRow& row) -> Status {
      if (row.scope != "aggregate" || row.origin != origin) return ok();
      GIRS_TRY(const auto whole, store::submission(connection, row.pid));  // with its status
      if (whole && whole->status == "received") rows.push_back(*whole);
      return ok();
    }));
    return rows;
  });
}

/// What stands against an aggregate by its members' evidence, beside what the rules say.
Result<Objections> objections_with_faults(const report::Workspace& workspace, const store::SubmissionRow& row,
                                          const std::string& origin) {
  GIRS_TRY(const auto sent, package::Submission::parse(text_of(row.envelope)));
  GIRS_TRY(const auto payload, package::parse_report(text_of(sent.envelope.payload)));
  GIRS_TRY(const auto subject, report::subject_of(*workspace.catalog, report::key_of(payload), report::versions_of(payload)));
  GIRS_TRY(const auto sheets, report::sheets_of(subject, payload));
  GIRS_TRY(auto found, objections(workspace, subject, payload, sheets, origin));
  GIRS_TRY(const auto faults, workspace.store->read([&](store::Connection& connection) {
    return store::member_faults(connection, row.pid);
  }));
  if (faults.empty()) return found;
  found.open = false;
  found.codes.push_back("member-evidence");
  for (const auto& fault : faults) found.text += (found.text.empty() ? "" : "; ") + fault.message_vi;
  return found;
}

}  // namespace

Result<std::int64_t> Centre::settle() {
  if (!options_.decision_key) return 0;
  GIRS_TRY(const auto waiting, undecided(*workspace_.store, options_.origin));
  GIRS_TRY(const auto current, present());
  std::int64_t settled = 0;
  for (const auto& row : waiting) {
    GIRS_TRY(const auto against, objections_with_faults(current->workspace(), row, options_.origin));
    if (against.open) continue;
    const auto kind = against.codes.empty() ? package::DecisionKind::kAccepted : package::DecisionKind::kRejected;
    GIRS_CHECK(decide(row.pid, kind, against.codes, against.text, *options_.decision_key));
    ++settled;
  }
  return settled;
}

}  // namespace girs::central
