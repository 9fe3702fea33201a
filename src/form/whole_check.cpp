#include "form/whole_check.h"

#include <map>

#include "base/text.h"
#include "form/computed.h"
#include "formula/characters.h"

namespace girs {
namespace {

/// What stands against the text of a field, if anything does.
std::optional<CellProblem> problem_of_field(const FormLayout& layout, const Field& field,
                                            const std::string& text) {
  const auto& title = field.value.title;
  if (text.empty()) {
    if (!field.value.required || !field.automatic.empty()) return std::nullopt;
    return CellProblem{"required", {"\"" + title.en + "\" must be filled in.",
                                    "Phải nhập \"" + title.vi + "\"."}};
  }
  const auto length = formula::character_count(text);
  if (length < static_cast<std::size_t>(field.length_min))
    return CellProblem{"length", {"\"" + title.en + "\" has " + std::to_string(length) +
                                      " characters; at least " + std::to_string(field.length_min) +
                                      " are needed.",
                                  "\"" + title.vi + "\" có " + std::to_string(length) +
                                      " ký tự; cần ít nhất " + std::to_string(field.length_min) +
                                      "."}};
  if (!field.automatic.empty()) return std::nullopt;
  const auto read = read_field(layout, field, text);
  if (read) return std::nullopt;
  return CellProblem{"field", {title.en + ": " + read.error().message.en,
                               title.vi + ": " + read.error().message.vi}};
}

/// The values of some columns of a row, joined so that different ones stay different; nothing
/// where one is without a value: it is not known to repeat anything.
std::optional<std::string> key_of(const SheetRow& row, const std::vector<std::string>& columns) {
  std::string key;
  for (const auto& column : columns) {
    const auto cell = row.cells.find(column);
    if (cell == row.cells.end() || cell->second.is_absent()) return std::nullopt;
    const auto text = formula::shown(cell->second.value);
    key += std::to_string(text.size()) + ':' + text;
  }
  return key;
}

void check_unique(const FormLayout& layout, const Sheet& sheet, const CheckContext& context,
                  const std::vector<std::string>& columns, std::vector<Finding>& findings) {
  std::map<std::string, const SheetRow*> first;
  for (const auto& row : sheet.rows()) {
    const auto key = row.dynamic ? key_of(row, columns) : std::nullopt;
    if (!key) continue;
    const auto [other, added] = first.emplace(*key, &row);
    if (added) continue;
    const auto names = join(columns, ", ");
    const auto& before = other->second->code;
    auto finding = demand(layout, context, "duplicate", row.code, columns.front(),
                          {"Row " + row.code + " repeats row " + before + " in column(s) " + names +
                               "; delete one or correct it.",
                           "Dòng " + row.code + " trùng với dòng " + before + " ở cột " + names +
                               "; hãy xóa hoặc sửa."});
    finding.cells.clear();
    for (const auto& code : {row.code, before})
      for (const auto& column : columns)
        finding.cells.push_back({layout.form().code, code, column, context.period, context.unit,
                                 sheet.get({code, column}).value, code == row.code});
    findings.push_back(std::move(finding));
  }
}

}  // namespace

Finding demand(const FormLayout& layout, const CheckContext& context, std::string rule,
               std::string row, std::string column, Label message, formula::Value value) {
  const auto& form = layout.form().code;
  Finding finding{std::move(rule), Severity::kError, Outcome::kFail, form, std::move(row),
                  std::move(column)};
  finding.message = std::move(message);
  if (!finding.column.empty())
    finding.cells.push_back({form, finding.row, finding.column, context.period, context.unit,
                             std::move(value)});
  return finding;
}

void check_fields(const FormLayout& layout, const Sheet& sheet, const CheckContext& context,
                  std::vector<Finding>& findings) {
  const auto& texts = sheet.header();
  for (const auto& field : layout.form().fields) {
    const auto& code = field.value.code;
    const auto text = texts.find(code);
    auto problem = problem_of_field(layout, field, text == texts.end() ? "" : text->second);
    if (!problem) continue;
    auto value = text == texts.end() ? formula::Value(formula::Absent::kMissing)
                                     : formula::Value(text->second);
    findings.push_back(demand(layout, context, std::move(problem->rule), {}, code,
                              std::move(problem->message), std::move(value)));
  }
  for (const auto& entry : texts)
    if (!layout.form().field(entry.first))
      findings.push_back(demand(layout, context, "unknown-field", {}, entry.first,
                                {"This version of the form has no field " + entry.first + ".",
                                 "Phiên bản này của biểu mẫu không có trường " + entry.first + "."},
                                entry.second));
}

void check_rows(const FormLayout& layout, const Sheet& sheet, const CheckContext& context,
                std::vector<Finding>& findings) {
  const auto& rows = layout.form().rows;
  std::size_t count = 0;
  for (const auto& row : sheet.rows()) count += row.dynamic ? 1 : 0;
  const auto is = std::to_string(count);
  if (count < static_cast<std::size_t>(rows.count_min)) {
    const auto least = std::to_string(rows.count_min);
    findings.push_back(demand(layout, context, "row-count", {}, {},
                              {"The form has " + is + " rows; at least " + least + " are needed.",
                               "Biểu mẫu có " + is + " dòng; cần ít nhất " + least + "."}));
  }
  if (rows.count_max > 0 && !context.is_sum && count > static_cast<std::size_t>(rows.count_max)) {
    const auto most = std::to_string(rows.count_max);
    findings.push_back(demand(layout, context, "row-count", {}, {},
                              {"The form has " + is + " rows; at most " + most + " are allowed.",
                               "Biểu mẫu có " + is + " dòng; chỉ được tối đa " + most + "."}));
  }
  for (const auto& columns : rows.unique)
    if (!columns.empty()) check_unique(layout, sheet, context, columns, findings);
}

void check_computed_cells(const FormLayout& layout, const Sheet& sheet,
                          const CheckContext& context, std::vector<Finding>& findings) {
  if (!has_computed(layout.form())) return;
  for (const auto& change : difference(sheet, with_computed(layout, sheet, context))) {
    const auto is = formula::shown(change.before.value);
    const auto must_be = formula::shown(change.after.value);
    auto finding = demand(layout, context, "computed", change.key.row, change.key.column,
                          {"The cell is \"" + is + "\" but is computed as \"" + must_be + "\".",
                           "Ô đang là \"" + is + "\" nhưng tính ra \"" + must_be + "\"."},
                          change.before.value);
    finding.operation = "=";
    finding.left = change.before.value;
    finding.right = change.after.value;
    findings.push_back(std::move(finding));
  }
}

}  // namespace girs
