#include "indicator/lineage.h"

#include <algorithm>

#include "formula/evaluate.h"
#include "indicator/compute.h"
#include "indicator/figure_source.h"
#include "json/parse.h"

namespace girs::indicator {
namespace {

using json::Value;

constexpr std::size_t kFiguresMax = 200;
constexpr std::size_t kPartLevels = 2;   // of JSON from a figure to one below: the list, the figure

Value breakdown_json(const Breakdown& breakdown) {
  Value shown = json::Object{};
  for (const auto& [dimension, member] : breakdown) shown.add(dimension, member);
  return shown;
}

/// The signed package that brought a vintage.
Result<Value> package_json(store::Connection& connection, const std::string& pid) {
  Value shown;
  shown.set("pid", pid);
  GIRS_TRY(const auto row, store::series_package(connection, pid));
  if (!row) return shown;
  shown.set("origin", row->origin);
  shown.set("index", row->index);
  shown.set("rev", row->rev);
  const auto signers = json::parse(row->signers);
  if (signers) shown.set("signers", *signers);
  return shown;
}

/// Names of what a figure is asked in, where that is not the plain value.
void set_asked(const FigureBook& book, const Wanted& wanted, Value& shown) {
  if (wanted.shape.kind == Shape::Kind::kYearToDate)
    shown.set("derivation", Derivation{Derivation::Kind::kYearToDate}.text());
  if (wanted.shape.kind == Shape::Kind::kLast)
    shown.set("derivation", Derivation{Derivation::Kind::kMoving, wanted.shape.count}.text());
  if (book.boundaries()) shown.set("boundaries", girs::to_text(*book.boundaries()));
}

void set_point(const Point& point, int decimals, Value& shown) {
  set_shown(shown, point.value, decimals);
  const auto status = shown_status(point);
  shown.set("status", status.empty() ? Value() : Value(std::string(status)));
  Value flags = json::Array{};
  for (const auto& flag : point.flags) flags.push(flag);
  shown.set("flags", std::move(flags));
  shown.set("counted", static_cast<std::int64_t>(point.counted));
  shown.set("expected", static_cast<std::int64_t>(point.expected));
}

Value head_json(const FigureBook& book, const Wanted& wanted) {
  Value shown;
  shown.set("indicator", wanted.indicator->code);
  shown.set("name", wanted.indicator->name.vi);
  shown.set("unit", wanted.unit);
  const auto on = book.day(wanted.period);
  const auto* unit = on ? book.workspace().catalog->units().find(wanted.unit, *on) : nullptr;
  if (unit) shown.set("unit_name", unit->name);   // a code alone may mean another one another day
  shown.set("period", wanted.period.label());
  shown.set("breakdown", breakdown_json(wanted.breakdown));
  set_asked(book, wanted, shown);
  return shown;
}

Value formula_json(const Indicator& indicator) {
  Value formula;
  formula.set("numerator", indicator.numerator.text());
  formula.set("denominator",
              indicator.denominator ? Value(indicator.denominator->text()) : Value());
  formula.set("factor", indicator.factor.text());
  formula.set("round", indicator.round);
  return formula;
}

class Tracing {
 public:
  explicit Tracing(FigureBudget& budget) : budget_(budget) {}

  /// A figure that was asked for, of which others may be made.
  Result<Value> derived(FigureBook& book, const Wanted& wanted, const Derivation& derivation) {
    if (const auto shape = derivation.shape()) {
      auto asked = wanted;
      asked.shape = *shape;
      return figure(book, asked, 0);
    }
    budget_.take();
    Deriving deriving(book);
    Value shown = head_json(book, wanted);
    shown.set("derivation", derivation.text());
    set_point(deriving.at(wanted, derivation), decimals_of(*wanted.indicator, derivation), shown);
    Value operands = json::Array{};
    const auto base = deriving.base_of(wanted, derivation);
    FigureBook::Evenly evenly(book, wanted);
    book.at(wanted);
    if (base) base->figures->at(base->wanted);
    evenly.apply();
    GIRS_CHECK(add_figure(book, wanted, 1, operands, shown));
    if (base)
      GIRS_CHECK(add_figure(*base->figures, base->wanted, 1, operands, shown));
    shown.set("operands", std::move(operands));
    return shown;
  }

