// calendar: windows, due dates, working days and related periods by requests.

#include <array>
#include <string>

#include "input.h"
#include "lines.h"

namespace cli {
namespace {

struct CalendarOptions : LinesOptions {
  std::string file;
};

/// A due rule may name one rule a level ("levels": {"province": {..}}); "level" 1, 2 or 3 picks.
const Json& rule_for_level(const Json& request) {
  const auto& rule = member(request, "rule");
  const auto& levels = member(rule, "levels");
  if (!levels.IsObject()) return rule;
  constexpr std::array kKinds = {"", "province", "district", "commune"};
  const auto level = integer(request, "level");
  if (level >= 1 && level <= 3) {
    const auto& named = member(levels, kKinds[static_cast<std::size_t>(level)]);
    if (named.IsObject()) return named;
  }
  const auto& numbered = member(levels, text(request, "level").c_str());
  if (numbered.IsObject()) return numbered;
  throw Failure(GIRS_NOT_FOUND, "The rule has no due date for this level.",
                "Quy tắc không có hạn gửi cho cấp này.");
}

std::string due(const Calendar& calendar, const Json& request) {
  const auto period = text(request, "period");
  const JsonDocument window(fetch(girs_calendar_window, compact(member(request, "window")), period));
  return fetch(girs_calendar_due, static_cast<const girs_calendar*>(calendar.get()),
               compact(rule_for_level(request)), text(window.root(), "from"),
               text(window.root(), "to"), period);
}

std::string answer(const Calendar& calendar, const Json& request) {
  const auto operation = text(request, "op");
  if (operation == "window")
    return fetch(girs_calendar_window, compact(member(request, "rule")), text(request, "period"));
  if (operation == "due") return due(calendar, request);
  if (operation == "working")
    return fetch(girs_calendar_working, static_cast<const girs_calendar*>(calendar.get()),
                 text(request, "date"));
  JsonWriter out;
  out.open_object();
  out.add_json("periods", fetch(girs_period_related, text(request, "period"), operation));
  out.close_object();
  return out.text();
}

int run(Session& session, const CalendarOptions& options) {
  const auto json = options.file.empty() ? std::string(builtin_calendar()) : read_file(options.file);
  const auto calendar = make<Calendar>(girs_calendar_read, json);
  return answer_requests(session, options.lines,
                         [&](const Json& request) { return answer(calendar, request); });
}

}  // namespace

void add_calendar_plumbing(CommandLine app, Session& session) {
  const auto command =
      add_command(app, session, "calendar", "Periods, windows, working days and due dates, for scripts", run);
  add_lines(command.app, *command.options);
  command.app.option("--calendar", command.options->file,
                          "a calendar document; default: the built-in Vietnamese one");
}

}  // namespace cli
