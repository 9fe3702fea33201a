#pragma once
// What a formula sees of the world: cells of forms, and the tree of units. The modules above
// implement these interfaces; the language itself knows neither store nor catalogue.

#include <string>
#include <string_view>
#include <vector>

#include "calendar/period.h"
#include "formula/value.h"

namespace girs::formula {

struct CellAddress {
  std::string form;    // code of the form; empty where there is only one
  std::string row;     // empty where the reference names no row and the context has none
  std::string column;
  Period period;
  std::string unit;
  bool operator==(const CellAddress&) const = default;
};

class CellSource {
 public:
  virtual ~CellSource() = default;
  /// The cell at `address`. A blank cell, a row that is not there and a report that is not
  /// there are all kMissing; a column or form that does not exist is Fault::kReference.
  virtual Value cell(const CellAddress& address) const = 0;
  /// Codes of the rows of one report in template order: fixed ones where the template puts
  /// them, dynamic ones in the order of the report.
  struct Row { std::string code; bool dynamic = false; bool total = false; };
  virtual std::vector<Row> rows(const std::string& form, const Period& period,
                                const std::string& unit) const = 0;
  /// Columns of the form in printed order; empty when nothing is known of the form.
  virtual std::vector<std::string> columns(const std::string& form) const = 0;
  /// Whether ranges of codes run in the order of rows() and columns(); where there is no
  /// template they run in numeric order.
  virtual bool has_template(const std::string& form) const { return !columns(form).empty(); }
  /// [$name]; kMissing when it is not defined.
  virtual Value parameter(const std::string& name) const = 0;
};

class Hierarchy {
 public:
  virtual ~Hierarchy() = default;
  virtual std::vector<std::string> children(const std::string& unit,
                                            const Period& period) const = 0;
  virtual std::vector<std::string> leaves(const std::string& unit,
                                          const Period& period) const = 0;
  /// Empty at the top.
  virtual std::string parent(const std::string& unit, const Period& period) const = 0;
};

}  // namespace girs::formula
