#pragma once
// The states of a report and who may move it from which (DOMAIN.md section 4):
//
//   draft (đang nhập liệu) -> submitted (đã gửi chờ duyệt) -> approved (đã duyệt) ->
//   completed (đã ký số, hoàn thành); returned (yêu cầu chỉnh lý) from submitted or approved
//
// A host that knows its people's roles gives them: then only the preparer enters, submits and takes
// back, only the approver approves and returns, the approver or who keeps the agency's seal has a
// report signed, preparer or approver begin a correction, the approver a withdrawal, and whoever
// submitted a report does not approve it. A host that gives no role has checked that itself, and may
// approve a draft in one step.

#include <string>
#include <string_view>

#include "base/result.h"
#include "report/actor.h"
#include "report/workspace.h"

namespace girs::report {

enum class Move { kEdit, kSubmit, kTakeBack, kReturn, kApprove, kSeal, kCorrect, kWithdraw };
std::string_view name_of(Move move);   // "edit", "submit", "take-back", "return", "approve"...

/// kConflict, saying in which states and by whom the move can be made, unless the report's is
/// one of them.
Status require_state(const store::ReportRow& row, Move move);
/// kUntrusted, saying who may, unless one of the actor's roles may make the move.
Status require_role(const store::ReportRow& row, Move move, const Actor& actor);
/// Both.
Status require_move(const store::ReportRow& row, Move move, const Actor& actor);

/// The preparer sends the draft to the approver.
Status submit_for_approval(const Workspace& workspace, const store::ReportKey& key,
                           const Actor& actor);
/// The preparer takes it back before it is approved.
Status take_back(const Workspace& workspace, const store::ReportKey& key, const Actor& actor);
/// The approver returns it, with the reason; it leaves the aggregate that way.
Status send_back(const Workspace& workspace, const store::ReportKey& key, std::string_view reason,
                 const Actor& actor);
/// Approves: kConflict with every finding that stands in the way as a mistake.
Status approve(const Workspace& workspace, const store::ReportKey& key, const Actor& actor);
/// Makes the draft a nil return (không phát sinh): every figure of its fixed rows is nil, dynamic
/// rows go; the rules run on it as on any other. Entering anything makes it a report again.
/// kConflict for a correction.
Status make_nil(const Workspace& workspace, const store::ReportKey& key, const Actor& actor);

}  // namespace girs::report
