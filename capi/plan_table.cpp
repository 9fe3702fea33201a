// Tables of girs/plan.h: columns and lists of cells over the units of one tree.

#include <algorithm>

#include "plan_handles.h"
#include "plan_request.h"

using namespace girs;
using namespace girs::capi;

namespace {

/// `present` as words of 64 bits; everything is there without it.
std::vector<std::uint64_t> words_of(const std::uint8_t* present, std::size_t count) {
  std::vector<std::uint64_t> words((count + 63) / 64, present ? 0 : ~std::uint64_t{0});
  for (std::size_t i = 0; present && i < (count + 7) / 8; ++i)
    words[i / 8] |= std::uint64_t{present[i]} << (i % 8 * 8);
  return words;
}

Result<engine::Column> column_of(const std::int64_t* figures, const std::uint8_t* present, std::size_t count,
                                 std::int32_t scale) {
  if (scale < 0 || scale > engine::Column::kScaleMax)
    return error(Code::kInvalidArgument, "The scale of a column is 0 to 18 decimals.",
                 "Số chữ số thập phân của một cột là từ 0 đến 18.");
  return engine::Column::of(std::vector<std::int64_t>(figures, figures + count), scale, words_of(present, count));
}

Result<std::vector<std::size_t>> offsets_of(const std::int64_t* offsets, std::size_t count) {
  std::vector<std::size_t> list;
  for (std::size_t i = 0; i < count; ++i) {
    if (offsets[i] < (i == 0 ? 0 : offsets[i - 1]))
      return error(Code::kInvalidArgument, "Offset " + std::to_string(i) + " is below the one before it.",
                   "Vị trí thứ " + std::to_string(i) + " nhỏ hơn vị trí trước đó.");
    list.push_back(static_cast<std::size_t>(offsets[i]));
  }
  return list;
}

}  // namespace

girs_status girs_plan_table_create(const char* units, size_t units_length, girs_plan_table** table_out,
                                   girs_error** error_out) noexcept {
  if (table_out) *table_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(table_out, "table_out"));
    GIRS_TRY(const auto written, text(units, units_length, "units"));
    GIRS_TRY(auto list, read_units(written));
    GIRS_TRY(auto tree, engine::Units::in_order(std::move(list)));
    *table_out = new girs_plan_table{
        girs_plan_table::kMark,
        std::make_shared<engine::Table>(std::make_shared<const engine::Units>(std::move(tree)))};
    return ok();
  });
}

girs_status girs_plan_table_require_units(const girs_plan_table* table, const char* units, size_t units_length,
                                          girs_error** error_out) noexcept {
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(table, "table"));
    GIRS_TRY(const auto written, text(units, units_length, "units"));
    GIRS_TRY(auto list, read_units(written));
    GIRS_TRY(const auto tree, engine::Units::in_order(std::move(list)));
    return engine::check_same(table->table->units(), tree);
  });
}

girs_status girs_plan_table_add(girs_plan_table* table, const char* place, size_t place_length,
                                const int64_t* figures, const uint8_t* present, size_t count, int32_t scale,
                                girs_error** error_out) noexcept {
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(table, "table"));
    GIRS_CHECK(require(figures, "figures"));
    GIRS_TRY(const auto written, text(place, place_length, "place"));
    GIRS_TRY(auto where, read_place(written, false));
    GIRS_TRY(auto column, column_of(figures, present, count, scale));
    return table->table->add(std::move(where.key), std::move(column));
  });
}

girs_status girs_plan_table_add_list(girs_plan_table* table, const char* place, size_t place_length,
                                     const int64_t* figures, const uint8_t* present, const int64_t* offsets,
                                     size_t offset_count, int32_t scale, girs_error** error_out) noexcept {
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(table, "table"));
    GIRS_CHECK(require(offsets, "offsets"));
    GIRS_TRY(const auto written, text(place, place_length, "place"));
    GIRS_TRY(auto where, read_place(written, false));
    if (where.key.row.empty()) where.key.row.assign(1, '*');
    if (where.key.row != "*")
      return error(Code::kInvalidArgument, "A list has no row " + where.key.row + "; leave \"row\" out.",
                   "Danh sách không có dòng " + where.key.row + "; hãy bỏ \"row\".");
    GIRS_TRY(auto starts, offsets_of(offsets, offset_count));
    const std::size_t cells = starts.empty() ? 0 : starts.back();
    if (cells > 0) GIRS_CHECK(require(figures, "figures"));
    GIRS_TRY(auto column, column_of(figures, present, cells, scale));
    return table->table->add(std::move(where.key), engine::OpenColumn{std::move(starts), std::move(column)});
  });
}

girs_status girs_plan_table_set(girs_plan_table* table, const char* place, size_t place_length, const char* value,
                                size_t value_length, girs_error** error_out) noexcept {
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(table, "table"));
    GIRS_TRY(const auto written, text(place, place_length, "place"));
    GIRS_TRY(auto where, read_place(written, true));
    GIRS_TRY(const auto content, text(value, value_length, "value"));
    GIRS_TRY(const auto cell, read_cell_value(content));
    return table->table->set(where.key, where.unit, cell);
  });
}

girs_status girs_plan_table_parameter(girs_plan_table* table, const char* name, size_t name_length,
                                      const char* value, size_t value_length, girs_error** error_out) noexcept {
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(table, "table"));
    GIRS_TRY(const auto called, text(name, name_length, "name"));
    GIRS_TRY(const auto content, text(value, value_length, "value"));
    GIRS_TRY(auto cell, read_cell_value(content));
    table->table->set_parameter(std::string(called), std::move(cell));
    return ok();
  });
}

void girs_plan_table_free(girs_plan_table* table) noexcept { free_handle(table); }
