#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "base/text.h"
#include "catalog/linear_rule.h"
#include "catalog/lint_parts.h"
#include "formula/syntax.h"

namespace girs {
namespace {

/// The measures of a form's own columns that a sum in the formula adds up, of this period.
class SumMeasures {
 public:
  explicit SumMeasures(const Form& form) : form_(form) {}

  bool mixes(const formula::Expression& expression) const {
    return !expression.empty() && mixes(expression.root());
  }

 private:
  bool mixes(const formula::Node& node) const {
    bool flow = false, stock = false;
    if (is_sum(node))
      for (const auto& operand : formula::children_of(node)) {
        flow |= has(operand, Measure::kFlow);
        stock |= has(operand, Measure::kStock);
      }
    return (flow && stock) ||
           std::ranges::any_of(formula::children_of(node),
                               [&](const formula::Node& child) { return mixes(child); });
  }

  static bool is_sum(const formula::Node& node) {
    if (const auto* chain = std::get_if<formula::Chain>(&node.content))
      return chain->operators.find('+') != std::string::npos;
    const auto* call = std::get_if<formula::Call>(&node.content);
    return call && call->name == "SUM";
  }

  bool has(const formula::Node& node, Measure measure) const {
    const auto* cell = std::get_if<formula::CellReference>(&node.content);
    if (!cell || !cell->form.empty() || !cell->periods.empty() || !cell->columns) return false;
    return std::ranges::any_of(cell->columns->items, [&](const formula::CodeRange& range) {
      const auto* column = form_.column(range.from);
      return column && column->measure == measure;
    });
  }

  const Form& form_;
};

/// What a rule checks, so that two ways of writing it are the same: its constraints made so that
/// the first figure counts once, or its text.
std::string substance_of(const Form& form, const Rule& rule) {
  const bool by_row = rule.scope == RuleScope::kEachRow;
  const bool by_column = rule.scope == RuleScope::kEachColumn;
  std::string text;
  for (const auto& constraint :
       constraints_of(form, rule, {by_row ? "*" : "", by_column ? "*" : ""})) {
    if (constraint.terms.empty()) return rule.expression.text();
    const auto first = constraint.terms.begin()->second;
    const bool turn = first.top < 0 && constraint.equality;
    const auto one = make_fraction(turn ? -first.bottom : first.bottom, turn ? -first.top : std::abs(first.top));
    const auto put = [&](const Fraction& number) {
      const auto scaled = one ? multiply(number, *one) : std::nullopt;
      text += scaled ? std::to_string(scaled->top) + "/" + std::to_string(scaled->bottom) + ";" : "?;";
    };
    text += constraint.equality ? "=" : "<";
    put(constraint.constant);
    for (const auto& [name, factor] : constraint.terms) {
      text += name + "*";
      put(factor);
    }
  }
  return text.empty() ? rule.expression.text() : text;
}

/// Where a rule is checked, and how exactly.
std::string place_of(const Rule& rule) {
  const auto& tolerance = rule.tolerance;
  return std::to_string(static_cast<int>(rule.scope)) + "|" + join(rule.rows, ",") + "|" +
         join(rule.columns, ",") + "|" + rule.part + "|" + tolerance.absolute.text() + "|" +
         tolerance.relative.text() + (tolerance.rounding ? "|r|" : "||") +
         std::to_string(static_cast<int>(rule.missing));
}

/// The same check under two names tells people everything twice.
void review_duplicates(FormRemarks& remarks, const std::vector<RuleSet>& sets) {
  std::set<const Rule*> told;
  for (const auto& together : sets) {
    std::map<std::string, const Rule*> seen;
    for (const auto* rule : together) {
      const auto [first, added] =
          seen.emplace(substance_of(remarks.form(), *rule) + "|" + place_of(*rule), rule);
      if (added || !told.insert(rule).second) continue;
      const auto& other = first->second->id;
      remarks.add("duplicate-rule", false, "rules/" + rule->id,
                  {"Rules " + other + " and " + rule->id + " check the same.",
                   "Quy tắc " + other + " và " + rule->id + " kiểm tra cùng một nội dung."});
    }
  }
}

void review_dates(FormRemarks& remarks, const std::vector<RuleSet>& sets) {
  for (const auto& rule : remarks.form().rules)
    if (std::ranges::none_of(sets, [&](const RuleSet& together) {
          return std::ranges::find(together, &rule) != together.end();
        }))
      remarks.add("never-in-force", false, "rules/" + rule.id,
                  {"Rule " + rule.id + " is in force on no day on which the form is.",
                   "Quy tắc " + rule.id + " không có hiệu lực vào ngày nào mà biểu có hiệu lực."});
}

/// A rule that no figures break says nothing.
bool never_fails(const Form& form, const Rule& rule) {
  const auto found = constraints_of(form, rule, {"*", "*"});
  return !found.empty() && std::ranges::all_of(found, [](const LinearConstraint& constraint) {
    const auto constant = constraint.constant.top;
    return constraint.terms.empty() && (constraint.equality ? constant == 0 : constant >= 0);
  });
}

bool has_cell(const Form& form, const std::string& row, const std::string& column) {
  const auto part = std::ranges::find_if(form.parts, [&](const Part& one) {
    return std::ranges::find(one.rows, row) != one.rows.end();
  });
  return part == form.parts.end() ||
         std::ranges::find(part->columns, column) != part->columns.end();
}

/// Cells that a formula names by row and column and that no part of the form has.
void review_cells(FormRemarks& remarks, const std::string& part, const formula::Expression& expression) {
  const auto& form = remarks.form();
  for (const auto& reference : expression.references()) {
    const bool own = reference.form.empty() || reference.form == form.code;
    if (!own || reference.text.find(':') != std::string::npos) continue;
    for (const auto& row : reference.rows)
      for (const auto& column : reference.columns)
        if (!has_cell(form, row, column))
          remarks.add("no-such-cell", false, part,
                      {reference.text + ": the form has no cell in row " + row + ", column " + column + ".",
                       reference.text + ": biểu không có ô ở dòng " + row + ", cột " + column + "."});
  }
}

/// What computed cells read of each other: "r<row>" and "c<column>".
class Circles {
 public:
  explicit Circles(const Form& form) : form_(form) {
    for (const auto& row : form.rows.fixed)
      if (row.computed) note("r" + row.code, row.computed->expression, row.total);
    for (const auto& column : form.columns)
      if (column.computed) note("c" + column.code, column.computed->expression, false);
  }

