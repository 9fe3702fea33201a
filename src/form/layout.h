#pragma once
// A form together with the code lists that it names: what is needed to read, order and check
// cells. Borrows from the catalogue, which must outlive it.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "catalog/catalog.h"
#include "catalog/form.h"

namespace girs {

class FormLayout {
 public:
  FormLayout(const Form& form, const Catalog& catalog);

  const Form& form() const { return *form_; }
  /// Where the form is from, with its other versions.
  const Catalog& catalog() const { return *catalog_; }
  /// A column that holds cells, by code; nullptr for ordinal and label columns too.
  const Column* column(std::string_view code) const;
  /// As column, but a column may also be named "c3" or by its key, as data files do.
  /// kNotFound with the nearest name otherwise.
  Result<const Column*> find_column(std::string_view name) const;
  /// The columns that hold cells, in order of code: the order in which a row keeps its cells.
  const std::vector<const Column*>& entered() const { return entered_; }
  /// Place of a column in printed order; columns.size() when there is none.
  std::size_t column_place(std::string_view code) const;

  bool is_fixed_row(std::string_view code) const;
  bool is_total_row(std::string_view code) const;
  /// Whether a sheet of this form may have that row: a fixed one, or, in a form with dynamic
  /// rows, any code. Whether the code is on the list is a finding, not a question of layout.
  bool accepts_row(std::string_view code) const;
  /// Whether the row is fixed, or on the code list of dynamic rows, or rows are free.
  bool knows_row(std::string_view code) const;
  /// The part that a row belongs to; nullptr in a form that has no parts.
  const Part* part_of(std::string_view row) const;
  /// Whether there is such a cell: in a form of several parts, the row's part has the column.
  bool has_cell(std::string_view row, std::string_view column) const;
  /// Whether nobody enters the cell: its column or its row is computed.
  bool is_computed(std::string_view row, const Column& column) const;
  /// Order of a row: fixed ones in template order, then dynamic ones in code list order, then
  /// those that only the order of entry tells apart (all of the same place).
  std::size_t row_place(std::string_view code) const;
  /// kNotFound, with the nearest code unless that is not asked for: it costs a walk through all
  /// of them. Only for rows that knows_row() denies.
  Error unknown_row(std::string_view code, bool suggest = true) const;

  /// The code list of dynamic rows, or nullptr.
  const CodeList* row_list() const { return row_list_; }
  /// The code list of a column or field of type code, or nullptr.
  const CodeList* code_list(const Column& column) const;
  /// A header field or section, which the error names if there is none such (kNotFound).
  Result<const Field*> find_field(std::string_view code) const;

 private:
  const Form* form_;
  const Catalog* catalog_;
  const CodeList* row_list_ = nullptr;
  std::map<std::string, std::size_t, std::less<>> columns_;   // code -> place, entered only
  std::vector<const Column*> entered_;
  std::map<std::string, std::size_t, std::less<>> rows_;      // fixed and listed rows -> place
  std::map<std::string, const Part*, std::less<>> parts_;      // by fixed row
  const Part* dynamic_part_ = nullptr;
  std::map<std::string, const CodeList*, std::less<>> lists_;  // by code of list
};

}  // namespace girs
