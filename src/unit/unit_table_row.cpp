#include "unit/unit_table_row.h"

#include <algorithm>

#include "base/text.h"

namespace girs {

std::string_view TableRow::field(std::string_view column) const {
  const auto found = std::ranges::find(header_, column);
  return found == header_.end()
             ? std::string_view()
             : trim(record_.fields[static_cast<std::size_t>(found - header_.begin())]);
}

std::string TableRow::code(std::string_view column) const {
  const std::string text(field(column));
  if (text.empty())
    mistake(column, "The column \"" + std::string(column) + "\" is empty; write the code.",
            "Cột \"" + std::string(column) + "\" để trống; hãy ghi mã.");
  else if (!is_code(text))
    mistake(column,
            "\"" + text + "\" is no code: 1 to 128 bytes in Unicode normal form C without "
            "control characters.",
            "\"" + text + "\" không phải là mã: 1 đến 128 byte ở dạng Unicode dựng sẵn, không "
            "có ký tự điều khiển.");
  return text;
}

std::optional<Date> TableRow::date(std::string_view column) const {
  const auto text = field(column);
  if (text.empty()) return std::nullopt;
  const auto day = parse_date(text);
  if (!day)
    mistake(column, "\"" + std::string(text) + "\" is no day; write it as 2025-07-01.",
            "\"" + std::string(text) + "\" không phải là ngày; hãy ghi như 2025-07-01.");
  return day;
}

void TableRow::mistake(std::string_view column, std::string en, std::string vi) const {
  mistakes_.add(std::move(en), std::move(vi),
                {{"file", file_},
                 {"line", std::to_string(record_.line)},
                 {"column", std::string(column)}});
}

}  // namespace girs
