#pragma once
// What formulas see of the sheets at hand: the forms of one report of one unit and period, and
// beyond them whatever a fallback knows (other periods, units and forms).

#include <string>
#include <utility>
#include <vector>

#include "form/layout.h"
#include "form/sheet.h"
#include "formula/source.h"

namespace girs {

class SheetSource final : public formula::CellSource {
 public:
  /// `fallback` may be null: then nothing else has been reported.
  SheetSource(Period period, std::string unit, const formula::CellSource* fallback = nullptr)
      : period_(std::move(period)), unit_(std::move(unit)), fallback_(fallback) {}
  /// Adds a form of the report; both must outlive the source.
  void add(const FormLayout& layout, const Sheet& sheet) { sheets_.emplace_back(&layout, &sheet); }

  formula::Value cell(const formula::CellAddress& address) const override;
  std::vector<Row> rows(const std::string& form, const Period& period,
                        const std::string& unit) const override;
  std::vector<std::string> columns(const std::string& form) const override;
  formula::Value parameter(const std::string& name) const override;

 private:
  using Entry = std::pair<const FormLayout*, const Sheet*>;
  const Entry* find(const std::string& form) const;
  bool is_here(const Period& period, const std::string& unit) const {
    return period == period_ && (unit == unit_ || unit.empty());
  }

  Period period_;
  std::string unit_;
  const formula::CellSource* fallback_;
  std::vector<Entry> sheets_;
};

}  // namespace girs
