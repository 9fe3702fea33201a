// Fuzzes compilation and evaluation over a small form: no crash under any policy, the same value
// from the canonical text, and an explanation that ends in that value.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "formula/explain.h"
#include "formula/grid_source.h"

using namespace girs;
using namespace girs::formula;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

/// Rows 1 to 3 and columns 1 to 9 with every state that a cell can have.
GridSource small_form() {
  GridSource grid("F", *Period::parse("2025-M03"), "96");
  const Value states[] = {*Decimal::parse("12.50"), Absent::kNil, Absent::kMissing,
                          Absent::kNotAvailable, Absent::kNotApplicable, std::string("Xã A"),
                          true, *Decimal::parse("-3"),
                          *Decimal::parse("9999999999999999999999999999999999")};
  for (int row = 0; row <= 3; ++row)
    for (int column = 1; column <= 9; ++column) {
      const std::string prefix = row == 0 ? "" : "r" + std::to_string(row) + ".";
      const bool set = static_cast<bool>(grid.set_cell(
          prefix + "c" + std::to_string(column), states[(row * 2 + column) % 9]));
      require(set);
    }
  grid.set_parameter("rate", *Decimal::parse("0.1"));
  return grid;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const GridSource grid = small_form();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto expression = Expression::compile(text);
  if (!expression) return 0;
  const auto again = Expression::compile(expression->text());
  require(again || expression->text().size() > 8192);
  Context context;
  context.form = "F";
  context.row = "1";
  context.column = "3";
  context.period = *Period::parse("2025-M03");
  context.unit = "96";
  context.cells = &grid;
  for (const auto policy : {Missing::kPropagate, Missing::kBlankZero, Missing::kZero}) {
    context.missing = policy;
    const Value value = evaluate(*expression, context);
    if (again) require(evaluate(*again, context) == value);
    if (const auto* number = std::get_if<Decimal>(&value))
      require(!(number->is_zero() && number->is_negative()));
    if (const auto sides = evaluate_sides(*expression, context)) require(sides->outcome == value ||
                                                                         is_missing(value));
  }
  if (size <= 1024) require(!to_text(explain(*expression, context), "vi").empty());
  return 0;
}
