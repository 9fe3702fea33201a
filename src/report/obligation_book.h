#pragma once
// What everybody owes between two days, under every regime: a country's year in memory.

#include <functional>
#include <memory>
#include <vector>

#include "report/opening.h"

namespace girs::report {

/// Gives the earlier reports that a regime's conditions read; may give null.
using EarlierReports = std::function<const formula::CellSource*(const Regime&)>;

class ObligationBook {
 public:
  /// Every period of every regime whose reports are due from `from` to `to`, at least for one
  /// kind of unit. Borrows the catalogue.
  static Result<ObligationBook> make(const Catalog& catalog, Date from, Date to,
                                     const EarlierReports& earlier = {});

  /// By regime, then in order of the windows.
  const std::vector<Opening>& openings() const { return openings_; }
  /// Number of reports owed in all.
  std::size_t size() const;

  /// Calls visit(opening, owed) for what `unit` and all units below it owe with due dates from
  /// `from` to `to`.
  template <class Visit>
  void each(std::string_view unit, Date from, Date to, Visit&& visit) const {
    for (const auto& opening : openings_)
      for (const auto& one : opening.below(unit)) {
        const auto due = opening.due(one).date;
        if (from <= due && due <= to) visit(opening, one);
      }
  }

 private:
  std::unique_ptr<UnitOrders> orders_;  // openings point into it
  std::vector<Opening> openings_;
};

/// The periods of a regime whose reports are due from `from` to `to` for at least one kind of
/// unit, in order of their windows.
Result<std::vector<Period>> periods_due(const Catalog& catalog, const Regime& regime, Date from,
                                        Date to);

}  // namespace girs::report
