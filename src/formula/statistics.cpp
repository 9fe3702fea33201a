// Order statistics, spread and weighted means. Names and meanings are Excel's: PERCENTILE and
// QUARTILE are the .INC ones, RANK is RANK.EQ.

#include <algorithm>

#include "decimal/functions.h"

#include "formula/figures.h"
#include "formula/pairs.h"
#include "formula/taken.h"

namespace girs::formula {
namespace {

constexpr int kDigitsOfSpread = 30;  // FORMULA.md section 5

std::vector<Decimal> sorted(Figures figures) {
  std::sort(figures.numbers.begin(), figures.numbers.end());
  return std::move(figures.numbers);
}

/// The value at `place` (from 0) of sorted numbers; between two, as far along as the fraction says.
Value interpolated(const std::vector<Decimal>& numbers, const Decimal& place) {
  const auto below = static_cast<std::size_t>(whole_of(place));
  if (below + 1 >= numbers.size()) return numbers.back();
  const Value fraction = calculated('-', place, Decimal(static_cast<std::int64_t>(below)));
  const Value step = calculated('-', numbers[below + 1], numbers[below]);
  return calculated('+', numbers[below], calculated('*', fraction, step));
}

Value quantile(const std::vector<Decimal>& numbers, const Decimal& share) {
  const Value place =
      calculated('*', share, Decimal(static_cast<std::int64_t>(numbers.size()) - 1));
  const auto* exact = std::get_if<Decimal>(&place);
  return exact ? interpolated(numbers, *exact) : place;
}

Value median(const Evaluator& evaluator, const Arguments& arguments) {
  Figures figures = figures_of(evaluator, arguments);
  if (const auto instead = figures.instead(evaluator)) return *instead;
  return quantile(sorted(std::move(figures)), *Decimal::parse("0.5"));
}

/// The figures of a first argument and the number of a second; `compute` gets both.
template <class Compute>
Value of_figures(const Evaluator& evaluator, const Arguments& arguments, Compute compute) {
  Taken taken(evaluator, arguments);
  const Decimal number = taken.number(1);
  Figures figures = figures_of(evaluator, arguments[0]);
  if (const auto other = taken.other(figures.instead(evaluator))) return *other;
  return compute(sorted(std::move(figures)), number);
}

Value nth_smallest(const std::vector<Decimal>& numbers, const Decimal& place) {
  const auto index = place.is_integer() ? place.to_int64() : std::nullopt;
  if (!index || *index < 1 || *index > static_cast<std::int64_t>(numbers.size()))
    return Fault::kNumber;
  return numbers[static_cast<std::size_t>(*index - 1)];
}

Value small(const Evaluator& evaluator, const Arguments& arguments) {
  return of_figures(evaluator, arguments, nth_smallest);
}

Value large(const Evaluator& evaluator, const Arguments& arguments) {
  return of_figures(evaluator, arguments,
                    [](std::vector<Decimal> numbers, const Decimal& place) {
                      std::reverse(numbers.begin(), numbers.end());
                      return nth_smallest(numbers, place);
                    });
}

Value percentile(const Evaluator& evaluator, const Arguments& arguments) {
  return of_figures(evaluator, arguments,
                    [](const std::vector<Decimal>& numbers, const Decimal& share) -> Value {
                      if (share.is_negative() || share > Decimal(1)) return Fault::kNumber;
                      return quantile(numbers, share);
                    });
}

Value quartile(const Evaluator& evaluator, const Arguments& arguments) {
  return of_figures(evaluator, arguments,
                    [](const std::vector<Decimal>& numbers, const Decimal& which) -> Value {
                      const auto quarter = whole_of(which);
                      if (which.is_negative() || quarter > 4) return Fault::kNumber;
                      const Value share = calculated('/', Decimal(quarter), Decimal(4));
                      return quantile(numbers, std::get<Decimal>(share));
                    });
}

/// RANK.EQ: equal figures share the better rank; the largest is first unless the third argument
/// is given and not 0.
Value rank(const Evaluator& evaluator, const Arguments& arguments) {
  Taken taken(evaluator, arguments);
  const Decimal wanted = taken.number(0);
  const bool ascending = !taken.number(2, Decimal()).is_zero();
  const Figures figures = figures_of(evaluator, arguments[1]);
  if (const auto other = taken.other(figures.instead(evaluator))) return *other;
  const auto& numbers = figures.numbers;
  if (std::find(numbers.begin(), numbers.end(), wanted) == numbers.end())
    return Fault::kNotAvailable;
  const auto before = std::count_if(numbers.begin(), numbers.end(), [&](const Decimal& number) {
    return ascending ? number < wanted : number > wanted;
  });
  return Decimal(static_cast<std::int64_t>(before) + 1);
}

/// Rounded half-even to 30 significant digits, without zeros at the end.
Value at_spread_digits(const Value& value) {
  const auto* number = std::get_if<Decimal>(&value);
  if (!number || number->digits() <= kDigitsOfSpread) return value;
  const int places = number->scale() - (number->digits() - kDigitsOfSpread);
  const auto rounded = round(*number, places, Rounding::kHalfEven);
  return number_or_fault(rounded ? Decimal::parse(rounded->shortest()) : std::nullopt);
}

/// Variance as (n*sum(d^2) - sum(d)^2) / (n*(n-less)), d counted from the smallest figure: exact
/// up to the division for all figures that forms hold, and the same in any order.
Value variance(const std::vector<Decimal>& numbers, std::int64_t less) {
  const auto count = static_cast<std::int64_t>(numbers.size());
  if (count - less < 1) return Fault::kDivisionByZero;
  Value sum = Decimal();
  Value squares = Decimal();
  for (const auto& number : numbers) {
    const Value distance = calculated('-', number, numbers.front());
    sum = calculated('+', sum, distance);
    squares = calculated('+', squares, calculated('*', distance, distance));
  }
  const Value spread = calculated('-', calculated('*', Decimal(count), squares),
                                  calculated('*', sum, sum));
  return calculated('/', spread, Decimal(count * (count - less)));
}

/// `less`: 1 for a sample, 0 for all of a population.
Value variance_of(const Evaluator& evaluator, const Arguments& arguments, std::int64_t less) {
  Figures figures = figures_of(evaluator, arguments);
  if (const auto instead = figures.instead(evaluator)) return *instead;
  return variance(sorted(std::move(figures)), less);
}

Value deviation_of(const Evaluator& evaluator, const Arguments& arguments, std::int64_t less) {
  const Value square = variance_of(evaluator, arguments, less);
  const auto* number = std::get_if<Decimal>(&square);
  return number ? at_spread_digits(number_or_fault(sqrt(*number))) : square;
}

Value variance_sample(const Evaluator& evaluator, const Arguments& arguments) {
  return at_spread_digits(variance_of(evaluator, arguments, 1));
}
Value variance_population(const Evaluator& evaluator, const Arguments& arguments) {
  return at_spread_digits(variance_of(evaluator, arguments, 0));
}
Value deviation_sample(const Evaluator& evaluator, const Arguments& arguments) {
  return deviation_of(evaluator, arguments, 1);
}
Value deviation_population(const Evaluator& evaluator, const Arguments& arguments) {
  return deviation_of(evaluator, arguments, 0);
}

/// SUMPRODUCT(a;b;...): the sum over places where every range has a figure.
Value sum_of_products(const Evaluator& evaluator, const Arguments& arguments) {
  const Rows rows = aligned(evaluator, arguments);
  if (rows.fault) return *rows.fault;
  Figures products;
  for (const auto& row : rows.numbers) products.add(folded(row, '*'), true);
  if (const auto instead = products.instead(evaluator)) return *instead;
  return folded(products.numbers, '+');
}

/// WAVG(values;weights): sum of value*weight over the sum of weights, where both are there.
Value weighted_average(const Evaluator& evaluator, const Arguments& arguments) {
  const Rows rows = aligned(evaluator, arguments);
  if (rows.fault) return *rows.fault;
  if (rows.numbers.empty()) return *Figures().instead(evaluator);
  Value weighted = Decimal();
  Value weights = Decimal();
  for (const auto& row : rows.numbers) {
    weighted = calculated('+', weighted, calculated('*', row[0], row[1]));
    weights = calculated('+', weights, row[1]);
  }
  return calculated('/', weighted, weights);
}

using namespace words;  // of the table

constexpr Function kFunctions[] = {
    {"LARGE", {range(kAmount), kNumber}, kAmount, large},
    {"MEDIAN", {range(kAmount)}, kAmount, median, 1},
    {"PERCENTILE", {range(kAmount), kNumber}, kAmount, percentile},
    {"QUARTILE", {range(kAmount), kNumber}, kAmount, quartile},
    {"RANK", {kAmount, range(kAmount), optional(kNumber)}, kNumber, rank},
    {"SMALL", {range(kAmount), kNumber}, kAmount, small},
    {"STDEV.P", {range(kAmount)}, kAmount, deviation_population, 1},
    {"STDEV.S", {range(kAmount)}, kAmount, deviation_sample, 1},
    {"SUMPRODUCT", {range(kNumber)}, kNumber, sum_of_products, 1, Adds::kYes},
    {"VAR.P", {range(kAmount)}, kNumber, variance_population, 1},
    {"VAR.S", {range(kAmount)}, kNumber, variance_sample, 1},
    {"WAVG", {range(kAmount), range(kNumber)}, kAmount, weighted_average},
};

}  // namespace

std::span<const Function> statistical_functions() { return kFunctions; }

}  // namespace girs::formula
