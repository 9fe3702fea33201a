#pragma once
// The commands, by group. Each function adds its commands to the command line; what a command
// does runs after the whole line was read (Session::command).

#include <functional>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "session.h"

namespace cli {

void add_store_commands(CLI::App& app, Session& session);
void add_catalog_commands(CLI::App& app, Session& session);
void add_report_commands(CLI::App& app, Session& session);
void add_report_entry_commands(CLI::App& report, Session& session);
void add_report_review_commands(CLI::App& report, Session& session);
void add_report_seal_commands(CLI::App& report, Session& session);
void add_report_view_commands(CLI::App& report, Session& session);
void add_figure_commands(CLI::App& app, Session& session);
void add_key_commands(CLI::App& app, Session& session);
void add_package_commands(CLI::App& app, Session& session);
void add_central_commands(CLI::App& app, Session& session);
void add_log_commands(CLI::App& app, Session& session);
void add_json_plumbing(CLI::App& app, Session& session);
void add_decimal_plumbing(CLI::App& app, Session& session);
void add_calendar_plumbing(CLI::App& app, Session& session);
void add_formula_plumbing(CLI::App& app, Session& session);

/// The Vietnamese working calendar of examples/catalog, as JSON.
const char* builtin_calendar();

/// A group of commands, one of which must be given.
inline CLI::App* add_group(CLI::App& parent, const char* name, const char* about) {
  auto* group = parent.add_subcommand(name, about);
  group->require_subcommand(1);
  return group;
}

/// A command whose work is `run`, with options of type Options for `run` to read.
template <class Options>
struct Command {
  CLI::App* app;
  std::shared_ptr<Options> options;
};
template <class Options>
Command<Options> add_command(CLI::App& parent, Session& session, const char* name,
                             const char* about, int (*run)(Session&, const Options&)) {
  auto options = std::make_shared<Options>();
  auto* app = parent.add_subcommand(name, about);
  app->callback([&session, options, run] {
    session.command = [&session, options, run] { return run(session, *options); };
  });
  return {app, options};
}

/// The first argument of most commands.
template <class Options>
void add_store(const Command<Options>& command) {
  command.app->add_option("STORE", command.options->store, "the store, one file")->required();
}

}  // namespace cli