 private:
  Result<Value> figure(FigureBook& book, const Wanted& wanted, int depth) {
    budget_.take();
    Value shown = head_json(book, wanted);
    set_point(book.at(wanted), wanted.indicator->round, shown);
    if (wanted.indicator->from != IndicatorSource::kFormula) {
      GIRS_CHECK(add_behind(book, wanted, depth, shown));
      return shown;
    }
    // Of what adds up each period is worked out; a rate is, over all of them.
    const auto periods = adds_up_undivided(*wanted.indicator) ? periods_of(book, wanted)
                                                              : std::vector<Wanted>();
    if (periods.empty()) GIRS_CHECK(add_operands(book, wanted, depth, shown));
    else GIRS_CHECK(add_parts(book, periods, depth, shown));
    return shown;
  }

  Status add_operands(FigureBook& book, const Wanted& wanted, int depth, Value& shown) {
    const auto& indicator = *wanted.indicator;
    shown.set("formula", formula_json(indicator));
    Point told;
    const FigureSource source(book, wanted, told, depth);
    formula::Context context;
    context.period = wanted.period;
    context.unit = wanted.unit;
    context.missing = indicator.missing;
    context.cells = &source;
    context.hierarchy = &book.hierarchy();
    FigureBook::Evenly evenly(book, wanted);
    book.at(wanted);
    evenly.apply();
    auto operands = formula::operands(indicator.numerator, context);
    if (indicator.denominator)
      for (auto& more : formula::operands(*indicator.denominator, context)) operands.push_back(more);
    Value list = json::Array{};
    for (const auto& operand : operands)
      if (const auto asked = source.wanted(operand.address))
        GIRS_CHECK(add_figure(source.book(operand.address), *asked, depth + 1, list, shown));
    shown.set("operands", std::move(list));
    return ok();
  }

  /// Adds a figure to a list below `shown`, which says when there is no room.
  Status add_figure(FigureBook& book, const Wanted& wanted, int depth, Value& list, Value& shown) {
    const Deeper room(budget_, kPartLevels);
    if (!room || budget_.left == 0) {
      shown.set("more", true);
      return ok();
    }
    GIRS_TRY(auto one, figure(book, wanted, depth));
    list.push(std::move(one));
    return ok();
  }

  Status add_parts(FigureBook& book, const std::vector<Wanted>& parts, int depth, Value& shown) {
    Value list = json::Array{};
    for (const auto& part : parts) GIRS_CHECK(add_figure(book, part, depth + 1, list, shown));
    shown.set("parts", std::move(list));
    return ok();
  }

  /// Of a series or of reports: what was added up, or where the figure came from.
  Status add_behind(FigureBook& book, const Wanted& wanted, int depth, Value& shown) {
    if (const auto periods = periods_of(book, wanted); !periods.empty())
      return add_parts(book, periods, depth, shown);
    auto one = wanted;
    one.shape = {};
    const auto earlier = earlier_units(book, one);
    if (!earlier) return add_source(book, one, depth, shown);
    auto& as_it_was = book.in({});
    if (earlier->size() == 1 && earlier->front().unit == one.unit)
      return add_source(as_it_was, one, depth, shown);
    Value list = json::Array{};
    for (const auto& part : *earlier) {
      const auto before = list.as_array()->size();
      one.unit = part.unit;
      GIRS_CHECK(add_figure(as_it_was, one, depth + 1, list, shown));
      if (!part.estimated || list.as_array()->size() == before) continue;
      auto& added = list.as_array()->back();
      added.set("estimated", true);
      if (wanted.indicator->from == IndicatorSource::kReports)
        added.set("weight", part.weight.text());
    }
    shown.set("parts", std::move(list));
    return ok();
  }

  /// The periods that were added up; none when it is the period itself.
  static std::vector<Wanted> periods_of(const FigureBook& book, const Wanted& wanted) {
    const auto* frequency = frequency_of(*book.workspace().catalog, *wanted.indicator);
    const auto periods =
        frequency ? counted_parts(*wanted.indicator, *frequency, wanted.period, wanted.shape)
                  : std::nullopt;
    std::vector<Wanted> parts;
    if (!periods || periods->empty()) return parts;
    if (periods->size() == 1 && periods->front() == wanted.period) return parts;
    for (const auto& period : *periods)
      parts.push_back({wanted.indicator, wanted.unit, period, {}, wanted.breakdown});
    return parts;
  }

  /// What a unit in chosen boundaries was made of; nothing where its figure is not carried over.
  static std::optional<std::vector<formula::Hierarchy::Part>> earlier_units(const FigureBook& book,
                                                                            const Wanted& wanted) {
    if (!book.boundaries()) return std::nullopt;
    const auto& catalog = *book.workspace().catalog;
    const auto* unit = catalog.units().find(wanted.unit, *book.boundaries());
    const bool carried = unit && (wanted.indicator->from == IndicatorSource::kReports ||
                                  FigureBook::delivers(*wanted.indicator, *unit));
    const auto now = period_of(*book.boundaries(), PeriodKind::kDay);
    if (!carried || !now) return std::nullopt;
    return report::UnitHierarchy(catalog).predecessors(wanted.unit, *now, wanted.period);
  }

