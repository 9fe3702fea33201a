#include "report/opening.h"

#include <algorithm>
#include <map>
#include <set>

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

/// The due date of each kind of unit among those called; a rule that waits for members asks for
/// the latest of theirs.
class Dues {
 public:
  Dues(const Catalog& catalog, const Opening& opening, const std::vector<std::uint32_t>& called)
      : catalog_(catalog), opening_(opening) {
    const auto& order = *opening.order;
    for (const auto at : called) kinds_.insert(order.unit(at).kind);
    for (const auto at : called) {
      const auto parent = order.position(order.unit(at).parent);
      if (parent && kinds_.contains(order.unit(*parent).kind))
        members_[order.unit(*parent).kind].insert(order.unit(at).kind);
    }
  }

  const std::set<std::string>& kinds() const { return kinds_; }

  Result<Due> of(const std::string& kind, std::size_t depth = 0) const {
    const auto* rule = opening_.regime->due_for(kind);
    if (!rule || depth > kinds_.size()) return no_rule(kind);
    std::optional<Date> members_due;
    if (rule->kind == DueKind::kAfterMembers) {
      if (const auto below = members_.find(kind); below != members_.end())
        for (const auto& member : below->second) {
          if (member == kind) continue;
          GIRS_TRY(const auto due, of(member, depth + 1));
          members_due = std::max(members_due.value_or(due.date), due.date);
        }
      // Without members that report there is nobody to wait for but the window itself.
      if (!members_due) members_due = opening_.window.to;
    }
    return due_of(*rule, opening_.period, opening_.window, catalog_.calendar(), members_due);
  }

 private:
  Error no_rule(const std::string& kind) const {
    const auto& code = opening_.regime->code;
    return error(Code::kNotFound, "The regime " + code + " has no due date for units of kind " + kind + ".",
                 "Chế độ báo cáo " + code + " không quy định thời hạn gửi cho loại đơn vị " + kind + ".",
                 {{"regime", code}, {"kind", kind}});
  }

  const Catalog& catalog_;
  const Opening& opening_;
  std::set<std::string> kinds_;
  std::map<std::string, std::set<std::string>> members_;  // kinds below a kind
};

}  // namespace

std::span<const Opening::Owed> Opening::below(std::string_view unit) const {
  const auto slice = order->subtree(unit);
  if (!slice) return {};
  const auto first = std::ranges::lower_bound(owed, slice->begin, {}, &Owed::position);
  const auto last = std::ranges::lower_bound(owed, slice->end, {}, &Owed::position);
  return {first, last};
}

Result<Opening> open_period(const Catalog& catalog, const Regime& regime, const Period& period,
                            UnitOrders& orders, const formula::CellSource* earlier) {
  Opening opening{&regime, period};
  GIRS_CHECK(catalog.check_period(regime, period));
  GIRS_TRY(opening.window, catalog.window(regime, period));
  opening.order = &orders.on(opening.window.to);
  const auto called =
      Roll(catalog, regime, period, opening.window.to, *opening.order, earlier).called();
  const Dues dues(catalog, opening, called);
  std::map<std::string, std::uint16_t> by_kind;
  for (const auto& kind : dues.kinds()) {
    GIRS_TRY(const auto due, dues.of(kind));
    by_kind.emplace(kind, static_cast<std::uint16_t>(opening.dues.size()));
    opening.dues.push_back(due);
  }
  opening.owed.reserve(called.size());
  const std::string* kind = nullptr;  // neighbours are mostly of one kind
  Opening::Owed next;
  for (const auto at : called) {
    const auto& unit = opening.order->unit(at);
    if (!kind || *kind != unit.kind) {
      kind = &unit.kind;
      next.due = by_kind.at(unit.kind);
      next.aggregate = regime.aggregates(unit.kind);
    }
    next.position = at;
    opening.owed.push_back(next);
  }
  return opening;
}

}  // namespace girs::report
