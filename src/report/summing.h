#pragma once
// The aggregate report of a unit over its direct members (tổng hợp): who counts, who is left out
// and why, and the sums. Every member's figures are those of a logged package, by pid.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "form/aggregate.h"
#include "report/draft.h"
#include "report/workspace.h"

namespace girs::report {

struct SummedForm {
  std::string form;
  Aggregate result;
};

struct Summed {
  std::vector<store::MemberRow> members;  // every direct member that owes a report
  std::vector<SummedForm> forms;
  std::size_t counted = 0;
};

/// Sums the accepted reports that this store holds of the direct members of `key.unit`.
/// `excluded` leaves further units out, with the reason.
Result<Summed> sum_members(const Workspace& workspace, const Subject& subject,
                           const store::ReportKey& key,
                           const std::map<std::string, std::string>& excluded);

/// The sheets of one unit's report.
struct UnitSheets {
  std::string unit;
  std::vector<Sheet> sheets;
};
/// The sums over the sheets of these units, form by form.
Result<std::vector<SummedForm>> sum_sheets(const Subject& subject, const std::vector<UnitSheets>& of);

/// The sheets of a package as the store keeps its figures; kNotFound without it.
Result<UnitSheets> stored_sheets(store::Connection& connection, const Subject& subject,
                                 const std::string& pid);

/// The sums over the figures of these packages, which the store holds; kNotFound names one that
/// it does not.
Result<std::vector<SummedForm>> sum_packages(store::Connection& connection, const Subject& subject,
                                             const std::vector<std::string>& pids);

/// Makes or renews the aggregate draft from the members' accepted reports: sums are replaced, computed
/// cells follow (a rate over the sums, not a sum of rates), and what people entered beside the sums
/// (texts above the table, columns that do not add up) stays.
Result<Draft> aggregate_report(const Workspace& workspace, const store::ReportKey& key,
                               const std::map<std::string, std::string>& excluded,
                               const Actor& actor);

}  // namespace girs::report
