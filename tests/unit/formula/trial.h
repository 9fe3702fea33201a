#pragma once
// Tries a formula over a few cells, as a person would at a prompt.

#include <map>
#include <string>

#include <vector>

#include <doctest/doctest.h>

#include "formula/evaluate.h"
#include "formula/grid_source.h"

namespace trial {

using Cells = std::map<std::string, std::string>;

/// "12.5", "nil", "missing", "not-available", "not-applicable", "#N/A", "true", "'text",
/// "@2025-12-15".
inline girs::formula::Value value(const std::string& text) {
  using namespace girs;
  if (text == "true" || text == "false") return text == "true";
  if (text.starts_with('\'')) return text.substr(1);
  if (text.starts_with('@')) return *parse_date(text.substr(1));
  if (const auto absent = formula::parse_absent(text)) return *absent;
  if (const auto fault = formula::parse_fault(text)) return *fault;
  return *Decimal::parse(text);
}

/// The other way; a text comes back with its quote.
inline std::string text(const girs::formula::Value& value) {
  using namespace girs::formula;
  if (const auto* absent = std::get_if<Absent>(&value)) return std::string(to_text(*absent));
  if (const auto* text = std::get_if<std::string>(&value)) return "'" + *text;
  return shown(value);
}

/// What `expr` gives, or "invalid: <sentence>"; keys beginning with $ are parameters.
inline std::string eval(const std::string& expr, const Cells& cells = {},
                        const std::string& missing = "propagate") {
  using namespace girs::formula;
  const auto expression = Expression::compile(expr);
  if (!expression) return "invalid: " + expression.error().message.en;
  GridSource grid;
  for (const auto& [key, cell] : cells) {
    if (key.starts_with('$')) grid.set_parameter(key.substr(1), value(cell));
    else if (!grid.set_cell(key, value(cell))) return "bad key " + key;
  }
  Context context;
  context.missing = *parse_missing(missing);
  context.cells = &grid;
  return text(evaluate(*expression, context));
}

struct Case {
  std::string expr;
  std::string expected;
};

/// Every formula gives what is expected of it.
inline void check(const std::vector<Case>& cases, const Cells& cells = {},
                  const std::string& missing = "propagate") {
  for (const auto& one : cases) {
    CAPTURE(one.expr);
    CAPTURE(missing);
    CHECK(eval(one.expr, cells, missing) == one.expected);
  }
}

}  // namespace trial
