#include "bench/regimes.h"

#include <cstdio>
#include <cstdlib>

namespace bench {
namespace {

constexpr int kProvinces = 40;
constexpr int kCommunes = 99;   // in each; with the province itself 4,000 units in all
constexpr int kMonthly = 26;    // regimes: 12 periods a year
constexpr int kWeekly = 4;      // regimes: 52 periods a year

std::string calendar() {
  return R"({"schema":"girs.calendar/1","code":"vn","version":1,"title":{"vi":"Lịch"},)"
         R"("first_year":2025,"last_year":2027,"weekly_rest":[6,7],"days":[],"source":"made up"})";
}

std::string units() {
  std::string text = R"({"schema":"girs.units/1","code":"country","version":1,"units":[)"
                     R"({"code":"VN","name":"Việt Nam","kind":"country"})";
  for (int i = 0; i < kProvinces; ++i) {
    const auto province = std::to_string(100 + i);
    text += R"(,{"code":")" + province + R"(","name":"Tỉnh )" + province + R"(","kind":"province","parent":"VN"})";
    for (int k = 0; k < kCommunes; ++k) {
      const auto commune = std::to_string(10000 + i * 100 + k);
      text += R"(,{"code":")" + commune + R"(","name":"Xã )" + commune + R"(","kind":"commune","parent":")" + province + R"("})";
    }
  }
  return text + "]}";
}

std::string regime(int number) {
  const bool weekly = number >= kMonthly;
  return R"({"schema":"girs.regime/1","code":"R)" + std::to_string(number) +
         R"(","version":1,"name":{"vi":"Báo cáo"},"kind":"periodic","frequency":")" +
         (weekly ? "week" : "month") + R"(","window":{"kind":")" + (weekly ? "calendar" : "nd09") +
         R"("},"due":{"levels":{"commune":{"kind":"working-days-after","days":1},)"
         R"("province":{"kind":"after-members","working_days":1}}},"reporters":["commune","province"],)"
         R"("aggregators":["province"],"recipient":"VN","forms":[]})";
}

}  // namespace

void give_up(const std::string& why) {
  std::fprintf(stderr, "%s\n", why.c_str());
  std::exit(4);
}

girs::Catalog country_under_regimes() {
  std::vector<girs::Document> documents{{"calendar.json", calendar()}, {"units.json", units()}};
  for (int i = 0; i < kMonthly + kWeekly; ++i)
    documents.push_back({"regime-" + std::to_string(i) + ".json", regime(i)});
  return made(girs::Catalog::load(documents));
}

}  // namespace bench
