#pragma once
// A result in columns on its way out as an ArrowArrayStream of one batch.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "girs/arrow.h"

namespace girs::capi {

class ArrowTable {
 public:
  enum class Type { kText, kInt32 };  // formats "u" and "i"
  struct Field {
    const char* name;
    Type type = Type::kText;
  };
  struct Column {
    Field field;
    std::vector<std::int32_t> values = {};   // offsets of a text column, else the numbers
    std::string texts = {};
    std::vector<std::uint8_t> validity = {}; // one bit a row, 1: there is a value
    std::int64_t rows = 0;
    std::int64_t nulls = 0;
  };

  explicit ArrowTable(const std::vector<Field>& fields);

  /// Appends to one column; each column gets the same number of values.  kUnsupported when a
  /// text column outgrows 2 GiB, which 32-bit offsets cannot count.
  Status add(std::size_t column, std::optional<std::string_view> text);
  void add(std::size_t column, std::optional<std::int32_t> value);

  const std::vector<Column>& columns() const { return columns_; }
  std::int64_t rows() const { return columns_.empty() ? 0 : columns_.front().rows; }

 private:
  void count(Column& column, bool present);
  std::vector<Column> columns_;
};

/// An empty stream, as a failed call leaves it behind; NULL is fine.
void clear(ArrowArrayStream* stream_out) noexcept;
/// Gives the table to the caller.
void give(ArrowArrayStream* stream_out, ArrowTable table);

}  // namespace girs::capi
