#include "formula/pairs.h"

#include "formula/figures.h"

namespace girs::formula {

Rows aligned(const Evaluator& evaluator, const Arguments& arguments) {
  std::vector<std::vector<Evaluator::Item>> ranges;
  for (const auto& argument : arguments) ranges.push_back(evaluator.items(argument));
  Rows rows;
  Figures errors;
  for (const auto& range : ranges)
    for (const auto& item : range) errors.add(item.value, item.cell);
  for (const auto& range : ranges)
    if (range.size() != ranges.front().size()) errors.add(Fault::kValue, true);
  rows.fault = errors.fault;
  for (std::size_t i = 0; !rows.fault && i < ranges.front().size(); ++i) {
    Figures row;
    for (const auto& range : ranges) row.add(range[i].value, range[i].cell);
    if (row.numbers.size() == ranges.size()) rows.numbers.push_back(std::move(row.numbers));
  }
  return rows;
}

}  // namespace girs::formula
