// Indicators: {"schema":"girs.indicator/1", ...} (FORMULA.md section 9).

#include "catalog/document.h"
#include "catalog/readers.h"

namespace girs {
namespace {

using json::Node;

/// A formula that gives a figure.
std::optional<formula::Expression> read_figure(const Node& node, Mistakes& mistakes) {
  auto expression = read_formula(node, mistakes);
  if (expression && expression->is_logical())
    node.mistake("An indicator is computed from figures; this formula gives true or false.",
                 "Chỉ tiêu được tính từ số liệu; công thức này cho kết quả đúng/sai.");
  return expression;
}

void check_quotient(const Node& node, Measure measure) {
  if (measure == Measure::kFlow || measure == Measure::kStock)
    node.member("measure").mistake(
        "A quotient does not add up; its measure is rate or none.",
        "Tỷ số không cộng được; hãy đặt measure là rate hoặc none.");
}

}  // namespace

std::optional<IndicatorDocument> read_indicator(const Node& node, Mistakes& mistakes) {
  node.only({"schema", "code", "version", "name", "unit_of_measure", "regime", "measure",
             "numerator", "denominator", "factor", "round", "missing", "body", "verified",
             "note", "source"});
  check_remarks(node);
  auto code = node.member("code").code();
  const auto version = static_cast<int>(node.member("version").integer(1, kVersionMax));
  auto name = read_label(node.member("name"));
  auto unit = read_optional_label(node, "unit_of_measure");
  auto regime = node.member("regime").code();
  const auto measure = read_measure(node.member("measure"));
  auto numerator = read_figure(node.member("numerator"), mistakes);
  std::optional<formula::Expression> denominator;
  if (const auto below = node.optional("denominator")) {
    denominator = read_figure(below, mistakes);
    check_quotient(node, measure);
  }
  const auto factor = read_optional_decimal(node, "factor");
  const auto round = static_cast<int>(node.member("round").integer(0, kScaleMax));
  const auto missing = read_missing(node.member("missing"));
  auto body = read_optional_text(node, "body");
  const bool verified = read_optional_boolean(node, "verified", false);
  auto source = read_optional_text(node, "source");
  if (!numerator) return std::nullopt;
  return IndicatorDocument{
      node,
      Indicator{std::move(code), version, std::move(name), std::move(unit), std::move(regime),
                measure, *std::move(numerator), std::move(denominator),
                factor.value_or(Decimal(1)), round, missing, std::move(body), verified,
                std::move(source), {}}};
}

}  // namespace girs
