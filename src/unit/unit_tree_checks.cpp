#include "unit/unit_tree_checks.h"

#include <algorithm>
#include <map>
#include <string>

namespace girs {
namespace {

using std::chrono::days;

constexpr std::size_t kDepthMax = 32;

Date first_day(const UnitVersion& unit) { return unit.from.value_or(Date::min()); }

/// A day for a sentence; a unit's life may begin before the records do.
std::string shown(Date day) { return day == Date::min() ? "…" : to_text(day); }

void check_life(const UnitVersion& unit, Mistakes& mistakes) {
  if (unit.code.empty())
    mistakes.add("A unit has no code.", "Có đơn vị không có mã.", {{"unit", unit.name}});
  if (unit.from && unit.to && *unit.to < *unit.from)
    mistakes.add("The unit " + unit.code + " ends on " + to_text(*unit.to) +
                     ", before it begins on " + to_text(*unit.from) + ".",
                 "Đơn vị " + unit.code + " hết hiệu lực ngày " + to_text(*unit.to) +
                     ", trước khi có hiệu lực ngày " + to_text(*unit.from) + ".",
                 {{"unit", unit.code}, {"date", to_text(*unit.to)}});
}

void check_overlap(const UnitVersion& earlier, const UnitVersion& later, Mistakes& mistakes) {
  if (earlier.code != later.code || (earlier.to && *earlier.to < first_day(later))) return;
  mistakes.add("Two versions of the unit " + later.code + " are in force on " +
                   shown(first_day(later)) + ": " + earlier.name + " and " + later.name + ".",
               "Hai phiên bản của đơn vị " + later.code + " cùng có hiệu lực ngày " +
                   shown(first_day(later)) + ": " + earlier.name + " và " + later.name + ".",
               {{"unit", later.code}, {"date", shown(first_day(later))}});
}

/// The first day of the unit's life on which no version of its parent is in force.
std::optional<Date> first_day_without_parent(const UnitTree& tree, const UnitVersion& unit) {
  Date day = first_day(unit);
  for (const auto& parent : tree.versions_of(unit.parent)) {
    if (parent.to && *parent.to < day) continue;
    if (first_day(parent) > day) break;
    if (!parent.to || (unit.to && *parent.to >= *unit.to)) return std::nullopt;
    day = *parent.to + days{1};
  }
  return day;
}

void check_parent(const UnitTree& tree, const UnitVersion& unit, Mistakes& mistakes) {
  if (unit.parent.empty()) return;
  const auto gap = first_day_without_parent(tree, unit);
  if (!gap) return;
  mistakes.add("The unit " + unit.code + " (" + unit.name + ") has the parent " + unit.parent +
                   ", which is not in force on " + shown(*gap) + ".",
               "Đơn vị " + unit.code + " (" + unit.name + ") có đơn vị cấp trên " + unit.parent +
                   " không có hiệu lực vào ngày " + shown(*gap) + ".",
               {{"unit", unit.code}, {"parent", unit.parent}, {"date", shown(*gap)}});
}

/// Walks up on the first day of the unit's life. That finds every circle: the units of one are
/// all in force on the first day of the youngest of them.
void check_chain(const UnitTree& tree, const UnitVersion& unit, Mistakes& mistakes) {
  const Date day = first_day(unit);
  std::vector<const UnitVersion*> chain{&unit};
  while (chain.size() <= kDepthMax) {
    const auto* above = chain.back()->parent.empty() ? nullptr
                                                     : tree.find(chain.back()->parent, day);
    if (above == nullptr) return;
    if (above == &unit) {
      mistakes.add("The unit " + unit.code + " is above itself on " + shown(day) + ".",
                   "Đơn vị " + unit.code + " là cấp trên của chính nó vào ngày " + shown(day) +
                       ".",
                   {{"unit", unit.code}, {"date", shown(day)}});
      return;
    }
    // A circle further up is reported for its own units.
    if (std::ranges::find(chain, above) != chain.end()) return;
    chain.push_back(above);
  }
  mistakes.add("The unit " + unit.code + " lies more than " + std::to_string(kDepthMax) +
                   " levels deep.",
               "Đơn vị " + unit.code + " nằm sâu quá " + std::to_string(kDepthMax) + " cấp.",
               {{"unit", unit.code}, {"date", shown(day)}});
}

Details at(const UnitChange& change) {
  return {{"before", change.before}, {"after", change.after}, {"date", to_text(change.on)}};
}

void check_ends(const UnitTree& tree, const UnitChange& change, Mistakes& mistakes) {
  const auto unknown = [&](const std::string& code, Date day) {
    mistakes.add("A change on " + to_text(change.on) + " names the unit " + code +
                     ", which is not in force on " + to_text(day) + ".",
                 "Thay đổi ngày " + to_text(change.on) + " nêu đơn vị " + code +
                     " không có hiệu lực vào ngày " + to_text(day) + ".",
                 at(change));
  };
  const Date eve = change.on - days{1};
  if (tree.find(change.before, eve) == nullptr) unknown(change.before, eve);
  if (tree.find(change.after, change.on) == nullptr) unknown(change.after, change.on);
}

/// Shares of one predecessor, all on one day: each 0 to 1, and at most 1 together.
void check_shares(std::span<const UnitChange> split, Mistakes& mistakes) {
  std::map<std::string, Decimal> sums;
  for (const auto& change : split)
    for (const auto& [key, share] : change.shares) {
      const auto sum = add(sums[key], share);
      if (share.is_negative() || share > Decimal(1) || !sum || *sum > Decimal(1))
        mistakes.add("The shares \"" + key + "\" of " + change.before + " on " +
                         to_text(change.on) + " must be 0 to 1 and at most 1 together.",
                     "Các tỷ lệ \"" + key + "\" của " + change.before + " ngày " +
                         to_text(change.on) + " phải từ 0 đến 1 và cộng lại không quá 1.",
                     at(change));
      if (sum) sums[key] = *sum;
    }
}

/// All changes of one predecessor on one day.
void check_split(std::span<const UnitChange> split, Mistakes& mistakes) {
  for (std::size_t i = 0; i < split.size(); ++i) {
    if (i > 0 && split[i].after == split[i - 1].after)
      mistakes.add("The change of " + split[i].before + " into " + split[i].after +
                       " stands twice.",
                   "Thay đổi từ " + split[i].before + " thành " + split[i].after +
                       " bị ghi hai lần.",
                   at(split[i]));
    if (split[i].whole == (split.size() > 1))
      mistakes.add("The unit " + split[i].before + " has " + std::to_string(split.size()) +
                       " successor(s) on " + to_text(split[i].on) +
                       ", which does not fit what \"whole\" says.",
                   "Đơn vị " + split[i].before + " có " + std::to_string(split.size()) +
                       " đơn vị kế tiếp ngày " + to_text(split[i].on) +
                       ", không khớp với \"whole\".",
                   at(split[i]));
  }
  check_shares(split, mistakes);
}

}  // namespace

Mistakes mistakes_of(const UnitTree& tree) {
  Mistakes mistakes;
  const auto& versions = tree.versions();
  for (std::size_t i = 0; i < versions.size(); ++i) {
    check_life(versions[i], mistakes);
    if (i > 0) check_overlap(versions[i - 1], versions[i], mistakes);
    check_parent(tree, versions[i], mistakes);
    check_chain(tree, versions[i], mistakes);
  }
  const auto& changes = tree.changes();
  for (std::size_t i = 0; i < changes.size();) {
    std::size_t end = i;
    while (end < changes.size() && changes[end].on == changes[i].on &&
           changes[end].before == changes[i].before)
      check_ends(tree, changes[end++], mistakes);
    check_split(std::span(changes).subspan(i, end - i), mistakes);
    i = end;
  }
  return mistakes;
}

}  // namespace girs
