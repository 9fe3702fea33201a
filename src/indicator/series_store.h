#pragma once
// Series in the store: writing vintages, and reading what was known at a moment.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "catalog/indicator.h"
#include "indicator/series_value.h"
#include "store/series.h"
#include "store/store.h"

namespace girs::indicator {

struct Vintage {
  std::string indicator, unit;
  Breakdown breakdown = {};
  std::string vintage;                   // as the source says it, "2017-06-30"
  Time published{};                      // the same as a moment
  std::string source;
  std::optional<std::string> pid = {};
  std::vector<SeriesValue> values = {};  // in order of their periods
};

/// The moment that a vintage's code names when it is a day (its first second in Vietnam, UTC+7)
/// or an RFC 3339 time; nothing otherwise.
std::optional<Time> published_at(std::string_view vintage);

/// Stores a vintage in the caller's transaction; gives its id.
Result<std::int64_t> put_vintage(store::Connection& connection, const Indicator& indicator,
                                 const Vintage& vintage, Time received);

/// What is known of one value: from the newest vintage that has it.
struct Known {
  formula::Value value;
  ValueStatus status = ValueStatus::kOfficial;
  std::vector<std::string> flags = {};
  std::int64_t vintage = 0;   // row of the store
  bool revised = false;       // an earlier vintage said otherwise
};

/// What is known of one unit, in order of periods.
class KnownValues {
 public:
  /// nullptr when nothing is known of it.
  const Known* find(const Period& period) const;
  /// Takes a value of a vintage that is newer than all before; it replaces what was known.
  void take(const Period& period, Known known);
  std::size_t size() const { return values_.size(); }
  /// Makes room for so many more.
  void expect(std::size_t more) { values_.reserve(values_.size() + more); }

 private:
  struct One {
    Period period;
    Known known;
  };
  std::vector<One> values_;
};

/// A vintage as people know it.
struct VintageName {
  std::string vintage, source;
};
using VintageNames = std::map<std::int64_t, VintageName>;   // by row of the store

/// All units of one indicator and breakdown.
struct KnownSeries {
  VintageNames vintages = {};
  std::map<std::string, KnownValues> units;
  const Known* find(const std::string& unit, const Period& period) const;
};

/// As of when a question is asked; without a bound everything counts.
struct AsOf {
  std::optional<Time> published = {};  // what was published by then
  std::optional<Time> received = {};   // what this store knew by then
  std::optional<std::int64_t> row = {};  // what it knew when this was its newest vintage, exactly
};
/// The row of the newest vintage; 0 before the first. Later ones have greater rows.
Result<std::int64_t> newest_vintage(store::Connection& connection);

Result<KnownSeries> read_series(store::Connection& connection, std::string_view indicator,
                                const Breakdown& breakdown, const AsOf& as_of);

/// One value through its vintages that count as of then, the oldest first.
struct Revision {
  std::int64_t row = 0;
  std::string vintage, source;
  std::optional<std::string> pid;
  Time published{}, received{};
  SeriesValue value;
};
Result<std::vector<Revision>> revisions(store::Connection& connection, std::string_view indicator,
                                        const std::string& unit, const Breakdown& breakdown,
                                        const Period& period, const AsOf& as_of);

}  // namespace girs::indicator
