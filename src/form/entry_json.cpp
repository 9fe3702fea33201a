// Cells out of JSON.

#include <map>

#include "form/entry.h"
#include "form/entry_mistakes.h"
#include "json/parse.h"
#include "json/shape.h"

namespace girs {
namespace {

using formula::Absent;
using json::Node;
using json::Value;

/// Reads either layout into a patch. Shapes are looked at by hand, so that each mistake names
/// its row and column, not its pointer alone.
class JsonEntry {
 public:
  JsonEntry(const FormLayout& layout, const EntryOptions& options)
      : layout_(layout), options_(options), mistakes_(options.file, options.mistakes_max) {}

  void read(const Value& document) {
    const auto* rows = document.as_array();
    std::string pointer;
    std::size_t known = 0;   // members that are looked at: "rows" or "cells", and "fields"
    for (const auto* name : {"rows", "cells"}) {
      const auto* member = document.find(name);
      if (!member || !member->as_array()) continue;
      rows = member->as_array();
      pointer = std::string("/") + name;
      ++known;
    }
    const auto* fields = document.find("fields");
    const bool both = known > 1;
    if (fields) ++known;
    if (both || (!rows && !fields) || (document.as_object() && document.as_object()->size() != known))
      return mistakes_.add({}, {"The document is {\"rows\":[...]}, {\"cells\":[...]} or a list, "
                                "with \"fields\" or without.",
                                "Tài liệu phải là {\"rows\":[...]}, {\"cells\":[...]} hoặc danh "
                                "sách, có thể kèm \"fields\"."});
    if (fields) read_fields(*fields);
    if (!rows) return;
    for (std::size_t i = 0; i < rows->size() && !mistakes_.is_full(); ++i)
      read_element((*rows)[i], json::pointer_to(pointer, std::to_string(i)));
  }

  Result<Patch> result() && {
    if (!mistakes_.empty()) return std::move(mistakes_).to_error();
    return std::move(patch_);
  }

 private:
  void read_fields(const Value& fields) {
    if (!fields.as_object())
      return mistakes_.add({0, "/fields"}, {"\"fields\" is an object of texts.",
                                            "\"fields\" phải là đối tượng gồm các văn bản."});
    for (const auto& [name, value] : *fields.as_object()) {
      if (mistakes_.is_full()) return;
      const EntryPlace place{0, json::pointer_to("/fields", name)};
      const auto field = layout_.find_field(name);
      const auto* text = value.as_string();
      if (!field || (!text && !value.is_null())) {
        mistakes_.add(place, field ? Message{"A field is text or null.",
                                             "Trường phải là văn bản hoặc null."}
                                   : field.error().message);
        continue;
      }
      auto read = read_field(layout_, **field, text ? *text : std::string(), options_.style);
      if (read) patch_.fields[name] = *std::move(read);
      else mistakes_.add(place, read.error().message);
    }
  }

  void read_element(const Value& element, const std::string& pointer) {
    const auto* row = element.text("row");
    if (!row) return mistakes_.add({0, pointer}, {"The element names no \"row\".",
                                                  "Phần tử không có \"row\"."});
    if (!layout_.knows_row(*row))
      return mistakes_.add({0, pointer, *row}, layout_.unknown_row(*row).message);
    const auto* column = element.text("column");
    const bool is_long = column && element.find("value");
    const auto [first, added] = rows_.emplace(*row, pointer);
    if (added) patch_.rows.push_back(*row);
    if (is_long) return read_long(element, *row, *column, pointer);
    if (!added)
      return mistakes_.add({0, pointer, *row}, {"The row stands at " + first->second + " too.",
                                                "Hàng này đã có tại " + first->second + "."});
    for (const auto& [name, value] : *element.as_object())
      if (name != "row" && !mistakes_.is_full())
        read_named(*row, name, value, json::pointer_to(pointer, name));
  }

