#pragma once
// One row of a national list, by the names of its columns.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "base/result.h"
#include "calendar/date.h"

namespace girs {

/// Where a row stands: the table's place among those given, and the line.
struct RowPlace {
  std::uint32_t table = 0;
  std::size_t line = 0;
};

class TableRow {
 public:
  TableRow(const std::string& file, const std::vector<std::string>& header,
           const CsvRecord& record, Mistakes& mistakes)
      : file_(file), header_(header), record_(record), mistakes_(mistakes) {}

  /// The field, trimmed; empty when there is no such column.
  std::string_view field(std::string_view column) const;
  /// A code that must be there: as the catalogue takes it (text.h, is_code).
  std::string code(std::string_view column) const;
  /// A day; nothing when the field is empty or, which is reported, no day.
  std::optional<Date> date(std::string_view column) const;

  void mistake(std::string_view column, std::string en, std::string vi) const;
  std::size_t mistake_count() const { return mistakes_.count(); }
  std::size_t line() const { return record_.line; }
  const std::vector<std::string>& header() const { return header_; }

 private:
  const std::string& file_;
  const std::vector<std::string>& header_;
  const CsvRecord& record_;
  Mistakes& mistakes_;
};

}  // namespace girs
