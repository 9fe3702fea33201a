#include "indicator/lineage.h"

#include <algorithm>

#include "formula/evaluate.h"
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

class Tracing {
 public:
  Tracing(FigureBook& figures, FigureBudget& budget) : figures_(figures), budget_(budget) {}

  Result<Value> figure(const Wanted& wanted, int depth) {
    budget_.take();
    const auto& indicator = *wanted.indicator;
    const auto point = figures_.at(wanted);
    Value shown;
    shown.set("indicator", indicator.code);
    shown.set("name", indicator.name.vi);
    shown.set("unit", wanted.unit);
    shown.set("period", wanted.period.label());
    shown.set("breakdown", breakdown_json(wanted.breakdown));
    set_shown(shown, point.value, indicator.round);
    shown.set("status", to_text(point.status));
    Value flags = json::Array{};
    for (const auto& flag : point.flags) flags.push(flag);
    shown.set("flags", std::move(flags));
    shown.set("counted", static_cast<std::int64_t>(point.counted));
    shown.set("expected", static_cast<std::int64_t>(point.expected));
    if (indicator.from == IndicatorSource::kFormula) GIRS_CHECK(add_operands(wanted, depth, shown));
    if (indicator.from == IndicatorSource::kSeries) GIRS_CHECK(add_vintages(wanted, depth, shown));
    if (indicator.from == IndicatorSource::kReports) GIRS_CHECK(add_reports(wanted, shown));
    return shown;
  }

 private:
  Status add_operands(const Wanted& wanted, int depth, Value& shown) {
    const auto& indicator = *wanted.indicator;
    Value formula;
    formula.set("numerator", indicator.numerator.text());
    formula.set("denominator", indicator.denominator ? Value(indicator.denominator->text()) : Value());
    formula.set("factor", indicator.factor.text());
    formula.set("round", indicator.round);
    shown.set("formula", std::move(formula));
    Point told;
    const FigureSource source(figures_, wanted, told, depth);
    formula::Context context;
    context.period = wanted.period;
    context.unit = wanted.unit;
    context.missing = indicator.missing;
    context.cells = &source;
    context.hierarchy = &figures_.hierarchy();
    auto operands = formula::operands(indicator.numerator, context);
    if (indicator.denominator)
      for (auto& more : formula::operands(*indicator.denominator, context)) operands.push_back(more);
    Value list = json::Array{};
    for (const auto& operand : operands)
      if (const auto asked = source.wanted(operand.address))
        GIRS_CHECK(add_figure(*asked, depth + 1, list, shown));
    shown.set("operands", std::move(list));
    return ok();
  }

  /// Adds a figure to a list below `shown`, which says when there is no room.
  Status add_figure(const Wanted& wanted, int depth, Value& list, Value& shown) {
    const Deeper room(budget_, kPartLevels);
    if (!room || budget_.left == 0) {
      shown.set("more", true);
      return ok();
    }
    GIRS_TRY(auto one, figure(wanted, depth));
    list.push(std::move(one));
    return ok();
  }

  /// The vintages of a delivered value, or the units that were summed up.
  Status add_vintages(const Wanted& wanted, int depth, Value& shown) {
    GIRS_TRY(auto revisions, revisions_json(wanted));
    if (!revisions.as_array()->empty()) {
      shown.set("revisions", std::move(revisions));
      return ok();
    }
    const auto on = figures_.day(wanted.period);
    const auto& units = figures_.workspace().catalog->units();
    Value parts = json::Array{};
    for (const auto& kind : wanted.indicator->reporters)
      for (const auto* below : on ? units.descendants(wanted.unit, *on)
                                  : std::vector<const UnitVersion*>{}) {
        if (below->kind != kind) continue;
        auto part = wanted;
        part.unit = below->code;
        GIRS_CHECK(add_figure(part, depth + 1, parts, shown));
      }
    shown.set("parts", std::move(parts));
    return ok();
  }

  /// The reports of a figure that is not one of several periods or other boundaries.
  Status add_reports(const Wanted& wanted, Value& shown) {
    const auto& workspace = figures_.workspace();
    const bool one_period = frequency_of(*workspace.catalog, *wanted.indicator) ==
                            wanted.period.kind;
    if (!one_period || figures_.boundaries() || wanted.shape != Shape{}) return ok();
    auto table = compute(workspace, wanted.indicator->code, wanted.unit, wanted.period);
    if (!table && table.error().code == Code::kNotFound) return ok();   // as its flags say
    if (!table) return std::move(table).error();
    return add_sources(workspace, *table, budget_, shown);
  }

  Result<Value> revisions_json(const Wanted& wanted) {
    return figures_.workspace().store->read([&](store::Connection& connection) -> Result<Value> {
      GIRS_TRY(const auto found, revisions(connection, wanted.indicator->code, wanted.unit,
                                           wanted.breakdown, wanted.period));
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

  FigureBook& figures_;
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

Result<Value> lineage(FigureBook& figures, const Wanted& wanted, FigureBudget& budget) {
  const auto room = std::min(budget.left, kFiguresMax);
  FigureBudget own{room, budget.levels};
  Tracing tracing(figures, own);
  GIRS_TRY(auto shown, tracing.figure(wanted, 0));
  GIRS_CHECK(figures.status());
  budget.left -= room - own.left;
  return shown;
}

}  // namespace girs::indicator
