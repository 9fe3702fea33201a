#include "unit/boundaries.h"

#include <algorithm>
#include <map>

#include "unit/boundary_step.h"

namespace girs {
namespace {

/// The figures of one period.
struct OfPeriod {
  std::string period;
  Date on{};
  std::map<std::string, const UnitFigure*> by_unit;
};

class Figures {
 public:
  Figures(const UnitTree& tree, std::span<const UnitFigure> figures) : tree_(tree) {
    for (const auto& figure : figures) take(figure);
  }
  const std::vector<OfPeriod>& periods() const { return periods_; }
  Mistakes& mistakes() { return mistakes_; }

 private:
  void take(const UnitFigure& figure) {
    const auto known = place_.try_emplace(figure.period, periods_.size());
    if (known.second) periods_.push_back({figure.period, figure.on, {}});
    auto& period = periods_[known.first->second];
    const auto on = to_text(figure.on);
    const auto tell = [&](const std::string& en, const std::string& vi) {
      mistakes_.add("The figure of " + figure.unit + " for " + figure.period + " " + en,
                    "Số liệu của " + figure.unit + " kỳ " + figure.period + " " + vi,
                    {{"unit", figure.unit}, {"period", figure.period}, {"date", on}});
    };
    if (period.on != figure.on)
      tell("is of " + on + ", others are of " + to_text(period.on) + "; a period has one day.",
           "theo ngày " + on + ", số khác theo ngày " + to_text(period.on) +
               "; mỗi kỳ chỉ theo một ngày.");
    else if (tree_.find(figure.unit, figure.on) == nullptr)
      tell("names a unit that is not in force on " + on + ".",
           "nêu đơn vị không có hiệu lực vào ngày " + on + ".");
    else if (!period.by_unit.emplace(figure.unit, &figure).second)
      tell("stands twice.", "bị ghi hai lần.");
  }

  const UnitTree& tree_;
  std::vector<OfPeriod> periods_;
  std::map<std::string, std::size_t> place_;
  Mistakes mistakes_;
};

/// A unit of the wanted kind that nothing reached lacks what it was made of.
void add_unreached(const UnitTree& tree, const BoundaryRule& rule,
                   std::map<std::string, Amount>& amounts) {
  for (const auto* unit : tree.in_force(rule.target, rule.kind)) {
    const auto [entry, is_new] = amounts.try_emplace(unit->code);
    if (!is_new) continue;
    for (const auto& change : tree.predecessors(unit->code, rule.target))
      entry->second.missing.insert(change.before);
    if (entry->second.missing.empty()) entry->second.missing.insert(unit->code);
  }
}

void convert(const UnitTree& tree, const OfPeriod& period, const BoundaryRule& rule,
             std::vector<BoundaryFigure>& out) {
  Carrying carrying(tree, rule, period.on);
  auto& amounts = carrying.amounts();
  for (const auto& [code, figure] : period.by_unit) {
    auto& amount = amounts[code];
    amount.value = figure->value;
    if (!figure->value) amount.missing.insert(code);
  }
  if (!rule.kind.empty())
    for (const auto* unit : tree.in_force(period.on, rule.kind))
      if (!amounts.contains(unit->code)) amounts[unit->code].missing.insert(unit->code);
  carrying.to_target();
  if (!rule.kind.empty()) add_unreached(tree, rule, amounts);
  for (auto& [code, amount] : amounts) {
    const bool has_value = amount.missing.empty() && !amount.not_comparable;
    out.push_back({code,
                   period.period,
                   has_value ? amount.value : std::nullopt,
                   has_value && amount.estimated,
                   {amount.missing.begin(), amount.missing.end()},
                   amount.not_comparable});
  }
}

}  // namespace

Result<std::vector<BoundaryFigure>> in_boundaries(const UnitTree& tree,
                                                  std::span<const UnitFigure> figures,
                                                  const BoundaryRule& rule) {
  Figures given(tree, figures);
  if (!given.mistakes().empty())
    return std::move(given.mistakes())
        .to_error(Code::kInvalidArgument, "The figures have mistakes; nothing was converted.",
                  "Số liệu có lỗi; chưa chuyển đổi số nào.");
  std::vector<BoundaryFigure> out;
  for (const auto& period : given.periods()) convert(tree, period, rule, out);
  return out;
}

}  // namespace girs
