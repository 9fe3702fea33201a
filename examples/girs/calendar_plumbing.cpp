// calendar: windows, due dates, working days and related periods by requests.

#include <string>

#include "input.h"
#include "lines.h"

namespace cli {
namespace {

struct CalendarOptions : LinesOptions {
  std::string file;
};

const girs_calendar* plain(const Calendar& calendar) { return calendar.get(); }

/// The window of a due request as dates: a window rule, or dates as "window" answers them.
std::string window_of(const Json& given, const std::string& period) {
  if (given.IsObject() && given.HasMember("from") && !given.HasMember("kind")) {
    const auto dates = R"({"kind":"dates",)" + compact(given).substr(1);
    return fetch(girs_calendar_window, dates, period);
  }
  return fetch(girs_calendar_window, compact(given), period);
}

std::string due(const Calendar& calendar, const Json& request) {
  const auto period = text(request, "period");
  const JsonDocument window(window_of(member(request, "window"), period));
  return fetch(girs_calendar_due_for, plain(calendar), compact(member(request, "rule")),
               text(window.root(), "from"), text(window.root(), "to"), period,
               text(request, "level"), text(request, "members_due"));
}

std::string listed(const std::string& periods) {
  JsonWriter out;
  out.open_object();
  out.add_json("periods", periods);
  out.close_object();
  return out.text();
}

std::string answer(const Calendar& calendar, const Json& request) {
  const auto operation = text(request, "op");
  if (operation == "window")
    return fetch(girs_calendar_window, compact(member(request, "rule")), text(request, "period"));
  if (operation == "due") return due(calendar, request);
  if (operation == "working")
    return fetch(girs_calendar_working, plain(calendar), text(request, "date"));
  if (operation == "periods")
    return listed(fetch(girs_calendar_periods, plain(calendar),
                        compact(member(request, "frequency")), compact(member(request, "rule")),
                        text(request, "from"), text(request, "to")));
  for (const auto* relation : {"children", "parent", "next", "previous", "same-last-year"})
    if (operation == relation)
      return listed(fetch(girs_period_related, text(request, "period"), operation));
  throw Failure(GIRS_INVALID_ARGUMENT,
                "\"op\" must be window, due, working, periods, children, parent, next, previous or "
                "same-last-year.",
                "\"op\" phải là window, due, working, periods, children, parent, next, previous "
                "hoặc same-last-year.");
}

/// The built-in calendar, a host's own in its place, or a host's own laid over the built-in one.
Calendar calendar_of(const std::string& file) {
  const std::string builtin(builtin_calendar());
  if (file.empty()) return make<Calendar>(girs_calendar_read, builtin);
  const auto own = read_file(file);
  if (text(JsonDocument(own).root(), "over").empty()) return make<Calendar>(girs_calendar_read, own);
  const auto base = make<Calendar>(girs_calendar_read, builtin);
  return make<Calendar>(girs_calendar_overlay, plain(base), own);
}

int run(Session& session, const CalendarOptions& options) {
  const auto calendar = calendar_of(options.file);
  return answer_requests(session, options.lines,
                         [&](const Json& request) { return answer(calendar, request); });
}

}  // namespace

void add_calendar_plumbing(CommandLine app, Session& session) {
  const auto command =
      add_command(app, session, "calendar", "Periods, windows, working days and due dates, for scripts", run);
  add_lines(command.app, *command.options);
  command.app.option("--calendar", command.options->file,
                     "a calendar document, which may lie over the built-in one; default: the "
                     "built-in Vietnamese one");
}

}  // namespace cli
