#include "form/linear_check.h"

#include <algorithm>
#include <variant>

namespace girs {
namespace {

using formula::CellReference;
using formula::Node;

/// Reads one side of a comparison into terms with a sign.
class TermReader {
 public:
  TermReader(const FormLayout& layout, const TableColumns& columns, RuleScope scope)
      : layout_(layout), columns_(columns), scope_(scope) {}

  bool read(const Node& node, std::int64_t factor) {
    if (const auto* literal = std::get_if<formula::Literal>(&node.content))
      return read_number(*literal, factor);
    if (const auto* reference = std::get_if<CellReference>(&node.content))
      return !reference->is_range() && read_cells(*reference, factor);
    if (const auto* prefix = std::get_if<formula::Prefix>(&node.content))
      return read(prefix->operand.front(), prefix->sign == '-' ? -factor : factor);
    if (const auto* chain = std::get_if<formula::Chain>(&node.content)) {
      if (!read(chain->operands.front(), factor)) return false;
      for (std::size_t i = 0; i < chain->operators.size(); ++i) {
        const char sign = chain->operators[i];
        if (sign != '+' && sign != '-') return false;
        if (!read(chain->operands[i + 1], sign == '-' ? -factor : factor)) return false;
      }
      return true;
    }
    const auto* call = std::get_if<formula::Call>(&node.content);
    if (!call || call->name != "SUM") return false;
    return std::ranges::all_of(call->arguments, [&](const Node& argument) {
      const auto* reference = std::get_if<CellReference>(&argument.content);
      return reference && read_cells(*reference, factor);
    });
  }

  std::vector<LinearCheck::Term> terms = {};
  std::int64_t constant = 0;

 private:
  using Places = std::vector<std::uint32_t>;

  bool read_number(const formula::Literal& literal, std::int64_t factor) {
    const auto* number = std::get_if<Decimal>(&literal.value);
    const auto figure = number ? columns_.scaled(*number) : std::nullopt;
    return figure && !__builtin_add_overflow(constant, factor * *figure, &constant);
  }

  bool read_cells(const CellReference& cell, std::int64_t factor) {
    const bool own = (cell.form.empty() || cell.form == layout_.form().code) &&
                     cell.indicator.empty() && cell.row_group.empty() && cell.breakdown.empty() &&
                     cell.periods.empty() && cell.unit == formula::UnitRelation::kCurrent;
    if (!own) return false;
    const auto rows = rows_of(cell);
    const auto columns = columns_of(cell);
    if (!rows || !columns) return false;
    for (const auto row : *rows)
      for (const auto column : *columns) terms.push_back({row, column, factor});
    return true;
  }

  std::optional<Places> rows_of(const CellReference& cell) const {
    if (!cell.rows)
      return scope_ == RuleScope::kEachRow ? std::optional(Places{LinearCheck::kHere}) : std::nullopt;
    if (cell.rows->all) return Places{LinearCheck::kOpenRows};
    Places places;
    for (const auto& [from, to] : cell.rows->items) {
      if (!to.empty() || !layout_.is_fixed_row(from)) return std::nullopt;  // ranges: the reference
      places.push_back(static_cast<std::uint32_t>(layout_.row_place(from)));
    }
    return places;
  }

  std::optional<Places> columns_of(const CellReference& cell) const {
    if (!cell.columns)
      return scope_ == RuleScope::kEachColumn ? std::optional(Places{LinearCheck::kHere})
                                              : std::nullopt;
    if (cell.columns->all) return std::nullopt;
    Places places;
    for (const auto& [from, to] : cell.columns->items) {
      const auto first = columns_.place(from);
      const auto last = to.empty() ? first : columns_.place(to);
      if (!first || !last || *last < *first) return std::nullopt;
      for (auto place = *first; place <= *last; ++place) places.push_back(place);
    }
    return places;
  }

  const FormLayout& layout_;
  const TableColumns& columns_;
  RuleScope scope_;
};

}  // namespace

std::optional<LinearCheck> LinearCheck::of(const FormLayout& layout, const TableColumns& columns,
                                           const Rule& rule) {
  const bool local = rule.scope == RuleScope::kForm || rule.scope == RuleScope::kEachRow ||
                     rule.scope == RuleScope::kEachColumn;
  if (!local || rule.expression.empty() || !layout.form().parts.empty()) return std::nullopt;
  const auto* comparison = std::get_if<formula::Comparison>(&rule.expression.root().content);
  if (!comparison) return std::nullopt;
  TermReader reader(layout, columns, rule.scope);
  if (!reader.read(comparison->sides[0], 1) || !reader.read(comparison->sides[1], -1))
    return std::nullopt;
  LinearCheck check;
  check.terms_ = std::move(reader.terms);
  check.constant_ = reader.constant;
  check.relation_ = comparison->relation;
  check.missing_ = rule.missing;
  return check;
}

void LinearCheck::add(Sum& sum, CellTable::State state, std::int64_t figure,
                      std::int64_t factor) const {
  std::int64_t product = 0;
  switch (state) {
    case CellTable::State::kFigure:
      sum.any = true;
      if (__builtin_mul_overflow(figure, factor, &product) ||
          __builtin_add_overflow(sum.total, product, &sum.total))
        sum.sure = false;
      return;
    case CellTable::State::kNil: sum.any = true; return;
    case CellTable::State::kMissing:
      if (missing_ == formula::Missing::kPropagate) sum.sure = false;
      return;
    case CellTable::State::kOther: sum.sure = false; return;
  }
}

bool LinearCheck::holds(const Sum& sum) const {
  if (!sum.sure || !sum.any) return false;
  switch (relation_) {
    case formula::Relation::kEqual: return sum.total == 0;
    case formula::Relation::kNotEqual: return sum.total != 0;
    case formula::Relation::kLess: return sum.total < 0;
    case formula::Relation::kLessOrEqual: return sum.total <= 0;
    case formula::Relation::kGreater: return sum.total > 0;
    case formula::Relation::kGreaterOrEqual: return sum.total >= 0;
  }
  return false;
}

bool LinearCheck::surely_holds(const CellTable& table, const std::vector<std::uint32_t>& open_rows,
                               std::uint32_t row, std::uint32_t column) const {
  Sum sum = begin();
  for (const auto& term : terms_) {
    const auto c = term.column == kHere ? column : term.column;
    if (term.row == kOpenRows) {
      for (const auto r : open_rows) add(sum, table.state(r, c), table.figure(r, c), term.factor);
    } else {
      const auto r = term.row == kHere ? row : term.row;
      add(sum, table.state(r, c), table.figure(r, c), term.factor);
    }
    if (!sum.sure) return false;
  }
  return holds(sum);
}

std::vector<std::uint32_t> open_row_places(const FormLayout& layout, const Sheet& sheet) {
  std::vector<std::uint32_t> dynamic, plain;
  for (std::uint32_t i = 0; i < sheet.rows().size(); ++i) {
    const auto& row = sheet.rows()[i];
    if (row.dynamic) dynamic.push_back(i);
    else if (!layout.is_total_row(row.code)) plain.push_back(i);
  }
  return dynamic.empty() ? plain : dynamic;
}

}  // namespace girs
