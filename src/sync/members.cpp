#include "sync/members.h"

#include "sync/received.h"

namespace girs::sync {
namespace {

/// A fault of one claim, with the answer that shows it.
struct Refuted {
  std::string reason;
  Message message;
  std::string contradicting;
};

/// What a try at one claim came to: evidence, or why there is none.
struct Tried {
  std::optional<store::MemberEvidenceRow> evidence = {};
  std::optional<Refuted> refuted = {};
};

Tried refuted(std::string reason, std::string en, std::string vi, std::string contradicting) {
  return {{}, Refuted{std::move(reason), {std::move(en), std::move(vi)}, std::move(contradicting)}};
}

bool same_report(const package::ReportPayload& payload, const MemberClaim& claim) {
  return payload.unit == claim.unit && payload.regime.code == claim.regime &&
         payload.period == claim.period;
}

/// Whether an error lies in what the centre below gave, not in line, store or log as a whole.
bool refutes(const Error& error) {
  const auto* reason = detail_of(error.details, "reason");
  if (reason && *reason == kForkReason) return false;
  return error.code == Code::kUntrusted || error.code == Code::kInvalidArgument ||
         error.code == Code::kCorrupt || error.code == Code::kNotFound;
}

/// The package and its receipt, each verified, against what the aggregate says of them.
Result<Tried> compare(Session& session, const MemberClaim& claim, const std::string& body,
                      const std::string& receipt) {
  GIRS_TRY(const auto submission, package::Submission::parse(body));
  if (submission.envelope.pid() != claim.pid)
    return refuted("other-package", "The centre below gives another package than was asked for.",
                   "Trung tâm cấp dưới đưa gói khác gói được hỏi.", body);
  GIRS_TRY(const auto received, open_report(session, submission, receipt));
  const auto& [report, place] = received;
  if (place.index != claim.index)
    return refuted("other-place",
                   "The aggregate puts the report of " + claim.unit + " at entry " + std::to_string(claim.index) +
                       " of the log, the log at " + std::to_string(place.index) + ".",
                   "Báo cáo tổng hợp nêu báo cáo của " + claim.unit + " ở mục " + std::to_string(claim.index) +
                       " của nhật ký, nhật ký ghi ở mục " + std::to_string(place.index) + ".",
                   receipt);
  if (!same_report(report.payload, claim))
    return refuted("other-unit",
                   "The package that the aggregate names for " + claim.unit + " is a report of " +
                       report.payload.unit + " for " + report.payload.period + ".",
                   "Gói mà báo cáo tổng hợp nêu cho " + claim.unit + " là báo cáo của " +
                       report.payload.unit + " kỳ " + report.payload.period + ".",
                   receipt);
  Tried tried;
  tried.evidence = {claim.pid, claim.aggregate, claim.unit, place.origin, place.index,
                    place.time.time_since_epoch().count(), to_bytes(submission.text()), receipt,
                    session.store.now().time_since_epoch().count()};
  return tried;
}

Result<Tried> try_claim(Session& session, const MemberClaim& claim) {
  GIRS_TRY(const auto body, exchange(session, {"GET", "/v1/submissions/" + claim.pid}));
  if (body.status == 401 || body.status == 403) {
    auto refusal = refusal_of(body, claim.pid);
    return error(Code::kUntrusted, std::move(refusal.message.en), std::move(refusal.message.vi),
                 {{"reason", "access"}});
  }
  GIRS_TRY(const auto receipt, exchange(session, {"GET", "/v1/submissions/" + claim.pid + "/receipt"}));
  if (body.status != 200 || receipt.status != 200) {
    // The log's own signed head shows how far it had come without this package.
    GIRS_TRY(const auto head, exchange(session, {"GET", "/log/checkpoint"}));
    return refuted("missing", "The centre below does not have the report of " + claim.unit + " that it counted.",
                   "Trung tâm cấp dưới không có báo cáo của " + claim.unit + " mà nó đã tổng hợp.", head.body);
  }
  auto tried = compare(session, claim, body.body, receipt.body);
  if (tried || !refutes(tried.error())) return tried;
  const auto why = std::move(tried).error();
  return refuted("unverified", "The report of " + claim.unit + " does not verify: " + why.message.en,
                 "Báo cáo của " + claim.unit + " không xác thực được: " + why.message.in("vi"), receipt.body);
}

Status keep_fault(Session& session, MembersSummary& summary, const store::MemberFaultRow& row) {
  summary.faults.push_back({row.unit, row.aggregate, row.reason, {row.message_en, row.message_vi}});
  return session.store.write([&](store::Connection& connection) {
    return store::insert_member_fault(connection, row);
  });
}

Status take(Session& session, const MemberClaim& claim, MembersSummary& summary) {
  GIRS_TRY(const auto tried, try_claim(session, claim));
  if (tried.evidence) {
    ++summary.fetched;
    return session.store.write([&](store::Connection& connection) {
      return store::insert_member_evidence(connection, *tried.evidence);
    });
  }
  const auto& why = *tried.refuted;
  return keep_fault(session, summary,
                    {session.store.now().time_since_epoch().count(), session.options.audience,
                     claim.aggregate, claim.unit, why.reason, why.message.en, why.message.vi,
                     claim.aggregate_text, why.contradicting});
}

Status steps(Session& session, const std::vector<MemberClaim>& claims, MembersSummary& summary) {
  GIRS_CHECK(refuse_forked(session));
  GIRS_CHECK(refresh_registry(session));
  GIRS_CHECK(see_head(session));
  Progress progress{"members", 0, static_cast<std::int64_t>(claims.size()), "reports"};
  for (const auto& claim : claims) {
    GIRS_CHECK(take(session, claim, summary));
    ++progress.done;
    GIRS_CHECK(report_progress(session.options.progress, progress));
  }
  return prove_growth(session);
}

}  // namespace

Status fetch_members(store::Store& store, Transport& transport, const RoundOptions& options,
                     const std::vector<MemberClaim>& claims, MembersSummary& summary) {
  RoundSummary unused;
  Session session{store, transport, options, unused};
  auto done = steps(session, claims, summary);
  if (done) return done;
  const auto* reason = detail_of(done.error().details, "reason");
  if (!reason || *reason != kForkReason) return done;
  GIRS_TRY(const auto fork, store.read([&](store::Connection& connection) {
    return store::newest_fork(connection, options.audience);
  }));
  if (fork)
    GIRS_CHECK(keep_fault(session, summary,
                          {store.now().time_since_epoch().count(), options.audience, {}, {}, "fork",
                           "The log " + options.audience + " contradicts what it signed before.",
                           "Nhật ký " + options.audience + " mâu thuẫn với điểm chốt đã ký trước.",
                           fork->known, fork->contradicting}));
  return done;
}

}  // namespace girs::sync
