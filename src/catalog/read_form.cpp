// Form definitions: {"schema":"girs.form/1", ...}: columns, rows and rules.

#include <algorithm>
#include <map>
#include <set>

#include "catalog/document.h"
#include "catalog/readers.h"

namespace girs {
namespace {

using json::Node;

/// What only numbers have: decimals, a measure, a range.
void read_number(const Node& node, Column& column) {
  if (const auto scale = node.optional("scale"))
    column.scale = static_cast<int>(scale.integer(0, kScaleMax));
  column.measure = read_measure(node.member("measure"));
  column.unit_of_measure = read_optional_text(node, "unit_of_measure");
  column.min = read_optional_decimal(node, "min");
  column.max = read_optional_decimal(node, "max");
  if (column.min && column.max && *column.max < *column.min)
    node.optional("max").mistake("The largest value allowed is below the smallest.",
                                 "Giá trị lớn nhất nhỏ hơn giá trị nhỏ nhất.");
}

void refuse_number_members(const Node& node) {
  for (const auto* name : {"scale", "min", "max", "unit_of_measure"})
    if (const auto member = node.optional(name))
      member.mistake("Only a column of numbers has \"" + std::string(name) + "\".",
                     "Chỉ cột kiểu số mới có \"" + std::string(name) + "\".");
  if (const auto measure = node.optional("measure"))
    if (read_measure(measure) != Measure::kNone)
      measure.mistake("Only a column of numbers adds up; leave \"measure\" out.",
                      "Chỉ cột kiểu số mới cộng được; hãy bỏ \"measure\".");
}

Column read_column(const Node& node) {
  constexpr std::size_t kOrdinal = 5;  // and the words after it
  constexpr CellType kTypes[] = {CellType::kNumber,  CellType::kText, CellType::kDate,
                                 CellType::kLogical, CellType::kCode, CellType::kText,
                                 CellType::kText};
  node.only({"code", "key", "title", "group", "type", "scale", "measure",
             "unit_of_measure", "required", "min", "max", "code_list", "note", "source"});
  check_remarks(node);
  Column column;
  column.code = node.member("code").code();
  if (const auto key = node.optional("key"))
    if (!key.is_text() || !key.text(0).empty()) column.key = key.code();
  column.title = read_label(node.member("title"));
  column.group = read_optional_label(node, "group");
  const auto type =
      node.member("type").one_of({"number", "text", "date", "logical", "code", "ordinal", "label"});
  column.type = kTypes[type];
  column.entered = type < kOrdinal;
  column.required = read_optional_boolean(node, "required", false);
  column.measure = Measure::kNone;
  if (column.type == CellType::kNumber) read_number(node, column);
  else refuse_number_members(node);
  if (column.required && !column.entered)
    node.optional("required")
        .mistake("A column that holds no cells is not required.",
                 "Cột không nhập số liệu thì không thể là bắt buộc.");
  if (column.type == CellType::kCode)
    column.code_list = node.member("code_list").code();
  else if (const auto list = node.optional("code_list"))
    list.mistake("Only a column of codes has a code list.", "Chỉ cột kiểu mã mới có danh mục.");
  return column;
}

/// Words that head the columns of data files themselves.
constexpr std::string_view kReserved[] = {"row", "column", "value"};

/// Data files name a column "3", "c3" or by its key: all these names differ between columns.
void read_columns(const Node& array, Form& form) {
  std::map<std::string, std::string> named;  // name -> code of the column
  array.each([&](Node node) {
    auto column = read_column(node);
    for (const auto word : kReserved)
      if (column.code == word || column.key == word)
        node.mistake("\"" + std::string(word) + "\" heads a column of data files; give this "
                     "column another code or key.",
                     "\"" + std::string(word) + "\" là tiêu đề dùng trong tệp số liệu; hãy đặt mã "
                     "hoặc khóa khác cho cột này.");
    if (!column.code.empty()) {
      std::set<std::string> names{column.code, "c" + column.code};
      if (!column.key.empty()) names.insert(column.key);
      for (const auto& name : names) {
        const auto [other, added] = named.emplace(name, column.code);
        if (added) continue;
        node.mistake("\"" + name + "\" names this column and column \"" + other->second +
                         "\"; give one of them another code or key.",
                     "\"" + name + "\" vừa chỉ cột này vừa chỉ cột \"" + other->second +
                         "\"; hãy đổi mã hoặc khóa của một trong hai.");
        break;
      }
    }
    form.columns.push_back(std::move(column));
  });
  if (std::ranges::none_of(form.columns, &Column::entered))
    array.mistake("The form has no column to enter anything in.",
                  "Biểu mẫu không có cột nào để nhập số liệu.");
}

void read_rows(const Node& node, Rows& rows) {
  node.only({"fixed", "dynamic"});
  std::set<std::string> seen;
  if (const auto fixed = node.optional("fixed"))
    fixed.each([&](Node row) {
      row.only({"code", "title", "total", "group", "note", "source"});
      check_remarks(row);
      FixedRow read{row.member("code").code(), read_label(row.member("title")),
                    read_optional_boolean(row, "total", false), {}};
      if (const auto group = row.optional("group")) read.group = group.code();
      if (!read.code.empty() && !seen.insert(read.code).second)
        row.mistake("The form has two rows \"" + read.code + "\".",
                    "Biểu mẫu có hai dòng \"" + read.code + "\".");
      rows.fixed.push_back(std::move(read));
    });
  if (const auto dynamic = node.optional("dynamic")) {
    dynamic.only({"code_list"});
    rows.dynamic = true;
    if (const auto list = dynamic.optional("code_list")) rows.code_list = list.code();
  }
  if (node.is_object() && rows.fixed.empty() && !rows.dynamic)
    node.mistake("The form has no rows; give fixed ones, dynamic ones or both.",
                 "Biểu mẫu không có dòng nào; hãy khai báo dòng cố định hoặc dòng động.");
}

void read_rules(const Node& array, FormDocument& document, Mistakes& mistakes) {
  std::set<std::string> seen;
  array.each([&](Node node) {
    auto rule = read_rule(node, mistakes);
    if (!rule) return;
    if (!rule->id.empty() && !seen.insert(rule->id).second)
      node.mistake("The form has two rules \"" + rule->id + "\".",
                   "Biểu mẫu có hai quy tắc \"" + rule->id + "\".");
    document.form.rules.push_back(*std::move(rule));
    document.rule_nodes.push_back(node);
  });
}

}  // namespace

const Column* Form::column(std::string_view wanted) const {
  const auto found = std::ranges::find(columns, wanted, &Column::code);
  return found == columns.end() ? nullptr : &*found;
}

const FixedRow* Form::fixed_row(std::string_view wanted) const {
  const auto found = std::ranges::find(rows.fixed, wanted, &FixedRow::code);
  return found == rows.fixed.end() ? nullptr : &*found;
}

FormDocument read_form(const Node& node, Mistakes& mistakes) {
  FormDocument document{node};
  auto& form = document.form;
  node.only({"schema", "code", "version", "title", "legal_basis", "from", "to", "columns", "rows",
             "breakdowns", "rules", "note", "source"});
  check_remarks(node);
  form.code = node.member("code").code();
  form.version = static_cast<int>(node.member("version").integer(1, kVersionMax));
  form.title = read_label(node.member("title"));
  form.legal_basis = read_optional_text(node, "legal_basis");
  const auto dates = read_dates(node);
  form.from = dates.from;
  form.to = dates.to;
  read_columns(node.member("columns"), form);
  read_rows(node.member("rows"), form.rows);
  read_breakdowns(node, form);
  if (const auto rules = node.optional("rules")) read_rules(rules, document, mistakes);
  return document;
}

}  // namespace girs
