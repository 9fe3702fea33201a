#include "form/variant.h"

#include <map>
#include <set>

namespace girs {
namespace {

std::string mapped(const std::map<std::string, std::string>& names, const std::string& code) {
  const auto found = names.find(code);
  return found == names.end() ? code : found->second;
}

/// Nil counts as 0 beside a figure.
std::optional<Cell> added(const Column& column, const Cell& a, const Cell& b) {
  if (a.is_blank()) return b;
  if (b.is_blank()) return a;
  if (column.type != CellType::kNumber || column.measure == Measure::kRate ||
      column.measure == Measure::kNone)
    return std::nullopt;
  const auto nil = formula::Value(formula::Absent::kNil);
  if (a.value == nil) return b;
  if (b.value == nil) return a;
  const auto* left = std::get_if<Decimal>(&a.value);
  const auto* right = std::get_if<Decimal>(&b.value);
  const auto sum = left && right ? add(*left, *right) : std::nullopt;
  if (!sum) return std::nullopt;
  return Cell{*sum, a.flags | b.flags, a.note.empty() ? b.note : a.note};
}

Error cannot_meet(const CellKey& key) {
  return error(Code::kConflict,
               "Several cells of the local form go to row " + key.row + ", column " + key.column +
                   " of the national one and do not add up.",
               "Nhiều ô của biểu địa phương cùng chuyển về dòng " + key.row + ", cột " + key.column +
                   " của biểu quốc gia nhưng không cộng được.",
               {{"row", key.row}, {"column", key.column}});
}

class Conversion {
 public:
  Conversion(const FormLayout& national, const Variant& variant)
      : national_(national), variant_(variant), converted_{Sheet::make(national)} {}

  Status take(const CellKey& key, const Cell& cell) {
    const auto column_name = variant_.columns.find(key.column);
    const CellKey there{mapped(variant_.rows, key.row),
                        column_name == variant_.columns.end() ? "" : column_name->second};
    const auto* column = national_.column(there.column);
    if (!column) return leave(key, {"The national form has no such column.",
                                    "Biểu quốc gia không có cột tương ứng."});
    if (!national_.knows_row(there.row) || !national_.has_cell(there.row, there.column))
      return leave(key, {"The national form has no row " + there.row + ".",
                         "Biểu quốc gia không có dòng " + there.row + "."});
    if (national_.is_computed(there.row, *column)) return ok();  // it will be computed
    const auto both = added(*column, converted_.sheet.get(there), cell);
    if (!both) return cannot_meet(there);
    return converted_.sheet.set(national_, there, *both);
  }

  Converted result() && { return std::move(converted_); }

 private:
  Status leave(const CellKey& key, Message reason) {
    converted_.left.push_back({key, std::move(reason)});
    return ok();
  }

  const FormLayout& national_;
  const Variant& variant_;
  Converted converted_;
};

}  // namespace

json::Value to_json(const std::vector<LeftBehind>& left) {
  json::Value list = json::Array{};
  for (const auto& [key, reason] : left)
    list.push(json::Object{{"row", key.row},
                           {"column", key.column},
                           {"reason_en", reason.en},
                           {"reason_vi", reason.vi}});
  return list;
}

Result<Converted> to_national(const FormLayout& local, const FormLayout& national,
                              const Sheet& sheet) {
  const auto& variant = local.form().variant_of;
  if (!variant || variant->form != national.form().code ||
      variant->version != national.form().version)
    return error(Code::kInvalidArgument,
                 "Form " + local.form().code + " is no variant of version " +
                     std::to_string(national.form().version) + " of " + national.form().code + ".",
                 "Biểu " + local.form().code + " không phải biến thể của phiên bản " +
                     std::to_string(national.form().version) + " của biểu " +
                     national.form().code + ".",
                 {{"form", local.form().code}});
  Conversion conversion(national, *variant);
  for (const auto& row : sheet.rows())
    for (const auto& [column, cell] : row.cells)
      GIRS_CHECK(conversion.take({row.code, column}, cell));
  return std::move(conversion).result();
}

}  // namespace girs
