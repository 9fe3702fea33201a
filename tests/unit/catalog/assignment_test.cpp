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

/// The mistakes of the sample regime with these reporters, a line each.
std::string mistake(const std::string& lines) {
  const auto refused = with_reporters(lines);
  REQUIRE(!refused);
  std::string found;
  for (const auto& one : refused.error().mistakes)
    found += *detail_of(one.details, "pointer") + " " + one.message.en + "\n";
  return found;
}

/// Whether there is one line and it begins so.
bool is_only(const std::string& found, const std::string& begin) {
  INFO(found);
  CHECK(found.find('\n') + 1 == found.size());
  return found.starts_with(begin);
}

}  // namespace

TEST_CASE("reporters are named by kind, by code, and by group, with dates, condition and reason") {
  const auto catalog = with_reporters(
      R"J(["commune",{"kind":"province","from":"2025-07-01"},{"unit":"32000","to":"2025-12-31",
          "reason":{"vi":"Thí điểm"}},{"group":"bien-gioi","kind":"commune","when":"[rT.c3]>0"}])J");
  REQUIRE(catalog);
  const auto& lines = catalog->regimes()[0].reporters;
  REQUIRE(lines.size() == 4);
  CHECK(lines[0].by == Assignment::By::kKind);
  CHECK(lines[1].from == make_date(2025, 7, 1));
  CHECK(lines[2].by == Assignment::By::kUnit);
  CHECK(lines[2].reason.vi == "Thí điểm");
  CHECK(lines[3].by == Assignment::By::kGroup);
  CHECK(lines[3].kind == "commune");
  CHECK(lines[3].when->text() == "[rT.c3]>0");
}

TEST_CASE("a line that names units in two ways, a condition that is a number and an unknown unit are mistakes") {
  CHECK(is_only(mistake(R"(["commune","province",{"unit":"32000","kind":"commune"}])"), "/reporters/2 Name the units by"));
  CHECK(is_only(mistake(R"(["commune","province",{}])"), "/reporters/2 Name the units by"));
  CHECK(is_only(mistake(R"(["province",{"kind":"commune","when":"[rT.c3]+1"}])"), "/reporters/1/when A condition gives"));
  CHECK(is_only(mistake(R"(["commune","province",{"unit":"32001"}])"), "/reporters/2 There is no unit \"32001\""));
}

TEST_CASE("a kind of unit or a group that the catalogue does not have is a mistake") {
  CHECK(is_only(mistake(R"(["commune","province",{"group":"bien-gioi","kind":"comune"}])"),
                "/reporters/2 There is no kind of unit \"comune\"; did you mean \"commune\"?"));
  CHECK(is_only(mistake(R"(["commune","province",{"group":"hai-dao"}])"),
                "/reporters/2 There is no group of units \"hai-dao\""));
  CHECK(mistake(R"(["province","comune"])").starts_with("/reporters/1 There is no kind of unit \"comune\""));
  const auto refused = Catalog::load(sample::all_with(
      sample::edited(sample::regime(), R"("aggregators":["province"])", R"("aggregators":["tinh"])")));
  REQUIRE(!refused);
  CHECK(*detail_of(refused.error().mistakes[0].details, "pointer") == "/aggregators/0");
}

TEST_CASE("only an ad hoc or thematic regime may name nobody") {
  CHECK(is_only(mistake("[]"), "/reporters Nobody reports"));
  CHECK(Catalog::load(sample::all_with(sample::edited(
      sample::edited(sample::regime(), R"("reporters":["commune","province"])", R"("reporters":[])"),
      R"("kind":"periodic")", R"("kind":"ad-hoc")"))));
}

TEST_CASE("a condition names columns that the regime's form has") {
  CHECK(is_only(mistake(R"J(["province",{"kind":"commune","when":"[rT.c99]>0"}])J"), "/reporters/1/when "));
  CHECK(with_reporters(R"J(["province",{"kind":"commune","when":"[rT.c3]>0"}])J"));
  CHECK(with_reporters(R"J(["province",{"kind":"commune","when":"ATTR(\"bien_gioi\")=\"1\""}])J"));
}

TEST_CASE("a unit that ended before the regime begins cannot report under it") {
  const auto units = sample::edited(sample::units(), R"("groups")",
                                    R"("routes":[],"groups")");
  auto old = sample::edited(units, R"({"code":"96",)",
                            R"({"code":"95","name":"Tỉnh Minh Hải","kind":"province","parent":"VN","to":"1996-12-31"},{"code":"96",)");
  const auto load = [&](const char* line) {
    auto documents = sample::all_with(old);
    for (auto& document : documents)
      if (document.file == "regime.json")
        document = sample::edited(document, R"("reporters":["commune","province"])",
                                  std::string(R"("reporters":["commune","province",)") + line + "]");
    return Catalog::load(documents);
  };
  CHECK(load(R"({"unit":"96"})"));
  const auto refused = load(R"({"unit":"95"})");
  REQUIRE_FALSE(refused);
  REQUIRE(refused.error().mistakes.size() == 1);
  CHECK(*detail_of(refused.error().mistakes[0].details, "pointer") == "/reporters/2");
  CHECK(refused.error().mistakes[0].message.en ==
        "The unit 95 is not in force at any time at which it would have to report.");
  CHECK_FALSE(load(R"({"unit":"96","to":"2025-06-30"})"));   // it begins the day after
}
