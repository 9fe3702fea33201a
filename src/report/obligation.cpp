#include "report/obligation.h"

#include <algorithm>
#include <list>

#include "report/cells.h"
#include "report/obligation_book.h"
#include "report/opened_periods.h"

namespace girs::report {
namespace {

Obligation expanded(const Opening& opening, const Opening::Owed& one) {
  return {opening.regime, &opening.unit(one), opening.period, one.aggregate ? "aggregate" : "own",
          opening.window, opening.due(one)};
}

/// The earlier reports of a store that conditions of regimes read; kept while a call runs.
class Earlier {
 public:
  explicit Earlier(const Workspace& workspace) : workspace_(workspace) {}
  const formula::CellSource* of(const Regime& regime) {
    if (!is_conditional(regime)) return nullptr;
    return &cells_.emplace_back(workspace_, regime.code);
  }
  /// The first failure of the store, which conditions saw as missing cells.
  Status status() const {
    for (const auto& cells : cells_) GIRS_CHECK(cells.status());
    return ok();
  }

 private:
  const Workspace& workspace_;
  std::list<StoredCells> cells_;
};

/// A period as it opens under a regime, with what it points into.
struct Opened {
  std::unique_ptr<UnitOrders> orders;  // null where the workspace keeps them
  std::shared_ptr<const Opening> opening;
};

Result<Opened> opened(const Workspace& workspace, const Regime& regime, const Period& period) {
  Opened found;
  if (workspace.opened && !is_conditional(regime)) {
    GIRS_TRY(found.opening, workspace.opened->of(regime, period));
    return found;
  }
  Earlier earlier(workspace);
  found.orders = std::make_unique<UnitOrders>(workspace.catalog->units());
  GIRS_TRY(auto opening, open_period(*workspace.catalog, regime, period, *found.orders, earlier.of(regime)));
  GIRS_CHECK(earlier.status());
  found.opening = std::make_shared<const Opening>(std::move(opening));
  return found;
}

std::vector<Obligation> all_of(const Opening& opening) {
  std::vector<Obligation> owed;
  owed.reserve(opening.owed.size());
  for (const auto& one : opening.owed) owed.push_back(expanded(opening, one));
  return owed;
}

Result<std::vector<store::RequestRow>> requests_until(const Workspace& workspace,
                                                      std::string_view unit, Time as_of) {
  return workspace.store->read([&](store::Connection& connection) {
    return store::requests(connection, unit, as_of.time_since_epoch().count());
  });
}

/// What a request asks of one unit; nothing where the catalogue knows neither regime nor unit.
std::optional<Obligation> asked(const Catalog& catalog, const store::RequestRow& row,
                                std::string_view unit) {
  const auto period = Period::parse(row.period);
  const auto due = parse_date(row.due);
  if (!period || !due) return std::nullopt;
  const auto regime = catalog.regime_of(row.regime, *period);
  if (!regime) return std::nullopt;
  const auto window = catalog.window(**regime, *period);
  if (!window) return std::nullopt;
  const auto* version = catalog.units().find(unit, window->to);
  if (!version) return std::nullopt;
  return Obligation{*regime, version, *period, "own", *window, due_on(*due), row.pid};
}

/// Puts what a request asks for in the place of what the regime asks for, or besides it.
void put(std::vector<Obligation>& owed, Obligation asked) {
  const auto same = std::ranges::find_if(owed, [&](const Obligation& one) {
    return one.regime->code == asked.regime->code && one.period == asked.period &&
           one.unit == asked.unit && one.scope == asked.scope;
  });
  if (same == owed.end()) owed.push_back(std::move(asked));
  else *same = std::move(asked);
}

}  // namespace

bool is_conditional(const Regime& regime) {
  const auto conditional = [](const Assignment& line) { return line.when.has_value(); };
  return std::ranges::any_of(regime.reporters, conditional) ||
         std::ranges::any_of(regime.exempt, conditional);
}

Result<std::vector<Obligation>> obligations(const Catalog& catalog, const Regime& regime,
                                            const Period& period, const formula::CellSource* earlier) {
  UnitOrders orders(catalog.units());
  GIRS_TRY(const auto opening, open_period(catalog, regime, period, orders, earlier));
  return all_of(opening);
}

Result<std::vector<Obligation>> obligations_at(const Workspace& workspace, const Regime& regime,
                                               const Period& period, Time as_of) {
  GIRS_TRY(const auto found, opened(workspace, regime, period));
  auto owed = all_of(*found.opening);
  GIRS_TRY(const auto requests, requests_until(workspace, {}, as_of));
  for (const auto& row : requests) {
    if (row.regime != regime.code || row.period != period.label()) continue;
    for (const auto& unit : row.units)
      if (auto one = asked(*workspace.catalog, row, unit)) put(owed, *std::move(one));
  }
  return owed;
}

Result<std::optional<Obligation>> obligation_at(const Workspace& workspace, const store::ReportKey& key,
                                                Time as_of) {
  GIRS_TRY(const auto period, Period::parse(key.period));
  GIRS_TRY(const Regime* regime, workspace.catalog->regime_of(key.regime, period));
  GIRS_TRY(const auto found, opened(workspace, *regime, period));
  std::vector<Obligation> owed;
  if (const auto below = found.opening->below(key.unit); !below.empty())
    owed.push_back(expanded(*found.opening, below.front()));  // the unit itself, when it owes
  GIRS_TRY(const auto requests, requests_until(workspace, key.unit, as_of));
  for (const auto& row : requests) {
    if (row.regime != regime->code || row.period != period.label()) continue;
    if (auto one = asked(*workspace.catalog, row, key.unit)) put(owed, *std::move(one));
  }
  for (auto& one : owed)
    if (one.unit->code == key.unit && one.scope == key.scope) return std::optional(std::move(one));
  return std::optional<Obligation>();
}

Status check_unit(const Catalog& catalog, std::string_view unit) {
  if (!catalog.units().versions_of(unit).empty()) return ok();
  return catalog.units().get(unit, Date{}).error();
}

Result<std::vector<Obligation>> obligations_of(const Workspace& workspace, std::string_view unit,
                                               bool with_units_below, Date from, Date to, Time as_of) {
  const auto& catalog = *workspace.catalog;
  Earlier earlier(workspace);
  GIRS_TRY(const auto book, ObligationBook::make(catalog, from, to, [&](const Regime& regime) {
    return earlier.of(regime);
  }));
  GIRS_CHECK(earlier.status());
  std::vector<Obligation> owed;
  book.each(unit, from, to, [&](const Opening& opening, const Opening::Owed& one) {
    if (with_units_below || opening.unit(one).code == unit) owed.push_back(expanded(opening, one));
  });
  GIRS_TRY(const auto requests,
           requests_until(workspace, with_units_below ? std::string_view() : unit, as_of));
  for (const auto& row : requests)
    for (const auto& code : row.units) {
      auto one = asked(catalog, row, code);
      if (!one) continue;
      const bool wanted =
          code == unit || (with_units_below && catalog.units().is_below(code, unit, one->window.to));
      // A due date that a request moved out of the days asked about takes the regime's with it.
      if (wanted) put(owed, *std::move(one));
    }
  std::erase_if(owed, [&](const Obligation& one) { return one.due.date < from || one.due.date > to; });
  std::ranges::stable_sort(owed, {}, [](const Obligation& one) { return one.due.date; });
  return owed;
}

Result<bool> may_report(const Workspace& workspace, const Regime& regime, const Period& period,
                        const UnitVersion& unit, Date day) {
  for (const auto& line : regime.reporters)
    if (line.names(workspace.catalog->units(), unit, day)) return true;
  GIRS_TRY(const auto requests, requests_until(workspace, unit.code, Time::max()));
  return std::ranges::any_of(requests, [&](const store::RequestRow& row) {
    return row.regime == regime.code && row.period == period.label();
  });
}

}  // namespace girs::report
