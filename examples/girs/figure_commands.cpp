// indicator compute, explain; overview: what the reports say, and who has reported.

#include <cstdio>

#include "commands.h"
#include "table.h"

namespace cli {
namespace {

struct IndicatorOptions {
  std::string store, code, unit, period;
};

int compute(Session& session, const IndicatorOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const auto unit = session.unit_or_own(store, options.unit);
  const auto json =
      fetch(girs_indicator_compute, store.get(), options.code, unit, options.period);
  session.answer(json, [&] {
    const JsonDocument document(json);
    print_members(session, document.root(),
                  {"indicator", session.say("name_en", "name"), "period", "unit_of_measure"});
    print_table(session, member(document.root(), "figures"),
                {"unit", "name", "value", "absent", "error", "numerator", "denominator", "counted",
                 "expected"});
  });
  return kDone;
}

int explain(Session& session, const IndicatorOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const auto unit = session.unit_or_own(store, options.unit);
  const auto json =
      fetch(girs_indicator_explain, store.get(), options.code, unit, options.period);
  session.answer(json, [&] { print_tree(session, JsonDocument(json).root()); });
  return kDone;
}

struct OverviewOptions {
  std::string store, regime, period, unit, as_of;
};

int overview(Session& session, const OverviewOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const auto unit = session.unit_or_own(store, options.unit);
  const std::int64_t time = options.as_of.empty() ? 0 : parse_moment(options.as_of);
  const auto json =
      fetch(girs_overview, store.get(), options.regime, options.period, unit, time);
  session.answer(json, [&] {
    const JsonDocument document(json);
    print_table(session, member(document.root(), "rows"),
                {"unit", "name", "kind", "scope", "due", "state", "decision", "logged", "rev"});
    std::printf("\n");
    print_members(session, document.root(), {"regime", "period", "as_of"});
    print_members(session, member(document.root(), "totals"),
                  {"expected", "received", "on_time", "late", "missing", "not_yet_due", "excluded", "unexpected",
                   "accepted", "rejected", "completeness", "timeliness"});
  });
  return kDone;
}

}  // namespace

void add_figure_commands(CommandLine app, Session& session) {
  const auto indicator = app.group("indicator", "Figures computed from reports");
  const auto add_indicator = [&](const char* name, const char* about,
                                 int (*run)(Session&, const IndicatorOptions&)) {
    const auto command = add_command(indicator, session, name, about, run);
    add_store(command);
    command.app.required("CODE", command.options->code, "code of the indicator");
    command.app.option("--unit", command.options->unit, "default: the store's unit");
    command.app.required("--period", command.options->period, "2025-Q4");
  };
  add_indicator("compute", "The indicator for a unit and each unit directly below it", compute);
  add_indicator("explain", "What stands behind one figure, down to signed cells", explain);
  add_indicator_queries(indicator, session);

  const auto command = add_command(app, session, "overview", "Who has reported, who is late or missing", overview);
  add_store(command);
  command.app.required("--regime", command.options->regime, "code of the report regime");
  command.app.required("--period", command.options->period, "2025-Q4");
  command.app.option("--unit", command.options->unit, "it and all below; default: the store's unit");
  command.app.option("--as-of", command.options->as_of, "the moment; default: now");
}

}  // namespace cli
