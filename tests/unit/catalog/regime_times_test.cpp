#include <doctest/doctest.h>

#include "catalog/catalog.h"
#include "support/sample_catalog.h"

using namespace girs;

namespace {

constexpr const char* kWindow = R"("window":{"kind":"nd09"})";
constexpr const char* kFrequency = R"("frequency":"quarter")";
constexpr const char* kProvinceDue = R"("province":{"kind":"day-of-month","day":20})";

/// The mistakes of the sample catalogue with one piece of its regime replaced, one a line:
/// pointer and sentence.
std::string mistakes_of(const std::vector<Document>& documents) {
  const auto catalog = Catalog::load(documents);
  if (catalog) return "";
  std::string all;
  for (const auto& mistake : catalog.error().mistakes) {
    CHECK_FALSE(mistake.message.vi.empty());
    const auto* pointer = detail_of(mistake.details, "pointer");
    all += (pointer ? *pointer : "?") + " " + mistake.message.en + "\n";
  }
  return all;
}

Document regime_with(std::string_view from, std::string_view to) {
  return sample::edited(sample::regime(), from, to);
}

std::string mistakes_with(std::string_view from, std::string_view to) {
  return mistakes_of(sample::all_with(regime_with(from, to)));
}

std::string yearly(const std::string& window) {
  auto regime = regime_with(kFrequency, R"("frequency":"campaign")");
  return mistakes_of(sample::all_with(sample::edited(regime, kWindow, "\"window\":" + window)));
}

Document calendar_over(const char* file, const char* code, const char* over, const char* days) {
  return {file, std::string(R"({"schema":"girs.calendar/1","version":1,"code":")") + code +
                    R"(","over":")" + over +
                    R"(","first_year":2026,"last_year":2027,"weekly_rest":[6,7],"days":[)" + days +
                    "]}"};
}

constexpr const char* kStorm = R"({"date":"2026-09-03","kind":"holiday","name":"bão"})";

}  // namespace

TEST_CASE("a due date before its window opens is a mistake, before its end it is not") {
  CHECK(mistakes_with(kProvinceDue, R"("province":{"kind":"day-of-month","day":1})").empty());
  const auto early =
      mistakes_with(kProvinceDue, R"("province":{"kind":"day-of-month","day":1,"months_after":-4})");
  CHECK(early ==
        "/due/levels/province The report for 2024-Q1 would be due on 2023-11-01, before its window "
        "opens on 2023-12-15.\n");
  CHECK(mistakes_with(kProvinceDue, R"("province":{"kind":"fixed","month":1,"day":5})") !=
        "");   // in the period's year: 2024-Q2 opens in March
}

TEST_CASE("a date that days off move back before its window is a mistake") {
  // 2025-Q4 opens on 15 September 2025; the calendar of the sample knows that year.
  auto regime = regime_with(
      kProvinceDue,
      R"("province":{"kind":"day-of-month","day":15,"months_after":-3,"shift":"previous"})");
  const auto found = mistakes_of(sample::all_with(regime));
  CHECK(found.find("/due/levels/province The report for 2025-Q2 would be due on 2025-03-14") == 0);
}

TEST_CASE("a window of one campaign's dates suits no other frequency") {
  const auto dates = R"("window":{"kind":"dates","from":"2026-01-01","to":"2026-02-01"})";
  CHECK(mistakes_with(kWindow, dates).find("/window A window of its own dates") == 0);
}

TEST_CASE("a window rule that says nothing about the frequency is a mistake") {
  CHECK(mistakes_with(kFrequency, R"("frequency":"week")").find("/window This cut-off rule") == 0);
  CHECK(mistakes_with(kWindow, R"("window":{"kind":"fixed","from":"01-01","to":"10-31"})")
            .find("/window This cut-off rule") == 0);
}

TEST_CASE("campaigns load with their own dates, and each is tried") {
  CHECK(yearly(R"({"kind":"campaigns","campaigns":{
      "a":{"from":"2024-09-01","to":"2024-09-30"}}})").empty());
  CHECK(yearly(R"({"kind":"dates","from":"2024-09-01","to":"2024-09-30"})").empty());
  // The province is due on the 20th of the month in which the window ends.
  const auto late = yearly(R"({"kind":"campaigns","campaigns":{
      "a":{"from":"2024-09-01","to":"2024-09-30"},"b":{"from":"2024-09-25","to":"2024-09-30"}}})");
  CHECK(late == "/due/levels/province The report for X-b would be due on 2024-09-20, before its "
                "window opens on 2024-09-25.\n");
}

