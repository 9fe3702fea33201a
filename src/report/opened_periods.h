#pragma once
// Periods of a catalogue that were opened once and are asked about again and again: a centre that
// takes a country's corrections looks up one obligation in each.
//
// Threads: any.

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "report/opening.h"

namespace girs::report {

class OpenedPeriods {
 public:
  /// How many are kept; one of a country is about 30 KB.
  static constexpr std::size_t kMax = 256;

  /// `catalog` is borrowed; the openings that are given out point into it and into this object.
  explicit OpenedPeriods(const Catalog& catalog) : catalog_(catalog), orders_(catalog.units()) {}

  /// As open_period() without earlier reports: not for a regime with conditions, whose openings
  /// change with the reports.
  Result<std::shared_ptr<const Opening>> of(const Regime& regime, const Period& period);

 private:
  const Catalog& catalog_;
  std::mutex mutex_;
  UnitOrders orders_;
  std::map<std::pair<const Regime*, std::string>, std::shared_ptr<const Opening>> opened_;
};

}  // namespace girs::report
