#include "catalog/lint.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "catalog/linear_rule.h"
#include "formula/syntax.h"

namespace girs {
namespace {

struct Constrained {
  std::string rule;   // empty: the range of a column
  LinearConstraint constraint;
};

std::optional<Fraction> whole(const std::optional<Decimal>& number) {
  const auto value = number ? number->to_int64() : std::nullopt;
  return value ? make_fraction(*value, 1) : std::nullopt;
}

std::string shown(const Fraction& value) {
  const auto top = std::to_string(value.top);
  return value.bottom == 1 ? top : top + "/" + std::to_string(value.bottom);
}

/// The measures of a form's own columns that a sum in the formula adds up, of this period.
class SumMeasures {
 public:
  explicit SumMeasures(const Form& form) : form_(form) {}

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

 private:
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

class FormReview {
 public:
  FormReview(const Form& form, const Catalog& catalog, std::vector<Remark>& remarks)
      : form_(form), catalog_(catalog), remarks_(remarks) {}

  void run() {
    review_rows();
    review_rules();
    review_scope(RuleScope::kEachRow);
    review_scope(RuleScope::kEachColumn);
  }

 private:
  void add(const char* kind, bool grave, std::string part, Message message) {
    remarks_.push_back({kind, grave, form_.code, form_.version, std::move(part), std::move(message)});
  }

  void review_rows() {
    const auto* list = catalog_.code_list(form_.rows.code_list);
    if (form_.rows.dynamic && list && list->items.empty())
      add("no-rows", true, "rows/dynamic",
          {"The list " + list->code + " of dynamic rows is empty: no row can be added.",
           "Danh mục dòng động " + list->code + " trống: không thêm được dòng nào."});
    for (const auto& column : form_.columns) {
      const bool in_part = std::ranges::any_of(form_.parts, [&](const Part& part) {
        return std::ranges::find(part.columns, column.code) != part.columns.end();
      });
      if (column.entered && !form_.parts.empty() && !in_part)
        add("unreachable", false, "columns/" + column.code,
            {"Column " + column.code + " is in no part of the form: it has no cell.",
             "Cột " + column.code + " không thuộc phần nào của biểu: không có ô nào."});
    }
    for (const auto& part : form_.parts)
      if (part.rows.empty() && !part.dynamic)
        add("no-rows", false, "parts/" + part.code,
            {"Part " + part.code + " has no rows.", "Phần " + part.code + " không có dòng nào."});
  }

  /// The same check under two names tells people everything twice; a flow of this period and a
  /// stock in one sum are seldom meant, but in a balance.
  void review_rules() {
    const SumMeasures measures(form_);
    std::map<std::string, std::string> seen;
    for (const auto& rule : form_.rules) {
      if (!rule.expression.empty() && measures.mixes(rule.expression.root()))
        add("flow-and-stock", false, "rules/" + rule.id,
            {"Rule " + rule.id + " adds a flow and a stock of the same period.",
             "Quy tắc " + rule.id + " cộng số phát sinh với số tồn của cùng một kỳ."});
      const auto what = rule.expression.text() + "|" + std::to_string(static_cast<int>(rule.scope)) +
                        "|" + join(rule.rows, ",") + "|" + join(rule.columns, ",") + "|" + rule.part;
      const auto [first, added] = seen.emplace(what, rule.id);
      if (!added)
        add("duplicate-rule", false, "rules/" + rule.id,
            {"Rules " + first->second + " and " + rule.id + " check the same.",
             "Quy tắc " + first->second + " và " + rule.id + " kiểm tra cùng một nội dung."});
    }
  }

  std::vector<Constrained> constraints_of(RuleScope scope) const {
    std::vector<Constrained> all;
    for (const auto& rule : form_.rules)
      if (rule.scope == scope)
        if (auto constraint = linear_constraint(form_, rule))
          all.push_back({rule.id, *std::move(constraint)});
    if (scope != RuleScope::kEachRow) return all;
    for (const auto& column : form_.columns) {
      if (const auto min = whole(column.min))
        all.push_back({"", {{{column.code, {-1, 1}}}, {-min->top, min->bottom}, false}});
      if (const auto max = whole(column.max))
        all.push_back({"", {{{column.code, {1, 1}}}, *max, false}});
    }
    return all;
  }

  static std::vector<LinearConstraint> bare(const std::vector<Constrained>& all) {
    std::vector<LinearConstraint> constraints;
    for (const auto& one : all) constraints.push_back(one.constraint);
    return constraints;
  }

  void review_scope(RuleScope scope) {
    auto all = constraints_of(scope);
    if (std::ranges::none_of(all, [](const Constrained& one) { return !one.rule.empty(); })) return;
    const auto feasible = is_feasible(bare(all));
    if (feasible == Feasible::kNo) return report_contradiction(std::move(all));
    if (feasible == Feasible::kYes) report_forced(scope, bare(all));
  }

  /// Leaves out rule after rule while the rest still contradict each other.
  void report_contradiction(std::vector<Constrained> all) {
    for (std::size_t i = 0; i < all.size();) {
      auto fewer = all;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      if (is_feasible(bare(fewer)) == Feasible::kNo) all = std::move(fewer);
      else ++i;
    }
    std::vector<std::string> rules;
    for (const auto& one : all)
      if (!one.rule.empty()) rules.push_back(one.rule);
    const auto names = join(rules, ", ");
    const bool ranges = rules.size() < all.size();
    add("contradiction", true, "rules",
        {"No figures satisfy " + names + (ranges ? " within the ranges of their columns" : "") +
             ": they can never hold together.",
         "Không có số liệu nào thỏa mãn " + names +
             (ranges ? " trong khoảng giá trị của các cột" : "") +
             ": các quy tắc mâu thuẫn với nhau."});
  }

  void report_forced(RuleScope scope, const std::vector<LinearConstraint>& constraints) {
    std::vector<std::string> figures;
    if (scope == RuleScope::kEachRow) {
      for (const auto& column : form_.columns)
        if (column.entered && column.type == CellType::kNumber) figures.push_back(column.code);
    } else {
      for (const auto& row : form_.rows.fixed) figures.push_back(row.code);
    }
    const std::string part = scope == RuleScope::kEachRow ? "columns/" : "rows/";
    for (const auto& figure : figures) {
      const auto most = largest(constraints, figure);
      const auto least = most ? smallest(constraints, figure) : std::nullopt;
      if (!least || !(*most == *least)) continue;
      const bool column = scope == RuleScope::kEachRow;
      add("unreachable", false, part + figure,
          {(column ? "Column " : "Row ") + figure + " can hold no value but " + shown(*most) +
               " under the form's rules.",
           (column ? "Cột " : "Dòng ") + figure + " chỉ có thể nhận giá trị " + shown(*most) +
               " theo các quy tắc của biểu."});
    }
  }

  const Form& form_;
  const Catalog& catalog_;
  std::vector<Remark>& remarks_;
};

}  // namespace

std::vector<Remark> review_definitions(const Catalog& catalog) {
  std::vector<Remark> remarks;
  for (const auto& form : catalog.forms()) FormReview(form, catalog, remarks).run();
  return remarks;
}

}  // namespace girs
