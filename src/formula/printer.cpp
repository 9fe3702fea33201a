// From tree to canonical text: `.` decimal point, `;` between arguments, upper-case names, no
// spaces, and brackets only where the tree needs them.

#include <algorithm>

#include "formula/lexer.h"
#include "formula/syntax.h"

namespace girs::formula {
namespace {

std::string quoted(std::string_view text, char quote) {
  std::string result(1, quote);
  for (const char c : text) {
    result += c;
    if (c == quote) result += c;
  }
  return result + quote;
}

std::string printed_code(std::string_view code) {
  const bool plain = std::all_of(code.begin(), code.end(), is_code_character) &&
                     code.front() != 'r' && code.front() != 'c' && code.front() != 'g';
  return plain ? std::string(code) : quoted(code, '\'');
}

std::string printed(const Selection& selection, char axis) {
  if (selection.all) return std::string(1, axis) + "*";
  std::string text;
  for (const auto& item : selection.items) {
    if (!text.empty()) text += ',';
    text += axis + printed_code(item.from);
    if (!item.to.empty()) text += ":" + (axis + printed_code(item.to));
  }
  return text;
}

std::string printed(const PeriodStep& step) {
  switch (step.relation) {
    case PeriodRelation::kYearToDate: return "YTD";
    case PeriodRelation::kFullYear: return "FY";
    case PeriodRelation::kNamed: break;
    default:
      return (step.relation == PeriodRelation::kYears ? "Y" : "P") +
             std::string(step.count < 0 ? "" : "+") + std::to_string(step.count);
  }
  if (step.period.kind == PeriodKind::kCampaign) return "X" + printed_code(step.period.campaign);
  std::string label = step.period.label();  // without its hyphen
  std::erase(label, '-');
  return label;
}

std::string printed_unit(const CellReference& reference) {
  switch (reference.unit) {
    case UnitRelation::kCurrent: return {};
    case UnitRelation::kSelf: return "^SELF";
    case UnitRelation::kParent: return "^PARENT";
    case UnitRelation::kChildren: return "^CHILDREN";
    case UnitRelation::kLeaves: return "^LEAVES";
    case UnitRelation::kRoot: return "^ROOT";
    case UnitRelation::kLevel: return "^LEVEL(" + reference.unit_argument + ")";
    case UnitRelation::kAncestor: return "^ANCESTOR(" + reference.unit_argument + ")";
    case UnitRelation::kUnit: return "^UNIT(" + printed_code(reference.unit_argument) + ")";
    case UnitRelation::kGroup: return "^GROUP(" + printed_code(reference.unit_argument) + ")";
  }
  return {};
}

std::string printed_target(const CellReference& reference) {
  if (!reference.indicator.empty()) return "#" + printed_code(reference.indicator);
  if (reference.bare) return reference.columns->items[0].from;
  std::string text;
  if (reference.rows) text = printed(*reference.rows, 'r');
  if (!reference.row_group.empty()) text = "g" + printed_code(reference.row_group);
  if (!reference.columns) return text;
  return text + (text.empty() ? "" : ".") + printed(*reference.columns, 'c');
}

std::string printed(const Value& literal) {
  if (const auto* text = std::get_if<std::string>(&literal)) return quoted(*text, '"');
  if (const auto* logical = std::get_if<bool>(&literal)) return *logical ? "TRUE" : "FALSE";
  if (std::holds_alternative<Absent>(literal)) return "MISSING";
  return shown(literal);
}

/// How tightly a node holds together; what is looser than its surroundings is bracketed.
enum Tightness {
  kComparison = 0,
  kChain = 1,  // to 4, by level
  kPercent = 5,
  kPrefix = 6,
  kPrimary = 7
};

int tightness(const Node& node) {
  if (std::holds_alternative<Comparison>(node.content)) return kComparison;
  if (const auto* chain = std::get_if<Chain>(&node.content))
    return kChain + static_cast<int>(level_of(chain->operators[0]));
  if (std::holds_alternative<Percent>(node.content)) return kPercent;
  return std::holds_alternative<Prefix>(node.content) ? kPrefix : kPrimary;
}

std::string within(const Node& node, int at_least) {
  return tightness(node) < at_least ? "(" + print(node) + ")" : print(node);
}

std::string printed(const Chain& chain) {
  const int level = kChain + static_cast<int>(level_of(chain.operators[0]));
  std::string text;
  for (std::size_t i = 0; i < chain.operands.size(); ++i) {
    if (i > 0) text += chain.operators[i - 1];
    // -2^2 is (-2)^2: the brackets change nothing but say so.
    const bool signed_base = chain.operators[0] == '^' && tightness(chain.operands[i]) == kPrefix;
    text += within(chain.operands[i], signed_base ? kPrimary : level + 1);
  }
  return text;
}

std::string printed(const Call& call) {
  std::string text = call.name + "(";
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    if (i > 0) text += ';';
    text += print(call.arguments[i]);
  }
  return text + ")";
}

struct Printer {
  std::string operator()(const Literal& literal) const { return printed(literal.value); }
  std::string operator()(const Omitted&) const { return {}; }
  std::string operator()(const Parameter& parameter) const { return "[$" + parameter.name + "]"; }
  std::string operator()(const CellReference& reference) const { return print(reference); }
  std::string operator()(const Call& call) const { return printed(call); }
  std::string operator()(const Chain& chain) const { return printed(chain); }
  std::string operator()(const Comparison& comparison) const {
    return within(comparison.sides[0], kChain) + std::string(to_text(comparison.relation)) +
           within(comparison.sides[1], kChain);
  }
  std::string operator()(const Prefix& prefix) const {
    return prefix.sign + within(prefix.operand[0], kPrefix);
  }
  std::string operator()(const Percent& percent) const {
    return within(percent.operand[0], kPrefix) + std::string(percent.count, '%');
  }
};

}  // namespace

std::string print(const Node& node) { return std::visit(Printer{}, node.content); }

std::string print(const CellReference& reference) {
  std::string text = "[";
  if (!reference.form.empty()) text += printed_code(reference.form) + "!";
  text += printed_target(reference);
  for (std::size_t i = 0; i < reference.breakdown.size(); ++i) {
    const auto& [name, value] = reference.breakdown[i];
    text += (i == 0 ? "{" : ";") + name + "=" + printed_code(value);
  }
  if (!reference.breakdown.empty()) text += "}";
  for (const auto& step : reference.periods) text += "@" + printed(step);
  return text + printed_unit(reference) + "]";
}

}  // namespace girs::formula
