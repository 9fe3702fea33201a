#pragma once
// The tree of units of the engine's benches.

#include <cstddef>
#include <memory>

#include "engine/units.h"

namespace bench {

inline constexpr std::size_t kEngineUnits = 3356;   // today's communes, provinces, the nation

inline std::shared_ptr<girs::engine::Units> engine_country() {
  std::vector<girs::engine::Units::Unit> units{{"VN", ""}};
  for (int province = 1; province <= 34; ++province) {
    const std::string code = "P" + std::to_string(province);
    units.push_back({code, "VN"});
    for (int i = 0; i < 98 && units.size() < kEngineUnits; ++i)
      units.push_back({code + "." + std::to_string(i), code});
  }
  while (units.size() < kEngineUnits)
    units.push_back({"P34." + std::to_string(units.size()), "P34"});
  return std::make_shared<girs::engine::Units>(*girs::engine::Units::in_order(std::move(units)));
}

}  // namespace bench
