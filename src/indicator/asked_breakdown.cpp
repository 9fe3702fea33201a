#include "indicator/asked_breakdown.h"

#include <algorithm>

#include "formula/syntax.h"
#include "indicator/series_check.h"

namespace girs::indicator {
namespace {

// The catalogue has no circles but over earlier periods; this bounds these.
constexpr int kNestedMax = 16;

using formula::CellReference;

void collect(const formula::Node& node, std::vector<const CellReference*>& found) {
  const auto descend = [&](const std::vector<formula::Node>& below) {
    for (const auto& one : below) collect(one, found);
  };
  if (const auto* reference = std::get_if<CellReference>(&node.content)) found.push_back(reference);
  else if (const auto* call = std::get_if<formula::Call>(&node.content)) descend(call->arguments);
  else if (const auto* chain = std::get_if<formula::Chain>(&node.content)) descend(chain->operands);
  else if (const auto* compared = std::get_if<formula::Comparison>(&node.content))
    descend(compared->sides);
  else if (const auto* prefix = std::get_if<formula::Prefix>(&node.content))
    descend(prefix->operand);
  else if (const auto* percent = std::get_if<formula::Percent>(&node.content))
    descend(percent->operand);
}

std::vector<const CellReference*> references(const Indicator& indicator) {
  std::vector<const CellReference*> found;
  if (!indicator.numerator.empty()) collect(indicator.numerator.root(), found);
  if (indicator.denominator) collect(indicator.denominator->root(), found);
  return found;
}

Message none(const Indicator& indicator, const std::string& dimension, const std::string& en,
             const std::string& vi) {
  return {"The indicator " + indicator.code + " has no breakdown \"" + dimension + "\"" + en + ".",
          "Chỉ tiêu " + indicator.code + " không có phân tổ \"" + dimension + "\"" + vi + "."};
}

std::optional<Message> why_not(const Catalog& catalog, const Indicator& indicator,
                               const Breakdown& breakdown, int nested);

/// Of a dimension that a formula does not declare.
std::optional<Message> why_not_read(const Catalog& catalog, const Indicator& indicator,
                                    const std::string& dimension, const std::string& member,
                                    int nested) {
  for (const auto* reference : references(indicator)) {
    const auto* read = catalog.indicator(reference->indicator);
    if (!read || nested >= kNestedMax) continue;
    const auto names = [&](const auto& one) { return one.first == dimension; };
    if (std::ranges::any_of(reference->breakdown, names))
      return none(indicator, dimension, ": its formula names it itself",
                  ": công thức đã nêu phân tổ này");
    if (const auto wrong = why_not(catalog, *read, {{dimension, member}}, nested + 1))
      return read->breakdown(dimension)
                 ? *wrong
                 : none(indicator, dimension, ": " + read->code + ", which it reads, has none",
                        ": " + read->code + " dùng trong công thức không có phân tổ này");
  }
  return std::nullopt;
}

std::optional<Message> why_not(const Catalog& catalog, const Indicator& indicator,
                               const Breakdown& breakdown, int nested) {
  if (indicator.from == IndicatorSource::kSeries)
    return wrong_breakdown(catalog, indicator, breakdown);
  for (const auto& [dimension, member] : breakdown) {
    if (indicator.from == IndicatorSource::kReports)
      return none(indicator, dimension, ": it is computed from reports, which hold none",
                  ": số liệu tính từ báo cáo, không chia theo phân tổ");
    const auto wrong = indicator.breakdown(dimension)
                           ? wrong_breakdown(catalog, indicator, {{dimension, member}})
                           : why_not_read(catalog, indicator, dimension, member, nested);
    if (wrong) return wrong;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Message> why_not_broken_down(const Catalog& catalog, const Indicator& indicator,
                                           const Breakdown& breakdown) {
  return why_not(catalog, indicator, breakdown, 0);
}

}  // namespace girs::indicator
