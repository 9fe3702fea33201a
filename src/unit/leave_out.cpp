#include "unit/leave_out.h"

#include <array>
#include <set>
#include <string>
#include <utility>

namespace girs {
namespace {

constexpr std::size_t kParts = 6;

/// The lists of some data with the places that their elements had at first.
class Thinning {
 public:
  explicit Thinning(UnitData& data) : data_(data) {
    const std::array<std::size_t, kParts> sizes = {
        data.units.size(),   data.changes.size(), data.complete.size(),
        data.aliases.size(), data.members.size(), data.routes.size()};
    for (std::size_t part = 0; part < kParts; ++part)
      for (std::size_t i = 0; i < sizes[part]; ++i) at_first_[part].push_back(i);
  }

  UnitPlace at_first(UnitPlace place) const {
    return {place.part, at_first_[static_cast<std::size_t>(place.part)][place.index]};
  }

  void leave_out(const std::vector<UnitMistake>& mistakes) {
    std::array<std::set<std::size_t>, kParts> gone;
    for (const auto& mistake : mistakes)
      gone[static_cast<std::size_t>(mistake.cause.part)].insert(mistake.cause.index);
    doubt(gone[static_cast<std::size_t>(UnitPart::kChange)]);
    thin(data_.units, UnitPart::kUnit, gone);
    thin(data_.changes, UnitPart::kChange, gone);
    thin(data_.complete, UnitPart::kComplete, gone);
    thin(data_.aliases, UnitPart::kAlias, gone);
    thin(data_.members, UnitPart::kMember, gone);
    thin(data_.routes, UnitPart::kRoute, gone);
  }

 private:
  /// The split of a unit is wrong as a whole when one of its parts is.
  void doubt(std::set<std::size_t>& gone) {
    std::set<std::pair<Date, std::string>> splits;
    for (const auto index : gone) splits.emplace(data_.changes[index].on, data_.changes[index].before);
    for (std::size_t i = 0; i < data_.changes.size() && !splits.empty(); ++i) {
      const auto& change = data_.changes[i];
      if (!splits.contains({change.on, change.before})) continue;
      gone.insert(i);
      data_.doubtful.push_back(change);
    }
  }

  template <class T>
  void thin(std::vector<T>& list, UnitPart part,
            const std::array<std::set<std::size_t>, kParts>& gone) {
    const auto number = static_cast<std::size_t>(part);
    if (gone[number].empty()) return;
    std::vector<T> kept;
    std::vector<std::size_t> kept_at_first;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (gone[number].contains(i)) continue;
      kept.push_back(std::move(list[i]));
      kept_at_first.push_back(at_first_[number][i]);
    }
    list = std::move(kept);
    at_first_[number] = std::move(kept_at_first);
  }

  UnitData& data_;
  std::array<std::vector<std::size_t>, kParts> at_first_;
};

}  // namespace

WhatIsRight leave_out_mistakes(UnitData data) {
  Thinning thinning(data);
  std::vector<UnitMistake> all;
  while (true) {
    std::vector<UnitMistake> found;
    if (auto tree = UnitTree::make(data, &found)) return {*std::move(tree), std::move(all)};
    for (const auto& mistake : found)
      all.push_back({thinning.at_first(mistake.place), thinning.at_first(mistake.cause),
                     mistake.mistake});
    thinning.leave_out(found);  // at least one element goes, so this ends
  }
}

}  // namespace girs
