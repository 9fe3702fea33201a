#include "girs/formula.h"

#include "boundary.h"
#include "formula/evaluate.h"
#include "formula/grid_source.h"
#include "json/canonical.h"
#include "json/parse.h"
#include "json/shape.h"

using namespace girs;
using namespace girs::capi;

struct girs_formula {
  formula::Expression expression;
  std::string text;
};

namespace {

formula::Value value_of(const json::Node& node) {
  if (node.is_text()) {
    const auto& written = *node.value()->as_string();
    if (const auto number = Decimal::parse(written)) return *number;
    node.mistake("\"" + written + "\" is no decimal.", "\"" + written + "\" không phải số thập phân.");
    return formula::Absent::kMissing;
  }
  if (const auto content = node.optional("text")) return content.text(0);
  if (const auto logical = node.optional("logical")) return logical.boolean();
  const auto absent = formula::parse_absent(node.member("absent").text());
  if (!absent) node.mistake("A cell is a figure as text, {\"absent\"}, {\"text\"} or {\"logical\"}.",
                            "Ô là số dạng chuỗi, {\"absent\"}, {\"text\"} hoặc {\"logical\"}.");
  return absent.value_or(formula::Absent::kMissing);
}

/// Reads a JSON object of values; `take(name, value)` stores each.
template <class Take>
Status read_values(std::string_view text, const char* name, Take&& take) {
  if (text.empty()) return ok();
  GIRS_TRY(const auto document, json::parse(text));
  Mistakes mistakes;
  json::Node::root(document, name, mistakes).members([&](const std::string& key, json::Node node) {
    if (auto taken = take(key, value_of(node)); !taken) node.mistake(taken.error().message.en, taken.error().message.vi);
  });
  if (mistakes.empty()) return ok();
  return std::move(mistakes).to_error(Code::kInvalidArgument, std::string("The ") + name + " have mistakes.",
                                      std::string(name) + " có lỗi.");
}

/// Blank and not available both answer "missing" (FORMULA.md section 4).
json::Value view_of(const formula::Value& value) {
  json::Value shown;
  if (const auto* number = std::get_if<Decimal>(&value)) shown.set("value", number->shortest());
  else if (const auto* content = std::get_if<std::string>(&value)) shown.set("text", *content);
  else if (const auto* logical = std::get_if<bool>(&value)) shown.set("logical", *logical);
  else if (const auto* fault = std::get_if<formula::Fault>(&value)) shown.set("error", formula::to_text(*fault));
  else if (formula::is_missing(value)) shown.set("absent", "missing");
  else shown.set("absent", formula::to_text(std::get<formula::Absent>(value)));
  return shown;
}

}  // namespace

girs_status girs_formula_compile(const char* content, size_t content_length, girs_formula** formula_out,
                                 girs_error** error_out) noexcept {
  if (formula_out) *formula_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(formula_out, "formula_out"));
    GIRS_TRY(const auto given, text(content, content_length, "text"));
    GIRS_TRY(auto expression, formula::Expression::compile(given));
    std::string canonical = expression.text();
    *formula_out = new girs_formula{std::move(expression), std::move(canonical)};
    return ok();
  });
}

const char* girs_formula_text(const girs_formula* formula) noexcept { return formula ? formula->text.c_str() : ""; }

girs_status girs_formula_evaluate(const girs_formula* formula, const char* cells, size_t cells_length,
                                  const char* params, size_t params_length, const char* missing,
                                  girs_bytes** json_out, girs_error** error_out) noexcept {
  if (json_out) *json_out = nullptr;
  return at_boundary(error_out, [&]() -> Status {
    GIRS_CHECK(require(formula, "formula"));
    GIRS_CHECK(require(json_out, "json_out"));
    GIRS_TRY(const auto cell_text, text(cells, cells_length, "cells"));
    GIRS_TRY(const auto param_text, text(params, params_length, "params"));
    GIRS_TRY(const auto word, text(missing, "missing"));
    const auto policy = formula::parse_missing(word);
    if (!policy)
      return error(Code::kInvalidArgument, "`missing` is propagate, blank_zero or zero, not \"" + std::string(word) + "\".",
                   "`missing` là propagate, blank_zero hoặc zero, không phải \"" + std::string(word) + "\".");
    formula::GridSource grid;
    GIRS_CHECK(read_values(cell_text, "cells", [&](const std::string& key, formula::Value value) {
      return grid.set_cell(key, std::move(value));
    }));
    GIRS_CHECK(read_values(param_text, "params", [&](const std::string& key, formula::Value value) -> Status {
      grid.set_parameter(key, std::move(value));
      return ok();
    }));
    formula::Context context;
    context.missing = *policy;
    context.cells = &grid;
    give(json_out, json::compact(view_of(formula::evaluate(formula->expression, context))));
    return ok();
  });
}

void girs_formula_free(girs_formula* formula) noexcept { delete formula; }
