#include "report/member_difference.h"

#include <algorithm>

#include "report/received.h"
#include "report/stored_report.h"
#include "report/view.h"
#include "store/submissions.h"

namespace girs::report {
namespace {

using formula::Absent;

struct Stated {
  std::vector<Sheet> sheets;
  std::map<std::string, std::string> excluded;  // members left out by decision, with the reason
};

Result<Stated> stated_by(const Workspace& workspace, const Subject& subject,
                         const store::ReportKey& key) {
  return workspace.store->read([&](store::Connection& connection) -> Result<Stated> {
    Stated stated;
    GIRS_TRY(const auto own, store::find_report(connection, key));
    if (own && own->kind != "withdrawal") {
      GIRS_TRY(auto draft, read_draft(connection, subject, key));
      stated.sheets = std::move(draft.sheets);
      for (const auto& member : draft.members)
        if (member.excluded_code == "excluded")
          stated.excluded[member.unit] = member.excluded_text.value_or("");
      return stated;
    }
    GIRS_TRY(const auto head, newest_received(connection, key));
    if (!head || head->kind == "withdrawal" || head->status == "rejected")
      return error(Code::kNotFound, "The store holds no report " + name_of(key) + ".",
                   "Kho không có báo cáo " + name_of(key) + ".",
                   {{"unit", key.unit}, {"period", key.period}});
    GIRS_TRY(stated.sheets, received_sheets(connection, subject, head->pid));
    return stated;
  });
}

std::optional<Decimal> figure_of(const Cell& cell) {
  if (const auto* number = std::get_if<Decimal>(&cell.value)) return *number;
  const auto* absent = std::get_if<Absent>(&cell.value);
  return absent && *absent == Absent::kNil ? std::optional(Decimal()) : std::nullopt;
}

/// Where the two differ in what they say: as figures where both are, else as values.
void compare(const FormLayout& layout, const Sheet& sum, const Sheet& stated,
             const std::vector<ColumnLeftBlank>& left_blank,
             std::vector<CellAgainstMembers>& cells) {
  for (const auto& change : difference(sum, stated)) {
    const auto& key = change.key;
    const auto* column = layout.column(key.column);
    const bool adds_up = column && !layout.is_computed(key.row, *column) &&
                         std::ranges::find(left_blank, key.column, &ColumnLeftBlank::column) ==
                             left_blank.end();
    if (!adds_up || change.before.value == change.after.value) continue;
    CellAgainstMembers cell{layout.form().code, key, change.before, change.after};
    const auto by_members = figure_of(cell.sum), by_unit = figure_of(cell.stated);
    if (by_members && by_unit) cell.difference = subtract(*by_unit, *by_members);
    cells.push_back(std::move(cell));
  }
}

json::Value to_json(const SummedForm& form, const std::vector<CellAgainstMembers>& cells) {
  json::Array differing, partial, not_summed;
  for (const auto& cell : cells) {
    if (cell.form != form.form) continue;
    json::Value shown;
    shown.set("row", cell.key.row);
    shown.set("column", cell.key.column);
    shown.set("sum", formula::shown(cell.sum.value));
    shown.set("stated", formula::shown(cell.stated.value));
    shown.set("difference", cell.difference ? json::Value(cell.difference->text()) : json::Value());
    differing.push_back(std::move(shown));
  }
  for (const auto& cell : form.result.partial) {
    json::Array missing;
    for (const auto& unit : cell.missing) missing.push_back(unit);
    partial.push_back(json::Object{{"row", cell.key.row},
                                   {"column", cell.key.column},
                                   {"counted", static_cast<std::int64_t>(cell.counted)},
                                   {"missing", std::move(missing)}});
  }
  for (const auto& column : form.result.left_blank)
    not_summed.push_back(json::Object{{"column", column.column},
                                      {"reason_en", column.reason.en},
                                      {"reason_vi", column.reason.vi}});
  return json::Object{{"form", form.form},
                      {"cells", std::move(differing)},
                      {"partial", std::move(partial)},
                      {"not_summed", std::move(not_summed)}};
}

}  // namespace

Result<AgainstMembers> against_members(const Workspace& workspace, const store::ReportKey& key) {
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  GIRS_TRY(const auto stated, stated_by(workspace, subject, key));
  AgainstMembers found;
  GIRS_TRY(found.summed, sum_members(workspace, subject, key, stated.excluded));
  for (const auto& form : found.summed.forms) {
    const auto& layout = *subject.form(form.form);
    const auto own = std::ranges::find(stated.sheets, form.form, &Sheet::form);
    compare(layout, form.result.sheet, own == stated.sheets.end() ? Sheet::make(layout) : *own,
            form.result.left_blank, found.cells);
  }
  return found;
}

Result<std::vector<MemberCell>> cell_of_members(const Workspace& workspace,
                                                const store::ReportKey& key, std::string_view form,
                                                const CellKey& cell) {
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  GIRS_TRY(const FormLayout* layout, form_of(subject, form));
  GIRS_TRY(const Column* column, layout->find_column(cell.column));
  GIRS_TRY(const auto stated, stated_by(workspace, subject, key));
  GIRS_TRY(const auto summed, sum_members(workspace, subject, key, stated.excluded));
  return workspace.store->read(
      [&](store::Connection& connection) -> Result<std::vector<MemberCell>> {
        std::vector<MemberCell> cells;
        for (const auto& member : summed.members) {
          if (!member.pid) continue;
          GIRS_TRY(const auto sheets, received_sheets(connection, subject, *member.pid));
          const auto sheet = std::ranges::find(sheets, layout->form().code, &Sheet::form);
          cells.push_back({member.unit, sheet == sheets.end()
                                            ? Cell{}
                                            : sheet->get({cell.row, column->code})});
        }
        return cells;
      });
}

json::Value to_json(const Subject& subject, const Catalog& catalog,
                    const std::vector<MemberCell>& cells) {
  json::Value list = json::Array{};
  for (const auto& [member, cell] : cells) {
    const auto* unit = catalog.units().find(member, subject.day());
    list.push(json::Object{{"unit", member},
                           {"unit_name", unit ? unit->name : std::string()},
                           {"value", formula::shown(cell.value)}});
  }
  return list;
}

json::Value to_json(const Subject& subject, const store::ReportKey& key,
                    const AgainstMembers& found) {
  json::Array members, forms;
  for (const auto& member : found.summed.members) members.push_back(view(member));
  for (const auto& form : found.summed.forms) forms.push_back(to_json(form, found.cells));
  return json::Object{{"unit", key.unit},
                      {"unit_name", subject.unit->name},
                      {"period", key.period},
                      {"scope", key.scope},
                      {"expected", static_cast<std::int64_t>(found.summed.members.size())},
                      {"counted", static_cast<std::int64_t>(found.summed.counted)},
                      {"members", std::move(members)},
                      {"forms", std::move(forms)}};
}

}  // namespace girs::report
