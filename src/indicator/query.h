#pragma once
// Questions to many figures at once: indicators x units x periods x what is derived from each
// figure, as of a moment, in the boundaries of the time or of a chosen day.

#include <optional>
#include <string>
#include <vector>

#include "indicator/figure_book.h"
#include "json/value.h"

namespace girs::indicator {

/// What is wanted of a figure.
struct Derivation {
  enum class Kind { kValue, kYearToDate, kMoving, kGrowth, kGrowthYear, kShare, kRank, kIndex };
  Kind kind = Kind::kValue;
  int count = 1;                      // kMoving: periods
  std::optional<Period> base = {};    // kIndex: the period that is 100
  bool operator==(const Derivation&) const = default;

  /// "value", "ytd", "moving-3", "growth" (to the period before), "growth-year" (to the same
  /// period a year before), "share" (of the unit above), "rank" (1 is the largest), "index-2010".
  static std::optional<Derivation> parse(std::string_view word);
  std::string text() const;
  /// Of a figure of its own; nothing for what compares two.
  std::optional<Shape> shape() const;
};

struct Query {
  std::vector<std::string> indicators;
  std::vector<std::string> units = {};
  std::string below = {};             // and the units directly below this one that have figures
  std::string all_below = {};         // and all units below this one that have figures
  Period from, to;                    // both included, of one kind
  std::vector<Breakdown> breakdowns = {{}};
  std::vector<Derivation> derive = {{}};
  std::optional<Date> boundaries = {};
  AsOf as_of = {};
};

/// A figure in an answer.
struct Observation {
  const Indicator* indicator = nullptr;
  std::string unit, unit_name;
  Period period;
  Breakdown breakdown = {};
  Derivation derivation = {};
  int decimals = 0;
  Point point = {};
};

struct Answer {
  Query query;
  std::vector<Observation> observations;   // by indicator, breakdown, derivation, unit, period
  VintageNames vintages = {};              // that they stand on

  /// The newest vintage that a figure stands on; empty when there is none.
  const VintageName& vintage_of(const Observation& one) const;
};

inline constexpr std::size_t kObservationsMax = 2'000'000;

/// kNotFound, kInvalidArgument with every mistake: an indicator or unit that does not exist, a
/// breakdown that the indicator has not, a period that it cannot have. Not inside a transaction of
/// the store: columns of closed periods that were read for it are stored (report/column_cache.h).
Result<Answer> ask(const report::Workspace& workspace, const Query& query);

/// What stands behind the one figure that a question asks for, in its breakdown, derivation and
/// boundaries, as of its moment; as girs_indicator_explain_question() documents it.
/// kInvalidArgument, too, for more than one figure, and for a rank, which is no figure of its own.
Result<json::Value> explain(const report::Workspace& workspace, const Query& query);

/// {"indicators":[..],"units":[..]?,"below"?,"all_below"?,"from","to"?,"breakdowns":[{"SEX":"F"}]?,
/// "derive":["value",..]?,"boundaries":"2025-07-01"?,"as_of"?,"known_at"?}; every mistake at once
/// with its pointer. Moments are days or RFC 3339.
Result<Query> read_query(const json::Value& request);
/// The same of its text.
Result<Query> parse_query(std::string_view request);

/// Decimals with which figures are shown.
int decimals_of(const Indicator& indicator, const Derivation& derivation);

/// A figure that another is compared with, and the book that gives it.
struct Compared {
  FigureBook* figures = nullptr;
  Wanted wanted = {};
};

/// The figures of one derivation that are asked for, computed one by one.
class Deriving {
 public:
  explicit Deriving(FigureBook& figures) : figures_(figures) {}
  Point at(const Wanted& wanted, const Derivation& derivation);
  /// What growth, a share or an index compares the figure with; nothing where there is none.
  std::optional<Compared> base_of(const Wanted& wanted, const Derivation& derivation);

 private:
  std::optional<Compared> then(const Wanted& wanted, const std::optional<Period>& period);
  std::optional<Compared> above(const Wanted& wanted);
  void say_breaks(const Wanted& wanted, const Period& base, Point& now, Point& then);

  FigureBook& figures_;
};

}  // namespace girs::indicator
