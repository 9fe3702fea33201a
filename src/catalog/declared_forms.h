#pragma once
// What the catalogue declares to the checker of formulas: types, measures and units of measure of
// columns and indicators.

#include <optional>
#include <string>
#include <vector>

#include "catalog/references.h"
#include "formula/declarations.h"

namespace girs {

/// Where a formula stands, and what that gives to references that leave something out.
struct FormulaPlace {
  std::vector<const Form*> own;   // forms that a reference without a form means: versions of one
  bool current_row = false;       // the scope gives a row
  bool current_column = false;    // the scope gives a column
  std::vector<std::string> columns = {};  // the columns of the scope; empty: all of numbers
};

class DeclaredForms final : public formula::Declarations {
 public:
  /// Both must outlive the declarations.
  DeclaredForms(const CatalogDocuments& documents, const FormulaPlace& place)
      : documents_(documents), place_(place) {}

  std::optional<std::string> own_form() const override;
  bool has_current_row() const override { return place_.current_row; }
  bool has_current_column() const override { return place_.current_column; }
  std::vector<std::string> forms() const override;
  Axis rows(const std::string& form) const override;
  std::vector<std::string> columns(const std::string& form) const override;
  std::vector<std::string> printed_columns(const std::string& form) const override;
  std::optional<std::vector<std::string>> row_group(const std::string& form,
                                                    const std::string& group) const override;
  formula::Declared cell(const std::string& form, const std::string& row,
                         const std::string& column) const override;
  std::optional<formula::Declared> cell_in_breakdown(
      const std::string& form, const std::string& row, const std::string& column,
      const formula::Breakdown& breakdown) const override;
  std::vector<std::string> breakdowns(const std::string& form) const override;
  std::optional<formula::Declared> parameter(const std::string& name) const override;
  std::vector<std::string> parameters() const override;
  std::optional<formula::Declared> indicator(const std::string& code) const override;
  std::vector<std::string> indicators() const override;
  std::optional<std::vector<std::string>> codes(const std::string& list) const override;

 private:
  /// All versions of a form; an empty code means the formula's own.
  std::vector<const Form*> versions(const std::string& form) const;
  /// Whether a column is the one of that code, or of the current ones where it is empty.
  bool is_meant(const Column& column, const std::string& code) const;
  std::vector<std::string> columns_where(const std::string& form, bool entered) const;

  const CatalogDocuments& documents_;
  const FormulaPlace& place_;
};

}  // namespace girs
