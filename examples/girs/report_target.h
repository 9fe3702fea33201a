#pragma once
// Which report a command is about: the options that all report commands share.

#include <string>

#include "commands.h"

namespace cli {

struct ReportTarget {
  std::string store, regime, period, unit, actor, role, on_behalf;
  bool aggregate = false;

  /// As the C API takes them; the texts are borrowed from this.
  girs_report_options options() const;
};

/// STORE --regime R --period P [--unit U] [--aggregate] [--actor A]
void add_target(CommandLine command, ReportTarget& target);
template <class Options>
void add_target(const Command<Options>& command) {
  add_target(command.app, *command.options);
}

Report create_report(const Store& store, const ReportTarget& target);
Report open_report(const Store& store, const ReportTarget& target);

/// Options of a command that needs nothing but the report itself.
struct ReportOnly : ReportTarget {};

}  // namespace cli
