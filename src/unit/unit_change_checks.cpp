// Changes: that they name units of their days, that nothing of a unit is lost or counted twice, and
// that a day which is claimed to be complete is.

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "base/suggestion.h"
#include "unit/share_out.h"
#include "unit/unit_tree_checks.h"

namespace girs {
namespace {

using std::chrono::days;

/// All changes of one predecessor on one day.
struct Split {
  std::span<const UnitChange> parts;
  std::size_t first = 0;        // place of the first part in the tree's changes
  bool day_is_complete = false;
  const std::string& before() const { return parts.front().before; }
  Date on() const { return parts.front().on; }
  UnitPlace place(std::size_t i) const { return {UnitPart::kChange, first + i}; }
};

Details at(const UnitChange& change) {
  return {{"before", change.before}, {"after", change.after}, {"date", to_text(change.on)}};
}

void check_ends(const UnitTree& tree, const Split& split, FoundMistakes& found) {
  const Date eve = split.on() - days{1};
  for (std::size_t i = 0; i < split.parts.size(); ++i) {
    const auto& change = split.parts[i];
    const auto unknown = [&](const std::string& code, Date day) {
      found.add(split.place(i),
                "A change on " + to_text(change.on) + " names the unit " + code +
                    ", which is not in force on " + to_text(day) + ".",
                "Thay đổi ngày " + to_text(change.on) + " nêu đơn vị " + code +
                    " không có hiệu lực vào ngày " + to_text(day) + ".",
                at(change));
    };
    if (tree.find(change.before, eve) == nullptr) unknown(change.before, eve);
    if (tree.find(change.after, change.on) == nullptr) unknown(change.after, change.on);
  }
}

/// Each part once, and "whole" exactly when there is one.
void check_parts(const Split& split, FoundMistakes& found) {
  const auto count = split.parts.size();
  for (std::size_t i = 0; i < count; ++i) {
    const auto& change = split.parts[i];
    if (i > 0 && change.after == split.parts[i - 1].after)
      found.add(split.place(i),
                "The change of " + change.before + " into " + change.after + " stands twice.",
                "Thay đổi từ " + change.before + " thành " + change.after + " bị ghi hai lần.",
                at(change));
    if (change.whole == (count > 1))
      found.add(split.place(i),
                "The unit " + change.before + " has " + std::to_string(count) +
                    " successor(s) on " + to_text(change.on) +
                    ", which does not fit what \"whole\" says.",
                "Đơn vị " + change.before + " có " + std::to_string(count) +
                    " đơn vị kế tiếp ngày " + to_text(change.on) + ", không khớp với \"whole\".",
                at(change));
  }
}

/// What went over as a whole does not go on under its code: its figures would move away from a unit
/// that is still there. A code used anew, by name or by what is merged into it, is another unit.
void check_survivor(const UnitTree& tree, const Split& split, const std::set<std::string>& made,
                    FoundMistakes& found) {
  const auto& change = split.parts.front();
  if (!change.whole || split.parts.size() > 1 || made.contains(change.before)) return;
  const auto* was = tree.find(change.before, split.on() - days{1});
  const auto* still = tree.find(change.before, split.on());
  if (was == nullptr || still == nullptr || was->name != still->name) return;
  if (tree.find(change.after, split.on()) == nullptr) return;   // reported
  const auto on = to_text(split.on());
  found.add(split.place(0),
            "The unit " + change.before + " went over into " + change.after + " as a whole on " + on +
                ", but is in force on that day; end it on the eve, or declare the parts.",
            "Đơn vị " + change.before + " nhập toàn bộ vào " + change.after + " ngày " + on +
                " nhưng vẫn còn hiệu lực ngày đó; hãy kết thúc đơn vị vào ngày trước đó hoặc khai "
                "báo từng phần.",
            at(change));
}

/// Each share 0 to 1, and at most 1 together.
void check_shares(const Split& split, FoundMistakes& found) {
  std::map<std::string, Decimal> sums;
  for (std::size_t i = 0; i < split.parts.size(); ++i)
    for (const auto& [key, share] : split.parts[i].shares) {
      const auto sum = add(sums[key], share);
      if (share.is_negative() || share > Decimal(1) || !sum || *sum > Decimal(1))
        found.add(split.place(i),
                  "The shares \"" + key + "\" of " + split.before() + " on " +
                      to_text(split.on()) + " must be 0 to 1 and at most 1 together.",
                  "Các tỷ lệ \"" + key + "\" của " + split.before() + " ngày " +
                      to_text(split.on()) + " phải từ 0 đến 1 và cộng lại không quá 1.",
                  at(split.parts[i]));
      if (sum) sums[key] = *sum;
    }
}

/// Nothing of a unit may be lost: the shares of a key make up the whole. On a day that is not
/// claimed to be complete, a key may be left open for some parts.
void check_nothing_left_over(const Split& split, FoundMistakes& found) {
  std::map<std::string, std::size_t> declared;   // by how many parts
  for (const auto& part : split.parts)
    for (const auto& share : part.shares) ++declared[share.first];
  for (const auto& [key, parts] : declared) {
    const bool is_open = parts < split.parts.size() && !split.day_is_complete;
    if (is_open || split.parts.size() == 1 || share_out(split.parts, key)) continue;
    found.add(split.place(0),
              "The shares \"" + key + "\" of " + split.before() + " on " + to_text(split.on()) +
                  " do not make up the whole unit.",
              "Các tỷ lệ \"" + key + "\" của " + split.before() + " ngày " +
                  to_text(split.on()) + " cộng lại không đủ toàn bộ đơn vị.",
              at(split.parts.front()));
  }
}

bool names(const CompleteDay& day, const std::string& kind) {
  return std::ranges::find(day.kinds, kind) != day.kinds.end();
}

/// A claim of completeness against the units that ended and began on its day.
class Completeness {
 public:
  Completeness(const UnitTree& tree, std::size_t index, FoundMistakes& found)
      : tree_(tree), claim_(tree.data().complete[index]), cause_{UnitPart::kComplete, index},
        found_(found) {
    for (const auto& change : tree.changes())
      if (change.on == claim_.on) {
        before_.insert(change.before);
        after_.insert(change.after);
      }
  }

