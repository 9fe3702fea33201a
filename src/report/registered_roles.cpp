#include "report/registered_roles.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "package/report_payload.h"

namespace girs::report {

Result<std::string> registered_roles(const Registry& registry, std::string_view who,
                                     const store::ReportKey& key, Time at) {
  constexpr std::string_view kRoles[] = {package::kPreparer, package::kApprover,
                                         package::kAgencySeal};
  std::vector<std::string> granted;
  for (const auto role : kRoles) {
    const bool may = std::ranges::any_of(registry.content().keys, [&](const KeyRecord& record) {
      const auto id = record.key.keyid();
      return (record.subject.person == who || id == who) &&
             bool(registry.permits(id, role, key.unit, key.regime, package::kReportType, at));
    });
    if (may) granted.emplace_back(role);
  }
  if (!granted.empty()) return join(granted, ",");
  return error(Code::kUntrusted,
               "The registry grants " + std::string(who) + " no role in reports " + key.regime +
                   " of " + key.unit + ".",
               "Danh bạ khóa không cấp cho " + std::string(who) + " vai trò nào đối với báo cáo " +
                   key.regime + " của " + key.unit + ".",
               {{"unit", key.unit}, {"regime", key.regime}, {"by", "registry"}});
}

}  // namespace girs::report
