#pragma once
// The cells of one form in memory, without a template: for trying formulas and for tests.

#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "formula/source.h"

namespace girs::formula {

/// Cells that were not set are blank. Another form is #REF!; another period or unit has no
/// report, so its cells are blank too. Ranges run in the numeric order of the codes; `r*` and
/// `c*` are the rows and columns that were set.
class GridSource : public CellSource {
 public:
  GridSource() = default;
  GridSource(std::string form, Period period, std::string unit)
      : form_(std::move(form)), period_(std::move(period)), unit_(std::move(unit)) {}

  /// `key` is "c3" or "r1.c3": c and the column's code, before it r and the row's.
  Status set_cell(std::string_view key, Value value);
  void set_parameter(std::string name, Value value);

  Value cell(const CellAddress& address) const override;
  std::vector<Row> rows(const std::string& form, const Period& period,
                        const std::string& unit) const override;
  std::vector<std::string> columns(const std::string& form) const override;
  bool has_template(const std::string&) const override { return false; }
  Value parameter(const std::string& name, const Period& period) const override;

 private:
  /// Numbers by value, then other codes by their bytes.
  struct NumericOrder {
    bool operator()(const std::string& a, const std::string& b) const;
  };

  std::string form_;
  Period period_;
  std::string unit_;
  std::map<std::string, std::map<std::string, Value, NumericOrder>, NumericOrder> cells_;
  std::map<std::string, Value> parameters_;
};

}  // namespace girs::formula
