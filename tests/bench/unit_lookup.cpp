// A unit by code and day, in random order over all codes and seven days, beside the look-up of the
// same codes in a std::unordered_map without dates.

#include <random>
#include <string>
#include <unordered_map>
#include <vector>

#include "bench/bench.h"
#include "bench/country.h"

namespace bench {

void unit_lookup(Report& report) {
  constexpr std::size_t kAsked = 65'536;   // more would time the reading of the questions
  constexpr std::size_t kRounds = 16;
  constexpr std::size_t kLookups = kAsked * kRounds;
  const auto given = country();
  const auto tree = load(given);
  std::unordered_map<std::string, const girs::UnitVersion*> undated;
  std::vector<std::string> codes;
  for (const auto& unit : tree.versions())
    if (undated.emplace(unit.code, &unit).second) codes.push_back(unit.code);

  std::mt19937 random(7);
  std::vector<std::string> asked;
  std::vector<girs::Date> days;
  const auto first = *girs::parse_date("2016-01-01");
  for (std::size_t i = 0; i < kAsked; ++i) {
    asked.push_back(codes[random() % codes.size()]);
    days.push_back(first + std::chrono::days(600 * (random() % 7)));
  }
  std::size_t found = 0;
  const double dated = best_of(9, [&] {
    for (std::size_t i = 0; i < kLookups; ++i)
      if (tree.find(asked[i % kAsked], days[i % kAsked]) != nullptr) ++found;
  });
  const double plain = best_of(9, [&] {
    for (std::size_t i = 0; i < kLookups; ++i)
      if (undated.find(asked[i % kAsked])->second != nullptr) ++found;
  });
  keep(found);
  constexpr double kNanoseconds = 1e9 / static_cast<double>(kLookups);
  report.push_back({"unit-lookup", dated * kNanoseconds, "ns", 100, "unordered_map, no dates",
                    plain * kNanoseconds, given.data});
}

}  // namespace bench
