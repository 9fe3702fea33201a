// girs: the command line of libgirs. Everything it does goes through the public C headers.
//
// Exit codes: 0 done, 1 findings or a negative answer, 2 wrong use, 3 unsupported, 4 failure.

#include <cstdio>
#include <cstring>
#include <exception>

#include <CLI/CLI.hpp>

#include "commands.h"
#include "json_value.h"

namespace cli {
namespace {

void add_global_options(CLI::App& app, Session& session) {
  app.add_flag("--json", session.json, "answer with one JSON document on standard output");
  app.add_option("--lang", session.language, "language of findings, errors and headings")
      ->check(CLI::IsMember({"vi", "en"}))
      ->capture_default_str();
  app.add_option("--now", session.now,
                 "for rehearsals and tests only: a clock that begins at this moment "
                 "(2025-12-15T08:00:00+07:00) and runs on with real time");
  app.add_option("--passphrase-file", session.passphrase_file,
                 "the passphrase of keys (else: environment variable GIRS_PASSPHRASE)");
  app.add_option("--pkcs11-module", session.pkcs11_module,
                 "library of the token, for keys named pkcs11:... (else: GIRS_PKCS11_MODULE)");
  app.add_option("--pin-file", session.pin_file, "the token's PIN (else: environment variable GIRS_PIN)");
  app.set_version_flag("--version", std::string("girs ") + girs_version_text());
  app.require_subcommand(1);
  app.fallthrough();  // before the commands are added: global options may follow any command
}

void add_commands(CommandLine app, Session& session) {
  add_store_commands(app, session);
  add_catalog_commands(app, session);
  add_obligation_commands(app, session);
  add_unit_commands(app, session);
  add_report_commands(app, session);
  add_figure_commands(app, session);
  add_series_commands(app, session);
  add_key_commands(app, session);
  add_package_commands(app, session);
  add_central_commands(app, session);
  add_log_commands(app, session);
  add_json_plumbing(app, session);
  add_decimal_plumbing(app, session);
  add_calendar_plumbing(app, session);
  add_formula_plumbing(app, session);
  add_evidence_plumbing(app, session);
}

int wrong_use(const CLI::App& app, bool json, const std::string& message) {
  std::fprintf(stderr, "girs: %s\n\n%s", message.c_str(), app.help().c_str());
  if (json) {
    JsonWriter out;
    out.open_object();
    out.open_object("error");
    out.add("status", "wrong-use");
    out.add("message_en", message);
    out.close_object();
    out.close_object();
    std::printf("%s\n", out.text().c_str());
  }
  return kWrongUse;
}

/// What the parser has to say, in words that name the command that is not there.
std::string sentence_of(const CLI::App& app, const CLI::ParseError& error) {
  const auto rest = app.remaining(true);
  if (error.get_name() == "RequiredError" && !rest.empty())
    return "There is no command '" + rest.front() + "'.";
  return error.what();
}

int failed(const Session& session, const Failure& failure) {
  std::fprintf(stderr, "girs: %s", failure.page(session.language.c_str()).c_str());
  if (session.json) std::printf("%s\n", failure.document().c_str());
  return failure.status() == GIRS_UNSUPPORTED ? kUnsupported : kFailed;
}

int run(int argc, char** argv) {
  CLI::App app("Report regimes, checks, indicators and signed packages of libgirs.", "girs");
  Session session;
  add_global_options(app, session);
  add_commands(CommandLine(&app), session);
  bool json = false;  // the parser may stop before it comes to the flag
  for (int i = 1; i < argc; ++i) json = json || std::strcmp(argv[i], "--json") == 0;
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help, --version
    return wrong_use(app, json, sentence_of(app, error));
  }
  try {
    session.begin_clock();
    return session.command();
  } catch (const Failure& failure) {
    return failed(session, failure);
  } catch (const WrongUse& wrong) {
    return wrong_use(app, json, wrong.message);
  }
}

}  // namespace
}  // namespace cli

int main(int argc, char** argv) {
  try {
    return cli::run(argc, argv);
  } catch (const std::exception& error) {  // no memory, or a bug
    std::fprintf(stderr, "girs: %s\n", error.what());
    return cli::kFailed;
  }
}
