// report show, history, list.

#include "report_target.h"
#include "table.h"

namespace cli {
namespace {

int show(Session& session, const ReportOnly& target) {
  const auto store = session.open(target.store, Session::kRead);
  const auto json = fetch(girs_report_show, open_report(store, target).get());
  session.answer(json, [&] { print_tree(session, JsonDocument(json).root()); });
  return kDone;
}

int history(Session& session, const ReportOnly& target) {
  const auto store = session.open(target.store, Session::kRead);
  const auto json = fetch(girs_report_history, open_report(store, target).get());
  session.answer(json, [&] {
    print_table(session, JsonDocument(json).root(), {"at", "actor", "action", "detail"});
  });
  return kDone;
}

struct ListOptions {
  std::string store;
};

int list(Session& session, const ListOptions& options) {
  const auto store = session.open(options.store, Session::kRead);
  const auto json = fetch(girs_report_list, store.get());
  session.answer(json, [&] {
    print_table(session, JsonDocument(json).root(),
                {"regime", "unit", "period", "scope", "rev", "state", "pid"});
  });
  return kDone;
}

}  // namespace

void add_report_view_commands(CLI::App& report, Session& session) {
  add_target(add_command(report, session, "show", "The report with its cells", show));
  add_target(add_command(report, session, "history", "Who did what when", history));
  add_store(add_command(report, session, "list", "Every report of the store", list));
}

}  // namespace cli
