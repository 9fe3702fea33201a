// formula check, eval, explain: the language of rules and indicators by requests {"expr",
// "missing","cells","params"}, optionally with "row", "column", "form", "period" and "unit", with
// "language":"vi" for decimal commas, and with "printed":true for identities as forms print them.

#include <charconv>
#include <cstdio>
#include <cstring>

#include "input.h"
#include "lines.h"

namespace cli {
namespace {

/// {"invalid":{"at":7,"message":".."}}, or {"unsupported":".."}
std::string refusal(const Session& session, const Failure& failure) {
  if (failure.status() == GIRS_UNSUPPORTED)
    return object("unsupported", failure.message(session.language.c_str()));
  const auto offset = failure.detail("offset");
  std::int64_t at = 0;
  std::from_chars(offset.data(), offset.data() + offset.size(), at);
  JsonWriter out;
  out.open_object();
  out.open_object("invalid");
  if (!offset.empty()) out.add("at", at);
  out.add("message", failure.message(session.language.c_str()));
  if (const auto suggestion = failure.detail("suggestion"); !suggestion.empty())
    out.add("suggestion", suggestion);
  out.close_object();
  out.close_object();
  return out.text();
}

Formula compiled(const Json& request) {
  const auto language = text(request, "language");
  girs_formula_options options = GIRS_FORMULA_OPTIONS;
  options.language = language.c_str();
  if (text(request, "printed") == "true") options.flags = GIRS_FORMULA_PRINTED;
  return make<Formula>(girs_formula_compile, text(request, "expr"),
                       static_cast<const girs_formula_options*>(&options));
}

/// The request without what says how the formula is written.
std::string circumstances(const Json& request) {
  JsonWriter out;
  out.open_object();
  for (const auto& part : request.GetObject()) {
    const char* name = part.name.GetString();
    bool of_text = false;
    for (const char* other : {"expr", "language", "printed"})
      of_text = of_text || std::strcmp(name, other) == 0;
    if (!of_text) out.add_json(name, compact(part.value));
  }
  out.close_object();
  return out.text();
}

/// The answer of one of the library's functions over a formula and its circumstances.
using Work = decltype(&girs_formula_evaluate);

std::string answered(const Session& session, const Json& request, Work work) {
  try {
    const auto formula = compiled(request);
    return fetch(work, static_cast<const girs_formula*>(formula.get()), circumstances(request));
  } catch (const Failure& failure) {
    return refusal(session, failure);
  }
}

std::string inspected(const Session& session, const Json& request) {
  try {
    const auto formula = compiled(request);
    return fetch(girs_formula_inspect, static_cast<const girs_formula*>(formula.get()));
  } catch (const Failure& failure) {
    return refusal(session, failure);
  }
}

int check(Session& session, const LinesOptions& options) {
  return answer_requests(session, options.lines,
                         [&](const Json& request) { return inspected(session, request); });
}

int eval(Session& session, const LinesOptions& options) {
  return answer_requests(session, options.lines, [&](const Json& request) {
    return answered(session, request, girs_formula_evaluate);
  });
}

/// One explanation is for a person to read, unless --json or --lines asks for data.
int explain(Session& session, const LinesOptions& options) {
  const auto answer = [&](const Json& request) {
    return answered(session, request, girs_formula_explain);
  };
  if (options.lines || session.json) return answer_requests(session, options.lines, answer);
  const JsonDocument request(read_input());
  const JsonDocument explained(answer(request.root()));
  const Json& sentences = member(explained.root(), "explanation");
  if (sentences.IsNull()) {
    std::printf("%s\n", compact(explained.root()).c_str());
    return kNegative;
  }
  std::printf("%s", text(sentences, session.language.c_str()).c_str());
  return kDone;
}

}  // namespace

void add_formula_plumbing(CommandLine app, Session& session) {
  const auto formula = app.group("formula", "The language of rules and indicators, for scripts");
  const auto add = [&](const char* name, const char* about,
                       int (*run)(Session&, const LinesOptions&)) {
    const auto command = add_command(formula, session, name, about, run);
    add_lines(command.app, *command.options);
  };
  add("check", "What formulas are: canonical text, references, warnings", check);
  add("eval", "Evaluates formulas over cells", eval);
  add("explain", "How formulas come to their values", explain);
}

}  // namespace cli
