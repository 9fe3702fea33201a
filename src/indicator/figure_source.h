#pragma once
// What formulas over indicators see: other figures, in the same shape and boundaries.

#include "formula/evaluate.h"
#include "indicator/breaks.h"
#include "indicator/figure_book.h"

namespace girs::indicator {

class FigureSource final : public formula::CellSource {
 public:
  /// What is said beside the figures that the formula reads is noted on `told`. All are borrowed.
  FigureSource(FigureBook& figures, const Wanted& wanted, Point& told, int nested)
      : figures_(figures), wanted_(wanted), told_(told), nested_(nested) {}

  /// What evaluate() makes of one side of a formula.
  formula::Value value_of(const formula::Expression& side, const formula::Context& context) const;

  formula::Value indicator(const formula::CellAddress& address) const override;
  formula::Measure measure_of(const formula::CellAddress& address) const override;
  formula::Value cell(const formula::CellAddress&) const override {
    return formula::Fault::kReference;
  }
  std::vector<Row> rows(const std::string&, const Period&, const std::string&) const override {
    return {};
  }
  std::vector<std::string> columns(const std::string&) const override { return {}; }
  formula::Value parameter(const std::string& name, const Period& period) const override;

  /// The figure that an address asks for; nothing when there is no such indicator.
  std::optional<Wanted> wanted(const formula::CellAddress& address) const;
  std::optional<Wanted> wanted(const std::string& indicator, const formula::Breakdown& breakdown,
                               const std::string& unit, const Period& period) const;
  /// The book that gives it: of a unit of another time, that of its predecessors' figures.
  FigureBook& book(const formula::CellAddress& address) const;
  /// Says of what was read whether it lies on both sides of a break.
  void say_breaks() const { read_.say(figures_, told_); }

 private:
  formula::Value read(FigureBook& figures, const Wanted& asked) const;

  FigureBook& figures_;
  const Wanted& wanted_;
  Point& told_;
  int nested_;
  mutable ReadPeriods read_ = {};
};

}  // namespace girs::indicator
