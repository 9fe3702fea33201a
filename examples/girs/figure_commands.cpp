// indicator compute; overview: what the reports say, and who has reported.

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
                  {"indicator", session.say("name_en", "name"), "period",
                   session.say("unit_of_measure_en", "unit_of_measure")});
    print_table(session, member(document.root(), "figures"),
                {"unit", "name", "value", "absent", "error", "numerator", "denominator", "counted",
                 "expected"});
  });
  return kDone;
}

struct OverviewOptions {
  std::string store, regime, period, unit, as_of;
};

/// Without a regime and period: everything at one look.
int show_board(Session& session, const Store& store, const std::string& unit, std::int64_t time) {
  const auto json = fetch(girs_central_board, store.get(), unit, time);
  session.answer(json, [&] {
    const JsonDocument document(json);
    for (const auto& regime : member(document.root(), "regimes").GetArray()) {
      print_members(session, regime, {"regime", "name", "period", "due"});
      print_members(session, member(regime, "totals"),
                    {"expected", "on_time", "late", "missing", "not_yet_due", "accepted", "rejected", "completeness", "timeliness"});
      std::puts("");
    }
    const auto list = [&](const char* name, const char* vi, std::initializer_list<const char*> columns) {
      if (member(document.root(), name).Empty()) return;
      std::printf("%s\n", session.say(name, vi));
      print_table(session, member(document.root(), name), columns, 2);
    };
    list("alerts", "cảnh báo", {session.say("message_en", "message_vi")});
    list("late", "quá hạn", {"regime", "period", "unit", "name", "due", "turn"});
    list("returned", "bị trả lại", {"regime", "period", "unit", "name", "codes", "text", "turn"});
    list("undecided", "chờ quyết định", {"regime", "period", "unit", "name", "logged", "turn"});
    list("newest", "mới nhận", {"regime", "period", "unit", "rev", "logged", "status"});
  });
  return kDone;
}

int overview(Session& session, const OverviewOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const auto unit = session.unit_or_own(store, options.unit);
  const std::int64_t time = options.as_of.empty() ? 0 : parse_moment(options.as_of);
  if (options.regime.empty() && options.period.empty()) return show_board(session, store, unit, time);
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
  const auto computed = add_command(
      indicator, session, "compute", "The indicator for a unit and each unit directly below it", compute);
  add_store(computed);
  computed.app.required("CODE", computed.options->code, "code of the indicator");
  computed.app.option("--unit", computed.options->unit, "default: the store's unit");
  computed.app.required("--period", computed.options->period, "2025-Q4");
  add_indicator_queries(indicator, session);

  const auto command = add_command(app, session, "overview", "Who has reported, who is late or missing", overview);
  add_store(command);
  command.app.option("--regime", command.options->regime, "code of the report regime; without it and --period: all at one look");
  command.app.option("--period", command.options->period, "2025-Q4");
  command.app.option("--unit", command.options->unit, "it and all below; default: the store's unit");
  command.app.option("--as-of", command.options->as_of, "the moment; default: now");
}

}  // namespace cli