  /// The cells that need themselves.
  std::vector<std::string> found() const {
    std::vector<std::string> circles;
    for (const auto& entry : reads_) {
      std::set<std::string> seen;
      if (reaches(entry.first, entry.first, seen)) circles.push_back(entry.first);
    }
    return circles;
  }

 private:
  void note(const std::string& cell, const formula::Expression& expression, bool total) {
    auto& reads = reads_[cell];
    for (const auto& reference : expression.references()) {
      if ((!reference.form.empty() && reference.form != form_.code) || reference.other_period ||
          reference.other_unit || !reference.indicator.empty())
        continue;
      for (const auto& row : reference.rows) {
        if (row != "*") reads.insert("r" + row);
        else
          for (const auto& other : form_.rows.fixed)
            if (!other.total && (cell != "r" + other.code || !total)) reads.insert("r" + other.code);
      }
      for (const auto& column : reference.columns) reads.insert("c" + column);
    }
  }

  bool reaches(const std::string& from, const std::string& to, std::set<std::string>& seen) const {
    const auto reads = reads_.find(from);
    if (reads == reads_.end()) return false;
    return std::ranges::any_of(reads->second, [&](const std::string& next) {
      return next == to || (seen.insert(next).second && reaches(next, to, seen));
    });
  }

  const Form& form_;
  std::map<std::string, std::set<std::string>> reads_;
};

}  // namespace

void review_rules(FormRemarks& remarks) {
  const auto& form = remarks.form();
  const auto sets = rule_sets(form);
  const SumMeasures measures(form);
  review_dates(remarks, sets);
  review_duplicates(remarks, sets);
  for (const auto& rule : form.rules) {
    const auto part = "rules/" + rule.id;
    if (measures.mixes(rule.expression))
      remarks.add("flow-and-stock", false, part,
                  {"Rule " + rule.id + " adds a flow and a stock of the same period.",
                   "Quy tắc " + rule.id + " cộng số phát sinh với số tồn của cùng một kỳ."});
    if (never_fails(form, rule))
      remarks.add("never-fails", false, part,
                  {"Rule " + rule.id + " holds for all figures: it checks nothing.",
                   "Quy tắc " + rule.id + " luôn đúng với mọi số liệu: không kiểm tra được gì."});
    review_cells(remarks, part, rule.expression);
  }
}

void review_computed(FormRemarks& remarks) {
  const auto& form = remarks.form();
  const SumMeasures measures(form);
  const auto review = [&](const std::string& part, const std::optional<Computed>& computed) {
    if (!computed) return;
    review_cells(remarks, part, computed->expression);
    if (measures.mixes(computed->expression))
      remarks.add("flow-and-stock", false, part,
                  {"What is computed adds a flow and a stock of the same period.",
                   "Công thức tính cộng số phát sinh với số tồn của cùng một kỳ."});
  };
  for (const auto& column : form.columns) review("columns/" + column.code, column.computed);
  for (const auto& row : form.rows.fixed) review("rows/" + row.code, row.computed);
  for (const auto& cell : Circles(form).found()) {
    const bool is_row = cell.front() == 'r';
    const auto code = cell.substr(1);
    remarks.add("circle", true, (is_row ? "rows/" : "columns/") + code,
                {(is_row ? "Row " : "Column ") + code + " is computed from itself.",
                 (is_row ? "Dòng " : "Cột ") + code + " được tính từ chính nó."});
  }
}

}  // namespace girs
