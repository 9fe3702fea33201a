// due, reminders, obligation extend|exclude|restore: what must be reported, and what an authority
// changes about it.

#include "commands.h"
#include "json_value.h"
#include "moment.h"
#include "table.h"

namespace cli {
namespace {

struct DueOptions {
  std::string store, unit, from, to, as_of;
  bool below = false;
};

/// Asks one of the two questions about due dates and prints the answer with these columns.
template <class Question>
int answer_due(Session& session, const DueOptions& options, Question question,
               std::initializer_list<const char*> columns) {
  if (options.from.size() == options.to.size() && options.to < options.from)   // days, else refused below
    throw WrongUse{"--from " + options.from + " is after --to " + options.to + "."};
  const auto store = session.open(options.store, Session::kRead);
  girs_due_options asked = GIRS_DUE_OPTIONS;
  asked.flags = options.below ? GIRS_DUE_WITH_UNITS_BELOW : 0;
  asked.unit = options.unit.c_str();
  asked.from = options.from.c_str();
  asked.to = options.to.c_str();
  asked.time = options.as_of.empty() ? 0 : parse_moment(options.as_of);
  const auto json = fetch(question, store.get(), static_cast<const girs_due_options*>(&asked));
  session.answer(json, [&] { print_table(session, JsonDocument(json).root(), columns); });
  return kDone;
}

int due(Session& session, const DueOptions& options) {
  return answer_due(session, options, girs_due,
                    {"unit", "regime", "period", "scope", "window", "due", "state", "days_left"});
}

int remind(Session& session, const DueOptions& options) {
  return answer_due(session, options, girs_reminders,
                    {"reminder", "unit", "regime", "period", "scope", "due", "state", "days_left"});
}

struct ChangeOptions {
  std::string store, regime, unit, period, due, reason, author;
  bool aggregate = false;
};

using ChangeFunction = girs_status (*)(girs_store*, const girs_obligation_change*, girs_error**);

int change(Session& session, const ChangeOptions& options, ChangeFunction function) {
  const auto store = session.open(options.store, Session::kWrite);
  girs_obligation_change asked = GIRS_OBLIGATION_CHANGE;
  asked.flags = options.aggregate ? GIRS_OBLIGATION_AGGREGATE : 0;
  asked.regime = options.regime.c_str();
  asked.unit = options.unit.c_str();
  asked.period = options.period.c_str();
  asked.due = options.due.c_str();
  asked.reason = options.reason.c_str();
  asked.author = options.author.c_str();
  call(function, store.get(), static_cast<const girs_obligation_change*>(&asked));
  const auto what = options.regime + " " + options.unit + " " + options.period;
  session.done("Recorded for " + what + ".", "Đã ghi nhận cho " + what + ".");
  return kDone;
}

int extend(Session& session, const ChangeOptions& options) {
  return change(session, options, girs_obligation_extend);
}
int exclude(Session& session, const ChangeOptions& options) {
  return change(session, options, girs_obligation_exclude);
}
int restore(Session& session, const ChangeOptions& options) {
  return change(session, options, girs_obligation_restore);
}

void add_due(CommandLine app, Session& session, const char* name, const char* about,
             int (*run)(Session&, const DueOptions&), const char* from, const char* to) {
  const auto command = add_command(app, session, name, about, run);
  add_store(command);
  command.app.option("--unit", command.options->unit, "default: the store's unit");
  command.app.required("--from", command.options->from, from);
  command.app.required("--to", command.options->to, to);
  command.app.option("--as-of", command.options->as_of,
                     "as it stood at this moment, 2025-12-18T08:00:00+07:00 (default: now)");
  command.app.flag("--below", command.options->below, "with the units below it");
}

Command<ChangeOptions> add_change(CommandLine group, Session& session, const char* name,
                                  const char* about, int (*run)(Session&, const ChangeOptions&)) {
  const auto command = add_command(group, session, name, about, run);
  add_store(command);
  auto& options = *command.options;
  command.app.required("--regime", options.regime, "code of the regime");
  command.app.required("--unit", options.unit, "code of the unit");
  command.app.required("--period", options.period, "2025-Q4");
  command.app.flag("--aggregate", options.aggregate, "the unit's aggregate, not its own report");
  command.app.required("--reason", options.reason, "why; it is recorded");
  command.app.required("--author", options.author, "who decided it; it is recorded");
  return command;
}

}  // namespace

void add_obligation_commands(CommandLine app, Session& session) {
  add_due(app, session, "due", "What a unit must report, until when, and how far it is", due,
          "first due date, 2025-12-01", "last due date, 2025-12-31");
  add_due(app, session, "reminders", "Reports still to be sent of which units are to be reminded", remind,
          "the day of the last poll; reminders after it", "the last day, usually today");
  const auto group = app.group("obligation", "What an authority changes about one report of one unit");
  const auto extended = add_change(group, session, "extend", "Gives one unit more time", extend);
  extended.app.required("--due", extended.options->due, "the new last day, 2025-12-22");
  add_change(group, session, "exclude", "Takes a report out of what is expected", exclude);
  add_change(group, session, "restore", "Ends an exclusion", restore);
}

}  // namespace cli