  Status add_source(FigureBook& book, const Wanted& wanted, int depth, Value& shown) {
    return wanted.indicator->from == IndicatorSource::kReports
               ? add_reports(book, wanted, shown)
               : add_vintages(book, wanted, depth, shown);
  }

  /// The vintages of a delivered value, or what was summed up.
  Status add_vintages(FigureBook& book, const Wanted& wanted, int depth, Value& shown) {
    GIRS_TRY(auto revisions, revisions_json(book, wanted));
    const bool own = !revisions.as_array()->empty();
    const bool summed = !own || book.is_summed_evenly(*wanted.indicator, wanted.unit, wanted.period);
    const auto units = summed ? units_below(book, wanted) : std::vector<Wanted>();
    const bool any = std::ranges::any_of(
        units, [&](const Wanted& unit) { return book.at(unit).counted > 0; });
    if (own && !any) {
      shown.set("revisions", std::move(revisions));
      return ok();
    }
    std::vector<Wanted> members;
    if (!any)
      for (const auto& member : book.summed_members(*wanted.indicator, wanted.unit, wanted.period,
                                                    wanted.breakdown))
        members.push_back({wanted.indicator, wanted.unit, wanted.period, {}, member});
    return add_parts(book, members.empty() ? units : members, depth, shown);
  }

  static std::vector<Wanted> units_below(const FigureBook& book, const Wanted& wanted) {
    std::vector<Wanted> below;
    const auto on = book.day(wanted.period);
    const auto* unit = on ? book.workspace().catalog->units().find(wanted.unit, *on) : nullptr;
    if (!unit || FigureBook::delivers(*wanted.indicator, *unit)) return below;
    for (const auto* one : book.summed_units(*wanted.indicator, wanted.unit, *on)) {
      if (book.leaves_out(wanted.unit, one->code)) continue;
      below.push_back(wanted);
      below.back().unit = one->code;
    }
    return below;
  }

  Status add_reports(FigureBook& book, const Wanted& wanted, Value& shown) {
    const auto& workspace = book.workspace();
    auto table = compute(workspace, wanted.indicator->code, wanted.unit, wanted.period, 0,
                         book.as_of());
    if (!table && table.error().code == Code::kNotFound) return ok();   // as its flags say
    if (!table) return std::move(table).error();
    return add_sources(workspace, *table, budget_, shown, book.as_of());
  }

  static Result<Value> revisions_json(FigureBook& book, const Wanted& wanted) {
    return book.workspace().store->read([&](store::Connection& connection) -> Result<Value> {
      GIRS_TRY(const auto found, revisions(connection, wanted.indicator->code, wanted.unit,
                                           wanted.breakdown, wanted.period, book.as_of()));
      Value list = json::Array{};
      for (const auto& revision : found) {
        Value one;
        one.set("vintage", revision.vintage);
        one.set("published", to_rfc3339(revision.published));
        one.set("received", to_rfc3339(revision.received));
        one.set("source", revision.source);
        set_shown(one, revision.value.value, wanted.indicator->round);
        one.set("status", to_text(revision.value.status));
        if (revision.pid) {
          GIRS_TRY(auto package, package_json(connection, *revision.pid));
          one.set("package", std::move(package));
        }
        list.push(std::move(one));
      }
      return list;
    });
  }

  FigureBudget& budget_;
};

}  // namespace

void set_shown(Value& shown, const formula::Value& value, int decimals) {
  if (const auto* number = std::get_if<Decimal>(&value))
    shown.set("value", number->text_at(decimals).value_or(number->text()));
  else if (const auto* absent = std::get_if<formula::Absent>(&value))
    shown.set("absent", formula::to_text(*absent));
  else if (const auto* fault = std::get_if<formula::Fault>(&value))
    shown.set("error", formula::to_text(*fault));
}

Result<Value> lineage(FigureBook& figures, const Wanted& wanted, const Derivation& derivation,
                      FigureBudget& budget) {
  const auto room = std::min(budget.left, kFiguresMax);
  FigureBudget own{room, budget.levels};
  GIRS_TRY(auto shown, Tracing(own).derived(figures, wanted, derivation));
  GIRS_CHECK(figures.status());
  budget.left -= room - own.left;
  return shown;
}

}  // namespace girs::indicator
