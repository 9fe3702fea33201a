#include "form/computed.h"

#include <algorithm>

#include "form/entry_mistakes.h"
#include "form/sheet_source.h"
#include "formula/evaluate.h"

namespace girs {
namespace {

using formula::Absent;
using formula::Value;

/// A formula's result as a cell of a column of numbers.
Cell cell_of(const Column& column, const Value& value) {
  if (const auto* number = std::get_if<Decimal>(&value)) {
    const auto rounded = round_half_away(*number, column.scale);
    if (rounded && quantize(*rounded, column.scale)) return Cell{*rounded};
    return {};
  }
  const auto* absent = std::get_if<Absent>(&value);
  return absent ? Cell{*absent} : Cell{};
}

/// Evaluates over a sheet that changes as its cells are worked out.
class Computing {
 public:
  Computing(const FormLayout& layout, Sheet sheet, const CheckContext& context)
      : layout_(layout), context_(context), sheet_(std::move(sheet)),
        source_(context.period, context.unit, context.others) {
    source_.add(layout_, sheet_);
  }

  void compute(const std::string& row, const Column& column, const Computed& computed,
               bool by_row) {
    if (!layout_.has_cell(row, column.code)) return;
    const formula::Context where{layout_.form().code,
                                 by_row ? row : std::string(),
                                 by_row ? std::string() : column.code,
                                 context_.period,
                                 context_.unit,
                                 computed.missing,
                                 &source_,
                                 context_.hierarchy};
    const auto cell = cell_of(column, formula::evaluate(computed.expression, where));
    // The row is there and the value is of the column's type: set() has nothing to refuse.
    (void)sheet_.set(layout_, {row, column.code}, cell);
  }
  const Sheet& sheet() const { return sheet_; }

 private:
  const FormLayout& layout_;
  const CheckContext& context_;
  Sheet sheet_;
  SheetSource source_;
};

/// Puts a column's default into the cell of a row where that is blank.
Status put_default(const FormLayout& layout, const Column& column, const std::string& row,
                   Sheet& sheet) {
  const CellKey key{row, column.code};
  if (column.default_text.empty() || !column.entered || !layout.has_cell(row, column.code) ||
      layout.is_computed(row, column) || !sheet.get(key).is_blank())
    return ok();
  GIRS_TRY(auto cell, read_cell(layout, column, column.default_text));
  return sheet.set(layout, key, std::move(cell));
}

}  // namespace

bool has_computed(const Form& form) {
  for (const auto& column : form.columns)
    if (column.computed) return true;
  for (const auto& row : form.rows.fixed)
    if (row.computed) return true;
  return false;
}

namespace {

void compute_all(const Form& form, const Sheet& sheet, Computing& computing) {
  for (const auto& row : form.rows.fixed)
    for (const auto& column : form.columns)
      if (row.computed && column.entered && column.type == CellType::kNumber && !column.computed)
        computing.compute(row.code, column, *row.computed, false);
  for (const auto& column : form.columns)
    if (column.computed)
      for (const auto& row : sheet.rows()) computing.compute(row.code, column, *column.computed, true);
}

std::size_t computed_count(const Form& form) {
  return static_cast<std::size_t>(
      std::ranges::count_if(form.columns, [](const Column& one) { return one.computed.has_value(); }) +
      std::ranges::count_if(form.rows.fixed, [](const FixedRow& one) { return one.computed.has_value(); }));
}

}  // namespace

Sheet with_computed(const FormLayout& layout, const Sheet& sheet, const CheckContext& context) {
  const auto& form = layout.form();
  if (!has_computed(form)) return sheet;
  Computing computing(layout, sheet, context);
  // A total printed before the subtotals that it adds needs them first: once more for each that
  // may wait for another.
  for (auto left = computed_count(form); left > 0; --left) {
    const auto before = computing.sheet();
    compute_all(form, sheet, computing);
    if (computing.sheet() == before) break;
  }
  return computing.sheet();
}

namespace {

bool names(const std::vector<std::string>& codes, const std::string& code) {
  return codes.empty() || std::ranges::find(codes, code) != codes.end() ||
         std::ranges::find(codes, "*") != codes.end();
}

/// Whether the formula may read the cell; where it names no row or column, the current one.
bool may_read(const Form& form, const Computed& computed, const CellKey& key) {
  return std::ranges::any_of(computed.expression.references(), [&](const auto& reference) {
    const bool own = (reference.form.empty() || reference.form == form.code) && !reference.other_period;
    const bool range = reference.text.find(':') != std::string::npos ||
                       reference.text.find("[g") != std::string::npos;
    return own && (range || (names(reference.rows, key.row) && names(reference.columns, key.column)));
  });
}

}  // namespace

std::vector<CellKey> computed_from(const FormLayout& layout, const CellKey& key) {
  const auto& form = layout.form();
  if (!has_computed(form)) return {};
  std::vector<CellKey> changed{key};
  const auto follow = [&](const CellKey& from, const std::string& row, const Column& column,
                          const std::optional<Computed>& computed) {
    CellKey cell{row, column.code};
    if (computed && layout.has_cell(row, column.code) && may_read(form, *computed, from) &&
        std::ranges::find(changed, cell) == changed.end())
      changed.push_back(std::move(cell));
  };
  for (std::size_t i = 0; i < changed.size(); ++i) {
    const auto from = changed[i];
    for (const auto& row : form.rows.fixed)
      if (const auto* column = layout.column(from.column); column && !column->computed)
        follow(from, row.code, *column, row.computed);
    for (const auto& column : form.columns) follow(from, from.row, column, column.computed);
  }
  changed.erase(changed.begin());
  return changed;
}

Sheet new_sheet(const FormLayout& layout) {
  auto sheet = Sheet::make(layout);
  // What a default says was checked when the catalogue was loaded (catalog/check_defaults.cpp).
  for (const auto& field : layout.form().fields)
    if (!field.value.default_text.empty())
      (void)sheet.set_header(field.value.code, field.value.default_text);
  for (const auto& row : layout.form().rows.fixed)
    for (const auto& column : layout.form().columns)
      (void)put_default(layout, column, row.code, sheet);
  return sheet;
}

Result<Sheet> with_defaults(const FormLayout& layout, const Sheet& before, const Sheet& after) {
  auto sheet = after;
  for (const auto& row : after.rows())
    if (!before.row(row.code))
      for (const auto& column : layout.form().columns)
        GIRS_CHECK(put_default(layout, column, row.code, sheet));
  return sheet;
}

Status check_computed(const FormLayout& layout, const Patch& patch, const Sheet& computed) {
  EntryMistakes mistakes({}, patch.changes.size() + 1);
  for (const auto& [key, cell] : patch.changes) {
    const auto* column = layout.column(key.column);
    if (!column || !layout.is_computed(key.row, *column) || cell.is_blank()) continue;
    const auto right = computed.get(key);
    if (cell.value == right.value) continue;
    const auto shown = formula::shown(right.value);
    mistakes.add({0, {}, key.row, key.column},
                 {"The cell is computed and is \"" + shown + "\"; leave it blank.",
                  "Ô được tính tự động, giá trị là \"" + shown + "\"; hãy để trống."});
  }
  if (mistakes.empty()) return ok();
  return std::move(mistakes).to_error();
}

}  // namespace girs
