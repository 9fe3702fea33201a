// json lint, canon.

#include <cstdio>

#include "commands.h"
#include "input.h"
#include "json_value.h"

namespace cli {
namespace {

struct LintOptions {
  bool strict = false;
};

/// Not valid: a negative answer, with the place on standard error.
int refused(const Session& session, const Failure& failure) {
  if (failure.status() != GIRS_INVALID_ARGUMENT) throw failure;
  const auto line = failure.detail("line");
  std::fprintf(stderr, "girs: %s%s%s%s: %s", session.say("line ", "dòng "), line.c_str(),
               session.say(", column ", ", cột "), failure.detail("column").c_str(),
               failure.page(session.language.c_str()).c_str());
  if (session.json) std::printf("%s\n", failure.document().c_str());
  return kNegative;
}

int lint(Session& session, const LintOptions& options) {
  try {
    call(girs_json_lint, read_input(), options.strict ? GIRS_JSON_STRICT : 0u);
  } catch (const Failure& failure) {
    return refused(session, failure);
  }
  session.answer("{\"valid\":true}", [] {});
  return kDone;
}

struct NoOptions {};

/// The canonical bytes are JSON themselves: the same with and without --json, and no newline.
int canon(Session& session, const NoOptions&) {
  try {
    const auto bytes = fetch(girs_json_canonical, read_input());
    std::fwrite(bytes.data(), 1, bytes.size(), stdout);
    return kDone;
  } catch (const Failure& failure) {
    return refused(session, failure);
  }
}

}  // namespace

void add_json_plumbing(CommandLine app, Session& session) {
  const auto json = app.group("json", "JSON on standard input, for scripts");
  const auto lint_command = add_command(json, session, "lint", "Whether it is JSON; exit 1 if not", lint);
  lint_command.app.flag("--strict", lint_command.options->strict,
                             "also refuses what packages must not hold");
  add_command(json, session, "canon", "The canonical bytes (RFC 8785)", canon);
}

}  // namespace cli
