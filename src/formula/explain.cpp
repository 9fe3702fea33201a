#include "formula/explain.h"

#include <algorithm>
#include <array>

#include "formula/evaluator.h"
#include "formula/functions.h"

namespace girs::formula {
namespace {

/// The cells of one reference, as operands() finds them; in SUM, so that it may be a range.
std::vector<Operand> cells_of(const CellReference& reference, const Context& context) {
  const auto sum = Expression::compile("SUM(" + print(reference) + ")");
  return sum ? operands(*sum, context) : std::vector<Operand>();
}

/// Section 4, as evaluate() has it.
bool counts_missing_as_zero(const Expression& expression, const Context& context) {
  if (context.missing != Missing::kBlankZero) return context.missing == Missing::kZero;
  const auto cells = operands(expression, context);
  return std::any_of(cells.begin(), cells.end(), [](const Operand& cell) {
    return !is_missing(cell.value) && cell.value != Value(Absent::kNotApplicable);
  });
}

/// Whether `node` takes its parts for figures, so that the policy applies to them.
bool takes_figures(const Node& node) {
  if (const auto* call = std::get_if<Call>(&node.content)) {
    static constexpr std::array kOfFigures = {
        "ABS", "APPROX", "BETWEEN", "CEILING", "EXP", "FLOOR", "GROWTH", "IN", "INDEXTO", "INT",
        "LN", "LOG", "LOG10", "MOD", "MROUND", "POWER", "QUOTIENT", "ROUND", "ROUNDDOWN",
        "ROUNDHALFEVEN", "ROUNDUP", "SIGN", "SQRT", "TRUNC"};
    return std::find(kOfFigures.begin(), kOfFigures.end(), call->name) != kOfFigures.end();
  }
  return true;
}

class Explainer {
 public:
  Explainer(const Context& context, bool missing_is_zero)
      : context_(context), evaluator_(context, missing_is_zero),
        missing_is_zero_(missing_is_zero) {}

  void add(const Node& node, std::size_t depth, bool figure, bool unused) {
    if (depth > 0 && (std::holds_alternative<Literal>(node.content) ||
                      std::holds_alternative<Omitted>(node.content)))
      return;
    ExplainedStep step;
    step.text = print(node);
    step.depth = depth;
    step.unused = unused;
    if (const auto* reference = std::get_if<CellReference>(&node.content)) {
      step.cells = cells_of(*reference, context_);
      if (!reference->is_range()) step.value = evaluator_.value(node);
    } else {
      add_parts(node, depth, unused);
      step.value = evaluator_.value(node);
    }
    step.counted_as_zero = figure && missing_is_zero_ && step.value && is_missing(*step.value);
    steps_.push_back(std::move(step));
  }

  std::vector<ExplainedStep> take() { return std::move(steps_); }

 private:
  void add_parts(const Node& node, std::size_t depth, bool unused) {
    const bool figures = takes_figures(node);
    const auto& parts = children_of(node);
    for (std::size_t i = 0; i < parts.size(); ++i)
      add(parts[i], depth + 1, figures, unused || is_branch_not_taken(node, i));
  }

  /// The second or third argument of an IF whose condition chose the other.
  bool is_branch_not_taken(const Node& node, std::size_t part) const {
    const auto* call = std::get_if<Call>(&node.content);
    if (!call || call->name != "IF" || part == 0) return false;
    const Value condition = evaluator_.value(call->arguments[0]);
    const auto* known = std::get_if<bool>(&condition);
    return !known || *known != (part == 1);
  }

  const Context& context_;
  Evaluator evaluator_;
  bool missing_is_zero_;
  std::vector<ExplainedStep> steps_;
};

std::string policy_sentence(const Explanation& explanation, bool vi) {
  switch (explanation.policy) {
    case Missing::kPropagate:
      return vi ? "Ô chưa có số liệu: kết quả cũng chưa có (propagate)."
                : "A missing cell makes the result missing (propagate).";
    case Missing::kZero:
      return vi ? "Ô chưa có số liệu được tính là 0 (zero)."
                : "A missing cell counts as 0 (zero).";
    case Missing::kBlankZero: break;
  }
  if (explanation.missing_is_zero)
    return vi ? "Có ô đã có số liệu, nên ô chưa có số liệu được tính là 0 (blank_zero)."
              : "Some cell is reported, so a missing cell counts as 0 (blank_zero).";
  return vi ? "Mọi ô đều chưa có số liệu, nên kết quả cũng chưa có (blank_zero)."
            : "Every cell is missing, so the result is missing (blank_zero).";
}

/// "form II.06a, row 1, column 3, 2025-M03, unit 96", as far as known.
std::string place_of(const CellAddress& cell, bool vi) {
  std::string place;
  const auto say = [&place](const char* word, const std::string& code) {
    if (code.empty()) return;
    if (!place.empty()) place += ", ";
    place += word + code;
  };
  say(vi ? "biểu " : "form ", cell.form);
  say(vi ? "dòng " : "row ", cell.row);
  say(vi ? "cột " : "column ", cell.column);
  if (!cell.unit.empty()) say("", cell.period.label());
  say(vi ? "đơn vị " : "unit ", cell.unit);
  return place;
}

std::string step_line(const ExplainedStep& step, bool vi) {
  std::string line = step.text;
  if (step.value) line += " = " + shown(*step.value);
  if (step.counted_as_zero) line += vi ? ", tính là 0" : ", counted as 0";
  if (step.unused) line += vi ? ", không dùng" : ", not used";
  if (step.value && step.cells.size() == 1) {
    const std::string place = place_of(step.cells[0].address, vi);
    if (!place.empty()) line += " (" + place + ")";
  }
  return line;
}

}  // namespace

Explanation explain(const Expression& expression, const Context& context) {
  Explanation explanation;
  explanation.formula = expression.text();
  explanation.policy = context.missing;
  explanation.result = evaluate(expression, context);
  if (expression.empty()) return explanation;
  explanation.missing_is_zero = counts_missing_as_zero(expression, context);
  Explainer explainer(context, explanation.missing_is_zero);
  explainer.add(expression.root(), 0, false, false);
  explanation.steps = explainer.take();
  return explanation;
}

std::string to_text(const Explanation& explanation, std::string_view language) {
  const bool vi = language == "vi";
  std::string text = explanation.formula + "\n" + policy_sentence(explanation, vi) + "\n";
  std::size_t number = 0;
  for (const auto& step : explanation.steps) {
    text += std::to_string(++number) + ". " + step_line(step, vi) + "\n";
    if (step.value && step.cells.size() <= 1) continue;
    for (const auto& cell : step.cells)
      text += "   " + place_of(cell.address, vi) + ": " + shown(cell.value) + "\n";
  }
  text += (vi ? "Kết quả: " : "Result: ") + shown(explanation.result) + "\n";
  return text;
}

}  // namespace girs::formula
