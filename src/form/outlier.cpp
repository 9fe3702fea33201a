#include "form/outlier.h"

#include <algorithm>

#include "form/whole_check.h"

namespace girs {
namespace {

using formula::Absent;
using formula::Value;

constexpr int kShownPlaces = 2;  // decimals of bounds beyond those of the column

/// A figure, or nil, which is zero; nothing of what is not known.
std::optional<Decimal> figure_of(const Value& value) {
  if (const auto* number = std::get_if<Decimal>(&value)) return *number;
  const auto* absent = std::get_if<Absent>(&value);
  return absent && *absent == Absent::kNil ? std::optional(Decimal()) : std::nullopt;
}

std::optional<Decimal> sum(const std::vector<Decimal>& figures) {
  std::optional<Decimal> total = Decimal();
  for (const auto& figure : figures) {
    total = add(*total, figure);
    if (!total) return std::nullopt;
  }
  return total;
}

std::optional<Decimal> median(std::vector<Decimal> figures) {
  std::ranges::sort(figures, [](const Decimal& a, const Decimal& b) { return a < b; });
  const auto middle = figures.size() / 2;
  if (figures.size() % 2 == 1) return figures[middle];
  const auto both = add(figures[middle - 1], figures[middle]);
  return both ? divide(*both, Decimal(2)) : std::nullopt;
}

struct Spread {
  Decimal centre;
  Decimal reach;   // how far from the centre a figure is usual
};

std::optional<Spread> by_mean(const std::vector<Decimal>& history, const Decimal& threshold) {
  const auto count = Decimal(static_cast<std::int64_t>(history.size()));
  const auto total = sum(history);
  const auto mean = total ? divide(*total, count) : std::nullopt;
  if (!mean) return std::nullopt;
  std::vector<Decimal> squares;
  for (const auto& figure : history) {
    const auto off = subtract(figure, *mean);
    const auto square = off ? multiply(*off, *off) : std::nullopt;
    if (!square) return std::nullopt;
    squares.push_back(*square);
  }
  const auto all = sum(squares);
  const auto variance =
      all ? divide(*all, Decimal(static_cast<std::int64_t>(history.size()) - 1)) : std::nullopt;
  const auto deviation = variance ? power(*variance, *Decimal::parse("0.5")) : std::nullopt;
  const auto reach = deviation ? multiply(*deviation, threshold) : std::nullopt;
  return reach ? std::optional(Spread{*mean, *reach}) : std::nullopt;
}

std::optional<Spread> by_median(const std::vector<Decimal>& history, const Decimal& threshold) {
  const auto centre = median(history);
  if (!centre) return std::nullopt;
  std::vector<Decimal> distances;
  for (const auto& figure : history) {
    const auto off = subtract(figure, *centre);
    if (!off) return std::nullopt;
    distances.push_back(off->abs());
  }
  const auto typical = median(std::move(distances));
  const auto deviation = typical ? multiply(*typical, *Decimal::parse("1.4826")) : std::nullopt;
  const auto reach = deviation ? multiply(*deviation, threshold) : std::nullopt;
  return reach ? std::optional(Spread{*centre, *reach}) : std::nullopt;
}

struct Bounds {
  std::optional<Decimal> low;
  std::optional<Decimal> high;
};

Bounds bounds_of(const OutlierCheck& check, const std::vector<Decimal>& history) {
  if (check.method == OutlierMethod::kMinMax) {
    const auto less = [](const Decimal& a, const Decimal& b) { return a < b; };
    const auto [low, high] = std::ranges::minmax_element(history, less);
    const auto span = subtract(*high, *low);
    const auto beyond = span ? multiply(*span, check.threshold) : std::nullopt;
    if (!beyond) return {};
    return {subtract(*low, *beyond), add(*high, *beyond)};
  }
  const auto spread = check.method == OutlierMethod::kZScore ? by_mean(history, check.threshold)
                                                             : by_median(history, check.threshold);
  if (!spread) return {};
  return {subtract(spread->centre, spread->reach), add(spread->centre, spread->reach)};
}

/// The cell's figures in earlier periods, newest first, as far as they are known.
std::vector<Decimal> history_of(const FormLayout& layout, const OutlierCheck& rule,
                                const CellKey& key, const CheckContext& context,
                                const formula::CellSource& source) {
  std::vector<Decimal> history;
  auto period = previous(context.period);
  for (int i = 0; i < rule.periods && period; ++i, period = previous(*period)) {
    const auto value =
        source.cell({layout.form().code, key.row, key.column, *period, context.unit});
    if (const auto figure = figure_of(value)) history.push_back(*figure);
  }
  return history;
}

}  // namespace

std::optional<Unusual> unusual(const OutlierCheck& check, const Decimal& figure,
                               const std::vector<Decimal>& history) {
  if (history.size() < 2 || history.size() < static_cast<std::size_t>(check.periods_min))
    return std::nullopt;
  const auto [low, high] = bounds_of(check, history);
  if (!low || !high || !(figure < *low || *high < figure)) return std::nullopt;
  return Unusual{*low, *high, history.size()};
}

void check_outlier(const FormLayout& layout, const OutlierCheck& rule, const CellKey& key,
                   const Sheet& sheet, const CheckContext& context,
                   const formula::CellSource& source, std::vector<Finding>& findings) {
  const auto cell = sheet.get(key);
  const auto figure = figure_of(cell.value);
  if (!figure) return;
  const auto found = unusual(rule, *figure, history_of(layout, rule, key, context, source));
  if (!found) return;
  const auto* column = layout.column(key.column);
  const int places = (column ? column->scale : 0) + kShownPlaces;
  const auto shown = [&](const Decimal& bound) {
    return round_half_away(bound, places).value_or(bound).text();
  };
  const auto low = shown(found->low);
  const auto high = shown(found->high);
  const auto periods = std::to_string(found->history);
  auto finding = demand(
      layout, context, rule.id, key.row, key.column,
      {"Row " + key.row + ", column " + key.column + ": " + figure->text() + " is unusual; after " +
           periods + " earlier periods, " + low + " to " + high + " were to be expected (" +
           std::string(to_text(rule.method)) + ").",
       "Dòng " + key.row + ", cột " + key.column + ": " + figure->text() + " là bất thường; theo " +
           periods + " kỳ trước, giá trị thường từ " + low + " đến " + high + " (" +
           std::string(to_text(rule.method)) + ")."},
      cell.value);
  finding.severity = rule.severity;
  finding.operation = *figure < found->low ? ">=" : "<=";
  finding.left = *figure;
  finding.right = *figure < found->low ? found->low : found->high;
  finding.difference = subtract(*figure, std::get<Decimal>(*finding.right));
  findings.push_back(std::move(finding));
}

void check_outliers(const FormLayout& layout, const Sheet& sheet, const CheckContext& context,
                    const formula::CellSource& source, std::vector<Finding>& findings) {
  for (const auto& rule : layout.form().outliers)
    for (const auto& row : sheet.rows())
      for (const auto& column : rule.columns)
        if (layout.has_cell(row.code, column))
          check_outlier(layout, rule, {row.code, column}, sheet, context, source, findings);
}

}  // namespace girs