  void check() {
    check_kinds();
    const Date eve = claim_.on - days{1};
    const auto& units = tree_.versions();
    for (std::size_t i = 0; i < units.size(); ++i) {
      if (!names(claim_, units[i].kind)) continue;
      if (units[i].covers(eve)) check_end({UnitPart::kUnit, i}, units[i]);
      if (units[i].covers(claim_.on)) check_beginning({UnitPart::kUnit, i}, units[i]);
    }
  }

 private:
  /// A kind that no unit has claims nothing, and would pass without a check.
  void check_kinds() {
    for (const auto& kind : claim_.kinds) {
      const auto is_known = [&](const UnitVersion& unit) { return unit.kind == kind; };
      if (kind.empty() || std::ranges::any_of(tree_.versions(), is_known)) continue;  // empty: reported
      std::set<std::string> known;
      for (const auto& unit : tree_.versions()) known.insert(unit.kind);
      const auto hint = did_you_mean(kind, {known.begin(), known.end()});
      found_.add(cause_,
                 "The changes of " + to_text(claim_.on) + " claim to be complete for \"" + kind +
                     "\", but no unit is of that kind" + hint.en,
                 "Các thay đổi ngày " + to_text(claim_.on) + " được ghi là đầy đủ cho \"" + kind +
                     "\" nhưng không có đơn vị nào thuộc loại này" + hint.vi,
                 {{"kind", kind}, {"date", to_text(claim_.on)}});
    }
  }

  /// A unit without successors must go on, and what goes on under its code must not be made of
  /// others alone: that is how a reused code swallows a unit.
  void check_end(UnitPlace place, const UnitVersion& unit) {
    const bool goes_on = tree_.find(unit.code, claim_.on) != nullptr && !after_.contains(unit.code);
    if (before_.contains(unit.code) || goes_on) return;
    found_.add(place, cause_,
               "The changes of " + to_text(claim_.on) + " lose the unit " + unit.code + " (" +
                   unit.name + "): it ends on the eve and has no successor.",
               "Các thay đổi ngày " + to_text(claim_.on) + " làm mất đơn vị " + unit.code + " (" +
                   unit.name + "): đơn vị hết hiệu lực ngày trước đó mà không có đơn vị kế tiếp.",
               {{"unit", unit.code}, {"date", to_text(claim_.on)}});
  }

  void check_beginning(UnitPlace place, const UnitVersion& unit) {
    const bool goes_on = tree_.find(unit.code, claim_.on - days{1}) != nullptr &&
                         !before_.contains(unit.code);
    if (after_.contains(unit.code) || goes_on) return;
    found_.add(place, cause_,
               "The unit " + unit.code + " (" + unit.name + ") begins on " + to_text(claim_.on) +
                   " and no change says what it was made of.",
               "Đơn vị " + unit.code + " (" + unit.name + ") có hiệu lực từ ngày " +
                   to_text(claim_.on) + " mà không có thay đổi nào cho biết hình thành từ đâu.",
               {{"unit", unit.code}, {"date", to_text(claim_.on)}});
  }

  const UnitTree& tree_;
  const CompleteDay& claim_;
  UnitPlace cause_;
  FoundMistakes& found_;
  std::set<std::string_view> before_, after_;
};

}  // namespace

void check_changes(const UnitTree& tree, FoundMistakes& found) {
  std::set<Date> complete_days;
  for (const auto& claim : tree.data().complete) complete_days.insert(claim.on);
  const auto& changes = tree.changes();
  std::map<Date, std::set<std::string>> made_on;   // codes that something goes over into
  for (const auto& change : changes) made_on[change.on].insert(change.after);
  for (std::size_t i = 0; i < changes.size();) {
    std::size_t end = i;
    while (end < changes.size() && changes[end].on == changes[i].on &&
           changes[end].before == changes[i].before)
      ++end;
    const Split split{std::span(changes).subspan(i, end - i), i,
                      complete_days.contains(changes[i].on)};
    check_ends(tree, split, found);
    check_parts(split, found);
    check_survivor(tree, split, made_on[split.on()], found);
    check_shares(split, found);
    check_nothing_left_over(split, found);
    i = end;
  }
  for (std::size_t i = 0; i < tree.data().complete.size(); ++i)
    Completeness(tree, i, found).check();
}

}  // namespace girs
