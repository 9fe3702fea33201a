#include "formula_view.h"

#include <charconv>

#include "formula/editor_form.h"

namespace girs::capi {
namespace {

json::Value view_of(const formula::Value& value) {
  json::Value view;
  if (const auto* number = std::get_if<Decimal>(&value)) view.set("value", number->shortest());
  else if (const auto* text = std::get_if<std::string>(&value)) view.set("text", *text);
  else if (const auto* logical = std::get_if<bool>(&value)) view.set("logical", *logical);
  else if (const auto* fault = std::get_if<formula::Fault>(&value)) view.set("error", to_text(*fault));
  else if (std::holds_alternative<Date>(value)) view.set("date", formula::shown(value));
  else if (std::holds_alternative<Period>(value)) view.set("period", formula::shown(value));
  else view.set("absent", to_text(std::get<formula::Absent>(value)));
  return view;
}

json::Value view_of(const Message& message) {
  json::Value view;
  view.set("vi", message.vi);
  view.set("en", message.en);
  return view;
}

json::Value codes(const std::vector<std::string>& list) {
  json::Array view;
  for (const auto& code : list) view.emplace_back(code);
  return view;
}

json::Value view_of(const formula::Expression::Reference& reference) {
  json::Value view;
  view.set("text", reference.text);
  view.set("form", reference.form);
  view.set("rows", codes(reference.rows));
  view.set("columns", codes(reference.columns));
  view.set("other_period", reference.other_period);
  view.set("other_unit", reference.other_unit);
  return view;
}

json::Value view_of_warning(const Mistake& warning) {
  json::Value view;
  view.set("message", view_of(warning.message));
  std::int64_t at = 0;
  if (const auto* offset = detail_of(warning.details, "offset"))
    std::from_chars(offset->data(), offset->data() + offset->size(), at);
  view.set("at", at);
  return view;
}

json::Value view_of(const formula::Operand& cell) {
  json::Value view;
  const auto set = [&view](const char* name, const std::string& code) {
    if (!code.empty()) view.set(name, code);
  };
  set("form", cell.address.form);
  set("row", cell.address.row);
  set("column", cell.address.column);
  if (!cell.address.unit.empty()) view.set("period", cell.address.period.label());
  set("unit", cell.address.unit);
  view.set("state", view_of(cell.value));
  return view;
}

json::Value view_of(const formula::ExplainedStep& step) {
  json::Value view;
  view.set("text", step.text);
  view.set("depth", static_cast<std::int64_t>(step.depth));
  if (step.value) view.set("result", view_of_result(*step.value));
  json::Array cells;
  for (const auto& cell : step.cells) cells.push_back(view_of(cell));
  if (!cells.empty()) view.set("cells", std::move(cells));
  if (step.counted_as_zero) view.set("counted_as_zero", true);
  if (step.unused) view.set("unused", true);
  return view;
}

}  // namespace

json::Value view_of_result(const formula::Value& value) {
  return view_of(formula::is_missing(value) ? formula::Value(formula::Absent::kMissing) : value);
}

json::Value view_of(const formula::Expression& expression) {
  json::Value view;
  view.set("text", expression.text());
  json::Value editor;
  editor.set("vi", formula::to_editor(expression.text(), "vi"));
  view.set("editor", std::move(editor));
  view.set("comparison", expression.is_comparison());
  view.set("logical", expression.is_logical());
  view.set("type", formula::to_text(expression.type()));
  if (expression.measure()) view.set("measure", formula::to_text(*expression.measure()));
  if (!expression.unit_of_measure().empty())
    view.set("unit_of_measure", expression.unit_of_measure());
  view.set("cost", static_cast<std::int64_t>(expression.cost()));
  json::Array references;
  for (const auto& reference : expression.references()) references.push_back(view_of(reference));
  view.set("references", std::move(references));
  json::Array warnings;
  for (const auto& warning : expression.warnings()) warnings.push_back(view_of_warning(warning));
  view.set("warnings", std::move(warnings));
  return view;
}

json::Value view_of(const formula::Explanation& explanation) {
  json::Value view;
  view.set("formula", explanation.formula);
  view.set("missing", formula::to_text(explanation.policy));
  view.set("missing_is_zero", explanation.missing_is_zero);
  json::Array steps;
  for (const auto& step : explanation.steps) steps.push_back(view_of(step));
  view.set("steps", std::move(steps));
  view.set("result", view_of_result(explanation.result));
  view.set("explanation", view_of(Message{formula::to_text(explanation, "en"),
                                          formula::to_text(explanation, "vi")}));
  return view;
}

}  // namespace girs::capi
