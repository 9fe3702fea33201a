// The plan as an engineer reads it.

#include "engine/plan.h"
#include "engine/plan_tree.h"

namespace girs::engine {
namespace {

constexpr const char* kOps[] = {"INPUT",  "CONST",   "PARAM", "ADD", "SUM", "MUL", "DIV",
                                "ROUND",  "ABS",     "COMPARE", "AND", "OR",  "NOT", "IF"};
constexpr const char* kCodes[] = {"LINSUM", "LINSUM", "LINEQ", "RATIO", "MUL", "DIV",
                                  "ROUND",  "ABS",    "AND",   "OR",    "NOT", "SELECT"};

std::string hex(std::uint64_t number) {
  std::string text;
  for (int shift = 60; shift >= 0; shift -= 4) text += "0123456789abcdef"[number >> shift & 15];
  return text;
}

class Printer {
 public:
  explicit Printer(const Plan& plan) : plan_(plan), graph_(plan.graph()) {}

  std::string text() {
    out_ = "plan " + hex(plan_.hash()) + "\n";
    definitions();
    trees();
    graph();
    program();
    return std::move(out_);
  }

 private:
  void definitions() {
    out_ += "\ndefinitions\n";
    for (std::size_t i = 0; i < plan_.definitions().size(); ++i) {
      const auto& one = plan_.definitions()[i];
      out_ += "  " + one.name + (plan_.is_rule(i) ? "  rule  " : "  indicator  ") +
              one.expression.text() + "  missing: " +
              std::string(to_text(one.site.missing)) + "  at " + one.site.form +
              (one.site.row.empty() ? "" : " r" + one.site.row) +
              (one.site.column.empty() ? "" : " c" + one.site.column) + "\n";
      if (!plan_.is_covered(i))
        out_ += "    reference evaluator, unit by unit: kernels do not cover " +
                plan_.why_not(i) + "\n";
    }
  }

  void trees() {
    out_ += "\ntrees\n";
    for (const auto& one : plan_.definitions())
      out_ += "  " + one.name + "\n" + tree_text(one.expression, 4);
  }

  std::string zero(std::uint32_t index) const {
    if (index == 0) return "";
    const auto& rule = graph_.zeros[index];
    if (rule.when == Zero::When::kAlways) return "  blanks are 0";
    std::string text = "  blanks are 0 where any of";
    for (const auto node : rule.any_of) text += " n" + std::to_string(node);
    return text + " holds something";
  }

  void graph() {
    out_ += "\ngraph\n";
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
      const auto& node = graph_.nodes[i];
      out_ += "  n" + std::to_string(i) + " = " + kOps[static_cast<std::size_t>(node.op)];
      if (node.op == Op::kInput) out_ += " " + to_text(graph_.inputs[node.index]);
      if (node.op == Op::kConstant) out_ += " " + graph_.constants[node.index].text();
      if (node.op == Op::kParameter) out_ += " $" + graph_.parameters[node.index];
      for (std::size_t arg = 0; arg < node.args.size(); ++arg)
        out_ += std::string(" ") + (node.signs.empty() ? "" : std::string(1, node.signs[arg])) +
                "n" + std::to_string(node.args[arg]);
      if (node.op == Op::kCompare) out_ += " " + std::string(to_text(node.relation));
      if (node.op == Op::kRound) out_ += " to " + std::to_string(node.places);
      out_ += zero(node.zero);
      if (node.uses > 1) out_ += "  used " + std::to_string(node.uses) + " times";
      out_ += "\n";
    }
  }

  std::string term(const Term& term) const {
    switch (term.from) {
      case Term::From::kInput: return to_text(graph_.inputs[term.index]);
      case Term::From::kConstant: return graph_.constants[term.index].text();
      case Term::From::kParameter: return "[$" + graph_.parameters[term.index] + "]";
      case Term::From::kRegister: break;
    }
    return "x" + std::to_string(term.index);
  }

  std::string linear(const Linear& sum) const {
    std::string text;
    for (const auto& item : sum.items) {
      if (item.negative) text += text.empty() ? "-" : " - ";
      else if (!text.empty()) text += " + ";
      std::string list;
      for (const auto& one : item.terms) list += (list.empty() ? "" : ", ") + term(one);
      text += item.sum ? "SUM(" + list + ")" : list;
    }
    return text;
  }

  std::string grouped(const Linear& sum) const {
    return sum.items.size() > 1 ? "(" + linear(sum) + ")" : linear(sum);
  }

  void program() {
    const auto& program = plan_.program();
    out_ += "\nprogram, " + std::to_string(program.registers) + " registers\n";
    for (const auto& one : program.instructions) {
      out_ += "  x" + std::to_string(one.result) + " = " +
              kCodes[static_cast<std::size_t>(one.code)] + " ";
      if (!one.left.items.empty())
        out_ += one.code == OpCode::kRatio ? grouped(one.left) : linear(one.left);
      if (one.code == OpCode::kCompare)
        out_ += " " + std::string(to_text(one.relation)) + " " + linear(one.right);
      if (one.code == OpCode::kRatio) out_ += ratio(one);
      for (std::size_t i = 0; i < one.args.size(); ++i)
        out_ += (i == 0 ? "" : ", ") + term(one.args[i]);
      if (one.code == OpCode::kRound || one.code == OpCode::kRatio)
        out_ += "  to " + std::to_string(one.places) + " decimals";
      for (const auto root : one.roots) out_ += "  -> " + plan_.definitions()[root].name;
      out_ += "\n";
    }
    for (std::size_t i = 0; i < program.roots.size(); ++i)
      if (plan_.is_covered(i) && program.roots[i].from != Term::From::kRegister)
        out_ += "  " + term(program.roots[i]) + "  -> " + plan_.definitions()[i].name + "\n";
  }

  std::string ratio(const Instruction& one) const {
    std::string text;
    if (one.factor != Decimal(1)) text += " * " + one.factor.text();
    text += " / " + grouped(one.right);
    if (one.shift != 0) text += " * 1" + std::string(static_cast<std::size_t>(one.shift), '0');
    if (!one.offset.is_zero())
      text += (one.offset.is_negative() ? " - " : " + ") + one.offset.abs().text();
    return text;
  }

  const Plan& plan_;
  const Graph& graph_;
  std::string out_;
};

}  // namespace

std::string Plan::text() const { return Printer(*this).text(); }

}  // namespace girs::engine
