#include "form/changes.h"

#include <algorithm>

#include "form/codec.h"
#include "json/parse.h"
#include "json/shape.h"

namespace girs {
namespace {

using json::Node;

std::vector<std::string> rows_only_in(const Sheet& one, const Sheet& other) {
  std::vector<std::string> rows;
  for (const auto& row : one.rows())
    if (row.dynamic && !other.row(row.code)) rows.push_back(row.code);
  return rows;
}

json::Value texts(const std::vector<std::string>& list) {
  json::Array array;
  for (const auto& text : list) array.emplace_back(text);
  return array;
}

/// A cell as payloads have it; null when it is blank.
json::Value cell_json(const FormLayout& layout, const CellKey& key, const Cell& cell) {
  if (cell.is_blank()) return {};
  const auto* column = layout.column(key.column);
  auto encoded = encode_cell(column ? *column : Column{}, key, cell);
  return encoded ? *std::move(encoded) : json::Value();
}

/// Blank where the member is null.
std::optional<Cell> cell_from(const Column& column, const Node& node) {
  return node ? decode_cell(column, node) : std::optional(Cell{});
}

void read_cells(const FormLayout& layout, const Node& array, SheetChanges& changes) {
  array.each([&](Node node) {
    CellKey key{node.member("row").code(), node.member("column").code()};
    const auto* column = layout.column(key.column);
    if (!column || !layout.accepts_row(key.row)) return;
    auto before = cell_from(*column, node.optional("from"));
    auto after = cell_from(*column, node.optional("to"));
    if (before && after)
      changes.cells.push_back({std::move(key), *std::move(before), *std::move(after)});
  });
}

}  // namespace

SheetChanges changes_between(const Sheet& before, const Sheet& after) {
  SheetChanges changes{difference(before, after), rows_only_in(after, before),
                       rows_only_in(before, after), {}};
  for (const auto& [field, text] : before.header()) changes.fields[field].first = text;
  for (const auto& [field, text] : after.header()) changes.fields[field].second = text;
  std::erase_if(changes.fields, [](const auto& entry) {
    return entry.second.first == entry.second.second;
  });
  return changes;
}

json::Value to_json(const FormLayout& layout, const SheetChanges& changes) {
  json::Array cells;
  for (const auto& [key, before, after] : changes.cells)
    cells.push_back(json::Object{{"row", key.row},
                                 {"column", key.column},
                                 {"from", cell_json(layout, key, before)},
                                 {"to", cell_json(layout, key, after)}});
  json::Array fields;
  for (const auto& [field, texts] : changes.fields)
    fields.push_back(json::Object{{"field", field}, {"from", texts.first}, {"to", texts.second}});
  return json::Object{{"cells", std::move(cells)},
                      {"rows_added", texts(changes.rows_added)},
                      {"rows_removed", texts(changes.rows_removed)},
                      {"fields", std::move(fields)}};
}

Result<SheetChanges> changes_from_json(const FormLayout& layout, std::string_view text) {
  SheetChanges changes;
  auto document = json::parse(text);
  if (!document) {
    auto broken = std::move(document).error();
    broken.code = Code::kCorrupt;
    return broken;
  }
  Mistakes mistakes;
  const auto root = Node::root(*document, "changes", mistakes);
  read_cells(layout, root.member("cells"), changes);
  root.member("rows_added").each([&](Node row) { changes.rows_added.push_back(row.code()); });
  root.member("rows_removed").each([&](Node row) { changes.rows_removed.push_back(row.code()); });
  root.member("fields").each([&](Node field) {
    changes.fields[field.member("field").code()] = {field.member("from").text(0),
                                                    field.member("to").text(0)};
  });
  if (mistakes.empty()) return changes;
  return std::move(mistakes).to_error(Code::kCorrupt, "The history of the draft is damaged.",
                                      "Lịch sử của bản nháp bị hỏng.");
}

Patch reverse(const SheetChanges& changes) {
  Patch patch;
  patch.removed = changes.rows_added;
  patch.rows = changes.rows_removed;
  const auto removed = [&](const std::string& row) {
    return std::ranges::find(patch.removed, row) != patch.removed.end();
  };
  for (const auto& [key, before, after] : changes.cells)
    if (!removed(key.row)) patch.changes.push_back({key, before});
  for (const auto& [field, texts] : changes.fields) patch.fields[field] = texts.first;
  return patch;
}

}  // namespace girs
