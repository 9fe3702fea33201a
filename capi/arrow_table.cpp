#include "arrow_table.h"

#include <limits>

namespace girs::capi {

ArrowTable::ArrowTable(const std::vector<Field>& fields) {
  for (const auto& field : fields) {
    columns_.push_back(Column{field});
    if (field.type == Type::kText) columns_.back().values.push_back(0);
  }
}

void ArrowTable::count(Column& column, bool present) {
  const auto bit = static_cast<std::size_t>(column.rows % 8);
  if (bit == 0) column.validity.push_back(0);
  if (present)
    column.validity.back() = static_cast<std::uint8_t>(column.validity.back() | (1u << bit));
  else
    ++column.nulls;
  ++column.rows;
}

Status ArrowTable::add(std::size_t index, std::optional<std::string_view> text) {
  auto& column = columns_[index];
  if (text) column.texts += *text;
  if (column.texts.size() > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()))
    return error(Code::kUnsupported, "The result has more than 2 GiB of text in one column.");
  column.values.push_back(static_cast<std::int32_t>(column.texts.size()));
  count(column, text.has_value());
  return ok();
}

void ArrowTable::add(std::size_t index, std::optional<std::int32_t> value) {
  columns_[index].values.push_back(value.value_or(0));
  count(columns_[index], value.has_value());
}

}  // namespace girs::capi
