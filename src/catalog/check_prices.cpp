// Whether a formula adds up or compares money of different prices: current and constant ones, or
// constant ones of two base years.

#include <algorithm>

#include "catalog/indicator_checks.h"
#include "formula/syntax.h"

namespace girs {
namespace {

using formula::Node;

/// The prices of what a part of a formula gives.
struct Prices {
  std::string basis = {};   // "current", "constant"; empty: not of money, or not said
  std::string base = {};    // of constant prices; empty: not known, for a factor may rebase them
  bool known() const { return !basis.empty(); }
  bool agrees_with(const Prices& other) const {
    return basis == other.basis && (base == other.base || base.empty() || other.base.empty());
  }
};

Message shown(const Prices& prices) {
  if (prices.basis == "current") return {"current prices", "giá hiện hành"};
  if (prices.base.empty()) return {"constant prices", "giá so sánh"};
  return {"constant prices of " + prices.base, "giá so sánh " + prices.base};
}

class Pricing {
 public:
  Pricing(const json::Node& node, const CatalogDocuments& documents)
      : node_(node), documents_(documents) {}

  Prices of(const Node& node) {
    const auto& content = node.content;
    if (const auto* reference = std::get_if<formula::CellReference>(&content))
      return of_indicator(reference->indicator);
    if (const auto* chain = std::get_if<formula::Chain>(&content))
      return formula::level_of(chain->operators.front()) == formula::level_of('*')
                 ? of_product(*chain)
                 : together(chain->operands);
    if (const auto* comparison = std::get_if<formula::Comparison>(&content)) {
      together(comparison->sides);
      return {};
    }
    if (const auto* call = std::get_if<formula::Call>(&content)) return of_call(*call);
    const auto& below = formula::children_of(node);
    return below.size() == 1 ? of(below.front()) : Prices();
  }

  /// Whether dividing or multiplying by it may turn money into that of other prices: an index with
  /// a base period does, and what nothing is known of may be one. People, areas and numbers do not.
  bool may_reprice(const Node& node) const {
    if (std::holds_alternative<formula::Parameter>(node.content)) return true;
    if (const auto* reference = std::get_if<formula::CellReference>(&node.content)) {
      const auto* indicator = newest_indicator(reference->indicator, documents_);
      return !indicator || (indicator->price_basis.empty() && !indicator->base_period.empty());
    }
    return std::ranges::any_of(formula::children_of(node),
                               [&](const Node& child) { return may_reprice(child); });
  }

 private:
  Prices of_indicator(const std::string& code) const {
    const auto* found = newest_indicator(code, documents_);
    if (!found || found->price_basis.empty()) return {};
    return {found->price_basis, found->base_period};
  }

  /// What stands in one sum, or is held against each other.
  Prices together(const std::vector<Node>& parts) {
    Prices all;
    for (const auto& part : parts) {
      const auto one = of(part);
      if (all.known() && one.known() && !one.agrees_with(all)) mixed(all, one);
      if (!all.known()) all = one;
    }
    return all;
  }

  /// Of money times or divided by a number or by people, the money's, though perhaps rebased. By an
  /// index it may be deflated: not known, as a quotient of money is none.
  Prices of_product(const formula::Chain& chain) {
    Prices money;
    std::size_t count = 0;
    bool changes = false;
    for (std::size_t i = 0; i < chain.operands.size(); ++i) {
      const auto one = of(chain.operands[i]);
      if (one.known()) {
        money = one;
        ++count;
        changes = changes || (i > 0 && chain.operators[i - 1] == '/');
      } else {
        changes = changes || may_reprice(chain.operands[i]);
      }
    }
    return count == 1 && !changes ? Prices{money.basis, {}} : Prices();
  }

  Prices of_call(const formula::Call& call) {
    constexpr std::string_view kOfOneKind[] = {"SUM", "MIN", "MAX", "AVERAGE", "MEDIAN", "GROWTH",
                                               "SHARE", "COALESCE", "IFMISSING", "IFERROR"};
    constexpr std::string_view kQuotients[] = {"GROWTH", "SHARE"};
    if (std::ranges::find(kOfOneKind, call.name) != std::end(kOfOneKind)) {
      const auto all = together(call.arguments);
      return std::ranges::find(kQuotients, call.name) == std::end(kQuotients) ? all : Prices();
    }
    if (call.name == "IF" && call.arguments.size() > 1) {
      of(call.arguments.front());
      return together({call.arguments.begin() + 1, call.arguments.end()});
    }
    Prices first;
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
      const auto one = of(call.arguments[i]);
      if (i == 0) first = one;
    }
    return call.name == "ROUND" || call.name == "ABS" ? first : Prices();
  }

  void mixed(const Prices& one, const Prices& other) {
    if (told_) return;
    told_ = true;
    const auto a = shown(one), b = shown(other);
    node_.mistake("This puts " + a.en + " and " + b.en + " together; take figures of one kind of "
                      "prices and of one base year.",
                  "Công thức gộp số liệu theo " + a.vi + " và " + b.vi + "; hãy dùng số liệu cùng "
                      "loại giá và cùng năm gốc.");
  }

  const json::Node& node_;
  const CatalogDocuments& documents_;
  bool told_ = false;
};

/// Current by constant prices is a deflator: an index that has their base.
bool is_deflator(const Indicator& indicator, const Prices& above, const Prices& below) {
  return above.basis == "current" && below.basis == "constant" && indicator.price_basis.empty() &&
         (indicator.base_period == below.base || below.base.empty());
}

}  // namespace

void check_mixed_prices(const IndicatorDocument& document, const CatalogDocuments& documents) {
  const auto& indicator = document.indicator;
  if (indicator.numerator.empty()) return;   // a series
  const auto numerator = document.node.optional("numerator");
  auto above = Pricing(numerator, documents).of(indicator.numerator.root());
  if (indicator.factor != Decimal(1)) above.base.clear();
  const bool divides = indicator.denominator && !indicator.denominator->empty();
  const auto denominator = document.node.optional("denominator");
  Pricing divisor(denominator, documents);
  const bool may_deflate = divides && divisor.may_reprice(indicator.denominator->root());
  if (above.known() && !indicator.price_basis.empty() && !may_deflate &&
      !above.agrees_with({indicator.price_basis, indicator.base_period})) {
    const auto a = shown(above), b = shown({indicator.price_basis, indicator.base_period});
    numerator.mistake("This reads figures of " + a.en + ", but the indicator says " + b.en +
                          "; money is deflated by an index that has a \"base_period\".",
                      "Công thức dùng số liệu theo " + a.vi + " nhưng chỉ tiêu khai " + b.vi +
                          "; chỉ giảm phát bằng một chỉ số có \"base_period\".");
  }
  if (!divides) return;
  const auto below = divisor.of(indicator.denominator->root());
  if (!above.known() || !below.known() || above.agrees_with(below) ||
      is_deflator(indicator, above, below))
    return;
  const auto a = shown(above), b = shown(below);
  denominator.mistake("This divides figures of " + a.en + " by figures of " + b.en + ". Take one kind "
                          "of prices; a deflator is current by constant prices, with their "
                          "\"base_period\" and no \"price_basis\".",
                      "Tử số theo " + a.vi + ", mẫu số theo " + b.vi + ". Hãy dùng cùng loại giá; chỉ "
                          "số giảm phát là giá hiện hành chia giá so sánh, có \"base_period\" của "
                          "mẫu số và không có \"price_basis\".");
}

}  // namespace girs
