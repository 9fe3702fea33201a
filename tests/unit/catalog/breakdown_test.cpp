#include <doctest/doctest.h>

#include "catalog/catalog.h"
#include "support/sample_catalog.h"

using namespace girs;

namespace {

/// Column 4 is the part of column 3 that is online, column 5 the rest; row N is of women.
constexpr const char* kDeclared = R"J("breakdowns":[
  {"column":"3","by":{"kenh":"truc-tuyen"},"part":"4"},
  {"column":"3","by":{"kenh":"truc-tiep"},"part":"5"},
  {"row":"T","by":{"gioi_tinh":"nu"},"part":"N"}],"rules":[)J";

girs::Document form(std::string_view breakdowns = kDeclared) {
  const auto rows = sample::edited(sample::form(), "\"total\":true}",
                                   "\"total\":true},{\"code\":\"N\",\"title\":{\"vi\":\"Nữ\"}}");
  return sample::edited(rows, "\"rules\":[", breakdowns);
}

/// What is said of the catalogue when the first rule is `expr`: places and sentences.
std::string said(const girs::Document& of, std::string_view expr = "[3]=[4]+[5]") {
  const auto catalog = Catalog::load(sample::all_with(sample::edited(of, "[3]=[4]+[5]", expr)));
  if (catalog) return "loaded";
  std::string text;
  for (const auto& mistake : catalog.error().mistakes)
    text += *detail_of(mistake.details, "pointer") + ": " + mistake.message.en + "\n";
  return text;
}

bool contains(const std::string& text, const std::string& part) {
  if (text.find(part) != std::string::npos) return true;
  MESSAGE(text);
  return false;
}

std::string place(const std::optional<RowAndColumn>& cell) {
  return cell ? cell->row + "." + cell->column : "none";
}

}  // namespace

TEST_CASE("a part of a figure stands in another column, another row or both") {
  const auto catalog = Catalog::load(sample::all_with(form()));
  REQUIRE_MESSAGE(catalog, said(form()));
  const auto& b01 = *catalog->form_version("B01", 1);
  CHECK(place(part_of(b01, {"T", "3"}, {{"kenh", "truc-tuyen"}})) == "T.4");
  CHECK(place(part_of(b01, {"LV01", "3"}, {{"kenh", "truc-tiep"}})) == "LV01.5");
  CHECK(place(part_of(b01, {"T", "11"}, {{"gioi_tinh", "nu"}})) == "N.11");
  CHECK(place(part_of(b01, {"T", "3"}, {{"gioi_tinh", "nu"}, {"kenh", "truc-tuyen"}})) == "N.4");
  CHECK(place(part_of(b01, {"LV01", "3"}, {{"gioi_tinh", "nu"}})) == "none");
  CHECK(place(part_of(b01, {"T", "3"}, {{"kenh", "buu-chinh"}})) == "none");
  CHECK(place(part_of(b01, {"T", "3"}, {{"kenh", "truc-tuyen"}, {"kenh", "truc-tuyen"}})) == "none");
}

TEST_CASE("a formula names only parts that its form declares") {
  CHECK(said(form(), "[3]=[3{kenh='truc-tuyen'}]+[3{kenh='truc-tiep'}]") == "loaded");
  CHECK(said(form(), "SUM([r*.c3{kenh='truc-tuyen'}])<=[rT.c3]") == "loaded");
  CHECK(contains(said(form(), "[3]=[3{kenh='truc-tuyem'}]"),
                 "/rules/0/expr: [3{kenh='truc-tuyem'}]: the form says of no row or column that it "
                 "is this part; did you mean \"kenh=truc-tuyen\"?"));
  CHECK(contains(said(sample::form(), "[3]=[3{kenh='truc-tuyen'}]"), "that it is this part"));
}

TEST_CASE("every mistake of a breakdown is named with its place") {
  const auto declared = [](const std::string& one) {
    return said(form("\"breakdowns\":[" + one + "],\"rules\":["));
  };
  CHECK(contains(declared(R"J({"column":"3","by":{"kenh":"a"},"part":"44"})J"),
                 "/breakdowns/0/part: The form has no column that holds cells \"44\"."));
  CHECK(contains(declared(R"J({"column":"1","by":{"kenh":"a"},"part":"4"})J"), "/breakdowns/0/column: "));
  CHECK(contains(declared(R"J({"row":"LV01","by":{"kenh":"a"},"part":"N"})J"), "no fixed row \"LV01\""));
  CHECK(contains(declared(R"J({"column":"3","by":{},"part":"4"})J"), "/breakdowns/0/by: "));
  CHECK(contains(declared(R"J({"column":"3","by":{"giới":"a"},"part":"4"})J"), "Formulas write a dimension"));
  CHECK(contains(declared(R"J({"column":"3","by":{"kenh":"a"},"part":"3"})J"), "another column or row"));
  CHECK(contains(declared(R"J({"column":"3","by":{"kenh":"a"},"part":"12"})J"), "the type, measure and unit"));
  CHECK(contains(declared(R"J({"column":"3","row":"T","by":{"kenh":"a"},"part":"N"})J"), "leave one of them out"));
  CHECK(contains(declared(R"J({"column":"3","by":{"kenh":"a"},"part":"4"},
                              {"column":"3","by":{"kenh":"a"},"part":"5"})J"),
                 "/breakdowns/1: This breakdown of \"3\" is given twice."));
}
