#include "report/summing.h"

#include <algorithm>

#include "form/computed.h"
#include "form/sheet_blob.h"
#include "key/payload_head.h"
#include "report/check_world.h"
#include "report/obligation.h"
#include "report/received.h"
#include "report/replaced_sheet.h"
#include "store/submissions.h"

namespace girs::report {
namespace {

/// Why a member without an accepted report is left out; codes are stable, texts are for people.
store::MemberRow left_out(const std::string& unit,
                          const std::optional<store::SubmissionRow>& head) {
  store::MemberRow member{unit};
  const auto because = [&](const char* code, const char* text) {
    member.excluded_code = code;
    member.excluded_text = text;
    return member;
  };
  if (!head) return because("not-received", "Chưa nhận được báo cáo");
  if (head->kind == "withdrawal") return because("withdrawn", "Đơn vị đã rút báo cáo");
  if (head->status == "received") return because("not-decided", "Báo cáo chưa được tiếp nhận chính thức");
  return because("rejected", "Báo cáo bị trả lại");
}

}  // namespace

Result<std::vector<SummedForm>> sum_sheets(const Subject& subject, const std::vector<UnitSheets>& of) {
  std::vector<SummedForm> forms;
  for (const auto& layout : subject.forms) {
    std::vector<AggregateMember> parts;
    for (const auto& [unit, sheets] : of) {
      const auto sheet = std::ranges::find(sheets, layout.form().code, &Sheet::form);
      parts.push_back({unit, sheet == sheets.end() ? nullptr : &*sheet});
    }
    GIRS_TRY(auto summed, aggregate(layout, parts));
    forms.push_back({layout.form().code, std::move(summed)});
  }
  return forms;
}

Result<UnitSheets> stored_sheets(store::Connection& connection, const Subject& subject,
                                 const std::string& pid) {
  GIRS_TRY(const auto row, store::submission(connection, pid));
  if (!row)
    return error(Code::kNotFound, "The store holds no package " + pid + ".", "Kho không có gói báo cáo " + pid + ".");
  UnitSheets of_package{row->unit, {}};
  GIRS_TRY(const auto figures, store::figures(connection, pid));
  for (const auto& figure : figures) {
    const auto* layout = subject.form(figure.form);
    if (!layout) continue;
    GIRS_TRY(auto sheet, from_blob(*layout, figure.cells));
    of_package.sheets.push_back(std::move(sheet));
  }
  return of_package;
}

Result<std::vector<SummedForm>> sum_packages(store::Connection& connection, const Subject& subject,
                                             const std::vector<std::string>& pids) {
  std::vector<UnitSheets> packages;
  for (const auto& pid : pids) {
    GIRS_TRY(auto sheets, stored_sheets(connection, subject, pid));
    packages.push_back(std::move(sheets));
  }
  return sum_sheets(subject, packages);
}

Result<Summed> sum_members(const Workspace& workspace, const Subject& subject,
                           const store::ReportKey& key,
                           const std::map<std::string, std::string>& excluded) {
  GIRS_TRY(const auto owed, obligations_at(workspace, *subject.regime, subject.period,
                                           workspace.store->now()));
  const auto& units = workspace.catalog->units();
  GIRS_TRY(auto summed, workspace.store->read([&](store::Connection& connection) -> Result<Summed> {
    Summed result;
    std::vector<std::string> counted;
    for (const auto& obligation : owed) {
      const auto& unit = obligation.unit->code;
      if (!units.reports_to(unit, key.unit, key.regime, subject.day())) continue;
      GIRS_TRY(const auto head, newest_received(connection, {key.regime, unit, key.period, obligation.scope}));
      if (const auto reason = excluded.find(unit); reason != excluded.end()) {
        result.members.push_back({unit, {}, {}, {}, "excluded", reason->second});
      } else if (head && head->status == "accepted" && head->kind != "withdrawal") {
        counted.push_back(head->pid);
        result.members.push_back({unit, head->pid, head->origin, head->index});
      } else {
        result.members.push_back(left_out(unit, head));
      }
    }
    result.counted = counted.size();
    GIRS_TRY(result.forms, sum_packages(connection, subject, counted));
    return result;
  }));
  for (const auto& entry : excluded) {
    const std::string& unit = entry.first;
    if (std::ranges::none_of(summed.members, [&](const auto& member) { return member.unit == unit; }))
      return error(Code::kNotFound, "The unit " + unit + " is not a member of " + key.unit + ".",
                   "Đơn vị " + unit + " không thuộc " + key.unit + ".", {{"unit", unit}});
  }
  return summed;
}

namespace {

/// What people entered into the aggregate and no sum replaces: texts above the table, and cells of
/// columns that do not add up (texts, rates), in rows that are still there.
Result<Sheet> with_entered(const FormLayout& layout, const Sheet& before, const Aggregate& summed) {
  Sheet sheet = summed.sheet;
  for (const auto& [field, text] : before.header()) GIRS_CHECK(sheet.set_header(field, text));
  for (const auto& column : summed.left_blank)
    for (const auto& row : before.rows())
      if (sheet.row(row.code) && layout.has_cell(row.code, column.column))
        GIRS_CHECK(sheet.set(layout, {row.code, column.column}, before.get({row.code, column.column})));
  return sheet;
}

/// The sheets of the aggregate as it will be: sums, what was entered, and computed cells.
Result<std::vector<Sheet>> sheets_of(const Workspace& workspace, const Subject& subject,
                                     const Draft& before, const Summed& summed) {
  std::vector<Sheet> sheets;
  for (const auto& form : summed.forms) {
    GIRS_TRY(auto sheet, with_entered(*subject.form(form.form), *before.sheet(form.form), form.result));
    sheets.push_back(std::move(sheet));
  }
  const CheckWorld world(workspace, subject, sheets);
  std::vector<Sheet> computed;
  for (const auto& sheet : sheets)
    computed.push_back(with_computed(*subject.form(sheet.form()), sheet, world.context()));
  GIRS_CHECK(world.status());
  return computed;
}

/// The aggregate draft as it is, or as it would begin.
Result<Draft> draft_before(const Workspace& workspace, const Subject& subject,
                           const store::ReportKey& key) {
  return workspace.store->read([&](store::Connection& connection) -> Result<Draft> {
    GIRS_TRY(const auto row, store::find_report(connection, key));
    if (row) return read_draft(connection, subject, key);
    GIRS_TRY(const auto salt, new_salt());
    Draft fresh;
    fresh.row.key = key;
    fresh.row.salt = salt;
    fresh.row.created_at = workspace.store->now().time_since_epoch().count();
    for (const auto& layout : subject.forms) fresh.sheets.push_back(new_sheet(layout));
    return fresh;
  });
}

}  // namespace

Result<Draft> aggregate_report(const Workspace& workspace, const store::ReportKey& key,
                               const std::map<std::string, std::string>& excluded,
                               const Actor& actor) {
  GIRS_TRY(const auto subject, subject_of(*workspace.catalog, key));
  if (key.scope != "aggregate" || !subject.regime->aggregates(subject.unit->kind))
    return error(Code::kInvalidArgument, subject.unit->name + " does not sum up reports of regime " + key.regime + ".",
                 subject.unit->name + " không phải đơn vị tổng hợp của chế độ báo cáo " + key.regime + ".",
                 {{"unit", key.unit}});
  GIRS_TRY(const auto summed, sum_members(workspace, subject, key, excluded));
  GIRS_TRY(const auto before, draft_before(workspace, subject, key));
  GIRS_CHECK(require_editable(before.row, actor));
  GIRS_TRY(const auto sheets, sheets_of(workspace, subject, before, summed));
  return workspace.store->write([&](store::Connection& connection) -> Result<Draft> {
    auto row = before.row;   // its `edit` guards against a change since
    if (row.id == 0) {
      GIRS_TRY(const auto meanwhile, store::find_report(connection, key));
      if (meanwhile)
        return error(Code::kConflict, "The report " + name_of(key) + " was begun meanwhile; sum up again.",
                     "Báo cáo " + name_of(key) + " vừa được tạo; hãy tổng hợp lại.", {{"unit", key.unit}});
      GIRS_TRY(row.id, store::insert_report(connection, row));
    }
    const auto edit = row.edit + 1;
    GIRS_CHECK(store::put_members(connection, row.id, summed.members));
    GIRS_CHECK(change(connection, row, workspace.store->now(), actor, "aggregated",
                      std::to_string(summed.counted) + "/" + std::to_string(summed.members.size())));
    for (const auto& sheet : sheets)
      GIRS_CHECK(put_replaced_sheet(workspace, connection, {row.id, edit, kSummedForm, actor},
                                    *subject.form(sheet.form()), *before.sheet(sheet.form()), sheet));
    return read_draft(connection, subject, key);
  });
}

}  // namespace girs::report
