// One rule of a form (FORMULA.md section 9).

#include <algorithm>

#include "catalog/document.h"
#include "catalog/readers.h"

namespace girs {
namespace {

using json::Node;

constexpr std::string_view kPlaceholders[] = {"left", "right",  "difference", "row",
                                              "column", "unit", "period"};

/// A message's {placeholders} are among those that a check can fill in.
void check_placeholders(const Node& node, const std::string& text) {
  for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
    const auto end = text.find('}', at);
    const auto word = end == std::string::npos ? text.substr(at + 1)
                                               : text.substr(at + 1, end - at - 1);
    if (end != std::string::npos && std::ranges::find(kPlaceholders, word) !=
                                        std::ranges::end(kPlaceholders))
      continue;
    node.mistake("\"{" + word + "\" is nothing that a message can show; use {left}, {right}, "
                 "{difference}, {row}, {column}, {unit} or {period}.",
                 "Thông báo không hiển thị được \"{" + word + "\"; hãy dùng {left}, {right}, "
                 "{difference}, {row}, {column}, {unit} hoặc {period}.");
  }
}

Tolerance read_tolerance(const Node& node) {
  node.only({"absolute", "relative", "rounding"});
  Tolerance tolerance;
  tolerance.rounding = read_optional_boolean(node, "rounding", false);
  for (const auto* name : {"absolute", "relative"}) {
    const auto member = node.optional(name);
    const auto value = member ? read_decimal(member) : std::nullopt;
    if (!value) continue;
    if (value->is_negative())
      member.mistake("A tolerance is not negative.", "Sai số cho phép không được âm.");
    (name == std::string_view("absolute") ? tolerance.absolute : tolerance.relative) = *value;
  }
  return tolerance;
}

struct Scope {
  RuleScope kind = RuleScope::kForm;
  std::string part;
  std::vector<std::string> rows;
  std::vector<std::string> columns;
};

Scope read_scope(const Node& node) {
  constexpr RuleScope kScopes[] = {RuleScope::kForm, RuleScope::kEachRow, RuleScope::kEachColumn,
                                   RuleScope::kEachUnit, RuleScope::kEachPeriod};
  Scope scope;
  scope.kind = kScopes[node.member("scope").one_of(
      {"form", "each-row", "each-column", "each-unit", "each-period"})];
  if (const auto rows = node.optional("rows")) {
    scope.rows = read_codes(rows);
    if (scope.kind != RuleScope::kEachRow)
      rows.mistake("\"rows\" narrows the scope each-row only.",
                   "\"rows\" chỉ dùng để thu hẹp phạm vi each-row.");
  }
  if (const auto part = node.optional("part")) {
    scope.part = part.code();
    if (scope.kind != RuleScope::kEachRow)
      part.mistake("\"part\" narrows the scope each-row only.",
                   "\"part\" chỉ dùng để thu hẹp phạm vi each-row.");
  }
  if (const auto columns = node.optional("columns")) {
    scope.columns = read_codes(columns);
    if (scope.kind != RuleScope::kEachColumn)
      columns.mistake("\"columns\" narrows the scope each-column only.",
                      "\"columns\" chỉ dùng để thu hẹp phạm vi each-column.");
  }
  return scope;
}

Severity read_severity(const Node& node) {
  constexpr Severity kSeverities[] = {Severity::kError, Severity::kExplain, Severity::kInfo};
  return kSeverities[node.one_of({"error", "explain", "info"})];
}

void check_expression(const Node& node, const formula::Expression& expression, bool tolerant) {
  const auto place = node.member("expr");
  if (!expression.is_comparison() && !expression.is_logical())
    place.mistake("A rule is a comparison or gives true or false; this one gives a value.",
                  "Quy tắc phải là một phép so sánh hoặc cho kết quả đúng/sai; quy tắc này cho "
                  "một giá trị.");
  if (tolerant && !expression.is_comparison())
    node.member("tolerance").mistake("A tolerance goes with a comparison only.",
                                     "Sai số cho phép chỉ đi với phép so sánh.");
}

}  // namespace

std::string_view to_text(Severity severity) {
  switch (severity) {
    case Severity::kError: return "error";
    case Severity::kExplain: return "explain";
    case Severity::kInfo: return "info";
  }
  return "error";
}

std::optional<Rule> read_rule(const Node& node, Mistakes& mistakes) {
  node.only({"id", "scope", "part", "rows", "columns", "expr", "missing", "tolerance", "severity",
             "message", "source", "verified", "note", "from", "to"});
  check_remarks(node);
  auto id = node.member("id").code();
  auto expression = read_formula(node.member("expr"), mistakes);
  const auto missing = read_missing(node.member("missing"));
  const auto severity = read_severity(node.member("severity"));
  const auto message_node = node.member("message");
  auto message = read_label(message_node);
  check_placeholders(message_node, message.vi);
  if (message.en != message.vi) check_placeholders(message_node, message.en);
  const auto tolerance_node = node.optional("tolerance");
  const auto tolerance = tolerance_node ? read_tolerance(tolerance_node) : Tolerance{};
  const auto dates = read_dates(node);
  const bool verified = read_optional_boolean(node, "verified", false);

  auto scope = read_scope(node);
  if (!expression) return std::nullopt;
  check_expression(node, *expression, static_cast<bool>(tolerance_node));
  return Rule{std::move(id), scope.kind, std::move(scope.part),
              std::move(scope.rows), std::move(scope.columns),
              *std::move(expression), missing, tolerance, severity, std::move(message),
              read_optional_text(node, "source"), verified, dates.from, dates.to};
}

}  // namespace girs
