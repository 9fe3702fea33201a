#include "report/member_standing.h"

#include <algorithm>

#include "report/obligation.h"
#include "report/received.h"
#include "report/view.h"
#include "store/submissions.h"

namespace girs::report {
namespace {

/// What became of a report received, before its aggregate is looked at.
std::string_view state_of(const std::optional<store::SubmissionRow>& head) {
  if (!head) return "not-received";
  if (head->kind == "withdrawal") return "withdrawn";
  if (head->status == "accepted") return "approved";
  return head->status == "received" ? "submitted" : "returned";
}

/// The text of the newest decision on a package.
Result<std::string> decided_because(store::Connection& connection, std::string_view pid) {
  GIRS_TRY(const auto decisions, store::decisions(connection, pid));
  return decisions.empty() ? std::string() : decisions.back().text;
}

Result<MemberStanding> standing_of(store::Connection& connection, const Obligation& owed,
                                   const store::MemberRow* in_aggregate, bool is_signed) {
  MemberStanding member{owed.unit->code, {}};
  GIRS_TRY(const auto head, newest_received(connection, {owed.regime->code, member.unit,
                                                         owed.period.label(), owed.scope}));
  member.state = state_of(head);
  if (head) member.pid = head->pid;
  if (member.state == "returned") {
    GIRS_TRY(member.reason, decided_because(connection, member.pid));
  }
  if (!in_aggregate) return member;
  member.counted = in_aggregate->pid.value_or("");
  if (in_aggregate->excluded_code == "excluded") {
    member.state = "excluded";
    member.reason = in_aggregate->excluded_text.value_or("");
  } else if (member.state == "approved" && member.counted == member.pid) {
    member.state = is_signed ? "completed" : "aggregated";
  }
  return member;
}

}  // namespace

Result<std::vector<MemberStanding>> member_standings(const Workspace& workspace,
                                                     const store::ReportKey& key) {
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  GIRS_TRY(const auto owed, obligations_at(workspace, *subject.regime, subject.period,
                                           workspace.store->now()));
  return workspace.store->read(
      [&](store::Connection& connection) -> Result<std::vector<MemberStanding>> {
        GIRS_TRY(const auto aggregate, store::find_report(connection, key));
        std::vector<store::MemberRow> rows;
        if (aggregate) {
          GIRS_TRY(rows, store::members(connection, aggregate->id));
        }
        std::vector<MemberStanding> members;
        for (const auto& obligation : owed) {
          const auto& unit = obligation.unit->code;
          if (!workspace.catalog->units().reports_to(unit, key.unit, key.regime, subject.day()))
            continue;
          const auto row = std::ranges::find(rows, unit, &store::MemberRow::unit);
          GIRS_TRY(auto member, standing_of(connection, obligation,
                                            row == rows.end() ? nullptr : &*row,
                                            aggregate && aggregate->pid));
          members.push_back(std::move(member));
        }
        return members;
      });
}

json::Value to_json(const Subject& subject, const Catalog& catalog,
                    const std::vector<MemberStanding>& members) {
  json::Value list = json::Array{};
  std::int64_t counted = 0, excluded = 0;
  for (const auto& member : members) {
    if (!member.counted.empty()) ++counted;
    if (member.state == "excluded") ++excluded;
    const auto* unit = catalog.units().find(member.unit, subject.day());
    json::Value shown;
    shown.set("unit", member.unit);
    shown.set("unit_name", unit ? unit->name : std::string());
    shown.set("state", member.state);
    shown.set("pid", member.pid.empty() ? json::Value() : json::Value(member.pid));
    shown.set("counted", member.counted.empty() ? json::Value() : json::Value(member.counted));
    shown.set("outdated", member.is_outdated());
    shown.set("reason", member.reason);
    list.push(std::move(shown));
  }
  return json::Object{{"expected", static_cast<std::int64_t>(members.size())},
                      {"counted", counted},
                      {"excluded", excluded},
                      {"members", std::move(list)}};
}

Status require_members_stand(store::Connection& connection, const Draft& aggregate) {
  const auto& key = aggregate.row.key;
  Mistakes mistakes;
  for (const auto& member : aggregate.members) {
    if (!member.pid) continue;
    GIRS_TRY(const auto counted, store::submission(connection, *member.pid));
    if (!counted) continue;  // sealed elsewhere: the authority checks it
    GIRS_TRY(const auto head, newest_received(connection, {key.regime, member.unit, key.period,
                                                           counted->scope}));
    const bool withdrawn = head && head->kind == "withdrawal" && head->status != "rejected";
    if (!withdrawn && counted->status == "accepted") continue;
    mistakes.add(withdrawn ? "The report of " + member.unit + " was withdrawn since."
                           : "The report of " + member.unit + " was returned since.",
                 withdrawn ? "Báo cáo của " + member.unit + " đã được rút."
                           : "Báo cáo của " + member.unit + " đã bị trả lại.",
                 {{"unit", member.unit}, {"pid", *member.pid}});
  }
  if (mistakes.empty()) return ok();
  return std::move(mistakes).to_error(
      Code::kConflict,
      "The aggregate " + name_of(key) + " counts reports that no longer stand; make it anew.",
      "Báo cáo tổng hợp " + name_of(key) + " có báo cáo thành viên không còn giá trị; hãy tổng hợp lại.",
      {{"unit", key.unit}, {"period", key.period}});
}

}  // namespace girs::report
