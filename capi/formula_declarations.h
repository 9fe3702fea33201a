#pragma once
// What a caller declares of the cells, parameters and indicators that a formula names, as JSON.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "formula/declarations.h"

namespace girs::capi {

/// One form, of which references leave the name out; as girs_formula_options documents it.
class GivenDeclarations final : public formula::Declarations {
 public:
  /// Every mistake at once.
  static Result<GivenDeclarations> read(std::string_view json);

  std::optional<std::string> own_form() const override { return std::string(); }
  bool has_current_row() const override { return true; }
  bool has_current_column() const override { return true; }
  std::vector<std::string> forms() const override { return {}; }
  Axis rows(const std::string& form) const override;
  std::vector<std::string> columns(const std::string& form) const override;
  formula::Declared cell(const std::string& form, const std::string& row,
                         const std::string& column) const override;
  std::optional<formula::Declared> parameter(const std::string& name) const override;
  std::vector<std::string> parameters() const override;
  std::optional<formula::Declared> indicator(const std::string& code) const override;
  std::vector<std::string> indicators() const override;

 private:
  using Named = std::map<std::string, formula::Declared>;
  std::vector<std::string> rows_;      // empty: any
  std::vector<std::string> columns_;   // in the order given
  Named cells_;
  Named parameters_;
  Named indicators_;
};

}  // namespace girs::capi
