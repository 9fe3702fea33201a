#include "form/sheet.h"

#include <doctest/doctest.h>

#include "unit/form/sample_form.h"

using namespace girs;
using sample::number;

TEST_CASE("an empty sheet has the fixed rows and knows its form") {
  const auto layout = sample::layout();
  const auto sheet = Sheet::make(layout);
  CHECK(sheet.form() == "B01");
  CHECK(sheet.version() == 1);
  CHECK(sheet.digest() == layout.form().digest);
  REQUIRE(sheet.rows().size() == 1);
  CHECK(sheet.rows()[0].code == "T");
  CHECK(sheet.cell_count() == 0);
  CHECK(sheet.get({"T", "3"}).is_blank());
}

TEST_CASE("dynamic rows stand in the order of their code list however they come") {
  const auto layout = sample::layout();
  auto sheet = Sheet::make(layout);
  for (const auto* row : {"LV03", "zz", "LV01", "aa", "LV02"})
    REQUIRE(sheet.set(layout, {row, "4"}, number("1")));
  std::vector<std::string> codes;
  for (const auto& row : sheet.rows()) codes.push_back(row.code);
  CHECK(codes == std::vector<std::string>{"T", "LV01", "LV02", "LV03", "zz", "aa"});
  for (const auto& code : codes) CHECK(sheet.row(code)->code == code);
}

TEST_CASE("a number takes the decimals of its column") {
  const auto layout = sample::layout();
  auto sheet = Sheet::make(layout);
  REQUIRE(sheet.set(layout, {"T", "11"}, number("1.5")));
  CHECK(std::get<Decimal>(sheet.get({"T", "11"}).value).text() == "1.50");
}

TEST_CASE("what does not fit is refused and changes nothing") {
  const auto layout = sample::layout();
  auto sheet = Sheet::make(layout);
  const auto before = sheet;
  CHECK(sheet.set(layout, {"T", "33"}, number("1")).error().code == Code::kNotFound);
  CHECK(sheet.set(layout, {"T", "c3"}, number("1")).error().code == Code::kNotFound);
  CHECK(sheet.set(layout, {"T", "2"}, number("1")).error().code == Code::kNotFound);
  CHECK(sheet.set(layout, {"", "3"}, number("1")).error().code == Code::kNotFound);
  const auto scale = sheet.set(layout, {"LV01", "3"}, number("1.5"));
  REQUIRE_FALSE(scale);
  CHECK(scale.error().code == Code::kInvalidArgument);
  CHECK(*detail_of(scale.error().details, "row") == "LV01");
  CHECK(*detail_of(scale.error().details, "column") == "3");
  CHECK(sheet == before);
  CHECK(sheet.set(layout, {"LV01", "3"}, number("-1")));       // out of range: a finding later
  CHECK(sheet.set(layout, {"LV01", "10"}, {std::string("Z")}));  // off the list: the same
}

TEST_CASE("a blank cell erases and an empty dynamic row stays until it is removed") {
  const auto layout = sample::layout();
  auto sheet = Sheet::make(layout);
  REQUIRE(sheet.set(layout, {"LV01", "3"}, number("1")));
  REQUIRE(sheet.set(layout, {"LV01", "3"}, {}));
  CHECK(sheet.cell_count() == 0);
  CHECK(sheet.row("LV01"));
  sheet.erase_row("LV01");
  CHECK(sheet == Sheet::make(layout));
  REQUIRE(sheet.set(layout, {"T", "3"}, number("1")));
  sheet.erase_row("T");
  CHECK(sheet == Sheet::make(layout));
  sheet.erase_row("none");
  sheet.erase({"none", "3"});
  REQUIRE(sheet.set(layout, {"LV02", "3"}, number("1")));
  REQUIRE(sheet.set(layout, {"LV03", "3"}, number("2")));
  sheet.erase_row("LV02");
  CHECK(sheet.get({"LV03", "3"}) == number("2"));
}

TEST_CASE("header fields are text in composed form") {
  const auto layout = sample::layout();
  auto sheet = Sheet::make(layout);
  CHECK(sheet.set_header("nguoi_lap", "Nguyễn Văn A"));
  CHECK_FALSE(sheet.set_header("nguoi_lap", "o\xCC\x82"));
  CHECK_FALSE(sheet.set_header("", "x"));
  CHECK(sheet.header().at("nguoi_lap") == "Nguyễn Văn A");
  CHECK(sheet.set_header("nguoi_lap", ""));
  CHECK(sheet.header().empty());
}

TEST_CASE("the difference of two sheets names every cell that changed") {
  const auto layout = sample::layout();
  auto before = Sheet::make(layout);
  REQUIRE(before.set(layout, {"T", "3"}, number("1")));
  REQUIRE(before.set(layout, {"LV01", "3"}, number("2")));
  REQUIRE(before.set(layout, {"LV02", "4"}, number("3")));
  auto after = before;
  CHECK(difference(before, after).empty());
  REQUIRE(after.set(layout, {"T", "3"}, {sample::decimal("1"), Flag::kEstimated}));
  after.erase_row("LV01");
  REQUIRE(after.set(layout, {"LV03", "5"}, {formula::Absent::kNil}));
  const auto changes = difference(before, after);
  REQUIRE(changes.size() == 3);
  const Cell estimated{sample::decimal("1"), Flag::kEstimated};
  CHECK(changes[0] == CellChange{{"T", "3"}, number("1"), estimated});
  CHECK(changes[1] == CellChange{{"LV03", "5"}, {}, {formula::Absent::kNil}});
  CHECK(changes[2] == CellChange{{"LV01", "3"}, number("2"), {}});
}
