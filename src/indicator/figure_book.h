#pragma once
// Figures of indicators over units, periods and breakdowns, out of series, reports and formulas:
// rolled up by measure, recomputed from their parts at every level, in the boundaries of the time
// or of a chosen day, as of a moment. A figure that cannot be had says why in its flags.
//
// One object answers many questions and reads each series once; one thread at a time.

#include <array>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "indicator/even_sums.h"
#include "indicator/point.h"
#include "indicator/report_figures.h"
#include "indicator/series_store.h"
#include "indicator/span.h"
#include "report/unit_hierarchy.h"
#include "unit/boundary_plan.h"
#include "report/workspace.h"

namespace girs::indicator {

/// One figure that is asked for.
struct Wanted {
  const Indicator* indicator = nullptr;
  std::string unit;
  Period period;
  Shape shape = {};
  Breakdown breakdown = {};
};

class FigureBook {
 public:
  /// The workspace is borrowed.
  explicit FigureBook(const report::Workspace& workspace, const AsOf& as_of = {},
                      std::optional<Date> boundaries = {});
  FigureBook(const FigureBook&) = delete;
  FigureBook& operator=(const FigureBook&) = delete;

  /// The book of the same figures in other boundaries (none: those of the time), which shares with
  /// this one what is read; it lives as long as this one.
  FigureBook& in(const std::optional<Date>& boundaries);

  Point at(const Wanted& wanted, int nested = 0);
  /// That figures of an indicator will be asked for in these periods: what they stand on is read
  /// at once, as far as it is known how.
  Status prepare(const Indicator& indicator, const std::vector<Period>& periods);
  /// The values of a series as they are known; read once.
  const KnownSeries& series(const Indicator& indicator, const Breakdown& breakdown);
  /// One of them; nullptr when there is none.
  const Known* known(const Indicator& indicator, const Breakdown& breakdown,
                     const std::string& unit, const Period& period);
  /// An indicator that a formula reads; nullptr when there is no such one.
  const Indicator* definition(const std::string& code);
  /// The days of the breaks of an indicator and of those that its formula reads.
  const std::vector<Date>& break_days(const Indicator& indicator);
  /// The day on which units of `period` are meant.
  std::optional<Date> day(const Period& period) const;
  /// The first failure of the store, which figures show as missing; of all books that share.
  Status status() const;

  /// The units below `unit` whose figures its own is the sum of, where it does not deliver one: all
  /// that deliver but those below another that does, which has them in its figure.
  std::vector<const UnitVersion*> summed_units(const Indicator& indicator, const std::string& unit,
                                               Date on) const;
  /// The breakdowns whose figures add up to one that was not delivered: all members of a dimension
  /// that it leaves open, if all are known; else none.
  std::vector<Breakdown> summed_members(const Indicator& indicator, const std::string& unit,
                                        const Period& period, const Breakdown& breakdown);
  /// The vintages that were read so far.
  const VintageNames& vintages() const { return root_->vintages_; }
  /// Forgets series that were read, when they are many; they are read again when asked for.
  void make_room();
  /// Whether a unit of this kind delivers the indicator itself.
  static bool delivers(const Indicator& indicator, const UnitVersion& unit);

  const report::Workspace& workspace() const { return workspace_; }
  const formula::Hierarchy& hierarchy() const { return hierarchy_; }
  const AsOf& as_of() const { return as_of_; }
  const std::optional<Date>& boundaries() const { return boundaries_; }
  void fail(const Error& error);

  /// While it lives, figures of a unit that are read together are summed from the same units
  /// (EvenSums): after they were worked out a first time, when that says so.
  class Evenly {
   public:
    Evenly(FigureBook& book, const Wanted& wanted);
    Evenly(const Evenly&) = delete;
    Evenly& operator=(const Evenly&) = delete;
    ~Evenly();
    bool apply() { return own_ && even_.apply(); }
   private:
    FigureBook& book_;
    EvenSums* const before_;
    bool own_ = false;   // no other one of this unit lives
    EvenSums even_;
  };
  /// Whether a unit's figure is summed up then, though it delivered one; whether one of those that
  /// it is summed from is left out.
  bool is_summed_evenly(const Indicator& indicator, const std::string& unit, const Period& period);
  bool leaves_out(const std::string& whole, std::string_view unit) const {
    return even_ && even_->is_of(whole) && even_->leaves_out(unit);
  }

  /// The exact figure that a formula reads, as at() has it; what is said beside it is noted on
  /// `told`.
  formula::Value operand(const Wanted& wanted, Point& told, int nested);

 private:
  using Carried = std::map<std::string, Point>;  // by unit, in the chosen boundaries
  /// What each unit of the chosen boundaries was made of, split units too.
  using BoundaryParts = std::map<std::string, std::vector<std::string>>;
  /// A series of the units of one kind in the chosen boundaries.
  struct CarriedSeries {
    const Indicator* indicator = nullptr;
    Breakdown breakdown = {};
    std::string kind = {};
    std::map<Period, Carried> periods = {};   // where no plan serves
    BoundaryParts parts = {};                 // then, of the plan's days; empty: not worked out
    // Of the plan of the newest question: the values of each part of each target, where they begin,
    // and the target that was asked for.
    const BoundaryPlan* plan = nullptr;
    std::vector<const KnownValues*> values = {};
    std::vector<std::size_t> begins = {};
    std::string unit = {};
    std::size_t target = 0;
  };

