// Obligations of a country: 4,000 units under 30 regimes for one year, generated, and asked for
// by subtree.

#include <cstdio>
#include <cstdlib>

#include "bench/bench.h"
#include "report/obligation_book.h"

namespace bench {
namespace {

constexpr int kProvinces = 40;
constexpr int kCommunes = 99;   // in each; with the province itself 4,000 units in all
constexpr int kMonthly = 26;    // regimes: 12 periods a year
constexpr int kWeekly = 4;      // regimes: 52 periods a year
constexpr int kYear = 2026;

[[noreturn]] void give_up(const std::string& why) {
  std::fprintf(stderr, "%s\n", why.c_str());
  std::exit(4);
}

/// What a call gave; the bench ends with its sentences where it gave an error.
template <class T>
T made(girs::Result<T> result) {
  if (result) return *std::move(result);
  std::string why = result.error().message.en;
  for (const auto& mistake : result.error().mistakes) why += "\n" + mistake.message.en;
  give_up(why);
}

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

girs::Catalog catalogue() {
  std::vector<girs::Document> documents{{"calendar.json", calendar()}, {"units.json", units()}};
  for (int i = 0; i < kMonthly + kWeekly; ++i)
    documents.push_back({"regime-" + std::to_string(i) + ".json", regime(i)});
  return made(girs::Catalog::load(documents));
}

}  // namespace

void obligations(Report& report) {
  const auto catalog = catalogue();
  const auto from = girs::make_date(kYear, 1, 1);
  const auto to = girs::make_date(kYear, 12, 31);
  std::size_t records = 0;
  const double generated = best_of(3, [&] {
    records = made(girs::report::ObligationBook::make(catalog, from, to)).size();
  });
  struct Record { std::uint32_t unit; std::uint32_t due; };
  const double written = best_of(3, [&] {
    std::vector<Record> plain;
    for (std::size_t i = 0; i < records; ++i) plain.push_back({static_cast<std::uint32_t>(i), 0});
    keep(plain);
  });
  const auto data = std::to_string(records) + " records";
  report.push_back({"obligations-generate", generated, "s", 3, "the same records pushed into a vector", written, data});

  const auto book = made(girs::report::ObligationBook::make(catalog, from, to));
  std::size_t found = 0;
  const double asked = best_of(20, [&] {
    found = 0;
    book.each("120", from, to, [&](const auto&, const auto& one) { found += one.position != 0; });
    keep(found);
  });
  std::size_t walked = 0;
  const double all = best_of(5, [&] {
    walked = 0;
    for (const auto& opening : book.openings())
      for (const auto& one : opening.owed) {
        const auto due = opening.due(one).date;
        const auto& unit = opening.unit(one);
        if (from <= due && due <= to && (unit.parent == "120" || unit.code == "120")) ++walked;
      }
    keep(walked);
  });
  if (found != walked) give_up("The subtree and the walk over everything disagree.");
  report.push_back({"obligations-of-subtree", asked * 1e3, "ms", 20, "every record looked at", all * 1e3,
                    std::to_string(found) + " records"});
}

}  // namespace bench
