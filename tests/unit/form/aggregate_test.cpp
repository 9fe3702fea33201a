#include "form/aggregate.h"

#include <doctest/doctest.h>

#include "unit/form/sample_form.h"

using namespace girs;
using formula::Absent;
using sample::decimal;
using sample::number;

namespace {

Aggregate summed(const std::vector<std::pair<std::string, Sheet>>& sheets) {
  std::vector<AggregateMember> members;
  for (const auto& [unit, sheet] : sheets) members.push_back({unit, &sheet});
  auto result = aggregate(sample::layout(), members);
  REQUIRE(result);
  return *std::move(result);
}

Sheet sheet(std::string_view csv) { return sample::sheet(sample::layout(), csv); }

}  // namespace

TEST_CASE("flows and stocks add up row by row, dynamic rows by key") {
  const auto result = summed(
      {{"a", sheet("row,c3,c11,c12\nT,5,1.5,1\nLV02,5,1.5,1\n")},
       {"b", sheet("row,c3,c11,c12\nT,7,2.25,2\nLV03,3,0,1\nLV02,4,2.25,1\n")}});
  CHECK(result.sheet.get({"T", "3"}) == number("12"));
  CHECK(result.sheet.get({"LV02", "3"}) == number("9"));
  CHECK(result.sheet.get({"LV03", "3"}) == number("3"));
  CHECK(result.sheet.get({"T", "11"}) == number("3.75"));
  CHECK(result.sheet.get({"T", "12"}) == number("3"));
  REQUIRE(result.sheet.rows().size() == 3);
  CHECK(result.sheet.rows()[1].code == "LV02");
  CHECK(result.partial.empty());
}

TEST_CASE("rates and texts are left blank and reported") {
  const auto result = summed({{"a", sheet("row,c3,c6,c7\nT,5,12.5,ghi chú\n")}});
  CHECK(result.sheet.get({"T", "6"}).is_blank());
  CHECK(result.sheet.get({"T", "7"}).is_blank());
  REQUIRE(result.left_blank.size() == 5);
  CHECK(result.left_blank[0].column == "6");
  CHECK(result.left_blank[0].reason.en.find("is a rate") != std::string::npos);
  CHECK(result.left_blank[1].column == "7");
}

TEST_CASE("absence keeps its kind") {
  const auto sum_of = [](const char* a, const char* b) {
    return summed({{"a", sheet("row,c3\nT," + std::string(a) + "\n")},
                   {"b", sheet("row,c3\nT," + std::string(b) + "\n")}})
        .sheet.get({"T", "3"});
  };
  CHECK(sum_of("-", "-") == Cell{Absent::kNil});
  CHECK(sum_of("-", "3") == number("3"));
  CHECK(sum_of("0", "-") == number("0"));
  CHECK(sum_of("", "") == Cell{});
  CHECK(sum_of("", "3") == number("3"));
  CHECK(sum_of("", "-") == Cell{Absent::kNil});
  CHECK(sum_of("x", "3") == number("3"));
  CHECK(sum_of("x", "x") == Cell{Absent::kNotApplicable});
  CHECK(sum_of("x", "") == Cell{});
  CHECK(sum_of("...", "...") == Cell{Absent::kNotAvailable});
  CHECK(sum_of("...", "") == Cell{});
}

TEST_CASE("a sum with members missing says whose") {
  const auto a = sheet("row,c3,c4\nT,5,1\nLV01,5,1\n");
  const auto b = sheet("row,c3,c4\nT,7,\n");
  const auto result = aggregate(sample::layout(), {{"a", &a}, {"b", &b}, {"c", nullptr}});
  REQUIRE(result);
  const auto partial = [&](const CellKey& key) -> const PartialCell* {
    for (const auto& cell : result->partial)
      if (cell.key == key) return &cell;
    return nullptr;
  };
  REQUIRE(partial({"T", "3"}));
  CHECK(partial({"T", "3"})->counted == 2);
  CHECK(partial({"T", "3"})->missing == std::vector<std::string>{"c"});
  CHECK(partial({"T", "4"})->missing == std::vector<std::string>{"b", "c"});
  // b has no row LV01, which is nothing to miss; c has not reported at all.
  CHECK(partial({"LV01", "3"})->missing == std::vector<std::string>{"c"});
}

