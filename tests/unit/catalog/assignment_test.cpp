#include "catalog/assignment.h"

#include <doctest/doctest.h>

#include "catalog/catalog.h"
#include "support/sample_catalog.h"

using namespace girs;

namespace {

/// The sample regime with other reporters.
Result<Catalog> with_reporters(const std::string& lines) {
  return Catalog::load(sample::all_with(
      sample::edited(sample::regime(), R"("reporters":["commune","province"])", "\"reporters\":" + lines)));
}

/// The only mistake of the sample regime with these reporters.
std::string mistake(const std::string& lines) {
  const auto refused = with_reporters(lines);
  REQUIRE(!refused);
  REQUIRE(refused.error().mistakes.size() == 1);
  const auto& one = refused.error().mistakes[0];
  return *detail_of(one.details, "pointer") + " " + one.message.en;
}

}  // namespace

TEST_CASE("reporters are named by kind, by code, and by group, with dates, condition and reason") {
  const auto catalog = with_reporters(
      R"J(["commune",{"kind":"province","from":"2025-07-01"},{"unit":"32000","to":"2025-12-31",
          "reason":{"vi":"Thí điểm"}},{"group":"bien-gioi","kind":"commune","when":"[3]>0"}])J");
  REQUIRE(catalog);
  const auto& lines = catalog->regimes()[0].reporters;
  REQUIRE(lines.size() == 4);
  CHECK(lines[0].by == Assignment::By::kKind);
  CHECK(lines[1].from == make_date(2025, 7, 1));
  CHECK(lines[2].by == Assignment::By::kUnit);
  CHECK(lines[2].reason.vi == "Thí điểm");
  CHECK(lines[3].by == Assignment::By::kGroup);
  CHECK(lines[3].kind == "commune");
  CHECK(lines[3].when->text() == "[3]>0");
}

TEST_CASE("a line that names units in two ways, a condition that is a number and an unknown unit are mistakes") {
  CHECK(mistake(R"(["commune","province",{"unit":"32000","kind":"commune"}])").starts_with("/reporters/2 Name the units by"));
  CHECK(mistake(R"(["commune","province",{}])").starts_with("/reporters/2 Name the units by"));
  CHECK(mistake(R"(["province",{"kind":"commune","when":"[3]+1"}])").starts_with("/reporters/1/when A condition gives"));
  CHECK(mistake(R"(["commune","province",{"unit":"32001"}])").starts_with("/reporters/2 There is no unit \"32001\""));
}

TEST_CASE("only an ad hoc or thematic regime may name nobody") {
  CHECK(mistake("[]").starts_with("/reporters Nobody reports"));
  CHECK(Catalog::load(sample::all_with(sample::edited(
      sample::edited(sample::regime(), R"("reporters":["commune","province"])", R"("reporters":[])"),
      R"("kind":"periodic")", R"("kind":"ad-hoc")"))));
}
