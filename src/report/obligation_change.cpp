#include "report/obligation_change.h"

#include <algorithm>

#include "base/text.h"

namespace girs::report {
namespace {

Result<Obligation> owed(const Workspace& workspace, const store::ReportKey& key) {
  GIRS_TRY(auto found, obligation_at(workspace, key, workspace.store->now()));
  if (found) return *std::move(found);
  return error(Code::kNotFound, "The unit " + key.unit + " does not owe the report " + name_of(key) + ".",
               "Đơn vị " + key.unit + " không phải gửi báo cáo " + name_of(key) + ".",
               {{"unit", key.unit}, {"period", key.period}});
}

Status add(const Workspace& workspace, const store::ReportKey& key, std::string_view kind,
           std::optional<Date> due, std::string_view reason, std::string_view author) {
  for (const auto text : {reason, author})
    if (trim(text).empty() || first_invalid_utf8(text) || !is_nfc(text))
      return error(Code::kInvalidArgument,
                   "A change of an obligation needs a reason and an author, as text in form NFC.",
                   "Thay đổi nghĩa vụ báo cáo phải có lý do và người quyết định, là văn bản dạng NFC.");
  store::ObligationChangeRow row{key.regime, key.unit, key.period, key.scope,
                                 workspace.store->now().time_since_epoch().count(), std::string(kind),
                                 {}, std::string(reason), std::string(author)};
  if (due) row.due = to_text(*due);
  return workspace.store->write([&](store::Connection& connection) {
    return store::add_obligation_change(connection, row);
  });
}

Result<bool> is_excluded(const Workspace& workspace, const Obligation& obligation) {
  GIRS_TRY(const auto changes,
           ObligationChanges::read(workspace, obligation.regime->code, obligation.period.label(),
                                   workspace.store->now()));
  const auto* in_force = changes.of(obligation);
  return in_force && in_force->excluded;
}

}  // namespace

Status extend(const Workspace& workspace, const store::ReportKey& key, Date due,
              std::string_view reason, std::string_view author) {
  GIRS_TRY(const auto obligation, owed(workspace, key));
  GIRS_TRY(const auto changes,
           ObligationChanges::read(workspace, key.regime, key.period, workspace.store->now()));
  const auto* in_force = changes.of(obligation);
  const Date now = in_force && in_force->due ? *in_force->due : obligation.due.date;
  if (due <= now)
    return error(Code::kInvalidArgument,
                 "An extension must be later than the due date " + to_text(now) + ".",
                 "Thời hạn gia hạn phải sau thời hạn hiện tại " + to_text(now) + ".",
                 {{"due", to_text(now)}});
  return add(workspace, key, "extended", due, reason, author);
}

Status exclude(const Workspace& workspace, const store::ReportKey& key, std::string_view reason,
               std::string_view author) {
  GIRS_TRY(const auto obligation, owed(workspace, key));
  GIRS_TRY(const bool excluded, is_excluded(workspace, obligation));
  if (excluded)
    return error(Code::kConflict, "The report " + name_of(key) + " is excluded already.",
                 "Báo cáo " + name_of(key) + " đã được loại trừ.", {{"unit", key.unit}});
  return add(workspace, key, "excluded", std::nullopt, reason, author);
}

Status restore(const Workspace& workspace, const store::ReportKey& key, std::string_view reason,
               std::string_view author) {
  GIRS_TRY(const auto obligation, owed(workspace, key));
  GIRS_TRY(const bool excluded, is_excluded(workspace, obligation));
  if (!excluded)
    return error(Code::kConflict, "The report " + name_of(key) + " is not excluded.",
                 "Báo cáo " + name_of(key) + " không bị loại trừ.", {{"unit", key.unit}});
  return add(workspace, key, "restored", std::nullopt, reason, author);
}

Result<ObligationChanges> ObligationChanges::read(const Workspace& workspace, std::string_view regime,
                                                  std::string_view period, Time as_of) {
  GIRS_TRY(const auto rows, workspace.store->read([&](store::Connection& connection) {
    return store::obligation_changes(connection, regime, period, as_of.time_since_epoch().count());
  }));
  ObligationChanges changes;
  for (const auto& row : rows) {
    auto& in_force = changes.changes_[{row.regime, row.period, row.unit, row.scope}];
    const Because because{row.reason, row.author, Time{std::chrono::seconds{row.at}}};
    if (row.kind == "extended") {
      in_force.due = row.due ? parse_date(*row.due) : std::nullopt;
      in_force.extended = because;
    } else if (row.kind == "excluded") {
      in_force.excluded = because;
    } else {
      in_force.excluded.reset();
    }
  }
  return changes;
}

std::vector<store::ReportKey> ObligationChanges::extended_into(Date from, Date to) const {
  std::vector<store::ReportKey> found;
  for (const auto& [key, change] : changes_) {
    const auto& [regime, period, unit, scope] = key;
    if (change.due && from <= *change.due && *change.due <= to)
      found.push_back({regime, unit, period, scope});
  }
  return found;
}

const ObligationChanges::InForce* ObligationChanges::of(const Obligation& obligation) const {
  if (changes_.empty()) return nullptr;
  const auto found = changes_.find(
      {obligation.regime->code, obligation.period.label(), obligation.unit->code, obligation.scope});
  return found == changes_.end() ? nullptr : &found->second;
}

}  // namespace girs::report
