#include "formula/pairs.h"

#include "formula/figures.h"

namespace girs::formula {

Rows aligned(const Evaluator& evaluator, const Arguments& arguments) {
  std::vector<std::vector<Evaluator::Item>> ranges;
  for (const auto& argument : arguments) ranges.push_back(evaluator.items(argument));
  Rows rows;
  Figures errors;
  for (const auto& range : ranges)
    for (const auto& item : range)
      if (std::holds_alternative<Fault>(item.value)) errors.add(item.value, true);
  rows.fault = errors.fault;
  for (const auto& range : ranges)
    if (!rows.fault && range.size() != ranges.front().size()) rows.fault = Fault::kValue;
  for (std::size_t i = 0; !rows.fault && i < ranges.front().size(); ++i) {
    Figures row;
    for (const auto& range : ranges) row.add(range[i].value, range[i].cell);
    if (row.fault) rows.fault = row.fault;
    if (row.numbers.size() == ranges.size()) rows.numbers.push_back(std::move(row.numbers));
  }
  return rows;
}

}  // namespace girs::formula
