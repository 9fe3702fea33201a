#include "unit/unit_tree_checks.h"

#include <algorithm>
#include <string>

namespace girs {
namespace {

using std::chrono::days;

Date first_day(const UnitVersion& unit) { return unit.from.value_or(Date::min()); }

void check_life(const UnitVersion& unit, UnitPlace place, FoundMistakes& found) {
  if (unit.code.empty())
    found.add(place, "A unit has no code.", "Có đơn vị không có mã.", {{"unit", unit.name}});
  if (unit.from && unit.to && *unit.to < *unit.from)
    found.add(place, "The unit " + unit.code + " ends on " + to_text(*unit.to) +
                     ", before it begins on " + to_text(*unit.from) + ".",
                 "Đơn vị " + unit.code + " hết hiệu lực ngày " + to_text(*unit.to) +
                     ", trước khi có hiệu lực ngày " + to_text(*unit.from) + ".",
                 {{"unit", unit.code}, {"date", to_text(*unit.to)}});
}

void check_overlap(const UnitVersion& earlier, const UnitVersion& later, UnitPlace place,
                   FoundMistakes& found) {
  if (earlier.code != later.code || (earlier.to && *earlier.to < first_day(later))) return;
  const auto day = first_day(later);
  const auto when = on_day(day, {" at once", " cùng lúc"});
  found.add(place, "Two versions of the unit " + later.code + " are in force" + when.en + ": " +
                   earlier.name + " and " + later.name + ".",
               "Hai phiên bản của đơn vị " + later.code + " cùng có hiệu lực" + when.vi + ": " +
                   earlier.name + " và " + later.name + ".",
               dated({{"unit", later.code}}, day));
}

void check_parent(const UnitTree& tree, const UnitVersion& unit, UnitPlace place,
                  FoundMistakes& found) {
  if (unit.parent.empty()) return;
  const auto gap = first_gap(tree, unit.parent, first_day(unit), unit.to);
  if (!gap) return;
  if (tree.versions_of(unit.parent).empty())
    return found.add(place, "The unit " + unit.code + " (" + unit.name + ") has the parent " +
                                unit.parent + ", but no unit has that code.",
                     "Đơn vị " + unit.code + " (" + unit.name + ") có đơn vị cấp trên " +
                         unit.parent + " nhưng không có đơn vị nào mang mã này.",
                     dated({{"unit", unit.code}, {"parent", unit.parent}}, *gap));
  const auto when = on_day(*gap, kFromTheBeginning);
  found.add(place, "The unit " + unit.code + " (" + unit.name + ") has the parent " + unit.parent +
                   ", which is not in force" + when.en + ".",
               "Đơn vị " + unit.code + " (" + unit.name + ") có đơn vị cấp trên " + unit.parent +
                   " không có hiệu lực" + when.vi + ".",
               dated({{"unit", unit.code}, {"parent", unit.parent}}, *gap));
}

/// Walks up on the first day of the unit's life. That finds every circle: the units of one are
/// all in force on the first day of the youngest of them.
void check_chain(const UnitTree& tree, const UnitVersion& unit, UnitPlace place,
                 FoundMistakes& found) {
  const Date day = first_day(unit);
  std::vector<const UnitVersion*> chain{&unit};
  while (chain.size() <= kUnitDepthMax) {
    const auto* above = chain.back()->parent.empty() ? nullptr
                                                     : tree.find(chain.back()->parent, day);
    if (above == nullptr) return;
    if (above == &unit) {
      const auto when = on_day(day);
      found.add(place, "The unit " + unit.code + " is above itself" + when.en + ".",
                   "Đơn vị " + unit.code + " là cấp trên của chính nó" + when.vi + ".",
                   dated({{"unit", unit.code}}, day));
      return;
    }
    // A circle further up is reported for its own units.
    if (std::ranges::find(chain, above) != chain.end()) return;
    chain.push_back(above);
  }
  found.add(place, "The unit " + unit.code + " lies more than " + std::to_string(kUnitDepthMax) +
                   " levels deep.",
               "Đơn vị " + unit.code + " nằm sâu quá " + std::to_string(kUnitDepthMax) + " cấp.",
               dated({{"unit", unit.code}}, day));
}

}  // namespace

Message on_day(Date day, Message undated) {
  if (day == Date::min()) return undated;
  return {" on " + to_text(day), " vào ngày " + to_text(day)};
}

Details dated(Details details, Date day) {
  if (day != Date::min()) details.emplace_back("date", to_text(day));
  return details;
}

std::optional<Date> first_gap(const UnitTree& tree, std::string_view code, Date from,
                              std::optional<Date> to) {
  Date day = from;
  for (const auto& unit : tree.versions_of(code)) {
    if (unit.to && *unit.to < day) continue;
    if (first_day(unit) > day) break;
    if (!unit.to || (to && *unit.to >= *to)) return std::nullopt;
    day = *unit.to + days{1};
  }
  return day;
}

std::vector<UnitMistake> mistakes_of(const UnitTree& tree) {
  FoundMistakes found;
  const auto& versions = tree.versions();
  for (std::size_t i = 0; i < versions.size(); ++i) {
    const UnitPlace place{UnitPart::kUnit, i};
    check_life(versions[i], place, found);
    if (i > 0) check_overlap(versions[i - 1], versions[i], place, found);
    check_parent(tree, versions[i], place, found);
    check_chain(tree, versions[i], place, found);
  }
  check_changes(tree, found);
  check_links(tree, found);
  return found.take();
}

}  // namespace girs
