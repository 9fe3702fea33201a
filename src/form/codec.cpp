#include "form/codec.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"

namespace girs {
namespace {

using formula::Absent;
using json::Node;
using json::Value;

constexpr std::string_view kColumnPrefix = "c";

/// Text as payloads print it in that column; a mistake otherwise.
std::optional<formula::Value> decode_text(const Column& column, const Node& node) {
  const auto text = node.text();
  if (text.empty()) return std::nullopt;  // reported
  switch (column.type) {
    case CellType::kNumber: {
      const auto number = Decimal::parse_canonical(text);
      if (number && number->text_at(column.scale) == text) return *number;
      const auto places = std::to_string(column.scale);
      node.mistake("\"" + text + "\" is no number with exactly " + places + " decimals.",
                   "\"" + text + "\" không phải là số có đúng " + places + " chữ số thập phân.");
      return std::nullopt;
    }
    case CellType::kLogical:
      if (text == "true" || text == "false") return text == "true";
      node.mistake("\"" + text + "\" is neither \"true\" nor \"false\".",
                   "\"" + text + "\" không phải \"true\" hay \"false\".");
      return std::nullopt;
    default:
      return text;  // Sheet::set looks closer
  }
}

Flags decode_flags(const Node& node) {
  Flags flags;
  node.each([&](Node element) {
    const auto word = element.text();
    const auto flag = parse_flag(word);
    if (flag && (flags.empty() || flags.list().back() < *flag)) {
      flags = flags | *flag;
    } else if (!word.empty()) {
      element.mistake("\"" + word + "\" is no flag, or not in order.",
                      "\"" + word + "\" không phải là cờ hoặc sai thứ tự.");
    }
  });
  return flags;
}

}  // namespace

Message other_definition(const FormLayout& layout) {
  const auto version = std::to_string(layout.form().version);
  return {"The data are not of version " + version + " of form " + layout.form().code +
              " as the catalogue has it.",
          "Số liệu không thuộc phiên bản " + version + " của biểu mẫu " + layout.form().code +
              " trong danh mục định nghĩa."};
}

Error does_not_fit(const CellKey& key) {
  return error(Code::kConflict,
               "The cell in row " + key.row + ", column " + key.column +
                   " does not fit this version of the form.",
               "Ô tại dòng " + key.row + ", cột " + key.column +
                   " không phù hợp với phiên bản này của biểu mẫu.",
               {{"row", key.row}, {"column", key.column}});
}

Result<Value> encode_cell(const Column& column, const CellKey& key, const Cell& cell) {
  if (const auto* absent = std::get_if<Absent>(&cell.value)) {
    Value value;
    value.set("absent", formula::to_text(*absent));
    return value;
  }
  auto text = printed(column, cell.value);
  if (!text) return does_not_fit(key);
  if (cell.flags.empty() && cell.note.empty()) return Value(*std::move(text));
  json::Array flags;
  for (const auto flag : cell.flags.list()) flags.emplace_back(to_text(flag));
  Value value;
  value.set("flags", std::move(flags));
  value.set("note", cell.note.empty() ? Value() : Value(cell.note));
  value.set("value", *std::move(text));
  return value;
}

std::optional<Cell> decode_cell(const Column& column, const Node& node) {
  if (node.is_text()) {
    auto value = decode_text(column, node);
    return value ? std::optional(Cell{*std::move(value)}) : std::nullopt;
  }
  if (const auto absent = node.optional("absent")) {
    constexpr Absent kAbsent[] = {Absent::kNil, Absent::kNotApplicable, Absent::kNotAvailable};
    node.only({"absent"});
    return Cell{kAbsent[absent.one_of({"nil", "not-applicable", "not-available"})]};
  }
  node.only({"value", "flags", "note"});
  auto value = decode_text(column, node.member("value"));
  const auto flags = decode_flags(node.member("flags"));
  std::string note;
  if (node.is_object() && !node.value()->find("note")) node.member("note");
  if (const auto text = node.optional("note")) note = text.text();
  if (node.is_object() && flags.empty() && note.empty())
    node.mistake("A cell without flags and note is written as its value alone.",
                 "Ô không có cờ và ghi chú thì chỉ ghi giá trị.");
  return value ? std::optional(Cell{*std::move(value), flags, std::move(note)}) : std::nullopt;
}

namespace {

void decode_cells(const FormLayout& layout, const std::string& row, const Node& node,
                  Sheet& sheet) {
  node.members([&](const std::string& name, Node member) {
    const auto* column =
        name.starts_with(kColumnPrefix) ? layout.column(std::string_view(name).substr(1)) : nullptr;
    if (!column) {
      member.mistake("The form has no cell \"" + name + "\".",
                     "Biểu mẫu không có ô \"" + name + "\".");
      return;
    }
    auto cell = decode_cell(*column, member);
    if (!cell) return;
    if (const auto set = sheet.set(layout, {row, column->code}, *std::move(cell)); !set)
      member.mistake(set.error().message.en, set.error().message.vi);
  });
}

constexpr std::string_view kOnlyPart = "main";

/// The part of the payload that a row stands in.
std::string part_name(const FormLayout& layout, std::string_view row) {
  const auto* part = layout.part_of(row);
  return part ? part->code : std::string(kOnlyPart);
}

void decode_rows(const FormLayout& layout, const std::string& part, const Node& node,
                 Sheet& sheet) {
  std::set<std::string> seen;
  std::size_t last_place = 0;
  node.each([&](Node element) {
    element.only({"cells", "key"});
    const auto key_node = element.member("key");
    const auto key = key_node.code();
    const auto cells = element.member("cells");
    if (key.empty()) return;  // reported
    const auto place = layout.row_place(key);
    if (!seen.insert(key).second) {
      key_node.mistake("The row \"" + key + "\" stands here twice.",
                       "Dòng \"" + key + "\" xuất hiện hai lần.");
    } else if (place < last_place) {
      key_node.mistake("The row \"" + key + "\" is not in the order of the form.",
                       "Dòng \"" + key + "\" không đúng thứ tự của biểu mẫu.");
    } else if (part_name(layout, key) != part) {
      key_node.mistake("The row \"" + key + "\" is not in part \"" + part + "\".",
                       "Dòng \"" + key + "\" không thuộc phần \"" + part + "\".");
    } else if (const auto added = sheet.add_row(layout, key); !added) {
      key_node.mistake(added.error().message.en, added.error().message.vi);
    } else {
      last_place = place;
      decode_cells(layout, key, cells, sheet);
    }
  });
}

/// An outline has none: it holds no rows.
std::vector<std::string> parts_of(const Form& form) {
  if (form.kind == FormKind::kOutline) return {};
  std::vector<std::string> names;
  for (const auto& part : form.parts) names.push_back(part.code);
  if (names.empty()) names.emplace_back(kOnlyPart);
  return names;
}

}  // namespace

Status require_form(const FormLayout& layout, const Sheet& sheet) {
  const auto& form = layout.form();
  if (sheet.form() != form.code || sheet.version() != form.version ||
      sheet.digest() != form.digest)
    return error(Code::kConflict,
                 "The sheet is of form " + sheet.form() + " version " +
                     std::to_string(sheet.version()) + ", not of " + form.code + " version " +
                     std::to_string(form.version) + ".",
                 "Số liệu thuộc biểu mẫu " + sheet.form() + " phiên bản " +
                     std::to_string(sheet.version()) + ", không phải " + form.code +
                     " phiên bản " + std::to_string(form.version) + ".",
                 {{"form", sheet.form()}});
  return ok();
}

Result<Value> encode_sheet(const FormLayout& layout, const Sheet& sheet) {
  GIRS_CHECK(require_form(layout, sheet));
  const auto& form = layout.form();
  std::map<std::string, json::Array> rows;  // by part
  for (const auto& part : parts_of(form)) rows[part];
  for (const auto& row : sheet.rows()) {
    if (row.cells.empty() && !row.dynamic) continue;
    json::Object cells;
    for (const auto& [code, cell] : row.cells) {
      const auto* column = layout.column(code);
      GIRS_TRY(auto value, encode_cell(column ? *column : Column{}, {row.code, code}, cell));
      cells.emplace_back(std::string(kColumnPrefix) + code, std::move(value));
    }
    rows[part_name(layout, row.code)].push_back(json::Object{{"cells", std::move(cells)}, {"key", row.code}});
  }
  json::Object header;
  for (const auto& [field, text] : sheet.header()) header.emplace_back(field, text);
  json::Object parts;
  for (auto& [part, list] : rows) parts.emplace_back(part, std::move(list));
  return Value(json::Object{{"digest", sheet.digest()},
                            {"header", std::move(header)},
                            {"parts", std::move(parts)},
                            {"version", sheet.version()}});
}

Sheet decode_sheet(const FormLayout& layout, const Node& node) {
  auto sheet = Sheet::make(layout);
  node.only({"digest", "header", "parts", "version"});
  const auto version = node.member("version");
  const auto digest = node.member("digest");
  if (version.integer(1, 1'000'000) != layout.form().version ||
      digest.text() != layout.form().digest) {
    const auto other = other_definition(layout);
    node.mistake(other.en, other.vi);
  }
  node.member("header").members([&](const std::string& field, Node text) {
    if (const auto set = sheet.set_header(field, text.text()); !set)
      text.mistake(set.error().message.en, set.error().message.vi);
  });
  const auto parts = node.member("parts");
  const auto known = parts_of(layout.form());
  parts.members([&](const std::string& name, Node part) {
    if (std::ranges::find(known, name) == known.end())
      part.mistake("The form has no part \"" + name + "\".",
                   "Biểu mẫu không có phần \"" + name + "\".");
  });
  for (const auto& name : known) decode_rows(layout, name, parts.member(name), sheet);
  return sheet;
}

Result<Sheet> decode_sheet(const FormLayout& layout, const Value& value) {
  Mistakes mistakes;
  auto sheet = decode_sheet(layout, Node::root(value, "", mistakes));
  if (mistakes.empty()) return sheet;
  return std::move(mistakes).to_error(
      Code::kCorrupt, "The data of form " + layout.form().code + " have mistakes.",
      "Số liệu của biểu mẫu " + layout.form().code + " có lỗi.", {{"form", layout.form().code}});
}

}  // namespace girs
