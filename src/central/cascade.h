#pragma once
// Aggregates of centres below: whether the sums hold over what was fetched as evidence, what is
// still to be fetched, and the way from a figure down to the cells that it was summed from.

#include <string_view>
#include <vector>

#include "form/sheet.h"
#include "json/value.h"
#include "package/report_payload.h"
#include "report/workspace.h"
#include "store/members.h"

namespace girs::central {

/// Of an aggregate: its figures are the sums of what it names, or they are not, or evidence of a
/// member that another log took is still to be fetched.
enum class Sums { kHold, kDiffer, kOpen };

/// Whether an aggregate names every direct member once, counts only accepted reports of theirs
/// (of the own log `origin`) or packages proved by evidence (of others), and its figures are the
/// sums of what it names.
Result<Sums> check_sums(const report::Workspace& workspace, const report::Subject& subject,
                        const package::ReportPayload& payload, const std::vector<Sheet>& sheets,
                        std::string_view origin);

/// Members that aggregates in this store name of the log `below` and of which there is neither
/// evidence nor a fault yet.
Result<std::vector<store::MemberClaim>> members_wanted(const report::Workspace& workspace,
                                                       std::string_view below);

/// Faults found of centres below, with both documents of each.
Result<json::Value> member_faults(const report::Workspace& workspace);

/// The cell of a package, and of every member that it was summed from, each with its place in the
/// log that took it, its signers and its receipt: {"pid","unit","origin","index","logged","value"|
/// "absent","signers":[{"role","keyid"}],"receipt","evidence","members":[..the same.. |
/// {"unit","excluded":{"code","text"}}]}. kNotFound for a package that is not there.
Result<json::Value> trace(const report::Workspace& workspace, std::string_view pid,
                          std::string_view form, std::string_view row, std::string_view column);

}  // namespace girs::central
