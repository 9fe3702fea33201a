#include "form/aggregate.h"

#include <algorithm>
#include <set>

#include "form/united_list.h"

namespace girs {
namespace {

using formula::Absent;

/// The same cell of several members.
struct Tally {
  std::optional<Decimal> sum;      // of the members with a value or nil; nil is zero
  bool any_value = false;
  Flags flags;
  std::size_t counted = 0;
  std::size_t not_applicable = 0;
  std::size_t not_available = 0;
  std::vector<std::string> missing;  // units
};

/// Why a column cannot be summed; nothing when it can.
std::optional<Message> reason_not_summed(const Column& column) {
  if (column.type != CellType::kNumber)
    return Message{"Column " + column.code + " holds no numbers and was left blank.",
                   "Cột " + column.code + " không phải kiểu số nên để trống."};
  if (column.measure == Measure::kRate)
    return Message{"Column " + column.code +
                       " is a rate; it does not add up and was left blank to be computed anew.",
                   "Cột " + column.code + " là tỷ lệ, không cộng được nên để trống để tính lại."};
  if (column.measure == Measure::kNone)
    return Message{"Column " + column.code + " does not add up and was left blank.",
                   "Cột " + column.code + " không cộng được nên để trống."};
  return std::nullopt;
}

/// Flags that a sum takes over from its parts; late and revised say something of one report.
Flags inherited(Flags flags) {
  Flags kept;
  for (const auto flag : {Flag::kEstimated, Flag::kPreliminary, Flag::kConfidential})
    if (flags.has(flag)) kept = kept | flag;
  return kept;
}

Error too_large(const CellKey& key) {
  return error(Code::kInvalidArgument,
               "The sum in row " + key.row + ", column " + key.column +
                   " needs more than 34 digits.",
               "Tổng tại dòng " + key.row + ", cột " + key.column + " cần quá 34 chữ số.",
               {{"row", key.row}, {"column", key.column}});
}

Result<Tally> tally(const Column& column, const CellKey& key,
                    const std::vector<AggregateMember>& members) {
  Tally tally;
  tally.sum = Decimal();
  for (const auto& member : members) {
    // Who has no such dynamic row has nothing to give there, which is not a gap.
    if (member.sheet && !member.sheet->row(key.row)) continue;
    const auto cell = member.sheet ? member.sheet->get(key) : Cell{};
    if (const auto* number = std::get_if<Decimal>(&cell.value)) {
      const auto sum = add(*tally.sum, *number);
      // A sum that does not fit 34 digits at the column's scale has been rounded.
      tally.sum = sum ? quantize(*sum, column.scale) : std::nullopt;
      if (!tally.sum) return too_large(key);
      tally.any_value = true;
      tally.flags = tally.flags | inherited(cell.flags);
      ++tally.counted;
    } else if (const auto* absent = std::get_if<Absent>(&cell.value);
               absent && *absent == Absent::kNil) {
      ++tally.counted;
    } else if (absent && *absent == Absent::kNotApplicable) {
      ++tally.not_applicable;
    } else {
      if (absent && *absent == Absent::kNotAvailable) ++tally.not_available;
      tally.missing.push_back(member.unit);
    }
  }
  return tally;
}

Cell summed(const Tally& tally) {
  if (tally.any_value) return {*tally.sum, tally.flags, {}};
  if (tally.counted > 0) return {Absent::kNil};
  if (tally.missing.empty()) return {tally.not_applicable > 0 ? Absent::kNotApplicable
                                                              : Absent::kMissing};
  return {tally.not_available == tally.missing.size() ? Absent::kNotAvailable : Absent::kMissing};
}

Status check_members(const FormLayout& layout, const std::vector<AggregateMember>& members) {
  for (const auto& [unit, sheet] : members) {
    if (!sheet || (sheet->form() == layout.form().code && sheet->digest() == layout.form().digest))
      continue;
    return error(Code::kConflict,
                 "Unit " + unit + " has reported by another version of form " +
                     layout.form().code + ".",
                 "Đơn vị " + unit + " báo cáo theo phiên bản khác của biểu mẫu " +
                     layout.form().code + ".",
                 {{"unit", unit}, {"form", layout.form().code}});
  }
  return ok();
}

}  // namespace

Result<Aggregate> aggregate(const FormLayout& layout,
                            const std::vector<AggregateMember>& given) {
  GIRS_CHECK(check_members(layout, given));
  const bool is_list = layout.form().kind == FormKind::kList;
  const auto united = is_list ? united_lists(layout, given) : std::vector<Sheet>();
  auto members = given;
  for (std::size_t i = 0; i < united.size(); ++i)
    if (members[i].sheet) members[i].sheet = &united[i];
  Aggregate result{Sheet::make(layout), {}, {}};
  // New rows in the order of the form, so that each goes to the end.
  std::vector<std::string> rows;
  std::set<std::string_view> seen;
  for (const auto& member : members)
    for (std::size_t i = 0; member.sheet && i < member.sheet->rows().size(); ++i)
      if (const auto& code = member.sheet->rows()[i].code; seen.insert(code).second)
        rows.push_back(code);
  std::ranges::stable_sort(rows, {}, [&](const std::string& row) { return layout.row_place(row); });
  for (const auto& row : rows) GIRS_CHECK(result.sheet.add_row(layout, row));

  std::vector<const Column*> columns;
  for (const auto& column : layout.form().columns) {
    if (!column.entered) continue;
    if (is_list && column.type != CellType::kNumber) {
      for (const auto& row : rows)
        GIRS_CHECK(result.sheet.set(layout, {row, column.code}, agreed({row, column.code}, members)));
      continue;
    }
    if (auto reason = reason_not_summed(column))
      result.left_blank.push_back({column.code, *std::move(reason)});
    else
      columns.push_back(&column);
  }
  for (const auto& row : rows)
    for (const auto* column : columns) {
      const CellKey key{row, column->code};
      GIRS_TRY(auto cell, tally(*column, key, members));
      GIRS_CHECK(result.sheet.set(layout, key, summed(cell)));
      if (cell.counted > 0 && !cell.missing.empty())
        result.partial.push_back({key, cell.counted, std::move(cell.missing)});
    }
  return result;
}

}  // namespace girs