TEST_CASE("only those who add up reports can be due after them") {
  CHECK(mistakes_with(kProvinceDue, R"("province":{"kind":"after-members","working_days":1})")
            .empty());
  CHECK(mistakes_with(R"("3":{"kind":"working-days-after","days":1})",
                      R"("3":{"kind":"after-members","working_days":1})")
            .find("/due \"commune\" adds up no reports of others") == 0);
}

TEST_CASE("an unknown kind of unit, of window or of due rule is a mistake with its place") {
  CHECK(mistakes_with(kProvinceDue, std::string(kProvinceDue) +
                                        R"(,"provinc":{"kind":"hours-after","hours":1})")
            .find("/due/levels/provinc There is no kind of unit \"provinc\"") == 0);
  CHECK(mistakes_with(kWindow, R"("window":{"kind":"nd10"})").find("/window/kind") == 0);
  CHECK(mistakes_with(kProvinceDue, R"("province":{"kind":"weekly"})")
            .find("/due/levels/province/kind") == 0);
}

TEST_CASE("level 2 beside a rule for communes is ambiguous once districts are gone") {
  const auto units = sample::edited(
      sample::units(), R"({"code":"96",)",
      R"({"code":"964","name":"Thành phố Cà Mau","kind":"district","parent":"VN",
          "to":"2025-06-30"},{"code":"96",)");
  const auto levels = std::string(kProvinceDue) + R"(,"2":{"kind":"hours-after","hours":1})";
  auto documents = sample::all_with(units);
  for (auto& document : documents)
    if (document.file == "regime.json") document = regime_with(kProvinceDue, levels);
  CHECK(mistakes_of(documents).empty());   // in force from 2021 on, when there were districts
  for (auto& document : documents)
    if (document.file == "regime.json")
      document = sample::edited(document, R"("from":"2021-01-01")", R"("from":"2025-07-01")");
  CHECK(mistakes_of(documents).find("/due/levels/2 Without districts level 2 is the commune") == 0);
}

TEST_CASE("a host's calendar lies over the catalogue's, and its own mistakes have their place") {
  auto documents = sample::all();
  documents.push_back(calendar_over("host.json", "tinh", "vn", kStorm));
  const auto catalog = Catalog::load(documents);
  REQUIRE(catalog);
  CHECK_FALSE(catalog->calendar().look_up(make_date(2026, 9, 3))->working);
  CHECK_FALSE(catalog->calendar().look_up(make_date(2026, 1, 1))->working);
  CHECK(catalog->calendar().last_year() == 2027);

  auto twice = documents;
  twice.push_back(calendar_over("second.json", "xa", "vn", kStorm));
  CHECK(mistakes_of(twice).find("/days/0 2026-09-03 is in the calendar \"tinh\" too") == 0);
  auto nowhere = sample::all();
  nowhere.push_back(calendar_over("host.json", "tinh", "khác", kStorm));
  CHECK(mistakes_of(nowhere).find("/over There is no calendar \"khác\"") == 0);
  auto own = sample::all();
  own.push_back({"host.json", R"({"schema":"girs.calendar/1","version":1,"code":"tinh",
      "first_year":2026,"last_year":2026,"weekly_rest":[6,7],"days":[]})"});
  CHECK(mistakes_of(own).find("A catalogue has one calendar") != std::string::npos);
}

TEST_CASE("a newer version of a calendar takes the older one's place") {
  auto documents = sample::all();
  documents.push_back({"newer.json", R"({"schema":"girs.calendar/1","version":2,"code":"vn",
      "first_year":2025,"last_year":2027,"weekly_rest":[6,7],"days":[]})"});
  const auto catalog = Catalog::load(documents);
  REQUIRE(catalog);
  CHECK(catalog->calendar().last_year() == 2027);
  CHECK(catalog->calendar().look_up(make_date(2026, 1, 1))->working);
}

TEST_CASE("due dates are tried in every year that the regime and the calendar share") {
  // 2026-01-01 is the one day off of the sample's calendar on which a year begins.
  auto regime = sample::edited(sample::regime(), R"("to":"2026-02-14")", R"("to":"2026-12-31")");
  regime = sample::edited(regime, kFrequency, R"("frequency":"year")");
  regime = sample::edited(regime, kWindow, R"("window":{"kind":"calendar"})");
  regime = sample::edited(regime, kProvinceDue,
                          R"("province":{"kind":"fixed","month":1,"day":1,"shift":"previous"})");
  CHECK(mistakes_of(sample::all_with(regime)) ==
        "/due/levels/province The report for 2026 would be due on 2025-12-31, before its window "
        "opens on 2026-01-01.\n");
}
