#pragma once
// The commands, by group. Each function adds its commands to the command line; what a command
// does runs after the whole line was read (Session::command).

#include <memory>
#include <string>

#include "command_line.h"
#include "session.h"

namespace cli {

void add_store_commands(CommandLine app, Session& session);
void add_catalog_commands(CommandLine app, Session& session);
void add_obligation_commands(CommandLine app, Session& session);
void add_unit_commands(CommandLine app, Session& session);
void add_report_commands(CommandLine app, Session& session);
void add_aggregate_command(CommandLine app, Session& session);
void add_report_entry_commands(CommandLine report, Session& session);
void add_report_edit_commands(CommandLine report, Session& session);
void add_report_review_commands(CommandLine report, Session& session);
void add_report_seal_commands(CommandLine report, Session& session);
void add_report_view_commands(CommandLine report, Session& session);
void add_report_members_commands(CommandLine report, Session& session);
void add_figure_commands(CommandLine app, Session& session);
void add_series_commands(CommandLine app, Session& session);
void add_indicator_queries(CommandLine indicator, Session& session);
void add_key_commands(CommandLine app, Session& session);
void add_package_commands(CommandLine app, Session& session);
void add_package_sign_commands(CommandLine package, Session& session);
void add_central_commands(CommandLine app, Session& session);
void add_serve_commands(CommandLine central, Session& session);
void add_service_commands(CommandLine central, Session& session);
void add_sharing_commands(CommandLine central, Session& session);
void add_cascade_commands(CommandLine central, Session& session);
void add_log_commands(CommandLine app, Session& session);
void add_json_plumbing(CommandLine app, Session& session);
void add_decimal_plumbing(CommandLine app, Session& session);
void add_calendar_plumbing(CommandLine app, Session& session);
void add_formula_plumbing(CommandLine app, Session& session);
void add_evidence_plumbing(CommandLine app, Session& session);

/// The Vietnamese working calendar of examples/catalog, as JSON.
const char* builtin_calendar();

/// A command whose work is `run`, with options of type Options for `run` to read.
template <class Options>
struct Command {
  CommandLine app;
  std::shared_ptr<Options> options;
};
template <class Options>
Command<Options> add_command(CommandLine parent, Session& session, const char* name,
                             const char* about, int (*run)(Session&, const Options&)) {
  auto options = std::make_shared<Options>();
  auto app = parent.command(name, about, [&session, options, run] {
    session.command = [&session, options, run] { return run(session, *options); };
  });
  return {app, options};
}

/// The first argument of most commands.
template <class Options>
void add_store(const Command<Options>& command) {
  command.app.required("STORE", command.options->store, "the store, one file");
}

}  // namespace cli
