#include "form/finding.h"

namespace girs {
namespace {

using formula::Value;

json::Value text_or_null(const std::string& text) {
  return text.empty() ? json::Value() : json::Value(text);
}

/// "1234.50", "2025-12-15" and other texts as strings, {"absent":...}, {"error":"#DIV/0!"}.
json::Value value_to_json(const Value& value) {
  if (const auto* number = std::get_if<Decimal>(&value)) return number->text();
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* logical = std::get_if<bool>(&value)) return *logical ? "true" : "false";
  json::Value out;
  if (const auto* absent = std::get_if<formula::Absent>(&value))
    out.set("absent", formula::to_text(*absent));
  else if (const auto* fault = std::get_if<formula::Fault>(&value))
    out.set("error", formula::to_text(*fault));
  else
    return formula::shown(value);  // a date or a period
  return out;
}

json::Value side_to_json(const std::optional<Value>& side) {
  return side ? value_to_json(*side) : json::Value();
}

json::Value cell_to_json(const BlamedCell& cell) {
  return json::Object{{"form", cell.form},
                      {"row", text_or_null(cell.row)},
                      {"column", text_or_null(cell.column)},
                      {"period", cell.period.label()},
                      {"unit", text_or_null(cell.unit)},
                      {"side", cell.left ? "left" : "right"},
                      {"value", value_to_json(cell.value)}};
}

json::Value count(std::size_t number) { return static_cast<std::int64_t>(number); }

}  // namespace

std::string_view to_text(Outcome outcome) {
  switch (outcome) {
    case Outcome::kFail: return "fail";
    case Outcome::kNotEvaluated: return "not-evaluated";
    case Outcome::kRuleError: return "rule-error";
  }
  return "fail";
}

Summary summary(const std::vector<Finding>& findings) {
  Summary counts;
  for (const auto& finding : findings) {
    if (finding.outcome == Outcome::kNotEvaluated) ++counts.not_evaluated;
    else if (finding.outcome == Outcome::kRuleError) ++counts.rule_errors;
    else if (finding.severity == Severity::kError) ++counts.errors;
    else if (finding.severity == Severity::kExplain) ++counts.explain;
    else ++counts.info;
  }
  return counts;
}

Summary& Summary::operator+=(const Summary& more) {
  errors += more.errors;
  explain += more.explain;
  info += more.info;
  not_evaluated += more.not_evaluated;
  rule_errors += more.rule_errors;
  return *this;
}

json::Value to_json(const Summary& counts) {
  return json::Object{{"errors", count(counts.errors)},
                      {"explain", count(counts.explain)},
                      {"info", count(counts.info)},
                      {"not_evaluated", count(counts.not_evaluated)},
                      {"rule_errors", count(counts.rule_errors)}};
}

json::Value to_json(const Finding& finding) {
  json::Array cells;
  for (const auto& cell : finding.cells) cells.push_back(cell_to_json(cell));
  json::Value shown = json::Object{
      {"id", finding.id()},
      {"rule", finding.rule},
      {"severity", to_text(finding.severity)},
      {"outcome", to_text(finding.outcome)},
      {"form", finding.form},
      {"row", text_or_null(finding.row)},
      {"column", text_or_null(finding.column)},
      {"operation", text_or_null(finding.operation)},
      {"left", side_to_json(finding.left)},
      {"right", side_to_json(finding.right)},
      {"difference",
       finding.difference ? json::Value(finding.difference->text()) : json::Value()},
      {"cells", std::move(cells)},
      {"message", json::Object{{"vi", finding.message.vi}, {"en", finding.message.en}}}};
  if (!finding.at.empty()) shown.set("at", finding.at);
  return shown;
}

json::Value to_json(const std::vector<Finding>& findings) {
  json::Array list;
  for (const auto& finding : findings) list.push_back(to_json(finding));
  return json::Object{{"findings", std::move(list)}, {"summary", to_json(summary(findings))}};
}

}  // namespace girs
