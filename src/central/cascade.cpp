#include "central/cascade.h"

#include <algorithm>
#include <set>

#include "central/log_book.h"
#include "form/aggregate.h"
#include "json/canonical.h"
#include "package/submission.h"
#include "report/obligation.h"
#include "report/receive.h"
#include "report/summing.h"
#include "store/submissions.h"

namespace girs::central {
namespace {

using package::ReportPayload;

Result<ReportPayload> payload_of(ByteView stored) {
  GIRS_TRY(const auto submission, package::Submission::parse(text_of(stored)));
  return package::parse_report(text_of(submission.envelope.payload));
}

/// The members that a report of the aggregating unit has to name.
Result<std::set<std::string>> direct_members(const report::Workspace& workspace,
                                             const report::Subject& subject,
                                             const ReportPayload& payload) {
  GIRS_TRY(const auto owed, report::obligations_at(workspace, *subject.regime, subject.period,
                                                   workspace.store->now()));
  std::set<std::string> expected;
  for (const auto& obligation : owed)
    if (workspace.catalog->units().reports_to(obligation.unit->code, payload.unit,
                                              payload.regime.code, subject.day()))
      expected.insert(obligation.unit->code);
  return expected;
}

/// The sheets of one member, if its claim holds.
struct Proved {
  Sums state = Sums::kDiffer;
  report::UnitSheets sheets = {};
};

Result<Proved> own_member(store::Connection& connection, const report::Subject& subject,
                          const ReportPayload& payload, const package::AggregateMember& member) {
  GIRS_TRY(const auto row, store::submission(connection, member.pid));
  if (!row || row->unit != member.unit || row->regime != payload.regime.code ||
      row->period != payload.period || row->index != member.index || row->status != "accepted")
    return Proved{};
  GIRS_TRY(auto sheets, report::stored_sheets(connection, subject, member.pid));
  return Proved{Sums::kHold, std::move(sheets)};
}

Result<Proved> member_below(store::Connection& connection, const report::Workspace& workspace,
                            const ReportPayload& payload, const package::AggregateMember& member) {
  GIRS_TRY(const auto evidence, store::member_evidence(connection, member.pid));
  if (!evidence) return Proved{Sums::kOpen};
  if (evidence->origin != member.origin || evidence->index != member.index || evidence->unit != member.unit)
    return Proved{};
  GIRS_TRY(const auto below, payload_of(evidence->envelope));
  if (below.regime.code != payload.regime.code || below.period != payload.period) return Proved{};
  GIRS_TRY(const auto subject, report::subject_of(*workspace.catalog, report::key_of(below), report::versions_of(below)));
  GIRS_TRY(auto sheets, report::sheets_of(subject, below));
  return Proved{Sums::kHold, {member.unit, std::move(sheets)}};
}

bool same_sums(const std::vector<report::SummedForm>& forms, const std::vector<Sheet>& sheets) {
  return std::ranges::all_of(forms, [&](const auto& form) {
    return std::ranges::all_of(sheets, [&](const Sheet& sheet) {
      return sheet.form() != form.form || difference(form.result.sheet, sheet).empty();
    });
  });
}

}  // namespace

Result<Sums> check_sums(const report::Workspace& workspace, const report::Subject& subject,
                        const ReportPayload& payload, const std::vector<Sheet>& sheets,
                        std::string_view origin) {
  GIRS_TRY(auto expected, direct_members(workspace, subject, payload));
  return workspace.store->read([&](store::Connection& connection) -> Result<Sums> {
    std::vector<report::UnitSheets> counted;
    bool open = false;
    for (const auto& member : *payload.members) {
      if (expected.erase(member.unit) == 0) return Sums::kDiffer;
      if (member.excluded) continue;
      GIRS_TRY(auto proved, member.origin == origin ? own_member(connection, subject, payload, member)
                                                    : member_below(connection, workspace, payload, member));
      if (proved.state == Sums::kDiffer) return Sums::kDiffer;
      open = open || proved.state == Sums::kOpen;
      counted.push_back(std::move(proved.sheets));
    }
    if (!expected.empty()) return Sums::kDiffer;
    if (open) return Sums::kOpen;
    GIRS_TRY(const auto forms, report::sum_sheets(subject, counted));
    return same_sums(forms, sheets) ? Sums::kHold : Sums::kDiffer;
  });
}

Result<std::vector<store::MemberClaim>> members_wanted(const report::Workspace& workspace,
                                                       std::string_view below) {
  return workspace.store->read([&](store::Connection& connection) -> Result<std::vector<store::MemberClaim>> {
    std::vector<store::MemberClaim> wanted;
    GIRS_TRY(const auto faults, store::member_faults(connection, ""));
    std::set<std::pair<std::string, std::string>> refuted;
    for (const auto& fault : faults) refuted.emplace(fault.aggregate, fault.unit);
    GIRS_CHECK(store::each_submission(connection, [&](const store::SubmissionRow& row) -> Status {
      if (row.scope != "aggregate") return ok();
      GIRS_TRY(const auto payload, payload_of(row.envelope));
      if (!payload.members) return ok();
      for (const auto& member : *payload.members) {
        if (member.excluded || member.origin != below || refuted.contains(std::pair(row.pid, member.unit))) continue;
        GIRS_TRY(const auto known, store::member_evidence(connection, member.pid));
        if (known) continue;
        wanted.push_back({row.pid, std::string(text_of(row.envelope)), row.regime, row.period,
                          member.unit, member.pid, member.index});
      }
      return ok();
    }));
    return wanted;
  });
}

Result<json::Value> member_faults(const report::Workspace& workspace) {
  GIRS_TRY(const auto rows, workspace.store->read([](store::Connection& connection) {
    return store::member_faults(connection, "");
  }));
  json::Value list = json::Array{};
  for (const auto& row : rows) {
    json::Value one;
    one.set("at", to_rfc3339(Time{std::chrono::seconds{row.at}}));
    one.set("origin", row.origin);
    one.set("aggregate", row.aggregate.empty() ? json::Value() : json::Value(row.aggregate));
    one.set("unit", row.unit.empty() ? json::Value() : json::Value(row.unit));
    one.set("reason", row.reason);
    one.set("message_en", row.message_en);
    one.set("message_vi", row.message_vi);
    one.set("theirs", row.theirs);
    one.set("contradicting", row.contradicting);
    list.push(std::move(one));
  }
  return list;
}

}  // namespace girs::central
