#include "form/layout.h"

#include <doctest/doctest.h>

#include "unit/form/sample_form.h"

using namespace girs;

TEST_CASE("a column is found by its code, with c before it, or by its key") {
  const auto layout = sample::layout();
  CHECK((*layout.find_column("3"))->code == "3");
  CHECK((*layout.find_column("c3"))->code == "3");
  CHECK((*layout.find_column("tong"))->code == "3");
  const auto slip = layout.find_column("tongg");
  REQUIRE_FALSE(slip);
  CHECK(slip.error().message.en == "Form B01 has no column \"tongg\"; did you mean \"tong\"?");
  CHECK_FALSE(layout.find_column("2"));  // printed only
  CHECK_FALSE(layout.find_column(""));
  CHECK(layout.column("1") == nullptr);
  CHECK(layout.column_place("3") == 2);
  CHECK(layout.column_place("99") == 12);
}

TEST_CASE("rows stand in the order of the form and of the code list") {
  const auto layout = sample::layout();
  CHECK(layout.is_fixed_row("T"));
  CHECK(layout.is_total_row("T"));
  CHECK_FALSE(layout.is_fixed_row("LV01"));
  CHECK(layout.knows_row("LV01"));
  CHECK_FALSE(layout.knows_row("LV09"));
  CHECK(layout.accepts_row("LV09"));
  CHECK_FALSE(layout.accepts_row(""));
  CHECK(layout.row_place("T") < layout.row_place("LV01"));
  CHECK(layout.row_place("LV01") < layout.row_place("LV02"));
  CHECK(layout.row_place("LV03") < layout.row_place("other"));
  CHECK(layout.row_place("other") == layout.row_place("another"));
  CHECK(layout.unknown_row("LV0").message.en.find("did you mean") != std::string::npos);
}
