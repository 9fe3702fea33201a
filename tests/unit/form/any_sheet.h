#pragma once
// Sheets of the small form with any cell that a sheet may hold.

#include <doctest/doctest.h>

#include <random>

#include "unit/form/sample_form.h"

namespace sample {

using namespace girs;

inline Cell any_cell(std::mt19937& random, const Column& column) {
  const auto below = [&](unsigned bound) { return static_cast<int>(random() % bound); };
  if (below(5) == 0) {
    using formula::Absent;
    constexpr Absent kAbsent[] = {Absent::kNil, Absent::kNotApplicable, Absent::kNotAvailable};
    return {kAbsent[below(3)]};
  }
  Cell cell;
  switch (column.type) {
    case CellType::kNumber: {
      std::string digits = below(2) == 0 ? "" : "-";
      digits += static_cast<char>('1' + below(9));
      for (int i = below(34 - static_cast<unsigned>(column.scale)); i > 1; --i)
        digits += static_cast<char>('0' + below(10));
      if (column.scale > 0) digits += '.';
      for (int i = 0; i < column.scale; ++i) digits += static_cast<char>('0' + below(10));
      cell.value = decimal(digits);
      break;
    }
    case CellType::kText: cell.value = "Văn bản \"" + std::to_string(below(1000)) + "\"\n"; break;
    case CellType::kDate: cell.value = to_text(Date{std::chrono::days{below(40000)}}); break;
    case CellType::kLogical: cell.value = below(2) == 0; break;
    case CellType::kCode: cell.value = "LV0" + std::to_string(below(10)); break;
  }
  for (const auto flag : kAllFlags)
    if (below(6) == 0) cell.flags = cell.flags | flag;
  if (below(6) == 0) cell.note = "ghi chú";
  return cell;
}

inline Sheet any_sheet(const FormLayout& layout, std::mt19937& random) {
  auto sheet = Sheet::make(layout);
  for (const auto* row : {"LV02", "free", "T", "LV01", "other", "LV03"}) {
    if (random() % 3 == 0) continue;
    CHECK(sheet.add_row(layout, row));
    for (const auto& column : layout.form().columns)
      if (column.entered && random() % 3 != 0)
        CHECK(sheet.set(layout, {row, column.code}, any_cell(random, column)));
  }
  if (random() % 2 == 0) CHECK(sheet.set_header("noi_lap", "Cà Mau"));
  return sheet;
}

/// Two rows with a value of every type and the three reasons for none, one cell with marks, and a
/// header.
inline Sheet example(std::string_view estimated, const std::string& note,
                     std::string_view place) {
  const auto form = layout();
  auto made = sheet(form,
                    "row,c3,c5,c7,c9,c11\n"
                    "LV01,1250,x,Đất,true,12.5\n"
                    "LV02,-,...,,,\n");
  CHECK(made.set(form, {"LV01", "4"}, {decimal(estimated), Flag::kEstimated, note}));
  CHECK(made.set_header("noi_lap", place));
  return made;
}

}  // namespace sample
