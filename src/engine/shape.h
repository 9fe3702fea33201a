#pragma once
// What a plan knows of forms before any cell is read: rows, columns, how figures add up.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "formula/source.h"

namespace girs::engine {

/// What the cells of a column may be: more than that is refused before anything is computed.
struct Declared {
  enum class Type : std::uint8_t { kAny, kNumber, kText, kLogical, kDate } type = Type::kAny;
  std::optional<Decimal> low = {};
  std::optional<Decimal> high = {};
  std::optional<int> decimals = {};
  bool operator==(const Declared&) const = default;
};

struct FormShape {
  std::vector<formula::CellSource::Row> rows;   // fixed rows in template order
  /// Rows of a list, however many a unit has: named 1, 2, ... and meant by r*.
  bool open_rows = false;
  std::vector<std::string> columns = {};
  std::map<std::string, std::vector<std::string>> groups = {};
  std::map<std::string, formula::Measure> measures = {};   // by column; others are flows
  std::optional<PeriodKind> frequency = {};
  std::map<std::string, Declared> declared = {};           // by column
};
using Shapes = std::map<std::string, FormShape>;

/// The shapes as the language asks for them; every cell is blank.
class ShapeSource : public formula::CellSource {
 public:
  explicit ShapeSource(const Shapes& shapes) : shapes_(shapes) {}
  formula::Value cell(const formula::CellAddress& address) const override;
  formula::Measure measure_of(const formula::CellAddress& address) const override;
  std::vector<Row> rows(const std::string& form, const Period& period,
                        const std::string& unit) const override;
  std::vector<std::string> columns(const std::string& form) const override;
  std::optional<std::vector<std::string>> row_group(const std::string& form,
                                                    const std::string& group) const override;
  std::optional<PeriodKind> frequency(const std::string& form) const override;
  formula::Value parameter(const std::string& name, const Period& period) const override;

 protected:
  const FormShape* shape(const std::string& form) const;

 private:
  const Shapes& shapes_;
};

}  // namespace girs::engine
