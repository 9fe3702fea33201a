#pragma once
// What is known of cells, parameters and indicators before any of them is read: the catalogue
// tells it to the checker. Functions with a body are for declarations that know no better.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formula/source.h"
#include "formula/type.h"
#include "formula/units_of_measure.h"

namespace girs::formula {

/// What a cell, a parameter or a formula gives; whatever is unknown is compatible with all.
struct Declared {
  Type type = Type::kAny;
  std::optional<Measure> measure = {};
  std::string unit_of_measure = {};   // empty: unknown, or a mere number
  std::string code_list = {};         // of a text that is a code of a list
  bool never = false;                 // not applicable by the form: a value cannot be there
  bool several_units = false;         // of a range: its cells are measured in several units
};

class Declarations {
 public:
  virtual ~Declarations() = default;

  /// Whether references may leave the form out, and what then stands for it; nothing when they
  /// must name one.
  virtual std::optional<std::string> own_form() const = 0;
  /// Whether the formula's scope gives a row, a column.
  virtual bool has_current_row() const = 0;
  virtual bool has_current_column() const = 0;
  virtual std::vector<std::string> forms() const = 0;

  /// Codes in template order, those of a list of dynamic rows after the fixed ones. `dynamic`:
  /// r* are the dynamic rows, however many; `open`: their codes are free.
  struct Axis {
    std::vector<std::string> codes;
    bool dynamic = false;
    bool open = false;
  };
  virtual Axis rows(const std::string& form) const = 0;
  /// Columns that hold cells.
  virtual std::vector<std::string> columns(const std::string& form) const = 0;
  /// Columns that are only printed.
  virtual std::vector<std::string> printed_columns(const std::string& /*form*/) const {
    return {};
  }
  /// The rows of a group; nothing when there is no such group.
  virtual std::optional<std::vector<std::string>> row_group(const std::string& /*form*/,
                                                            const std::string& /*group*/) const {
    return std::nullopt;
  }
  /// A cell of a form that there is; an empty row or column is the current one, "*" any.
  virtual Declared cell(const std::string& form, const std::string& row,
                        const std::string& column) const = 0;

  /// The part of a cell that a breakdown names; nothing when there is none.
  virtual std::optional<Declared> cell_in_breakdown(const std::string& form,
                                                    const std::string& row,
                                                    const std::string& column,
                                                    const Breakdown& /*breakdown*/) const {
    return cell(form, row, column);
  }
  /// The breakdowns that the form has, as formulas write them: "gioi_tinh=nu".
  virtual std::vector<std::string> breakdowns(const std::string& /*form*/) const { return {}; }

  /// Nothing when there is no such parameter.
  virtual std::optional<Declared> parameter(const std::string& /*name*/) const {
    return Declared{};
  }
  virtual std::vector<std::string> parameters() const { return {}; }
  virtual std::optional<Declared> indicator(const std::string& code) const = 0;
  virtual std::vector<std::string> indicators() const = 0;
  /// Codes of a list; nothing when they are not known.
  virtual std::optional<std::vector<std::string>> codes(const std::string& /*list*/) const {
    return std::nullopt;
  }
  virtual std::optional<UnitOfMeasure> unit_of_measure(const std::string& name) const {
    return standard_unit_of_measure(name);
  }
  virtual std::vector<std::string> units_of_measure() const {
    return standard_units_of_measure();
  }
};

}  // namespace girs::formula
