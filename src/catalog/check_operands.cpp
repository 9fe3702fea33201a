// What the formulas of an indicator read of other indicators, and what they divide by.

#include <algorithm>

#include "catalog/indicator_checks.h"
#include "catalog/rules_of_time.h"
#include "formula/evaluate.h"
#include "formula/grid_source.h"
#include "formula/short_forms.h"

namespace girs {
namespace {

using formula::CellReference;
using formula::Chain;

/// Every reference that the formula reads, in the order of the text.
void collect(const formula::Node& node, std::vector<CellReference>& found) {
  const auto own = formula::reads(node);
  if (own) {
    found.insert(found.end(), own->begin(), own->end());
    return;
  }
  for (const auto& child : formula::children_of(node)) collect(child, found);
}

/// The kind of period that a reference reads in a formula computed for periods of kind `own`: one
/// named by its label is as it is, all others go on from the formula's own, and sums over a year
/// are sums of those.
PeriodKind kind_read(const CellReference& reference, PeriodKind own) {
  PeriodKind kind = own;
  bool over_year = false;
  for (const auto& step : reference.periods) {
    if (step.relation == formula::PeriodRelation::kNamed) kind = step.period.kind;
    over_year |= step.relation == formula::PeriodRelation::kYearToDate ||
                 step.relation == formula::PeriodRelation::kFullYear;
  }
  return over_year ? own : kind;
}

void check_references_of(const json::Node& node, const formula::Expression& expression, PeriodKind own,
                         const CatalogDocuments& documents) {
  std::vector<CellReference> references;
  collect(expression.root(), references);
  std::vector<std::string> told;
  for (const auto& reference : references) {
    const auto* operand = reference.indicator.empty() ? nullptr : newest_indicator(reference.indicator, documents);
    const auto* frequency = operand ? frequency_of(*operand, documents) : nullptr;
    if (!frequency) continue;   // a cell, or reported as unknown
    const auto kind = kind_read(reference, own);
    const auto text = formula::print(reference);
    if (kind == frequency->kind || std::ranges::find(told, text) != told.end()) continue;
    const bool made = is_made_of(kind, frequency->kind);
    if (made && adds_up_over_time(*operand)) continue;
    told.push_back(text);
    const std::string asked(word_of(kind)), has(word_of(frequency->kind));
    const Message why = made ? Message{", and such a rate does not add up", " và tỷ lệ như vậy không cộng được"}
                             : Message{};
    node.mistake(text + " is read for periods of the kind \"" + asked + "\", but " + operand->code +
                     " has figures of the frequency \"" + has + "\"" + why.en + ". Set \"frequency\" to \"" +
                     has + "\", or name a period that it has, as [#POP@2016] does.",
                 text + " được đọc theo kỳ \"" + asked + "\" nhưng " + operand->code +
                     " có số liệu theo tần suất \"" + has + "\"" + why.vi + ". Hãy đặt \"frequency\" là \"" +
                     has + "\", hoặc nêu rõ một kỳ có số liệu như [#POP@2016].");
  }
}

/// Numbers and operators only.
bool is_constant(const formula::Node& node) {
  const auto& content = node.content;
  const bool is_part = std::holds_alternative<formula::Literal>(content) ||
                       std::holds_alternative<Chain>(content) ||
                       std::holds_alternative<formula::Prefix>(content) ||
                       std::holds_alternative<formula::Percent>(content);
  return is_part && std::ranges::all_of(formula::children_of(node), is_constant);
}

/// Whether the formula never gives another number than 0: "0", "5-5", "0*[#AREA]".
bool is_zero(const formula::Node& node) {
  if (const auto* chain = std::get_if<Chain>(&node.content))
    for (std::size_t i = 0; i < chain->operands.size(); ++i)
      if (formula::level_of(chain->operators.front()) == formula::level_of('*') &&
          (i == 0 || chain->operators[i - 1] == '*') && is_zero(chain->operands[i]))
        return true;
  if (!is_constant(node)) return false;
  const auto expression = formula::Expression::compile(formula::print(node));
  if (!expression) return false;
  const formula::GridSource nothing;
  formula::Context context;
  context.cells = &nothing;
  const auto value = formula::evaluate(*expression, context);
  const auto* number = std::get_if<Decimal>(&value);
  return number && number->is_zero();
}

/// Whether it changes with the unit and adds up over units.
bool adds_up(const formula::Node& node, const CatalogDocuments& documents) {
  if (const auto* reference = std::get_if<CellReference>(&node.content)) {
    const auto* indicator = newest_indicator(reference->indicator, documents);
    return indicator && is_additive(indicator->measure) && reference->unit != formula::UnitRelation::kUnit;
  }
  return std::ranges::any_of(formula::children_of(node), [&](const formula::Node& child) {
    return adds_up(child, documents);
  });
}

/// The product, quotient or power in a formula that is not that of the units added up: 3*4 + 5*6 is
/// not (3+5)*(4+6). nullptr where there is none.
const formula::Node* product_of_sums(const formula::Node& node, const CatalogDocuments& documents) {
  if (const auto* chain = std::get_if<Chain>(&node.content);
      chain && formula::level_of(chain->operators.front()) >= formula::level_of('*')) {
    int count = 0;
    for (std::size_t i = 0; i < chain->operands.size(); ++i) {
      if (!adds_up(chain->operands[i], documents)) continue;
      const char before = chain->operators[i == 0 ? 0 : i - 1];
      count += before == '^' || (before == '/' && i > 0) ? 2 : 1;   // even one is not added up
    }
    if (count > 1) return &node;
  }
  for (const auto& child : formula::children_of(node))
    if (const auto* found = product_of_sums(child, documents)) return found;
  return nullptr;
}

void check_products(const IndicatorDocument& document, const CatalogDocuments& documents) {
  const auto& indicator = document.indicator;
  if (indicator.from != IndicatorSource::kFormula || !is_additive(indicator.measure)) return;
  const auto* product = product_of_sums(indicator.numerator.root(), documents);
  if (!product) return;
  const auto text = formula::print(*product);
  document.node.optional("numerator").mistake(
      text + " of a larger unit is not that of the units below it added up: sums are multiplied or "
             "divided in it. Set \"measure\" to none or rate.",
      text + " của đơn vị cấp trên không bằng tổng của các đơn vị cấp dưới, vì trong đó các tổng được "
             "nhân hoặc chia. Hãy đặt \"measure\" là none hoặc rate.");
}

}  // namespace

void check_operands(const IndicatorDocument& document, const Frequency* frequency,
                    const CatalogDocuments& documents) {
  const auto& indicator = document.indicator;
  if (indicator.numerator.empty()) return;   // a series
  const auto denominator = document.node.optional("denominator");
  if (frequency) {
    check_references_of(document.node.optional("numerator"), indicator.numerator, frequency->kind, documents);
    if (indicator.denominator && !indicator.denominator->empty())
      check_references_of(denominator, *indicator.denominator, frequency->kind, documents);
  }
  if (indicator.denominator && !indicator.denominator->empty() && is_zero(indicator.denominator->root()))
    denominator.mistake("The denominator is always 0; write what the figure is divided by, or leave it out.",
                        "Mẫu số luôn bằng 0; hãy viết đại lượng dùng để chia, hoặc bỏ đi.");
  check_products(document, documents);
  if (const auto factor = document.node.optional("factor"); factor && indicator.factor.is_zero())
    factor.mistake("A factor of 0 makes every figure 0; write 1, 100 for percent, or leave it out.",
                   "Hệ số 0 làm mọi số liệu bằng 0; hãy viết 1, 100 cho phần trăm, hoặc bỏ đi.");
}

}  // namespace girs
