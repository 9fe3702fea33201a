#include <doctest/doctest.h>

#include "form/entry.h"
#include "unit/form/sample_form.h"

using namespace girs;
using formula::Absent;
using sample::decimal;

namespace {

/// Every mistake as "pointer/row/column sentence"; empty when the document is taken.
std::string refused(std::string_view text) {
  const auto patch = entry_from_json(sample::layout(), text);
  if (patch) return "";
  std::string out;
  for (const auto& mistake : patch.error().mistakes) {
    CHECK_FALSE(mistake.message.vi.empty());
    const auto* pointer = detail_of(mistake.details, "pointer");
    out += (pointer ? *pointer : "") + " " + mistake.message.en + "\n";
  }
  return out;
}

bool has(const std::string& text, const std::string& part) {
  if (text.find(part) != std::string::npos) return true;
  MESSAGE(text);
  return false;
}

}  // namespace

TEST_CASE("rows of named cells are read") {
  const auto layout = sample::layout();
  const auto patch = entry_from_json(layout, R"({"rows":[
    {"row":"LV01","c3":"12","c4":{"absent":"nil"},"tien":"1.5","c9":true,
     "c5":{"value":"7","flags":["late","estimated"],"note":"bổ sung"},"c7":null}]})");
  REQUIRE(patch);
  const auto sheet = apply(layout, Sheet::make(layout), *patch);
  REQUIRE(sheet);
  CHECK(sheet->get({"LV01", "3"}) == Cell{decimal("12")});
  CHECK(sheet->get({"LV01", "4"}) == Cell{Absent::kNil});
  CHECK(sheet->get({"LV01", "11"}) == Cell{decimal("1.50")});
  CHECK(sheet->get({"LV01", "9"}) == Cell{true});
  CHECK(sheet->get({"LV01", "5"}) ==
        Cell{decimal("7"), Flags(Flag::kEstimated) | Flag::kLate, "bổ sung"});
  CHECK(sheet->get({"LV01", "7"}).is_blank());
}

TEST_CASE("single cells are read, in an object or a bare list") {
  for (const auto* text : {
           R"({"cells":[{"row":"LV01","column":"3","value":"12"},
                        {"row":"LV01","column":"c4","value":"-"}]})",
           R"([{"row":"LV01","column":"3","value":"12"},
               {"row":"LV01","column":"c4","value":"-"}])"}) {
    const auto patch = entry_from_json(sample::layout(), text);
    REQUIRE(patch);
    REQUIRE(patch->changes.size() == 2);
    CHECK(patch->changes[1].cell == Cell{Absent::kNil});
    CHECK(patch->rows == std::vector<std::string>{"LV01"});
  }
}

TEST_CASE("mistakes come at once, each with its pointer") {
  const auto text = refused(R"({"rows":[
    {"row":"LV01","c3":12,"c4":"1,5","c5":{"absent":"none"},"c99":"1",
     "c11":{"value":"1","flag":[]}},
    {"row":"LV01","c3":"1"},
    {"row":"LV9","c3":"1"},
    {"c3":"1"},
    {"row":"LV02","c3":"1","tong":"2","c4":["1"],"c5":{"value":"-","note":"x"}}]})");
  CHECK(has(text, "/rows/0/c3 At /rows/0/c3, row LV01, column 3: Write figures as strings"));
  CHECK(has(text, "/rows/0/c4 "));
  CHECK(has(text, "/rows/0/c5 "));
  CHECK(has(text, "/rows/0/c99 "));
  CHECK(has(text, "/rows/0/c11 "));
  CHECK(has(text, "/rows/1 At /rows/1, row LV01: The row stands at /rows/0 too."));
  CHECK(has(text, "/rows/2 "));
  CHECK(has(text, "/rows/3 "));
  CHECK(has(text, "/rows/4/tong "));
  CHECK(has(text, "/rows/4/c4 "));
  CHECK(has(text, "Flags and a note go with a value only."));
}

TEST_CASE("a document of another shape is refused") {
  for (const auto* text : {"{}", "3", "\"x\"", "null", R"({"rows":{}})", R"({"rows":[],"more":1})",
                           R"({"rows":[],"cells":[]})"}) {
    CAPTURE(text);
    CHECK(has(refused(text), "The document is"));
  }
  CHECK(has(refused("[1]"), "names no \"row\""));
  CHECK(has(refused(R"([{"row":"T","column":"3","value":"1","extra":1}])"),
            "\"extra\" is not known"));
  CHECK(has(refused(R"([{"row":"T","column":"3","value":"1"},
                        {"row":"T","column":"tong","value":"1"}])"),
            "stands here twice"));
  CHECK(refused("{\"rows\":") != "");
  CHECK(refused("[]") == "");
}
