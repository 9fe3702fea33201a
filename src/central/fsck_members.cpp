// fsck of evidence from centres below: each package is verified again by the registry of the log
// that took it, at its time there, and so is its receipt.

#include "central/fsck_parts.h"
#include "package/submission.h"
#include "package/verify.h"
#include "store/members.h"

namespace girs::central {
namespace {

Status recheck(const FsckRun& run, const store::MemberEvidenceRow& row) {
  const Time logged{std::chrono::seconds{row.logged_at}};
  GIRS_TRY(const auto submission, package::Submission::parse(text_of(row.envelope)));
  GIRS_TRY(const auto report, package::verify_report(submission.envelope, run.registry_of(row.origin), row.origin, logged, submission.batches));
  const auto& payload = report.payload;
  GIRS_CHECK(check_receipt(run, row.receipt, claim_of(report, row.origin), row.index, row.logged_at));
  if (report.pid == row.pid && payload.unit == row.unit) return ok();
  return error(Code::kCorrupt, "a column is not what the package says.", "có cột không khớp gói.");
}

}  // namespace

Status check_members(FsckRun& run, store::Connection& connection) {
  return store::each_member_evidence(connection, [&](const store::MemberEvidenceRow& row) -> Status {
    ++run.result.members;
    if (const auto sound = recheck(run, row); !sound)
      run.fault("member_evidence", "pid " + row.pid, "The evidence of a member does not verify: " + sound.error().message.en,
                "Bằng chứng của đơn vị thành viên không xác thực được: " + sound.error().message.in("vi"));
    return ok();
  });
}

}  // namespace girs::central
