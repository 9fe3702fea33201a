#include "formula/syntax.h"

#include <array>

namespace girs::formula {

bool Call::operator==(const Call& other) const {
  return name == other.name && arguments == other.arguments;
}
bool Chain::operator==(const Chain& other) const {
  return operators == other.operators && operands == other.operands;
}
bool Comparison::operator==(const Comparison& other) const {
  return relation == other.relation && sides == other.sides;
}
bool Prefix::operator==(const Prefix& other) const {
  return sign == other.sign && operand == other.operand;
}
bool Percent::operator==(const Percent& other) const {
  return count == other.count && operand == other.operand;
}

bool CellReference::is_range() const {
  return (rows && !rows->is_single()) || (columns && !columns->is_single()) ||
         !row_group.empty() || unit == UnitRelation::kChildren || unit == UnitRelation::kLeaves ||
         unit == UnitRelation::kLevel || unit == UnitRelation::kGroup;
}

std::string_view to_text(Relation relation) {
  constexpr std::array<std::string_view, 6> kTexts = {"=", "<>", "<", "<=", ">", ">="};
  return kTexts[static_cast<std::size_t>(relation)];
}

std::size_t level_of(char operation) {
  std::size_t level = 0;
  while (level + 1 < std::size(kLevels) && kLevels[level].find(operation) == std::string_view::npos)
    ++level;
  return level;
}

const std::vector<Node>& children_of(const Node& node) {
  static const std::vector<Node> kNone;
  if (const auto* call = std::get_if<Call>(&node.content)) return call->arguments;
  if (const auto* chain = std::get_if<Chain>(&node.content)) return chain->operands;
  if (const auto* comparison = std::get_if<Comparison>(&node.content)) return comparison->sides;
  if (const auto* prefix = std::get_if<Prefix>(&node.content)) return prefix->operand;
  if (const auto* percent = std::get_if<Percent>(&node.content)) return percent->operand;
  return kNone;
}

}  // namespace girs::formula
