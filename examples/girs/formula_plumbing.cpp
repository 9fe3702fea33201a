// formula check, eval, explain, plan: the language of rules and indicators by requests {"expr",
// "missing","cells","params"}, optionally with "row", "column", "form", "period" and "unit", with
// "language":"vi" for decimal commas, with "printed":true for identities as forms print them, and
// with "declared" for types, measures and units of measure (girs_formula_options).

#include <charconv>
#include <cstdio>
#include <cstring>

#include "input.h"
#include "lines.h"

namespace cli {
namespace {

void add_number(JsonWriter& out, const char* name, std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  if (!text.empty()) out.add(name, number);
}

/// "at", "line" and "column"; `detail` gives the text of a detail, empty when it is not known.
template <class Detail>
void add_place(JsonWriter& out, Detail detail) {
  add_number(out, "at", detail("offset"));
  add_number(out, "line", detail("line"));
  add_number(out, "column", detail("column"));
}

/// Every mistake in a declared formula or in the cells, each with its place.
void write_mistakes(JsonWriter& out, const Failure& failure, const char* language) {
  if (failure.mistakes() == 0) return;
  out.open_array("mistakes");
  for (std::size_t i = 0; i < failure.mistakes(); ++i) {
    const auto detail = [&](const char* key) {
      const char* value = girs_error_mistake_detail(failure.error(), i, key);
      return std::string(value ? value : "");
    };
    out.open_object();
    add_place(out, detail);
    out.add("message", girs_error_mistake_message(failure.error(), i, language));
    for (const char* key : {"pointer", "suggestion"})
      if (const auto text = detail(key); !text.empty()) out.add(key, text);
    out.close_object();
  }
  out.close_array();
}

/// {"invalid":{"at":7,"line":1,"column":8,"message":"..","expected":"..","suggestion":"..",
/// "mistakes":[{"message":"..","pointer":"/cells/c3"}]}}, as far as they are known, or
/// {"unsupported":".."}. The message of a wrong request tells its first mistakes too.
std::string refusal(const Session& session, const Failure& failure) {
  if (failure.status() == GIRS_UNSUPPORTED)
    return object("unsupported", failure.message(session.language.c_str()));
  JsonWriter out;
  out.open_object();
  out.open_object("invalid");
  add_place(out, [&](const char* key) { return failure.detail(key); });
  const char* language = session.language.c_str();
  const bool of_text = !failure.detail("offset").empty();
  out.add("message", of_text ? failure.message(language) : failure.line(language));
  for (const char* detail : {"expected", "suggestion"})
    if (const auto text = failure.detail(detail); !text.empty()) out.add(detail, text);
  write_mistakes(out, failure, language);
  out.close_object();
  out.close_object();
  return out.text();
}

Formula compiled(const Json& request) {
  const auto language = text(request, "language");
  girs_formula_options options = GIRS_FORMULA_OPTIONS;
  options.language = language.c_str();
  if (text(request, "printed") == "true") options.flags = GIRS_FORMULA_PRINTED;
  const auto& given = member(request, "declared");
  const auto declared = given.IsNull() ? std::string() : compact(given);
  options.declared = declared.c_str();
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
    for (const char* other : {"declared", "expr", "language", "printed"})
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

struct PlanOptions {};

/// How formulas become kernels, stage after stage; the request is that of girs_plan_compile.
int plan(Session& session, const PlanOptions&) {
  const auto compiled = make<Plan>(girs_plan_compile, read_input());
  if (!session.json) std::printf("%s", girs_plan_text(compiled.get()));
  else std::printf("%s\n", object("plan", girs_plan_text(compiled.get())).c_str());
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
  add_command(formula, session, "plan",
              "How formulas become kernels: typed trees, shared graph, instructions; reads "
              "{\"definitions\",\"forms\"} as girs_plan_compile does",
              plan);
}

}  // namespace cli
