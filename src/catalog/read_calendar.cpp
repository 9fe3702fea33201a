// Working calendars: {"schema":"girs.calendar/1", ...}.

#include "catalog/document.h"
#include "catalog/readers.h"

namespace girs {
namespace {

using json::Node;

struct Days {
  std::vector<SpecialDay> days;
  std::vector<Node> nodes;
};

Days read_days(const Node& array) {
  Days read;
  constexpr DayKind kKinds[] = {DayKind::kHoliday, DayKind::kSubstitute, DayKind::kSwapOff,
                                DayKind::kMakeupWork};
  array.each([&](Node node) {
    node.only({"date", "kind", "name", "note", "source"});
    check_remarks(node);
    const auto date = read_date(node.member("date"));
    const auto kind =
        node.member("kind").one_of({"holiday", "substitute", "swap-off", "makeup-work"});
    auto name = node.member("name").text();
    if (!date) return;
    read.days.push_back({*date, kKinds[kind], std::move(name)});
    read.nodes.push_back(node);
  });
  return read;
}

/// Where the mistake that a calendar found in itself stands: at the last day of that date.
const Node& place_of(const Mistake& mistake, const Days& days, const Node& otherwise) {
  const auto* text = detail_of(mistake.details, "date");
  const auto date = text ? parse_date(*text) : std::nullopt;
  for (std::size_t i = days.days.size(); date && i-- > 0;)
    if (days.days[i].date == *date) return days.nodes[i];
  return otherwise;
}

}  // namespace

CalendarDocument read_calendar(const Node& node, Mistakes& mistakes) {
  CalendarDocument document{node, {}};
  const auto before = mistakes.count();
  node.only({"schema", "code", "version", "title", "first_year", "last_year", "weekly_rest",
             "days", "note", "source"});
  check_remarks(node);
  document.code = node.member("code").code();
  document.version = static_cast<int>(node.member("version").integer(1, kVersionMax));
  read_optional_label(node, "title");
  const auto first = static_cast<int>(node.member("first_year").integer(1, 9999));
  const auto last = static_cast<int>(node.member("last_year").integer(1, 9999));
  std::vector<unsigned> rest;
  node.member("weekly_rest").each([&](Node day) {
    rest.push_back(static_cast<unsigned>(day.integer(1, 7)));
  });
  const auto days = read_days(node.member("days"));
  if (mistakes.count() != before) return document;  // it would only report consequences
  auto calendar = WorkingCalendar::make(first, last, std::move(rest), days.days);
  if (calendar) {
    document.calendar = *std::move(calendar);
  } else if (calendar.error().mistakes.empty()) {
    add_mistake(mistakes, node, calendar.error().message);
  } else {
    for (const auto& mistake : calendar.error().mistakes)
      add_mistake(mistakes, place_of(mistake, days, node), mistake.message);
  }
  return document;
}

}  // namespace girs
