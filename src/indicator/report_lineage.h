#pragma once
// What stands behind a figure over reports: of a unit that reports, the cells that the formula
// read, and the package with its leaf and signers; of a sum, the figures that it sums up, each
// with what stands behind it; of a signed aggregate all of these.

#include "indicator/compute.h"

namespace girs::indicator {

/// How much an explanation may still show.
struct FigureBudget {
  std::size_t left = 0;         // figures; each takes one away
  /// Levels of JSON, one of another, in which figures stand; below the last there are only what a
  /// figure tells of itself and of its package. All fit into what json::parse() takes (64).
  std::size_t levels = 48;
  bool take() { return left > 0 && left--; }
};

/// What stands some levels deeper, as long as this lives; false: there is no room.
class Deeper {
 public:
  Deeper(FigureBudget& budget, std::size_t levels)
      : budget_(budget), taken_(budget.levels < levels ? 0 : levels) {
    budget_.levels -= taken_;
  }
  ~Deeper() { budget_.levels += taken_; }
  Deeper(const Deeper&) = delete;
  Deeper& operator=(const Deeper&) = delete;
  explicit operator bool() const { return taken_ > 0; }

 private:
  FigureBudget& budget_;
  std::size_t taken_;
};

/// explain() within a larger explanation.
Result<json::Value> explained(const report::Workspace& workspace, std::string_view code,
                              std::string_view unit, const Period& period, FigureBudget& budget,
                              const AsOf& as_of);

/// The members of a figure: {"unit","name","value","numerator","denominator","counted","expected",
/// "pid","flags","status"?}.
json::Value to_json(const Figure& figure);

/// Adds to `shown`, which is the first figure of `table`: "numerator_cells", "denominator_cells",
/// "package", "parts" and, beside a stale figure, "now". An operand that is an indicator has what
/// explained() gives as "behind". A part or operand for which there is no room left has
/// "more": true instead of what stands behind it.
Status add_sources(const report::Workspace& workspace, const Table& table, FigureBudget& budget,
                   json::Value& shown, const AsOf& as_of);

}  // namespace girs::indicator