TEST_CASE("an estimate makes the sum an estimate, lateness stays with the member") {
  const auto layout = sample::layout();
  auto a = sheet("row,c3\nT,5\n");
  REQUIRE(a.set(layout, {"T", "3"}, {decimal("5"), Flags(Flag::kEstimated) | Flag::kLate, "ghi"}));
  const auto result = summed({{"a", a}, {"b", sheet("row,c3\nT,1\n")}});
  CHECK(result.sheet.get({"T", "3"}) == Cell{decimal("6"), Flag::kEstimated});
}

TEST_CASE("a sum that needs more than 34 digits is an error, not a rounding") {
  const auto layout = sample::layout();
  auto large = Sheet::make(layout);
  REQUIRE(large.set(layout, {"T", "11"}, number("99999999999999999999999999999999.99")));
  const auto cent = sheet("row,c11\nT,0.01\n");
  const auto result = aggregate(layout, {{"a", &large}, {"b", &cent}});
  REQUIRE_FALSE(result);
  CHECK(*detail_of(result.error().details, "column") == "11");
  CHECK_FALSE(result.error().message.vi.empty());
}

TEST_CASE("sheets of another version of the form are not added up") {
  const auto catalog =
      Catalog::load(sample::all_with(sample::edited(sample::form(), "Biểu 01", "Biểu khác")));
  REQUIRE(catalog);
  const FormLayout other(*catalog->form_version("B01", 1), *catalog);
  const auto foreign = Sheet::make(other);
  const auto result = aggregate(sample::layout(), {{"a", &foreign}});
  REQUIRE_FALSE(result);
  CHECK(result.error().code == Code::kConflict);
}

TEST_CASE("nobody's sum is an empty sheet") {
  const auto result = aggregate(sample::layout(), {});
  REQUIRE(result);
  CHECK(result->sheet == Sheet::make(sample::layout()));
}

namespace {

/// A free list; `unique` tells rows apart where it is given.
Catalog list_catalog(const std::string& unique) {
  const std::vector<Document> documents = {
      {"c.json", R"({"schema":"girs.calendar/1","code":"vn","version":1,"title":{"vi":"L"},"first_year":2025,
        "last_year":2026,"weekly_rest":[6,7],"days":[],"source":"t"})"},
      {"d.json", R"({"schema":"girs.form/1","code":"D","version":1,"kind":"list","title":{"vi":"D"},"columns":[
        {"code":"1","title":{"vi":"Mã"},"type":"text"},{"code":"2","title":{"vi":"Tên"},"type":"text"},
        {"code":"3","title":{"vi":"Số"},"type":"number","measure":"flow"}],
        "rows":{"dynamic":{)" + unique + "}}}"}};
  return *Catalog::load(documents);
}

}  // namespace

TEST_CASE("free lists are united: rows of the same key become one, all others stay rows of their unit") {
  const auto keyed = list_catalog(R"("unique":[["1"]])");
  const FormLayout layout(*keyed.form_version("D", 1), keyed);
  const auto a = sample::sheet(layout, "row,1,2,3\n1,K1,Cầu,5\n2,K2,Đường,1\n");
  const auto b = sample::sheet(layout, "row,1,2,3\n1,K2,Đường,4\n2,K3,Chợ,-\n");
  const auto c = sample::sheet(layout, "row,1,2,3\n1,K1,Cầu lớn,1\n");
  const auto united = *aggregate(layout, {{"a", &a}, {"b", &b}, {"c", &c}});
  REQUIRE(united.sheet.rows().size() == 3);
  CHECK(united.sheet.get({"a.2", "2"}) == Cell{std::string("Đường")});
  CHECK(united.sheet.get({"a.2", "3"}) == number("5"));
  CHECK(united.sheet.get({"b.2", "3"}) == Cell{Absent::kNil});
  CHECK(united.sheet.get({"a.1", "3"}) == number("6"));
  CHECK(united.sheet.get({"a.1", "2"}).is_blank());  // the members do not agree
  CHECK(united.left_blank.empty());
}

TEST_CASE("rows of a list that nothing tells apart are never thrown together") {
  const auto plain = list_catalog("");
  const FormLayout layout(*plain.form_version("D", 1), plain);
  const auto a = sample::sheet(layout, "row,1,2,3\n1,K1,Cầu,5\n");
  const auto b = sample::sheet(layout, "row,1,2,3\n1,K1,Cầu,5\n");
  const auto united = *aggregate(layout, {{"a", &a}, {"b", &b}});
  REQUIRE(united.sheet.rows().size() == 2);
  CHECK(united.sheet.get({"a.1", "3"}) == number("5"));
  CHECK(united.sheet.get({"b.1", "3"}) == number("5"));
}