  void read_long(const Value& element, const std::string& row, const std::string& column,
                 const std::string& pointer) {
    for (const auto& [name, value] : *element.as_object())
      if (name != "row" && name != "column" && name != "value")
        mistakes_.add({0, json::pointer_to(pointer, name), row},
                      {"\"" + name + "\" is not known; an element has row, column and value.",
                       "Không rõ \"" + name + "\"; phần tử gồm row, column và value."});
    read_named(row, column, *element.find("value"), json::pointer_to(pointer, "value"));
  }

  void read_named(const std::string& row, const std::string& name, const Value& value,
                  const std::string& pointer) {
    const auto column = layout_.find_column(name);
    if (!column) return mistakes_.add({0, pointer, row, name}, column.error().message);
    const EntryPlace place{0, pointer, row, (*column)->code};
    if (!cells_.emplace(CellKey{row, (*column)->code}, pointer).second)
      return mistakes_.add(place, {"The cell stands here twice.", "Ô xuất hiện hai lần."});
    auto cell = read_value(**column, value);
    if (cell && !layout_.has_cell(row, (*column)->code))
      return mistakes_.add(place, no_such_cell());
    if (cell)
      patch_.changes.push_back({{row, (*column)->code}, *std::move(cell)});
    else
      mistakes_.add(place, cell.error().message);
  }

  Result<Cell> read_value(const Column& column, const Value& value) const {
    if (value.is_null()) return Cell{};
    if (const auto* text = value.as_string())
      return read_cell(layout_, column, *text, options_.style);
    if (const auto* logical = value.as_bool(); logical && column.type == CellType::kLogical)
      return Cell{*logical};
    if (value.as_number())
      return error(Code::kInvalidArgument, "Write figures as strings, \"12.5\".",
                   "Hãy viết số liệu dưới dạng chuỗi, \"12.5\".");
    if (value.as_object()) return read_object(column, value);
    return error(Code::kInvalidArgument,
                 "A cell is a string, null, {\"absent\":...} or {\"value\":...}.",
                 "Ô phải là chuỗi, null, {\"absent\":...} hoặc {\"value\":...}.");
  }

  Result<Cell> read_object(const Column& column, const Value& value) const {
    // A list of its own: Node says what is wrong, the caller says where.
    Mistakes mistakes;
    const auto node = Node::root(value, options_.file, mistakes);
    Cell cell;
    if (const auto absent = node.optional("absent")) {
      constexpr Absent kAbsent[] = {Absent::kNil, Absent::kNotApplicable, Absent::kNotAvailable,
                                    Absent::kMissing};
      node.only({"absent"});
      cell.value =
          kAbsent[absent.one_of({"nil", "not-applicable", "not-available", "missing"})];
    } else {
      node.only({"value", "flags", "note"});
      const auto text = node.member("value").text();
      if (mistakes.empty()) {
        GIRS_TRY(cell, read_cell(layout_, column, text, options_.style));
      }
      if (const auto flags = node.optional("flags"))
        flags.each([&](Node flag) {
          cell.flags = cell.flags | kAllFlags[flag.one_of({"estimated", "preliminary", "revised",
                                                           "late", "confidential"})];
        });
      if (const auto note = node.optional("note")) cell.note = note.text(0);
    }
    if (!mistakes.empty()) {
      const auto& message = mistakes.list().front().message;
      return error(Code::kInvalidArgument, message.en, message.vi);
    }
    if (const auto problem = problem_of(column, cell))
      return error(Code::kInvalidArgument, problem->message.en, problem->message.vi);
    return cell;
  }

  const FormLayout& layout_;
  const EntryOptions& options_;
  EntryMistakes mistakes_;
  Patch patch_;
  std::map<std::string, std::string> rows_;  // row -> pointer of its first element
  std::map<CellKey, std::string> cells_;     // cell -> pointer
};

}  // namespace

Result<Patch> entry_from_json(const FormLayout& layout, std::string_view text,
                              const EntryOptions& options) {
  auto document = json::parse(text, {options.size_max, 64, options.cells_max});
  if (!document) {
    auto error = std::move(document).error();
    if (!options.file.empty()) error.details.emplace_back("file", options.file);
    error.mistakes.push_back({error.message, error.details});
    return error;
  }
  JsonEntry entry(layout, options);
  entry.read(*document);
  return std::move(entry).result();
}

}  // namespace girs
