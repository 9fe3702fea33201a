#include "indicator/figure_source.h"

#include "formula/syntax.h"

namespace girs::indicator {
namespace {

// The catalogue has no circles; this only bounds a chain of indicators one built on another.
constexpr int kNestedMax = 16;

}  // namespace

std::optional<Wanted> FigureSource::wanted(const formula::CellAddress& address) const {
  return wanted(address.indicator, address.breakdown, address.unit, address.period);
}

std::optional<Wanted> FigureSource::wanted(const std::string& indicator,
                                           const formula::Breakdown& parts,
                                           const std::string& unit, const Period& period) const {
  const auto* definition = figures_.definition(indicator);
  if (!definition || nested_ >= kNestedMax) return std::nullopt;
  Breakdown breakdown;
  for (const auto& [dimension, member] : wanted_.breakdown)
    if (definition->breakdown(dimension)) breakdown[dimension] = member;
  for (const auto& [dimension, member] : parts) {
    const auto* known = definition->breakdown(dimension);
    const auto* list = known ? figures_.workspace().catalog->code_list(known->code_list) : nullptr;
    if (!list || !list->find(member)) return std::nullopt;
    breakdown[dimension] = member;
  }
  return Wanted{definition, unit, period, wanted_.shape, std::move(breakdown)};
}

FigureBook& FigureSource::book(const formula::CellAddress& address) const {
  return address.boundaries ? figures_.in(figures_.day(*address.boundaries)) : figures_;
}

formula::Value FigureSource::value_of(const formula::Expression& side,
                                      const formula::Context& context) const {
  // Most are one divided by another; the evaluator's steps would cost more than the figure.
  const auto* only = formula::only_indicator(side);
  if (!only) return formula::evaluate(side, context);
  const auto asked = wanted(only->indicator, only->breakdown, context.unit, context.period);
  if (!asked) return formula::Fault::kReference;
  auto value = read(figures_, *asked);
  return formula::is_missing(value) ? formula::Value(formula::Absent::kMissing) : value;
}

formula::Value FigureSource::indicator(const formula::CellAddress& address) const {
  const auto asked = wanted(address);
  if (!asked) return formula::Fault::kReference;
  return read(book(address), *asked);
}

/// The figure, with what is said beside it noted.
formula::Value FigureSource::read(FigureBook& figures, const Wanted& asked) const {
  const auto& definition = *asked.indicator;
  if (definition.breaks.empty() && definition.from != IndicatorSource::kFormula)
    return figures.operand(asked, told_, nested_ + 1);
  Point told;
  told.expected = 0;
  auto value = figures.operand(asked, told, nested_ + 1);
  read_.note(definition, asked.period, told);
  note_part(told_, told);
  return value;
}

formula::Value FigureSource::parameter(const std::string& name, const Period& period) const {
  const auto* definition = figures_.workspace().catalog->parameter(name);
  const auto on = calendar_span(period);
  const auto value = definition && on ? definition->on(on->to) : std::nullopt;
  return value ? formula::Value(*value) : formula::Value(formula::Absent::kMissing);
}

formula::Measure FigureSource::measure_of(const formula::CellAddress& address) const {
  const auto* definition = figures_.workspace().catalog->indicator(address.indicator);
  return definition ? definition->measure : CellSource::measure_of(address);
}

}  // namespace girs::indicator
