#include "form/rule_check.h"

#include <algorithm>

#include "formula/evaluate.h"

namespace girs {
namespace {

using formula::Absent;
using formula::Fault;
using formula::Value;

/// A side as a number: nil counts as zero (FORMULA.md section 4).
std::optional<Decimal> as_number(const Value& value) {
  if (const auto* number = std::get_if<Decimal>(&value)) return *number;
  const auto* absent = std::get_if<Absent>(&value);
  return absent && *absent == Absent::kNil ? std::optional(Decimal()) : std::nullopt;
}

/// Half a unit of the last decimal of every figure: what rounding each of them may have cost.
Decimal rounding_of(const FormLayout& layout, Date day, const std::vector<BlamedCell>& cells) {
  Decimal allowed;
  for (const auto& cell : cells) {
    const auto* form = cell.form == layout.form().code
                           ? &layout.form()
                           : layout.catalog().form(cell.form, day);
    const auto* column = form ? form->column(cell.column) : nullptr;
    if (!column || !std::holds_alternative<Decimal>(cell.value)) continue;
    const auto unit = power(Decimal(10), -static_cast<std::int64_t>(column->scale));
    const auto half = unit ? multiply(*unit, *Decimal::parse("0.5")) : std::nullopt;
    allowed = half ? add(allowed, *half).value_or(allowed) : allowed;
  }
  return allowed;
}

/// Whether the sides of "=" differ by no more than the rule allows.
bool is_tolerated(const Tolerance& tolerance, const Decimal& difference, const Decimal& right) {
  if (difference.abs() <= tolerance.absolute) return true;
  const auto allowed = multiply(right.abs(), tolerance.relative);
  return allowed && !tolerance.relative.is_zero() && difference.abs() <= *allowed;
}

std::string filled(std::string text, const Finding& finding, const CheckContext& context) {
  const std::pair<std::string_view, std::string> places[] = {
      {"{left}", finding.left ? formula::shown(*finding.left) : std::string()},
      {"{right}", finding.right ? formula::shown(*finding.right) : std::string()},
      {"{difference}", finding.difference ? finding.difference->text() : std::string()},
      {"{row}", finding.row},
      {"{column}", finding.column},
      {"{unit}", context.unit},
      {"{period}", context.period.label()}};
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto rest = std::string_view(text).substr(at);
    const auto found = std::ranges::find_if(
        places, [&](const auto& place) { return rest.starts_with(place.first); });
    if (found == std::end(places)) {
      out += text[at++];
    } else {
      out += found->second;
      at += found->first.size();
    }
  }
  return out;
}

std::string place_of(const BlamedCell& cell, const char* row, const char* column) {
  std::string place = cell.form;
  if (!cell.row.empty()) place += row + cell.row;
  if (!cell.column.empty()) place += column + cell.column;
  return place + ", " + cell.period.label() + (cell.unit.empty() ? "" : ", " + cell.unit);
}

/// What to say when a rule gave neither true nor false.
Label unevaluated_message(const Finding& finding, const Value& outcome) {
  if (const auto* fault = std::get_if<Fault>(&outcome)) {
    const std::string error(to_text(*fault));
    return {"The rule " + finding.rule + " gives " + error + "; check the cells that it uses.",
            "Quy tắc " + finding.rule + " cho kết quả " + error +
                "; hãy kiểm tra các ô mà quy tắc sử dụng."};
  }
  const auto missing = std::ranges::find_if(
      finding.cells, [](const BlamedCell& cell) { return formula::is_missing(cell.value); });
  if (missing == finding.cells.end())
    return {"The rule " + finding.rule + " was not evaluated.",
            "Quy tắc " + finding.rule + " chưa được đánh giá."};
  return {"The rule " + finding.rule + " was not evaluated: there is no figure in " +
              place_of(*missing, ", row ", ", column ") + ".",
          "Quy tắc " + finding.rule + " chưa được đánh giá: chưa có số liệu tại " +
              place_of(*missing, ", dòng ", ", cột ") + "."};
}

class RuleCheck {
 public:
  RuleCheck(const FormLayout& layout, const Rule& rule, const CheckContext& context,
            const formula::CellSource& source, std::vector<Finding>& findings)
      : layout_(layout), rule_(rule), context_(context), source_(source), findings_(findings) {}

  /// `at`: the unit or period of the context, where the rule is about each of them.
  void check_at(const std::string& row, const std::string& column, const std::string& at = {}) {
    const formula::Context where{layout_.form().code, row,           column,   context_.period,
                                 context_.unit,       rule_.missing, &source_, context_.hierarchy};
    Finding finding{rule_.id, rule_.severity, Outcome::kFail, layout_.form().code, row, column};
    finding.at = at;
    Value outcome;
    if (auto sides = formula::evaluate_sides(rule_.expression, where)) {
      outcome = std::move(sides->outcome);
      set_sides(*std::move(sides), finding);
    } else {
      outcome = formula::evaluate(rule_.expression, where);
    }
    if (const auto* holds = std::get_if<bool>(&outcome)) {
      if (*holds || is_within_tolerance(finding)) return;
    } else {
      finding.outcome =
          std::holds_alternative<Absent>(outcome) ? Outcome::kNotEvaluated : Outcome::kRuleError;
    }
    for (auto& operand : formula::operands(rule_.expression, where))
      finding.cells.push_back(blamed(std::move(operand)));
    if (finding.outcome != Outcome::kFail) {
      finding.message = unevaluated_message(finding, outcome);
    } else {
      if (is_rounding(finding)) return;
      finding.message = {filled(rule_.message.en, finding, context_),
                         filled(rule_.message.vi, finding, context_)};
    }
    findings_.push_back(std::move(finding));
  }

