#include "report/roll.h"

#include <algorithm>
#include <optional>

#include "formula/evaluate.h"
#include "formula/grid_source.h"
#include "report/unit_hierarchy.h"

namespace girs::report {
namespace {

/// Tells whether a unit owes a report under the lines of a regime.
class Roll {
 public:
  Roll(const Catalog& catalog, const Regime& regime, const Period& period, Date day,
       const UnitOrder& order, const formula::CellSource* earlier)
      : catalog_(catalog), regime_(regime), period_(period), day_(day), order_(order),
        hierarchy_(catalog, regime), earlier_(earlier ? *earlier : nothing_) {}

  /// Positions of the units that owe it, ascending.
  std::vector<std::uint32_t> called() const {
    std::vector<std::uint32_t> found;
    for (const auto& line : regime_.reporters) add(line, found);
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    std::erase_if(found, [&](std::uint32_t at) {
      return std::ranges::any_of(regime_.exempt, [&](const Assignment& line) {
        const auto& unit = order_.unit(at);
        return line.names(catalog_.units(), unit, day_) && outcome(line, unit) == true;
      });
    });
    return found;
  }

 private:
  void add(const Assignment& line, std::vector<std::uint32_t>& found) const {
    if (!line.in_force(day_)) return;
    const auto consider = [&](std::uint32_t at) {
      if (outcome(line, order_.unit(at)) != false) found.push_back(at);
    };
    switch (line.by) {
      case Assignment::By::kKind:
        for (const auto at : order_.of_kind(line.code)) consider(at);
        break;
      case Assignment::By::kUnit:
        if (const auto at = order_.position(line.code)) consider(*at);
        break;
      case Assignment::By::kGroup:
        for (std::uint32_t at = 0; at < order_.size(); ++at)
          if (line.names(catalog_.units(), order_.unit(at), day_)) consider(at);
        break;
    }
  }

  /// Nothing when the condition cannot be decided: figures are missing.
  std::optional<bool> outcome(const Assignment& line, const UnitVersion& unit) const {
    if (!line.when) return true;
    formula::Context context;
    context.period = period_;
    context.unit = unit.code;
    context.cells = &earlier_;
    context.hierarchy = &hierarchy_;
    const auto value = formula::evaluate(*line.when, context);
    if (const auto* logical = std::get_if<bool>(&value)) return *logical;
    return std::nullopt;
  }

  const Catalog& catalog_;
  const Regime& regime_;
  const Period& period_;
  Date day_;
  const UnitOrder& order_;
  UnitHierarchy hierarchy_;
  formula::GridSource nothing_;
  const formula::CellSource& earlier_;
};

}  // namespace

std::vector<std::uint32_t> called_units(const Catalog& catalog, const Regime& regime,
                                        const Period& period, Date day, const UnitOrder& order,
                                        const formula::CellSource* earlier) {
  return Roll(catalog, regime, period, day, order, earlier).called();
}

}  // namespace girs::report
