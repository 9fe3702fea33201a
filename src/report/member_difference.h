#pragma once
// "Sum of children against what the parent says": the figures of a unit's report, its own or the
// aggregate, beside the sums over the accepted reports of its direct members.

#include "json/value.h"
#include "report/summing.h"

namespace girs::report {

struct CellAgainstMembers {
  std::string form;
  CellKey key;
  Cell sum;                         // over the members
  Cell stated;                      // by the unit
  std::optional<Decimal> difference = {};  // stated - sum, where both are figures or nil
};

struct AgainstMembers {
  Summed summed;                           // members, sums, what was not summed
  std::vector<CellAgainstMembers> cells;   // those that differ, in the order of the forms
};

/// The report is this store's own, else the newest one received that still stands (kNotFound).
/// Members whom the aggregate leaves out with a reason of its own are left out here too. Computed
/// cells and cells that do not add up are passed over.
Result<AgainstMembers> against_members(const Workspace& workspace, const store::ReportKey& key);

/// What each counted member gave in one cell.
struct MemberCell {
  std::string unit;
  Cell cell;
};
Result<std::vector<MemberCell>> cell_of_members(const Workspace& workspace,
                                                const store::ReportKey& key, std::string_view form,
                                                const CellKey& cell);

/// [{"unit","unit_name","value"}]
json::Value to_json(const Subject& subject, const Catalog& catalog,
                    const std::vector<MemberCell>& cells);
/// {"unit","period","scope","expected","counted","members":[..],"forms":[{"form","cells":[{"row",
///  "column","sum","stated","difference"}],"partial":[{"row","column","counted","missing":[..]}],
///  "not_summed":[{"column","reason_en","reason_vi"}]}]}
json::Value to_json(const Subject& subject, const store::ReportKey& key, const AgainstMembers& found);

}  // namespace girs::report
