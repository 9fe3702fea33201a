#pragma once
// A corner of the country around 2025-07-01, with the traps of the real data: 24 is Bắc Giang
// until 2025-06-30 and Bắc Ninh (which was 27) from the next day, Bạc Liêu (95) went into Cà Mau
// (96), districts ended, and one commune was split.

#include <string_view>

#include "unit/unit_tree.h"

namespace girs {

inline Date date(std::string_view text) { return *parse_date(text); }
inline const Date kEve = date("2025-06-30");
inline const Date kMerger = date("2025-07-01");

inline std::vector<UnitVersion> small_country_versions() {
  const auto none = std::nullopt;
  return {{"VN", "Việt Nam", "country", "", none, none},
          {"24", "Tỉnh Bắc Giang", "province", "VN", none, kEve},
          {"24", "Tỉnh Bắc Ninh", "province", "VN", kMerger, none},
          {"27", "Tỉnh Bắc Ninh", "province", "VN", none, kEve},
          {"75", "Tỉnh Đồng Nai", "province", "VN", none, date("2026-04-29")},
          {"75", "Thành phố Đồng Nai", "province", "VN", date("2026-04-30"), none},
          {"95", "Tỉnh Bạc Liêu", "province", "VN", none, kEve},
          {"96", "Tỉnh Cà Mau", "province", "VN", none, kEve},
          {"96", "Tỉnh Cà Mau", "province", "VN", kMerger, none},
          {"973", "Huyện Năm Căn", "district", "96", none, kEve},
          {"32191", "Thị trấn Năm Căn", "commune", "973", none, kEve},
          {"32201", "Xã Hàm Rồng", "commune", "973", none, kEve},
          {"32191", "Xã Năm Căn", "commune", "96", kMerger, none},
          {"32201", "Xã Đất Mới", "commune", "96", kMerger, none}};
}

inline std::vector<UnitChange> small_country_changes() {
  const auto share = [](std::string_view text) { return *Decimal::parse(text); };
  return {{"24", "24", kMerger, true},
          {"27", "24", kMerger, true},
          {"96", "96", kMerger, true},
          {"95", "96", kMerger, true},
          {"32191", "32191", kMerger, true},
          {"32201", "32191", kMerger, false, {{"area", share("0.4")}, {"population", share("0.25")}}},
          {"32201", "32201", kMerger, false, {{"area", share("0.6")}, {"population", share("0.75")}}}};
}

inline UnitTree small_country() {
  return *UnitTree::make(small_country_versions(), small_country_changes());
}

}  // namespace girs
