// Working calendars: {"schema":"girs.calendar/1", ...}.

#include "catalog/document.h"
#include "catalog/readers.h"

namespace girs {
namespace {

using json::Node;

/// Reads the days, and remembers where each stands.
std::vector<SpecialDay> read_days(const Node& array, CalendarDocument& document) {
  std::vector<SpecialDay> days;
  constexpr DayKind kKinds[] = {DayKind::kHoliday, DayKind::kSubstitute, DayKind::kSwapOff,
                                DayKind::kMakeupWork, DayKind::kOrdinary};
  array.each([&](Node node) {
    node.only({"date", "kind", "name", "note", "source"});
    check_remarks(node);
    const auto date = read_date(node.member("date"));
    const auto kind_node = node.member("kind");
    const auto kind = kKinds[kind_node.one_of(
        {"holiday", "substitute", "swap-off", "makeup-work", "ordinary"})];
    if (kind == DayKind::kOrdinary && document.over.empty())
      kind_node.mistake("Only a calendar that lies over another one (\"over\") has ordinary days; "
                        "leave the day out.",
                        "Chỉ lịch đặt trên một lịch khác (\"over\") mới có ngày \"ordinary\"; hãy "
                        "bỏ ngày này.");
    auto name = node.member("name").text();
    if (!date) return;
    days.push_back({*date, kind, std::move(name)});
    document.dates.push_back(*date);
    document.day_nodes.push_back(node);
  });
  return days;
}

/// Where the mistake that a calendar found in itself stands: at the last day of that date.
const Node& place_of(const Mistake& mistake, const CalendarDocument& document) {
  const auto* text = detail_of(mistake.details, "date");
  const auto date = text ? parse_date(*text) : std::nullopt;
  for (std::size_t i = document.dates.size(); date && i-- > 0;)
    if (document.dates[i] == *date) return document.day_nodes[i];
  return document.node;
}

}  // namespace

CalendarDocument read_calendar(const Node& node, Mistakes& mistakes) {
  CalendarDocument document{node, {}};
  const auto before = mistakes.count();
  node.only({"schema", "code", "version", "over", "title", "first_year", "last_year", "weekly_rest",
             "days", "note", "source"});
  check_remarks(node);
  document.code = node.member("code").code();
  document.version = static_cast<int>(node.member("version").integer(1, kVersionMax));
  if (const auto over = node.optional("over")) document.over = over.code();
  read_optional_label(node, "title");
  const auto first = static_cast<int>(node.member("first_year").integer(1, 9999));
  const auto last = static_cast<int>(node.member("last_year").integer(1, 9999));
  std::vector<unsigned> rest;
  node.member("weekly_rest").each([&](Node day) {
    rest.push_back(static_cast<unsigned>(day.integer(1, 7)));
  });
  auto days = read_days(node.member("days"), document);
  if (mistakes.count() != before) return document;  // it would only report consequences
  auto calendar = WorkingCalendar::make(first, last, std::move(rest), std::move(days));
  if (calendar) {
    document.calendar = *std::move(calendar);
  } else if (calendar.error().mistakes.empty()) {
    add_mistake(mistakes, node, calendar.error().message);
  } else {
    for (const auto& mistake : calendar.error().mistakes)
      add_mistake(mistakes, place_of(mistake, document), mistake.message);
  }
  return document;
}

}  // namespace girs
