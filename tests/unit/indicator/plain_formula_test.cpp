// Formulas that are nothing but another indicator, which are read without the evaluator's steps,
// beside the same figures through the evaluator, which is the reference.

#include <doctest/doctest.h>

#include <random>

#include "series_world.h"

using namespace girs;
using namespace girs::testing;

namespace {

Document rate_of(const std::string& code, const std::string& missing, const std::string& numerator,
                 const std::string& denominator) {
  return {code + ".json",
          R"({"schema":"girs.indicator/1","code":")" + code +
              R"(","version":1,"name":{"vi":"Tỷ lệ"},"unit_of_measure":{"vi":"%"},"round":1,)"
              R"("body":"Test","verified":false,"source":"test","frequency":"year","from":"formula",)"
              R"("measure":"rate","factor":"100","missing":")" + missing + R"(","numerator":")" +
              numerator + R"(","denominator":")" + denominator + R"("})"};
}

/// Years of two provinces that became one, and of a third, with every kind of absence.
std::string random_values(std::mt19937_64& random) {
  std::string csv = "indicator,unit,period,value,status,flags\n";
  const char* const values[] = {"12", "0", "-", "x", "...", "7", "31", "100"};
  const char* const statuses[] = {"official", "preliminary", "estimate"};
  for (const std::string code : {"DOCTORS", "POP"})
    for (const std::string unit : {"02", "08", "01"})
      for (int year = 2010; year < 2025; ++year) {
        if (random() % 6 == 0) continue;
        csv += code + "," + unit + "," + std::to_string(year) + "," + values[random() % 8] + "," +
               statuses[random() % 3] + "," + (random() % 5 == 0 ? "b" : "") + "\n";
      }
  return csv;
}

}  // namespace

TEST_CASE("a formula of one indicator by another gives what the evaluator makes of it, with all that "
          "is said beside it") {
  auto documents = example_documents();
  for (const std::string missing : {"propagate", "zero", "blank_zero"}) {
    documents.push_back(rate_of("PLAIN_" + missing, missing, "[#'DOCTORS']", "[#'POP']"));
    documents.push_back(rate_of("WALKED_" + missing, missing, "IF(1=1;[#'DOCTORS'];0)",
                                "IF(1=1;[#'POP'];0)"));
  }
  SeriesWorld world(documents);
  std::mt19937_64 random(20251128);
  MESSAGE("seed 20251128");
  taken(world.import(random_values(random)));
  std::set<std::string> shown;
  for (const std::string missing : {"propagate", "zero", "blank_zero"})
    for (const std::string boundaries : {"", R"(,"boundaries":"2025-07-01")"})
      for (const std::string derive : {"value", "growth", "share"}) {
        const auto answers = [&](const std::string& code) {
          return world.ask(R"({"indicators":[")" + code + "_" + missing +
                           R"("],"units":["01","08","VN"],"from":"2010","to":"2024","derive":[")" +
                           derive + R"("])" + boundaries + "}");
        };
        const auto plain = answers("PLAIN");
        const auto walked = answers("WALKED");
        REQUIRE(plain.size() == walked.size());
        for (std::size_t i = 0; i < plain.size(); ++i) {
          const auto& one = plain[i].point;
          const auto& other = walked[i].point;
          CAPTURE(missing + boundaries + " " + derive + " " + plain[i].unit + " " + plain[i].period.label());
          REQUIRE(one.exact == other.exact);
          REQUIRE(one.value == other.value);
          REQUIRE(one.numerator == other.numerator);
          REQUIRE(one.denominator == other.denominator);
          REQUIRE(one.flags == other.flags);
          REQUIRE(one.status == other.status);
          REQUIRE(one.vintage == other.vintage);
          REQUIRE(one.counted == other.counted);
          REQUIRE(one.expected == other.expected);
          shown.insert(SeriesWorld::shown(plain[i]));
        }
      }
  CHECK(shown.size() > 20);
  CHECK(shown.contains("#DIV/0!"));
}
