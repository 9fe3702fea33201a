#include "formula_request.h"

#include "json/parse.h"
#include "json/shape.h"

namespace girs::capi {
namespace {

formula::Value value_of(const json::Node& node) {
  if (node.is_text()) {
    const auto& written = *node.value()->as_string();
    if (const auto number = Decimal::parse(written)) return *number;
    node.mistake("\"" + written + "\" is no decimal.",
                 "\"" + written + "\" không phải số thập phân.");
    return formula::Absent::kMissing;
  }
  if (const auto content = node.optional("text")) return content.text(0);
  if (const auto logical = node.optional("logical")) return logical.boolean();
  if (const auto absent = node.optional("absent"))
    return static_cast<formula::Absent>(
        absent.one_of({"nil", "missing", "not-available", "not-applicable"}));
  node.mistake("A cell is a figure as text, {\"absent\"}, {\"text\"} or {\"logical\"}.",
               "Ô là số dạng chuỗi, {\"absent\"}, {\"text\"} hoặc {\"logical\"}.");
  return formula::Absent::kMissing;
}

formula::Missing missing_of(const json::Node& node) {
  if (!node) return formula::Missing::kPropagate;
  return static_cast<formula::Missing>(node.one_of({"propagate", "blank_zero", "zero"}));
}

std::string code_of(const json::Node& node) { return node ? node.code() : std::string(); }

Period period_of(const json::Node& node) {
  if (!node) return {};
  auto period = Period::parse(node.text());
  if (period) return *std::move(period);
  node.mistake(period.error().message.en, period.error().message.vi);
  return {};
}

void read_cells(const json::Node& root, formula::GridSource& grid) {
  if (const auto cells = root.optional("cells"))
    cells.members([&grid](const std::string& key, json::Node node) {
      if (const auto set = grid.set_cell(key, value_of(node)); !set)
        node.mistake(set.error().message.en, set.error().message.vi);
    });
  if (const auto params = root.optional("params"))
    params.members([&grid](const std::string& name, json::Node node) {
      grid.set_parameter(name, value_of(node));
    });
}

}  // namespace

Result<FormulaRequest> read_formula_request(std::string_view text) {
  GIRS_TRY(const auto document, json::parse(text.empty() ? "{}" : text));
  Mistakes mistakes;
  const auto root = json::Node::root(document, "request", mistakes);
  root.only({"cells", "params", "missing", "form", "row", "column", "period", "unit"});
  FormulaRequest request;
  formula::Context& context = request.context;
  context.missing = missing_of(root.optional("missing"));
  context.form = code_of(root.optional("form"));
  context.row = code_of(root.optional("row"));
  context.column = code_of(root.optional("column"));
  context.period = period_of(root.optional("period"));
  context.unit = code_of(root.optional("unit"));
  request.grid = formula::GridSource(context.form, context.period, context.unit);
  read_cells(root, request.grid);
  if (mistakes.empty()) return request;
  return std::move(mistakes).to_error(Code::kInvalidArgument,
                                      "The request to evaluate a formula has mistakes.",
                                      "Yêu cầu tính công thức có lỗi.");
}

}  // namespace girs::capi