  /// A unit as it stands in a period: the period's last day, the day on which the unit is meant,
  /// and what it was then.
  struct Standing {
    std::optional<Date> last = {};
    std::optional<Date> day = {};
    const UnitVersion* version = nullptr;
  };
  struct KnownStanding {
    std::string unit = {};
    Period period = {};
    Standing standing = {};
  };
  /// A series that was asked for lately, and the values of the unit that was.
  struct AtHand {
    const Indicator* indicator = nullptr;
    Breakdown breakdown = {};
    const KnownSeries* series = nullptr;
    std::string unit = {};
    const KnownValues* values = nullptr;
  };

  FigureBook(FigureBook& root, std::optional<Date> boundaries);

  const Standing& standing(const std::string& unit, const Period& period);
  AtHand& at_hand(const Indicator& indicator, const Breakdown& breakdown);

  Point of_series(const Wanted& wanted);
  Point of_formula(const Wanted& wanted, int nested);
  std::optional<Point> formula_over_time(const Wanted& wanted, int nested);
  Point evaluated(const Wanted& wanted, int nested);
  Point of_reports(const Wanted& wanted, int nested);
  /// One value of a series: delivered, carried over changes of units, or summed up.
  Point leaf(const Indicator& indicator, const std::string& unit, const Period& period,
             const Breakdown& breakdown);
  /// The exact figure of a series in one period of its frequency, where the unit itself delivered
  /// it, with what at() says beside it; nothing where there is more to it.
  std::optional<Point> leaf_beside(const Wanted& wanted);
  /// Flags that any figure may have.
  void mark(const Wanted& wanted, Point& point);
  Point delivered(const Indicator& indicator, const Known& known, const Period& period) const;
  Point sum_of_units(const Indicator& indicator, const UnitVersion& unit, Date day,
                     const Period& period, const Breakdown& breakdown, bool delivered);
  /// The figure that a unit has by itself, in the boundaries of this book; nothing when it is missing.
  std::optional<Point> own_figure(const Indicator& indicator, const std::string& unit,
                                  const Period& period, const Breakdown& breakdown);
  Point sum_of_members(const Indicator& indicator, const std::string& unit, const Period& period,
                       const Breakdown& breakdown, const Point& otherwise);
  /// The figure of a unit in the chosen boundaries; nothing when no unit of its kind has one.
  std::optional<Point> carried(const Indicator& indicator, const UnitVersion& unit,
                               const Period& period, const Breakdown& breakdown,
                               const std::optional<Date>& last_day);
  Carried carry(CarriedSeries& series, const Period& period);
  /// By a plan that serves; nothing when the sum has more than 34 digits.
  static std::optional<Point> whole(const CarriedSeries& series, const Period& period);
  /// Takes the plan for figures of that day.
  void take_plan(CarriedSeries& series, Date on);
  const BoundaryPlan& plan_for(const CarriedSeries& series, Date on);

  report::Workspace workspace_;
  AsOf as_of_;
  std::optional<Date> boundaries_;
  report::UnitHierarchy hierarchy_;
  ReportFigures reports_;
  std::map<std::pair<std::string, std::string>, KnownSeries> series_;
  struct KnownPlan {
    Addition addition = Addition::kFlow;
    std::string key = {}, kind = {};
    BoundaryPlan plan = {};
  };
  std::deque<CarriedSeries> carried_;
  std::deque<KnownPlan> plans_;
  // Figures of a formula come for one unit and period after another, each several times:
  std::array<KnownStanding, 4> standings_ = {};   // by the number of the period
  std::vector<AtHand> at_hand_;
  std::vector<std::pair<std::string, const Indicator*>> definitions_;
  VintageNames vintages_;
  std::size_t values_ = 0;   // of the series that were read
  EvenSums* even_ = nullptr;   // of the formula that is being worked out
  // Of the first book alone, for all that share:
  FigureBook* root_ = this;
  std::map<std::optional<Date>, std::unique_ptr<FigureBook>> others_;
  std::optional<Error> failure_;
  std::map<const Indicator*, std::vector<Date>> break_days_;
};

/// The indicators that its formula names, as often as it does.
std::vector<const Indicator*> indicators_read(const Catalog& catalog, const Indicator& indicator);
/// Kinds of unit at which an indicator's figures are delivered, also through its formula; empty
/// when nothing says so.
std::set<std::string> delivered_kinds(const Catalog& catalog, const Indicator& indicator);
/// How often it has figures: its own frequency or its regime's; null of a formula that says none.
const Frequency* frequency_of(const Catalog& catalog, const Indicator& indicator);

}  // namespace girs::indicator
