#pragma once
// A commune with one sealed package and a line to its authority.

#include "unit/sync/line.h"

namespace girs::testing {

inline store::OutboxRow row_of(const Site& site, const std::string& pid) {
  return must(site.store->read([&](store::Connection& c) { return store::outbox_row(c, pid); })).value();
}

struct Commune {
  World world{{"31825"}};
  Site site = world.site("commune");
  std::string pid = world.submit(site, "31825");
  Line line{world};

  Round go(bool patient = false) { return run(world, site, line, "31825", {}, patient); }
  store::OutboxRow row() const { return row_of(site, pid); }
  std::int64_t now() const { return world.now.time_since_epoch().count(); }
};

}  // namespace girs::testing
