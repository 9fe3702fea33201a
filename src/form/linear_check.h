#pragma once
// Rules that compare sums of figures of the form itself ([3]=[4]+[5]+[6], [rT]=SUM([r*])), read as
// such once. Over a table of figures they say at once where such a rule surely holds; everything
// else is left to the evaluator, which is the reference.

#include <cstdint>
#include <optional>
#include <vector>

#include "catalog/form.h"
#include "form/cell_table.h"
#include "form/layout.h"
#include "formula/syntax.h"

namespace girs {

class LinearCheck {
 public:
  /// Nothing for a rule that is not of that kind.
  static std::optional<LinearCheck> of(const FormLayout& layout, const TableColumns& columns,
                                       const Rule& rule);

  /// The place of a term that is the row or column at hand.
  static constexpr std::uint32_t kHere = 0xffffffff;
  /// Every row that "*" means.
  static constexpr std::uint32_t kOpenRows = 0xfffffffe;

  struct Term {
    std::uint32_t row = kHere;
    std::uint32_t column = kHere;
    std::int64_t factor = 1;
  };
  const std::vector<Term>& terms() const { return terms_; }

  /// Whether the rule surely holds at that row and column (the one that it does not need may be
  /// anything). `open_rows`: places of the rows that "*" means.
  bool surely_holds(const CellTable& table, const std::vector<std::uint32_t>& open_rows,
                    std::uint32_t row, std::uint32_t column) const;

  /// What is known while figures are added up; for callers without a table.
  struct Sum {
    std::int64_t total = 0;
    bool any = false;      // a figure or nil
    bool sure = true;
  };
  void add(Sum& sum, CellTable::State state, std::int64_t figure, std::int64_t factor) const;
  bool holds(const Sum& sum) const;
  Sum begin() const { return {constant_}; }

 private:
  std::vector<Term> terms_;       // of left - right
  std::int64_t constant_ = 0;
  formula::Relation relation_ = formula::Relation::kEqual;
  formula::Missing missing_ = formula::Missing::kPropagate;
};

/// The rows of a sheet that "*" means: dynamic ones; without any, those that are not totals.
std::vector<std::uint32_t> open_row_places(const FormLayout& layout, const Sheet& sheet);

}  // namespace girs