 private:
  static void set_sides(formula::Sides sides, Finding& finding) {
    finding.operation = std::move(sides.operation);
    const auto left = as_number(sides.left);
    const auto right = as_number(sides.right);
    if (left && right) finding.difference = subtract(*left, *right);
    finding.left = std::move(sides.left);
    finding.right = std::move(sides.right);
  }

  bool is_within_tolerance(const Finding& finding) const {
    if (finding.operation != "=" || !finding.difference) return false;
    return is_tolerated(rule_.tolerance, *finding.difference, *as_number(*finding.right));
  }

  bool is_rounding(const Finding& finding) const {
    return rule_.tolerance.rounding && finding.operation == "=" && finding.difference &&
           finding.difference->abs() <= rounding_of(layout_, context_.day, finding.cells);
  }

  BlamedCell blamed(formula::Operand operand) const {
    auto& address = operand.address;
    if (!address.indicator.empty()) address.form = "#" + address.indicator;
    if (address.form.empty()) address.form = layout_.form().code;
    if (address.unit.empty()) address.unit = context_.unit;
    return {std::move(address.form),   std::move(address.row),  std::move(address.column),
            std::move(address.period), std::move(address.unit), std::move(operand.value),
            operand.left};
  }

  const FormLayout& layout_;
  const Rule& rule_;
  const CheckContext& context_;
  const formula::CellSource& source_;
  std::vector<Finding>& findings_;
};

/// The periods within `whole` in which the forms that the rule names are reported; its direct parts
/// where these are reported as often as the rule's own form.
std::vector<Period> periods_within(const Rule& rule, const Period& whole,
                                   const formula::CellSource& source) {
  std::optional<PeriodKind> kind;
  for (const auto& reference : rule.expression.references())
    if (const auto often = reference.form.empty() ? std::nullopt : source.frequency(reference.form);
        often && *often != whole.kind)
      kind = often;
  std::vector<Period> parts = children(whole);
  while (kind && !parts.empty() && parts.front().kind != *kind) {
    std::vector<Period> smaller;
    for (const auto& part : parts)
      for (auto& one : children(part)) smaller.push_back(std::move(one));
    parts = std::move(smaller);
  }
  return parts;
}

}  // namespace

bool is_checked_at(const FormLayout& layout, const Rule& rule, const std::string& row) {
  if (!rule.rows.empty() && std::ranges::find(rule.rows, row) == rule.rows.end()) return false;
  if (rule.part.empty()) return true;
  const auto* part = layout.part_of(row);
  return part && part->code == rule.part;
}

bool is_checked_at(const Rule& rule, const Column& column) {
  if (rule.columns.empty()) return column.entered && column.type == CellType::kNumber;
  return std::ranges::find(rule.columns, column.code) != rule.columns.end();
}

void check_rule_at(const FormLayout& layout, const Rule& rule, const CheckContext& context,
                   const formula::CellSource& source, const std::string& row,
                   const std::string& column, std::vector<Finding>& findings) {
  RuleCheck(layout, rule, context, source, findings).check_at(row, column);
}

void check_rule(const FormLayout& layout, const Sheet& sheet, const Rule& rule,
                const CheckContext& context, const formula::CellSource& source,
                std::vector<Finding>& findings,
                const std::function<bool(std::size_t place)>& held) {
  RuleCheck check(layout, rule, context, source, findings);
  std::size_t place = 0;
  switch (rule.scope) {
    case RuleScope::kForm:
      if (!held(place)) check.check_at({}, {});
      return;
    case RuleScope::kEachRow:
      for (const auto& row : sheet.rows())
        if (!held(place++) && is_checked_at(layout, rule, row.code))
          check.check_at(row.code, {});
      return;
    case RuleScope::kEachColumn:
      for (const auto& column : layout.form().columns)
        if (!held(place++) && is_checked_at(rule, column)) check.check_at({}, column.code);
      return;
    case RuleScope::kEachUnit:
      if (!context.hierarchy) return;
      for (const auto& unit : context.hierarchy->children(context.unit, context.period)) {
        auto there = context;
        there.unit = unit;
        RuleCheck(layout, rule, there, source, findings).check_at({}, {}, unit);
      }
      return;
    case RuleScope::kEachPeriod:
      for (const auto& period : periods_within(rule, context.period, source)) {
        auto then = context;
        then.period = period;
        RuleCheck(layout, rule, then, source, findings).check_at({}, {}, period.label());
      }
      return;
  }
}

}  // namespace girs
