#include "report/edit_conflict.h"

#include <map>

namespace girs::report {
namespace {

/// What others did to one cell since the editor looked: from its first value to their last.
struct Theirs {
  Cell base;
  Cell now;
  std::string actor;
};

struct TheirField {
  std::string base;
  std::string now;
  std::string actor;
};

struct Others {
  std::map<CellKey, Theirs> cells;
  std::map<std::string, TheirField> fields;
};

Result<Others> others_since(store::Connection& connection, const FormLayout& layout,
                            const store::ReportRow& row, std::int64_t base) {
  Others others;
  GIRS_TRY(const auto lines, store::edits(connection, row.id, base));
  for (const auto& line : lines) {
    if (line.form != layout.form().code) continue;
    GIRS_TRY(const auto changes, changes_from_json(layout, line.changes));
    for (const auto& [key, before, after] : changes.cells) {
      const auto [at, added] = others.cells.emplace(key, Theirs{before, after, line.actor});
      if (!added) at->second.now = after;
      at->second.actor = line.actor;
    }
    for (const auto& [field, texts] : changes.fields) {
      const auto [at, added] =
          others.fields.emplace(field, TheirField{texts.first, texts.second, line.actor});
      if (!added) at->second.now = texts.second;
      at->second.actor = line.actor;
    }
  }
  return others;
}

Mistake conflict(const std::string& place_en, const std::string& place_vi, Details place,
                 const std::string& base, const std::string& theirs, const std::string& yours,
                 const std::string& actor) {
  place.insert(place.end(),
               {{"base", base}, {"theirs", theirs}, {"yours", yours}, {"actor", actor}});
  return {{place_en + " was \"" + base + "\"; " + actor + " made it \"" + theirs +
               "\" in the meantime, you \"" + yours + "\".",
           place_vi + " trước là \"" + base + "\"; " + actor + " đã sửa thành \"" + theirs +
               "\", bạn nhập \"" + yours + "\"."},
          std::move(place)};
}

}  // namespace

Status refuse_conflict(store::Connection& connection, const FormLayout& layout,
                       const store::ReportRow& row, const SheetChanges& changes,
                       std::int64_t base) {
  if (base == 0 || base == row.edit) return ok();
  if (base > row.edit)
    return error(Code::kInvalidArgument,
                 "The draft has no version " + std::to_string(base) + "; it is at " +
                     std::to_string(row.edit) + ".",
                 "Bản nháp không có phiên bản " + std::to_string(base) + "; hiện là " +
                     std::to_string(row.edit) + ".");
  GIRS_TRY(const auto others, others_since(connection, layout, row, base));
  Mistakes mistakes;
  for (const auto& [key, before, after] : changes.cells) {
    const auto theirs = others.cells.find(key);
    const auto* column = layout.column(key.column);
    if (theirs == others.cells.end() || (column && layout.is_computed(key.row, *column))) continue;
    mistakes.add(conflict("Row " + key.row + ", column " + key.column,
                          "Dòng " + key.row + ", cột " + key.column,
                          {{"row", key.row}, {"column", key.column}},
                          formula::shown(theirs->second.base.value),
                          formula::shown(theirs->second.now.value), formula::shown(after.value),
                          theirs->second.actor));
  }
  for (const auto& [field, texts] : changes.fields)
    if (const auto theirs = others.fields.find(field); theirs != others.fields.end())
      mistakes.add(conflict("Field " + field, "Trường " + field, {{"field", field}},
                            theirs->second.base, theirs->second.now, texts.second,
                            theirs->second.actor));
  if (mistakes.empty()) return ok();
  const auto count = std::to_string(mistakes.count());
  return std::move(mistakes).to_error(
      Code::kConflict,
      "Nothing was stored: somebody else changed " + count + " of your cells in the meantime.",
      "Chưa lưu: người khác đã sửa " + count + " ô của bạn trong lúc này.",
      {{"edit", std::to_string(row.edit)}});
}

}  // namespace girs::report
