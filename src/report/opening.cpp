#include "report/opening.h"

#include <algorithm>
#include <map>
#include <set>

#include "report/roll.h"

namespace girs::report {
namespace {

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
      called_units(catalog, regime, period, opening.window.to, *opening.order, earlier);
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
