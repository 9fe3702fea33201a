// fsck of evidence from centres below: each package is verified again by the registry of the log
// that took it, at its time there, and so is its receipt.

#include "central/fsck_parts.h"
#include "log/receipt.h"
#include "package/submission.h"
#include "package/verify.h"
#include "store/members.h"

namespace girs::central {
namespace {

Status recheck(const FsckRun& run, const store::MemberEvidenceRow& row) {
  const auto& registry = run.registry_of(row.origin);
  const Time logged{std::chrono::seconds{row.logged_at}};
  GIRS_TRY(const auto submission, package::Submission::parse(text_of(row.envelope)));
  GIRS_TRY(const auto report, package::verify_report(submission.envelope, registry, row.origin, logged, submission.batches));
  const auto& payload = report.payload;
  GIRS_TRY(const auto policy, log::Policy::of(registry.content().tlog_policy, registry.content().log_keys));
  const log::ReceiptClaim claim{report.pid, report.env, payload.unit, payload.regime.code, payload.period,
                                payload.rev, payload.prev, row.origin, payload.head.created_at};
  GIRS_TRY(const auto receipt, log::verify_receipt(row.receipt, claim, policy));
  const bool same = report.pid == row.pid && payload.unit == row.unit && receipt.time_logged == logged &&
                    static_cast<std::int64_t>(receipt.index) == row.index;
  return same ? ok() : Status(error(Code::kCorrupt, "a column is not what package and receipt say.",
                                    "có cột không khớp gói và biên nhận."));
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
