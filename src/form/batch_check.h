#pragma once
// Many sheets of one form checked at once: a country's quarter. Rules that read nothing but the
// sheet itself run as plans (engine/plan.h) over columns of all sheets; the evaluator of `formula`
// looks only where they do not hold, and at all other rules. The findings are those of check(),
// sheet by sheet.

#include <memory>
#include <span>
#include <vector>

#include "form/check.h"

namespace girs::engine {
class PlanCache;
}

namespace girs {

/// A form's rules, compiled once. Immutable: one for each version of a form serves any number of
/// threads and batches, and is worth keeping.
class BatchCheck {
 public:
  /// Borrows the layout. Rules that `plans` has compiled before are not compiled again.
  explicit BatchCheck(const FormLayout& layout, engine::PlanCache* plans = nullptr);
  ~BatchCheck();

  struct Item {
    const Sheet* sheet = nullptr;
    CheckContext context;
  };
  /// Findings by sheet, as check() gives them. 1,024 sheets are laid out as columns at a time.
  std::vector<std::vector<Finding>> check(std::span<const Item> items) const;

  /// How many rules run as plans wherever the form checks them in every sheet.
  std::size_t covered_rules() const;

 private:
  class Rules;
  const FormLayout& layout_;
  std::unique_ptr<const Rules> rules_;
};

}  // namespace girs
