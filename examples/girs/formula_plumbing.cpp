// formula eval: the language of rules and indicators by requests {"expr","missing","cells","params"}.

#include <charconv>

#include "lines.h"

namespace cli {
namespace {

/// {"invalid":{"at":7,"message":".."}}
std::string invalid(const Session& session, const Failure& failure) {
  const auto offset = failure.detail("offset");
  std::int64_t at = 0;
  std::from_chars(offset.data(), offset.data() + offset.size(), at);
  JsonWriter out;
  out.open_object();
  out.open_object("invalid");
  if (!offset.empty()) out.add("at", at);
  out.add("message", failure.message(session.language.c_str()));
  out.close_object();
  out.close_object();
  return out.text();
}

std::string object_or_empty(const Json& request, const char* name) {
  const auto& value = member(request, name);
  return value.IsNull() ? "{}" : compact(value);
}

std::string evaluate(const Session& session, const Json& request) {
  try {
    const auto formula = make<Formula>(girs_formula_compile, text(request, "expr"));
    auto missing = text(request, "missing");
    if (missing.empty()) missing = "propagate";
    return fetch(girs_formula_evaluate, static_cast<const girs_formula*>(formula.get()),
                 object_or_empty(request, "cells"), object_or_empty(request, "params"),
                 missing.c_str());
  } catch (const Failure& failure) {
    if (failure.status() == GIRS_UNSUPPORTED)
      return object("unsupported", failure.message(session.language.c_str()));
    return invalid(session, failure);
  }
}

int eval(Session& session, const LinesOptions& options) {
  return answer_requests(session, options.lines,
                         [&](const Json& request) { return evaluate(session, request); });
}

}  // namespace

void add_formula_plumbing(CommandLine app, Session& session) {
  const auto formula = app.group("formula", "The language of rules and indicators, for scripts");
  const auto command = add_command(formula, session, "eval", "Evaluates formulas over cells", eval);
  add_lines(command.app, *command.options);
}

}  // namespace cli
