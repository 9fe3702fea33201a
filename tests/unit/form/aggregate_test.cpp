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
