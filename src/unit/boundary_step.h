#pragma once
// Carrying the figures of one period over the changes of one day, forwards or backwards.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "unit/boundaries.h"

namespace girs {

/// The figure of one unit on its way.
struct Amount {
  std::optional<Decimal> value;
  bool estimated = false;
  std::set<std::string> missing = {};
  std::optional<Message> not_comparable = {};
};

/// The figures of one period, by unit, all in the boundaries of one day.
class Carrying {
 public:
  Carrying(const UnitTree& tree, const BoundaryRule& rule, Date on)
      : tree_(tree), rule_(rule), day_(on) {}

  std::map<std::string, Amount>& amounts() { return amounts_; }
  /// Carries all of them to the target day. A unit that ends (or, backwards, begins) without a
  /// word of where it went stays under its code, not comparable.
  void to_target();

 private:
  struct Link {
    std::string source, target;
    const UnitChange* change = nullptr;   // nullptr: doubtful
  };
  using Amounts = std::map<std::string, Amount>;

  std::vector<Date> days_of_change() const;
  std::vector<Link> links_on(Date day) const;
  /// Takes out the units that do not live as long as to `day`.
  void live_until(Date day);
  void step(Date change_day);
  void carry_links(const std::vector<Link>& links, Amounts& next);
  void carry_source(const Amount& amount, const std::vector<const Link*>& links,
                    const std::map<std::string, std::size_t>& sources_of, Amounts& next) const;
  void carry_unlinked(Date next_day, const std::vector<Link>& links, Amounts& next);
  Message why_not_shared(const std::string& code) const;
  void share(const Amount& amount, const std::vector<const Link*>& links, Amounts& next) const;
  void lose(const std::string& code, Date day);
  bool is_forward() const { return day_ < rule_.target; }

  const UnitTree& tree_;
  const BoundaryRule& rule_;
  Date day_;
  Amounts amounts_;
  std::map<std::string, Message> lost_;
};

}  // namespace girs
