// The columns of a form, and what any value of a form may be told to keep to.

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

/// What a cell without a value may say; blank is always allowed, "required" is another matter.
void read_states(const Node& array, Column& column) {
  constexpr formula::Absent kStates[] = {formula::Absent::kNil, formula::Absent::kNotApplicable,
                                         formula::Absent::kNotAvailable};
  column.states.clear();
  array.each([&](Node node) {
    column.states.push_back(kStates[node.one_of({"nil", "not-applicable", "not-available"})]);
  });
}

void read_computed(const Node& node, Column& column, Mistakes& mistakes) {
  column.computed = girs::read_computed(node, mistakes);
  if (column.type != CellType::kNumber)
    node.mistake("Only a column of numbers is computed.", "Chỉ cột kiểu số mới được tính tự động.");
  if (!column.default_text.empty())
    node.mistake("A column is computed or has a default, not both.",
                 "Một cột hoặc được tính tự động hoặc có giá trị mặc định, không thể cả hai.");
}

Column read_column(const Node& node, Mistakes& mistakes) {
  constexpr std::size_t kOrdinal = 5;  // and the words after it
  constexpr CellType kTypes[] = {CellType::kNumber,  CellType::kText, CellType::kDate,
                                 CellType::kLogical, CellType::kCode, CellType::kText,
                                 CellType::kText};
  node.only({"code", "key", "title", "group", "type", "scale", "measure", "unit_of_measure",
             "required", "min", "max", "code_list", "length_max", "default", "states",
             "computed", "note", "source"});
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
  read_value_limits(node, column);
  if (const auto computed = node.optional("computed")) read_computed(computed, column, mistakes);
  return column;
}

/// Words that head the columns of data files themselves.
constexpr std::string_view kReserved[] = {"row", "column", "value"};

}  // namespace

void read_columns(const Node& array, Form& form, Mistakes& mistakes) {
  std::map<std::string, std::string> named;  // name -> code of the column
  array.each([&](Node node) {
    auto column = read_column(node, mistakes);
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

void read_value_limits(const Node& node, Column& column) {
  if (column.type == CellType::kCode)
    column.code_list = node.member("code_list").code();
  else if (const auto list = node.optional("code_list"))
    list.mistake("Only codes have a code list.", "Chỉ kiểu mã mới có danh mục.");
  if (const auto length = node.optional("length_max")) {
    column.length_max = static_cast<int>(length.integer(1, kLengthMax));
    if (column.type != CellType::kText)
      length.mistake("Only text has a length.", "Chỉ kiểu văn bản mới có độ dài.");
  }
  column.default_text = read_optional_text(node, "default");
  if (const auto states = node.optional("states")) read_states(states, column);
}

std::optional<Computed> read_computed(const Node& node, Mistakes& mistakes) {
  node.only({"expr", "missing"});
  auto expression = read_formula(node.member("expr"), mistakes);
  const auto missing = read_missing(node.member("missing"));
  if (!expression) return std::nullopt;
  return Computed{*std::move(expression), missing};
}

}  // namespace girs
