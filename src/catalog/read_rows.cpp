// The rows of a form: fixed ones under their headings, dynamic ones, and the parts of a form.

#include <algorithm>
#include <map>
#include <set>

#include "catalog/document.h"
#include "catalog/readers.h"

namespace girs {
namespace {

using json::Node;

void read_groups(const Node& array, Rows& rows) {
  array.each([&](Node node) {
    node.only({"code", "title"});
    RowGroup group{node.member("code").code(), read_label(node.member("title"))};
    if (std::ranges::find(rows.groups, group.code, &RowGroup::code) != rows.groups.end())
      node.mistake("The form has two groups \"" + group.code + "\".",
                   "Biểu mẫu có hai nhóm \"" + group.code + "\".");
    rows.groups.push_back(std::move(group));
  });
}

void read_fixed(const Node& array, Rows& rows, Mistakes& mistakes) {
  std::set<std::string> seen;
  array.each([&](Node node) {
    node.only({"code", "title", "total", "group", "computed", "note", "source"});
    check_remarks(node);
    FixedRow row{node.member("code").code(), read_label(node.member("title")),
                 read_optional_boolean(node, "total", false), {}, {}};
    if (const auto group = node.optional("group")) {
      row.group = group.code();
      if (!rows.groups.empty() && !row.group.empty() &&
          std::ranges::find(rows.groups, row.group, &RowGroup::code) == rows.groups.end())
        group.mistake("There is no group \"" + row.group + "\" among \"groups\".",
                      "Không có nhóm \"" + row.group + "\" trong \"groups\".");
    }
    if (const auto computed = node.optional("computed"))
      row.computed = read_computed(computed, mistakes);
    if (!row.code.empty() && !seen.insert(row.code).second)
      node.mistake("The form has two rows \"" + row.code + "\".",
                   "Biểu mẫu có hai dòng \"" + row.code + "\".");
    rows.fixed.push_back(std::move(row));
  });
}

/// Codes of columns that hold cells, in an array of the definition.
std::vector<std::string> read_column_codes(const Node& array, const Form& form) {
  auto codes = read_codes(array);
  for (const auto& code : codes) {
    const auto* column = form.column(code);
    if (!column || !column->entered)
      array.mistake("There is no column \"" + code + "\" that holds cells.",
                    "Không có cột nhập số liệu \"" + code + "\".");
  }
  return codes;
}

void read_dynamic(const Node& node, Form& form) {
  auto& rows = form.rows;
  node.only({"code_list", "min", "max", "unique"});
  rows.dynamic = true;
  if (const auto list = node.optional("code_list")) rows.code_list = list.code();
  if (const auto min = node.optional("min"))
    rows.count_min = static_cast<int>(min.integer(0, kRowsMax));
  if (const auto max = node.optional("max")) {
    rows.count_max = static_cast<int>(max.integer(1, kRowsMax));
    if (rows.count_max < rows.count_min)
      max.mistake("At most fewer rows than at least.", "Số dòng tối đa nhỏ hơn số dòng tối thiểu.");
  }
  if (const auto unique = node.optional("unique"))
    unique.each([&](Node columns) { rows.unique.push_back(read_column_codes(columns, form)); });
}

Part read_part(const Node& node, const Form& form) {
  node.only({"code", "title", "columns", "rows", "dynamic"});
  Part part{node.member("code").code(), read_label(node.member("title")), {}, {}, false};
  part.columns = read_column_codes(node.member("columns"), form);
  if (const auto rows = node.optional("rows")) {
    part.rows = read_codes(rows);
    for (const auto& row : part.rows)
      if (!form.fixed_row(row))
        rows.mistake("There is no fixed row \"" + row + "\".",
                     "Không có dòng cố định \"" + row + "\".");
  }
  part.dynamic = read_optional_boolean(node, "dynamic", false);
  if (part.dynamic && !form.rows.dynamic)
    node.optional("dynamic").mistake("The form has no dynamic rows.", "Biểu mẫu không có dòng động.");
  return part;
}

}  // namespace

void read_rows(const Node& node, Form& form, Mistakes& mistakes) {
  auto& rows = form.rows;
  node.only({"groups", "fixed", "dynamic"});
  if (const auto groups = node.optional("groups")) read_groups(groups, rows);
  if (const auto fixed = node.optional("fixed")) read_fixed(fixed, rows, mistakes);
  if (const auto dynamic = node.optional("dynamic")) read_dynamic(dynamic, form);
  if (node.is_object() && rows.fixed.empty() && !rows.dynamic)
    node.mistake("The form has no rows; give fixed ones, dynamic ones or both.",
                 "Biểu mẫu không có dòng nào; hãy khai báo dòng cố định hoặc dòng động.");
  if (form.kind == FormKind::kList && (!rows.fixed.empty() || !rows.dynamic))
    node.mistake("A list has dynamic rows and no fixed ones.",
                 "Danh sách chỉ có dòng động, không có dòng cố định.");
}

void read_parts(const Node& form_node, Form& form) {
  const auto array = form_node.optional("parts");
  if (!array) return;
  std::map<std::string, std::size_t> times;  // how often a row is in a part
  std::size_t dynamic = 0;
  array.each([&](Node node) {
    auto part = read_part(node, form);
    if (form.part(part.code))
      node.mistake("The form has two parts \"" + part.code + "\".",
                   "Biểu mẫu có hai phần \"" + part.code + "\".");
    for (const auto& row : part.rows) ++times[row];
    dynamic += part.dynamic ? 1 : 0;
    form.parts.push_back(std::move(part));
  });
  for (const auto& row : form.rows.fixed)
    if (times[row.code] != 1)
      array.mistake("The row \"" + row.code + "\" must stand in one part.",
                    "Dòng \"" + row.code + "\" phải thuộc đúng một phần.");
  if (dynamic != (form.rows.dynamic ? 1u : 0u))
    array.mistake("One part, and no other, takes the dynamic rows.",
                  "Đúng một phần chứa các dòng động.");
}

}  // namespace girs
