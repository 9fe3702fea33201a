// Breakdowns of forms: the member "breakdowns" of a form's document, and the way to a part.

#include "catalog/breakdown.h"

#include <algorithm>
#include <set>

#include "catalog/document.h"
#include "catalog/readers.h"

namespace girs {
namespace {

using json::Node;
using Members = std::map<std::string, std::string>;

/// Each part of a column or row with what it is a part by; the whole itself by nothing.
std::vector<std::pair<std::string, Members>> parts_of(const Form& form, bool of_rows,
                                                      const std::string& whole) {
  std::vector<std::pair<std::string, Members>> parts = {{whole, {}}};
  for (const auto& declared : form.breakdowns)
    if (declared.of_rows == of_rows && declared.whole == whole)
      parts.emplace_back(declared.part, declared.by);
  return parts;
}

/// Figures of a part are figures of the whole, and so of one kind with it.
bool is_measured_alike(const Column& a, const Column& b) {
  return a.type == b.type && a.measure == b.measure && a.unit_of_measure == b.unit_of_measure;
}

class BreakdownReader {
 public:
  explicit BreakdownReader(Form& form) : form_(form) {}

  void read(const Node& node) {
    node.only({"column", "row", "by", "part", "note", "source"});
    check_remarks(node);
    PartOfWhole read;
    read.of_rows = static_cast<bool>(node.optional("row"));
    const auto whole = node.member(read.of_rows ? "row" : "column");
    const auto part = node.member("part");
    read.whole = whole.code();
    read.part = part.code();
    read_members(node.member("by"), read.by);
    if (read.of_rows && node.optional("column"))
      node.mistake("A breakdown is of a column or of a row; leave one of them out.",
                   "Phân tổ theo cột hoặc theo dòng; hãy bỏ một trong hai.");
    if (!exists(read, whole, read.whole) || !exists(read, part, read.part)) return;
    check_part(read, part);
    if (!seen_.insert({read.of_rows, read.whole, read.by}).second)
      node.mistake("This breakdown of \"" + read.whole + "\" is given twice.",
                   "Phân tổ này của \"" + read.whole + "\" bị khai báo hai lần.");
    form_.breakdowns.push_back(std::move(read));
  }

 private:
  static void read_members(const Node& node, Members& by) {
    std::size_t count = 0;
    node.members([&](const std::string& dimension, Node member) {
      ++count;
      by[dimension] = member.code();
      if (!is_identifier(dimension))
        member.mistake("Formulas write a dimension as {name=code}: a letter, then letters, digits "
                       "and _.",
                       "Công thức viết phân tổ là {tên=mã}: một chữ cái, rồi chữ cái, chữ số "
                       "và _.");
    });
    if (node.is_object() && count == 0)
      node.mistake("Say by what it is broken down, as {\"gioi_tinh\":\"nu\"}.",
                   "Hãy nêu tiêu chí phân tổ, như {\"gioi_tinh\":\"nu\"}.");
  }

  /// Whether the form has that column for entry, or that fixed row.
  bool exists(const PartOfWhole& read, const Node& node, const std::string& code) const {
    if (code.empty()) return false;  // reported
    const auto* column = read.of_rows ? nullptr : form_.column(code);
    if (read.of_rows ? form_.fixed_row(code) != nullptr : column && column->entered) return true;
    const std::string what = read.of_rows ? "fixed row" : "column that holds cells";
    const std::string what_vi = read.of_rows ? "dòng cố định" : "cột nhập số liệu";
    node.mistake("The form has no " + what + " \"" + code + "\".",
                 "Biểu mẫu không có " + what_vi + " \"" + code + "\".");
    return false;
  }

  void check_part(const PartOfWhole& read, const Node& node) const {
    if (read.part == read.whole)
      node.mistake("A part is another column or row than its whole.",
                   "Phần phải là cột hoặc dòng khác với tổng.");
    else if (!read.of_rows &&
             !is_measured_alike(*form_.column(read.whole), *form_.column(read.part)))
      node.mistake("A part has the type, measure and unit of measure of its whole.",
                   "Phần phải cùng kiểu, measure và đơn vị tính với tổng.");
  }

  Form& form_;
  std::set<std::tuple<bool, std::string, Members>> seen_;
};

}  // namespace

std::optional<RowAndColumn> part_of(
    const Form& form, const RowAndColumn& whole,
    const std::vector<std::pair<std::string, std::string>>& breakdown) {
  const Members wanted(breakdown.begin(), breakdown.end());
  if (wanted.size() != breakdown.size()) return std::nullopt;  // a dimension named twice
  for (const auto& [column, by_column] : parts_of(form, false, whole.column))
    for (const auto& [row, by_row] : parts_of(form, true, whole.row)) {
      Members both = by_column;
      both.insert(by_row.begin(), by_row.end());
      if (both == wanted && both.size() == by_column.size() + by_row.size())
        return RowAndColumn{row, column};
    }
  return std::nullopt;
}

void read_breakdowns(const Node& form_node, Form& form) {
  BreakdownReader reader(form);
  if (const auto list = form_node.optional("breakdowns"))
    list.each([&](Node node) { reader.read(node); });
}

}  // namespace girs
