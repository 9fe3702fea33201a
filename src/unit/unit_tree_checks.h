#pragma once
// What must hold in a tree of units before anybody relies on it.

#include <string>
#include <vector>

#include "unit/unit_tree.h"

namespace girs {

/// Mistakes as the checks find them, with places in the sorted lists of the tree.
class FoundMistakes {
 public:
  void add(UnitPlace place, std::string en, std::string vi, Details details) {
    add(place, place, std::move(en), std::move(vi), std::move(details));
  }
  void add(UnitPlace place, UnitPlace cause, std::string en, std::string vi, Details details) {
    list_.push_back({place, cause, {{std::move(en), std::move(vi)}, std::move(details)}});
  }
  std::vector<UnitMistake> take() { return std::move(list_); }

 private:
  std::vector<UnitMistake> list_;
};

/// Every mistake of a tree whose lists are sorted but not yet checked.
std::vector<UnitMistake> mistakes_of(const UnitTree& tree);

/// Changes: their ends, splits, shares, and what a claim of completeness says.
void check_changes(const UnitTree& tree, FoundMistakes& found);
/// Other names, groups and routes.
void check_links(const UnitTree& tree, FoundMistakes& found);

/// The first day from `from` to `to` on which no version of `code` is in force.
std::optional<Date> first_gap(const UnitTree& tree, std::string_view code, Date from,
                              std::optional<Date> to);

/// " on 2025-07-01" for the end of a sentence; where no day is known because the units have no dates,
/// the words given instead.
Message on_day(Date day, Message undated = {});

/// For what is not in force when a unit without dates needs it.
inline const Message kFromTheBeginning{" from the beginning", " từ đầu"};

/// `details` with "date", where a day is known.
Details dated(Details details, Date day);

/// Deepest chain of units or routes.
inline constexpr std::size_t kUnitDepthMax = 32;

}  // namespace girs
