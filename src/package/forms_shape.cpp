// The shape of forms, parts, rows and cells.

#include "package/forms_shape.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "base/text.h"
#include "key/payload_head.h"
#include "package/payload_reading.h"
#include "package/value_shape.h"

namespace girs::package {
namespace {

void check_name(const json::Node& node, std::string_view name) {
  if (!is_code(name))
    node.mistake("A name here is a code: NFC text of 1 to 128 bytes without control characters.",
                 "Tên ở đây phải là mã: văn bản Unicode dựng sẵn (NFC) dài 1 đến 128 byte, không "
                 "có ký tự điều khiển.");
}

/// A figure, text, date, truth value or code; or the reason for its absence; or a value with its
/// flags and note (null when there is none). A blank cell has no member at all.
void check_cell(const json::Node& cell) {
  if (!cell.is_object()) {
    cell.text(0);
    return;
  }
  if (cell.value()->find("absent")) {
    cell.only({"absent"});
    read_absent(cell.member("absent"));
    return;
  }
  cell.only({"flags", "note", "value"});
  cell.member("value").text(0);
  const json::Node flags = cell.member("flags");
  const json::Node note = cell.member("note");
  read_flags(flags);
  if (note) note.text();
  else if (flags.is_array() && flags.value()->as_array()->empty())
    cell.mistake("A cell without flags and note is written as its value alone.",
                 "Ô không có dấu và ghi chú phải ghi trực tiếp giá trị.");
}

/// Most rows are nothing but texts under names of cells. They are seen to be right without a place
/// for each cell, which only a mistake needs: check_row() finds it.
bool is_plain_row(const json::Value& row) {
  const auto* members = row.as_object();
  const auto* key = row.text("key");
  const auto* cells = row.find("cells");
  if (!members || members->size() != 2 || !key || !is_code(*key) || !cells || !cells->as_object())
    return false;
  return std::ranges::all_of(*cells->as_object(), [](const json::Member& cell) {
    const auto* text = cell.second.as_string();
    return text && is_nfc(*text) && cell.first.starts_with('c') && cell.first.size() > 1 && is_code(cell.first);
  });
}

void check_row(const json::Node& row, std::set<std::string>& keys) {
  if (row.value() && is_plain_row(*row.value()) && keys.insert(*row.value()->text("key")).second) return;
  row.only({"cells", "key"});
  const json::Node key = row.member("key");
  const std::string code = key.code();
  if (!code.empty() && !keys.insert(code).second)
    key.mistake("The row \"" + code + "\" stands twice in this part.",
                "Dòng \"" + code + "\" xuất hiện hai lần trong phần này.");
  row.member("cells").members([](const std::string& name, const json::Node& cell) {
    check_name(cell, name);
    if (!name.starts_with('c') || name.size() < 2)
      cell.mistake("The name of a cell is \"c\" and the column's code.",
                   "Tên ô phải gồm \"c\" và mã cột.");
    check_cell(cell);
  });
}

void check_form(const json::Node& form) {
  form.only({"digest", "header", "parts", "version"});
  read_digest(form.member("digest"));
  form.member("version").integer(1, kWholeMax);
  form.member("header").members([](const std::string& name, const json::Node& field) {
    check_name(field, name);
    field.text(0);
  });
  form.member("parts").members([](const std::string& name, const json::Node& part) {
    check_name(part, name);
    std::set<std::string> keys;
    part.each([&](const json::Node& row) { check_row(row, keys); });
  });
}

}  // namespace

void check_forms(const json::Node& forms) {
  forms.members([](const std::string& name, const json::Node& form) {
    check_name(form, name);
    check_form(form);
  });
}

}  // namespace girs::package
