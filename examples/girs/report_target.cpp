#include "report_target.h"

namespace cli {
namespace {

const char* text_or_null(const std::string& text) { return text.empty() ? nullptr : text.c_str(); }

}  // namespace

girs_report_options ReportTarget::options() const {
  girs_report_options options = GIRS_REPORT_OPTIONS;
  options.flags = aggregate ? GIRS_REPORT_AGGREGATE : 0;
  options.regime = regime.c_str();
  options.unit = text_or_null(unit);
  options.period = period.c_str();
  options.actor = text_or_null(actor);
  options.role = text_or_null(role);
  options.on_behalf = text_or_null(on_behalf);
  return options;
}

void add_target(CommandLine command, ReportTarget& target) {
  command.required("STORE", target.store, "the store, one file");
  command.required("--regime", target.regime, "code of the report regime, KSTTHC");
  command.required("--period", target.period, "2025-Q4, 2026-M01, 2026...");
  command.option("--unit", target.unit, "default: the store's unit");
  command.flag("--aggregate", target.aggregate, "the unit's aggregate, not its own report");
  command.option("--actor", target.actor, "who does it, for the history; default: the unit");
  command.option("--role", target.role, "be held to what it may do: preparer, approver, agency-seal, or registry");
}

Report create_report(const Store& store, const ReportTarget& target) {
  const auto options = target.options();
  return make<Report>(girs_report_create, store.get(), &options);
}

Report open_report(const Store& store, const ReportTarget& target) {
  const auto options = target.options();
  return make<Report>(girs_report_open, store.get(), &options);
}

void add_report_commands(CommandLine app, Session& session) {
  const auto report = app.group("report", "A report's life, from the draft to the signed package");
  add_report_entry_commands(report, session);
  add_report_edit_commands(report, session);
  add_report_review_commands(report, session);
  add_report_seal_commands(report, session);
  add_report_view_commands(report, session);
  add_report_members_commands(report, session);
  add_aggregate_command(app, session);
}

}  // namespace cli
