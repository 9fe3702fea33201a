// The one working calendar of a catalogue, of the documents that make it up.

#include <algorithm>
#include <map>

#include "catalog/readers.h"

namespace girs {
namespace {

/// The newest version of each code among the calendars that lie over another one, or among the
/// others.
std::map<std::string, const CalendarDocument*> newest(
    const std::vector<CalendarDocument>& documents, bool laid_over) {
  std::map<std::string, const CalendarDocument*> found;
  for (const auto& document : documents) {
    if (document.over.empty() == laid_over) continue;
    auto& best = found[document.code];
    if (!best || best->version < document.version) best = &document;
  }
  return found;
}

/// A day on which two hosts' calendars differ from the one beneath needs one answer.
void check_once(const CalendarDocument& document, std::map<Date, const CalendarDocument*>& seen,
                Mistakes& mistakes) {
  for (std::size_t i = 0; i < document.dates.size(); ++i) {
    const auto day = to_text(document.dates[i]);
    const auto [other, first] = seen.emplace(document.dates[i], &document);
    if (first) continue;
    const auto code = other->second->code;
    add_mistake(mistakes, document.day_nodes[i],
                {day + " is in the calendar \"" + code + "\" too; leave it out of one of them.",
                 day + " cũng có trong lịch \"" + code + "\"; hãy bỏ ngày này khỏi một lịch."});
  }
}

}  // namespace

WorkingCalendar choose_calendar(const std::vector<CalendarDocument>& documents,
                                Mistakes& mistakes) {
  const auto before = mistakes.count();
  const auto bases = newest(documents, false);
  const auto overlays = newest(documents, true);
  for (auto base = bases.begin(); base != bases.end(); ++base)
    if (base != bases.begin())
      add_mistake(mistakes, base->second->node,
                  {"A catalogue has one calendar; \"" + base->first + "\" is a second one. A host's "
                       "own days go into a calendar that lies over the other (\"over\").",
                   "Mỗi bộ định nghĩa chỉ có một lịch; \"" + base->first + "\" là lịch thứ hai. "
                       "Ngày riêng của đơn vị cần nằm trong lịch đặt trên lịch kia (\"over\")."});
  std::map<Date, const CalendarDocument*> seen;
  for (const auto& entry : overlays) {
    const auto& document = *entry.second;
    check_once(document, seen, mistakes);
    if (!bases.contains(document.over))
      add_mistake(mistakes, document.node.optional("over"),
                  {"There is no calendar \"" + document.over + "\" for this one to lie over.",
                   "Không có lịch \"" + document.over + "\" để đặt lịch này lên trên."});
  }
  if (mistakes.count() != before || bases.empty()) return {};
  auto calendar = bases.begin()->second->calendar;
  for (const auto& entry : overlays) {
    if (entry.second->calendar.last_year() == 0) continue;   // not read: its mistakes are known
    auto both = calendar.overlaid(entry.second->calendar);
    if (both)
      calendar = *std::move(both);
    else
      add_mistake(mistakes, entry.second->node, both.error().message);
  }
  return calendar;
}

}  // namespace girs
