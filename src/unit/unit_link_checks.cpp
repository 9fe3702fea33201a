// Other names, groups and routes: they hold on dated codes, so they must not outlive what the code
// means, overlap or run in a circle.

#include <algorithm>
#include <span>

#include "unit/sorted.h"
#include "unit/unit_tree_checks.h"

namespace girs {
namespace {

using std::chrono::days;

/// The first day on which `code` gets another meaning within its days: a change that it is named
/// in, other than one that takes it over as it is.
std::optional<Date> first_change_of_meaning(const UnitTree& tree, std::string_view code, Date from,
                                            std::optional<Date> to) {
  std::optional<Date> first;
  for (const auto& change : tree.changes_naming(code)) {
    if (change.on <= from || (to && change.on > *to) || (first && change.on >= *first)) continue;
    if (change.before != change.after || !change.whole) first = change.on;
  }
  return first;
}

Date first_day_of(const UnitTree& tree, std::string_view code, const DaysOfUnit& of) {
  if (of.from) return *of.from;
  const auto versions = tree.versions_of(code);
  return versions.empty() ? Date::min() : versions.front().from.value_or(Date::min());
}

std::optional<Date> last_day_of(const UnitTree& tree, std::string_view code, const DaysOfUnit& of) {
  if (of.to) return of.to;
  const auto versions = tree.versions_of(code);
  const auto last = versions.empty() ? std::nullopt : versions.back().to;
  return last && of.from && *last < *of.from ? std::nullopt : last;
}

/// What a fact is called in sentences.
struct Fact {
  UnitPlace place;
  Message what;
};

/// The code means one unit on all these days.
void check_span(const UnitTree& tree, const std::string& code, Date from, std::optional<Date> to,
                const Fact& fact, FoundMistakes& found) {
  const auto tell = [&](Date day, const std::string& en, const std::string& vi) {
    const auto when = on_day(day, kFromTheBeginning);
    found.add(fact.place, fact.what.en + en + when.en + ".", fact.what.vi + vi + when.vi + ".",
              dated({{"unit", code}}, day));
  };
  if (to && *to < from)
    return tell(*to, " ends before it begins:", " kết thúc trước khi bắt đầu:");
  if (const auto gap = first_gap(tree, code, from, to))
    return tell(*gap, " names the unit " + code + ", which is not in force",
                " nêu đơn vị " + code + " không có hiệu lực");
  if (const auto day = first_change_of_meaning(tree, code, from, to))
    tell(*day,
         " must end before the unit " + code + " changes and begin anew from then:",
         " phải kết thúc trước khi đơn vị " + code + " thay đổi và ghi lại từ đó:");
}

void check_days(const UnitTree& tree, const std::string& code, const DaysOfUnit& of,
                const Fact& fact, FoundMistakes& found) {
  check_span(tree, code, first_day_of(tree, code, of), last_day_of(tree, code, of), fact, found);
}

bool overlap(const DaysOfUnit& earlier, const DaysOfUnit& later) {
  return !earlier.to || !later.from || *earlier.to >= *later.from;
}

void check_members(const UnitTree& tree, FoundMistakes& found) {
  const auto& members = tree.data().members;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const auto& member = members[i];
    const UnitPlace place{UnitPart::kMember, i};
    check_days(tree, member.unit, member.days,
               {place, {"The membership of " + member.unit + " in the group \"" + member.group + "\"",
                        "Tư cách thành viên của " + member.unit + " trong nhóm \"" + member.group +
                            "\""}},
               found);
    if (i > 0 && members[i - 1].unit == member.unit && members[i - 1].group == member.group &&
        overlap(members[i - 1].days, member.days))
      found.add(place,
                "The unit " + member.unit + " is listed twice in the group \"" + member.group +
                    "\" for the same days.",
                "Đơn vị " + member.unit + " được ghi hai lần trong nhóm \"" + member.group +
                    "\" cho cùng thời gian.",
                {{"unit", member.unit}, {"group", member.group}});
  }
}

std::span<const ReportRoute> routes_of(const UnitTree& tree, std::string_view code) {
  return with_code(tree.data().routes, code,
                   [](const ReportRoute& route) { return std::string_view(route.unit); });
}

/// The first day after `day` on which the code or a route of it begins or has ended.
std::optional<Date> next_event(const UnitTree& tree, std::string_view code, Date day) {
  std::optional<Date> next;
  const auto consider = [&](std::optional<Date> at) {
    if (at && *at > day && (!next || *at < *next)) next = at;
  };
  const auto after = [](std::optional<Date> to) {
    return to ? std::optional<Date>(*to + days{1}) : std::nullopt;
  };
  for (const auto& unit : tree.versions_of(code)) {
    consider(unit.from);
    consider(after(unit.to));
  }
  for (const auto& route : routes_of(tree, code)) {
    consider(route.days.from);
    consider(after(route.days.to));
  }
  return next;
}

/// Follows a route's unit upwards on one day after the other on which the way may change, and
/// tells the first day on which it comes back to the unit.
std::optional<Date> first_circle(const UnitTree& tree, const ReportRoute& route) {
  const std::string_view subject = route.subject;
  Date day = first_day_of(tree, route.unit, route.days);
  const auto last = last_day_of(tree, route.unit, route.days);
  while (true) {
    std::optional<Date> next = next_event(tree, route.unit, day);
    std::string_view code = route.unit;
    for (std::size_t depth = 0; depth <= 2 * kUnitDepthMax; ++depth) {
      const auto* above = tree.aggregator_of(code, std::span(&subject, 1), day);
      if (above == nullptr) break;
      code = above->code;
      if (code == route.unit) return day;
      const auto event = next_event(tree, code, day);
      if (event && (!next || *event < *next)) next = event;
    }
    if (!next || (last && *next > *last)) return std::nullopt;
    day = *next;
  }
}

void check_routes(const UnitTree& tree, FoundMistakes& found) {
  const auto& routes = tree.data().routes;
  for (std::size_t i = 0; i < routes.size(); ++i) {
    const auto& route = routes[i];
    const UnitPlace place{UnitPart::kRoute, i};
    const auto about = route.subject.empty() ? std::string() : " (" + route.subject + ")";
    const Fact fact{place,
                    {"The route of " + route.unit + " to " + route.aggregator + about,
                     "Tuyến báo cáo từ " + route.unit + " đến " + route.aggregator + about}};
    check_days(tree, route.unit, route.days, fact, found);
    check_span(tree, route.aggregator, first_day_of(tree, route.unit, route.days),
               last_day_of(tree, route.unit, route.days), fact, found);
    const Details details{{"unit", route.unit}, {"aggregator", route.aggregator}};
    if (i > 0 && routes[i - 1].unit == route.unit && routes[i - 1].subject == route.subject &&
        overlap(routes[i - 1].days, route.days))
      found.add(place,
                "The unit " + route.unit + " has two routes" + about +
                    " on the same days: to " + routes[i - 1].aggregator + " and to " +
                    route.aggregator + ".",
                "Đơn vị " + route.unit + " có hai tuyến báo cáo" + about +
                    " trong cùng thời gian: đến " + routes[i - 1].aggregator + " và đến " +
                    route.aggregator + ".",
                details);
    if (const auto day = first_circle(tree, route))
      found.add(place, fact.what.en + " runs in a circle" + on_day(*day).en + ".",
                fact.what.vi + " bị lặp vòng" + on_day(*day).vi + ".", details);
  }
}

}  // namespace

void check_links(const UnitTree& tree, FoundMistakes& found) {
  const auto& aliases = tree.data().aliases;
  for (std::size_t i = 0; i < aliases.size(); ++i)
    check_days(tree, aliases[i].unit, aliases[i].days,
               {{UnitPart::kAlias, i},
                {"The other name \"" + aliases[i].name + "\"",
                 "Tên gọi khác \"" + aliases[i].name + "\""}},
               found);
  check_members(tree, found);
  check_routes(tree, found);
}

}  // namespace girs
