// SUMIF, COUNTIFS and their kin: aggregates over the cells that meet criteria.

#include <algorithm>

#include "formula/criterion.h"
#include "formula/figures.h"

namespace girs::formula {
namespace {

using Items = std::vector<Evaluator::Item>;

/// Which places of ranges of one size meet every criterion; of errors, missing criteria and the
/// #VALUE! of a pattern that is none or of sizes that differ, what prevails (section 4, rule 7).
struct Chosen {
  std::vector<bool> places;
  bool begun = false;
  std::optional<Value> other;

  void judge(const Value& value) {
    if (const auto prevails = prevailing(value, other.value_or(Decimal()))) other = *prevails;
  }

  /// A criterion that is none leaves all places in.
  void narrow(const Items& range, const Value& wanted) {
    if (!begun) places.assign(range.size(), true);
    begun = true;
    const auto criterion = Criterion::make(wanted);
    if (prevailing(wanted, wanted)) judge(wanted);
    else if (!criterion) judge(Fault::kValue);
    if (range.size() != places.size()) return judge(Fault::kValue);
    if (other) return;
    for (std::size_t i = 0; i < range.size(); ++i)
      if (places[i]) places[i] = criterion->is_met(range[i].value);
  }
};

/// Pairs of a range and a criterion from argument `first` to `last`.
Chosen chosen_by(const Evaluator& evaluator, const Arguments& arguments, std::size_t first,
                 std::size_t last) {
  Chosen chosen;
  for (std::size_t i = first; i + 1 < last; i += 2)
    chosen.narrow(evaluator.items(arguments[i]), evaluator.value(arguments[i + 1]));
  return chosen;
}

/// `aggregate` of the figures at the chosen places of `range`.
template <class Aggregate>
Value over(const Evaluator& evaluator, Chosen chosen, const Items& range, Aggregate aggregate) {
  if (range.size() != chosen.places.size()) chosen.judge(Fault::kValue);
  Figures figures;
  for (std::size_t i = 0; i < range.size(); ++i)  // without a criterion any place may count
    if (chosen.other || chosen.places[i]) figures.add(range[i].value, range[i].cell);
  const auto instead = figures.instead(evaluator);
  if (chosen.other) return *prevailing(*chosen.other, instead.value_or(Decimal()));
  if (instead) return *instead;
  return aggregate(figures);
}

Value summed(const Figures& figures) {
  if (figures.all_nil) return Absent::kNil;
  return folded(figures.numbers, '+');
}
Value averaged(const Figures& figures) { return mean(figures.numbers); }
Value least(const Figures& figures) {
  return *std::min_element(figures.numbers.begin(), figures.numbers.end());
}
Value most(const Figures& figures) {
  return *std::max_element(figures.numbers.begin(), figures.numbers.end());
}

/// F(range;criterion;[figures]): without the third the range itself.
template <Value (*aggregate)(const Figures&)>
Value one_criterion(const Evaluator& evaluator, const Arguments& arguments) {
  const bool apart =
      arguments.size() > 2 && !std::holds_alternative<Omitted>(arguments[2].content);
  return over(evaluator, chosen_by(evaluator, arguments, 0, 2),
              evaluator.items(arguments[apart ? 2 : 0]), aggregate);
}

/// F(figures;range;criterion;...).
template <Value (*aggregate)(const Figures&)>
Value many_criteria(const Evaluator& evaluator, const Arguments& arguments) {
  return over(evaluator, chosen_by(evaluator, arguments, 1, arguments.size()),
              evaluator.items(arguments[0]), aggregate);
}

Value count_if(const Evaluator& evaluator, const Arguments& arguments) {
  const Chosen chosen = chosen_by(evaluator, arguments, 0, arguments.size());
  if (chosen.other) return *chosen.other;
  return Decimal(std::count(chosen.places.begin(), chosen.places.end(), true));
}

using namespace words;  // of the table

constexpr Function kFunctions[] = {
    {"AVERAGEIF", {range(kAny), kAny, optional(range(kAmount))}, kAmount,
     one_criterion<averaged>},
    {"AVERAGEIFS", {range(kAmount), range(kAny), kAny}, kAmount, many_criteria<averaged>, 2},
    {"COUNTIF", {range(kAny), kAny}, kNumber, count_if},
    {"COUNTIFS", {range(kAny), kAny}, kNumber, count_if, 2},
    {"MAXIFS", {range(kAmount), range(kAny), kAny}, kAmount, many_criteria<most>, 2},
    {"MINIFS", {range(kAmount), range(kAny), kAny}, kAmount, many_criteria<least>, 2},
    {"SUMIF", {range(kAny), kAny, optional(range(kAmount))}, kAmount, one_criterion<summed>, 0,
     Adds::kYes},
    {"SUMIFS", {range(kAmount), range(kAny), kAny}, kAmount, many_criteria<summed>, 2,
     Adds::kYes},
};

}  // namespace

std::span<const Function> conditional_functions() { return kFunctions; }

}  // namespace girs::formula
