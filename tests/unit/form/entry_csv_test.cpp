#include <doctest/doctest.h>

#include "form/entry.h"
#include "unit/form/sample_form.h"

using namespace girs;
using formula::Absent;
using sample::decimal;

namespace {

Sheet entered(std::string_view csv, NumberStyle style = NumberStyle::kPlain) {
  const auto layout = sample::layout();
  EntryOptions options;
  options.style = style;
  const auto patch = entry_from_csv(layout, csv, options);
  if (!patch) {
    for (const auto& mistake : patch.error().mistakes) MESSAGE(mistake.message.en);
    FAIL("the file was refused");
  }
  return *apply(layout, Sheet::make(layout), *patch);
}

/// Every mistake as "line/row/column sentence", lines joined.
std::string refused(std::string_view csv, EntryOptions options = {}) {
  const auto patch = entry_from_csv(sample::layout(), csv, options);
  if (patch) return "";
  CHECK(patch.error().code == Code::kInvalidArgument);
  CHECK_FALSE(patch.error().mistakes.empty());
  std::string text;
  for (const auto& mistake : patch.error().mistakes) {
    CHECK_FALSE(mistake.message.vi.empty());
    for (const auto* name : {"line", "row", "column"}) {
      const auto* value = detail_of(mistake.details, name);
      text += (value ? *value : "") + "/";
    }
    text += " " + mistake.message.en + "\n";
  }
  return text;
}

/// The sentence that refuses one typed text; empty when it is taken.
std::string typed(const char* column, std::string_view text,
                  NumberStyle style = NumberStyle::kPlain) {
  const auto layout = sample::layout();
  const auto cell = read_cell(layout, *layout.column(column), text, style);
  if (cell) return "";
  CHECK_FALSE(cell.error().message.vi.empty());
  return cell.error().message.en;
}

bool has(const std::string& text, const std::string& part) {
  if (text.find(part) != std::string::npos) return true;
  MESSAGE(text);
  return false;
}

}  // namespace

TEST_CASE("a wide file names columns by code, with c, or by key") {
  const auto sheet = entered(
      "row,c3,4,truc_tiep,c6,ghi_chu,c8,c9,c10,c11\n"
      "T,10,4,6,12.5,\"Đất, nhà\",2025-12-31,true,LV02,1234.5\r\n"
      "LV01,-,x,...,…,,,,,\n");
  CHECK(sheet.get({"T", "3"}) == Cell{decimal("10")});
  CHECK(sheet.get({"T", "5"}) == Cell{decimal("6")});
  CHECK(sheet.get({"T", "7"}) == Cell{std::string("Đất, nhà")});
  CHECK(sheet.get({"T", "9"}) == Cell{true});
  CHECK(sheet.get({"T", "11"}) == Cell{decimal("1234.50")});
  CHECK(sheet.get({"LV01", "3"}) == Cell{Absent::kNil});
  CHECK(sheet.get({"LV01", "4"}) == Cell{Absent::kNotApplicable});
  CHECK(sheet.get({"LV01", "5"}) == Cell{Absent::kNotAvailable});
  CHECK(sheet.get({"LV01", "6"}) == Cell{Absent::kNotAvailable});
  CHECK(sheet.get({"LV01", "7"}).is_blank());
}

TEST_CASE("a long file names row, column and value") {
  const auto sheet = entered("row,column,value\nLV02,c3,5\nLV01,tong,7\nLV02,4,-\n");
  CHECK(sheet.get({"LV02", "3"}) == Cell{decimal("5")});
  CHECK(sheet.get({"LV01", "3"}) == Cell{decimal("7")});
  CHECK(sheet.get({"LV02", "4"}) == Cell{Absent::kNil});
  CHECK(sheet.rows()[1].code == "LV01");
}

TEST_CASE("columns that are only printed are passed over") {
  CHECK(entered("row,c1,linh_vuc,c3\nLV01,1,Đất đai,5\n").cell_count() == 1);
}

TEST_CASE("a blank cell erases what the sheet had") {
  const auto layout = sample::layout();
  const auto before = entered("row,c3,c4\nT,1,2\n");
  const auto after = apply(layout, before, *entry_from_csv(layout, "row,c3\nT,\n"));
  REQUIRE(after);
  CHECK(after->get({"T", "3"}).is_blank());
  CHECK(after->get({"T", "4"}) == Cell{decimal("2")});
}

TEST_CASE("all mistakes of a file come at once, each with its place") {
  const auto text = refused(
      "row,c3,c44,c4,c4\n"
      "LV01,1.5,1,2,2\n"
      "LV1,1,1,1,1\n"
      "LV01,1,1,1,1\n"
      "LV02,1\n"
      ",1,1,1,1\n"
      "LV03,-1,1,\"1,5\",1000000000000\n");
  CHECK(has(text, "1//c44/ At line 1, column c44: Form B01 has no column \"c44\"; did you mean"));
  CHECK(has(text, "1//c4/ At line 1, column c4: The column stands here twice."));
  CHECK(has(text, "2/LV01/3/ At line 2, row LV01, column 3: The column takes 0 decimals"));
  CHECK(has(text, "3/LV1// At line 3, row LV1: Form B01 has no row \"LV1\"; did you mean"));
  CHECK(has(text, "4/LV01// At line 4, row LV01: The row stands in line 2 too."));
  CHECK(has(text, "5/// At line 5: The line has 2 fields, the heading 5."));
  CHECK(has(text, "6/// At line 6: The line names no row."));
  CHECK(has(text, "7/LV03/3/ At line 7, row LV03, column 3: -1 is below the smallest"));
  CHECK(has(text, "7/LV03/4/ At line 7, row LV03, column 4: \"1,5\" could be read in two ways"));
}

TEST_CASE("a cell given twice in a long file is refused") {
  CHECK(has(refused("row,column,value\nT,3,1\nT,tong,2\n"), "The cell stands in line 2 too."));
}

TEST_CASE("a file without its heading is refused with advice") {
  CHECK(has(refused(""), "The file is empty"));
  CHECK(has(refused("code,c3\nT,1\n"), "headed \"row\""));
  CHECK(has(refused("row;c3\nT;1\n"), "not semicolons"));
  CHECK(has(refused("row,c3\nT,\"1\n"), "never closed"));
  CHECK(has(refused("row,c3\nT,\xFF\n"), "not UTF-8"));
}

TEST_CASE("reading stops when a file has too many mistakes") {
  std::string csv = "row,c3\n";
  for (int i = 0; i < 50; ++i) csv += "Z" + std::to_string(i) + ",1\n";
  EntryOptions options;
  options.mistakes_max = 10;
  options.file = "a.csv";
  const auto patch = entry_from_csv(sample::layout(), csv, options);
  REQUIRE_FALSE(patch);
  CHECK(patch.error().mistakes.size() == 10);
  CHECK(*detail_of(patch.error().details, "mistakes") == "10");
  CHECK(has(patch.error().message.en, "10 mistakes or more"));
  CHECK(*detail_of(patch.error().mistakes[0].details, "file") == "a.csv");
}

TEST_CASE("the size of a file is bounded in bytes, rows, columns and cells") {
  EntryOptions options;
  options.rows_max = 2;
  CHECK(has(refused("row,c3\nT,1\nLV01,1\nLV02,1\n", options), "too many lines"));
  options = {};
  options.columns_max = 2;
  CHECK(has(refused("row,c3,c4\n", options), "too many fields"));
  options = {};
  options.size_max = 5;
  CHECK(has(refused("row,c3\n", options), "larger than 5 bytes"));
  options = {};
  options.cells_max = 1;
  CHECK(has(refused("row,c3,c4\nT,1,2\n", options), "more than 1 cells"));
}

TEST_CASE("plain numbers are taken only as payloads write them") {
  for (const auto* text : {"0", "12", "-1.5", " 7 ", "1234567890.12"})
    CHECK(typed("11", text) == "");
  CHECK(has(typed("11", "1,234.50"), "two ways"));
  CHECK(has(typed("11", "1.234,50"), "two ways"));
  CHECK(has(typed("11", "1.234"), "could mean thousands"));
  CHECK(has(typed("11", "-12.345"), "could mean thousands"));
  CHECK(has(typed("3", "1.234"), "could mean thousands"));
  CHECK(has(typed("3", "1.234.567"), "could mean thousands"));
  CHECK(has(typed("11", "0.125"), "2 decimals"));
  CHECK(has(typed("11", "1234.567"), "2 decimals"));
  CHECK(has(typed("11", "-0"), "is zero; write 0"));
  CHECK(has(typed("11", "-0.00"), "is zero; write 0"));
  CHECK(has(typed("11", "007"), "as 7"));
  CHECK(has(typed("11", "+5"), "as 5"));
  CHECK(has(typed("11", "1e3"), "is no number"));
  CHECK(has(typed("11", "1 234"), "is no number"));
  CHECK(has(typed("11", "NaN"), "is no number"));
  CHECK(has(typed("11", "12345678901234567890123456789012345"), "34 digits"));
  CHECK(has(typed("11", "1234567890123456789012345678901234"), "34 digits"));
  CHECK(has(typed("3", "9999999999"), "above the largest"));
}

TEST_CASE("Vietnamese numbers are taken where they are declared") {
  const auto vn = NumberStyle::kVietnamese;
  CHECK(entered("row,c3,c11\nT,1.234.567,\"-1.234,5\"\n", vn).get({"T", "11"}) ==
        Cell{decimal("-1234.50")});
  CHECK(entered("row,c3\nT,1.234\n", vn).get({"T", "3"}) == Cell{decimal("1234")});
  CHECK(typed("11", "1234,5", vn) == "");
  CHECK(has(typed("11", "12.34", vn), "no number in the Vietnamese style"));
  CHECK(has(typed("11", "1234.567", vn), "no number in the Vietnamese style"));
  CHECK(has(typed("11", "1,234.50", vn), "no number in the Vietnamese style"));
  CHECK(has(typed("11", "1.234,", vn), "no number in the Vietnamese style"));
  CHECK(has(typed("11", ",5", vn), "no number in the Vietnamese style"));
  CHECK(has(typed("11", "1,234", vn), "could mean thousands"));
  CHECK(has(typed("11", "-0,0", vn), "is zero"));
}

TEST_CASE("other types are read strictly") {
  CHECK(has(typed("8", "31/12/2025"), "2025-12-31"));
  CHECK(has(typed("9", "yes"), "neither true nor false"));
  CHECK(has(typed("10", "LV04"), "is not on the list linh-vuc; did you mean \"LV01\"?"));
  CHECK(has(typed("7", "o\xCC\x82"), "NFC"));
  CHECK(typed("7", "  giữ nguyên  ") == "");
}

TEST_CASE("a sheet written as CSV reads back as the same sheet") {
  const auto layout = sample::layout();
  auto sheet = entered(
      "row,c3,c4,c5,c6,c7,c8,c9,c10,c11\n"
      "T,10,-,x,...,\"a \"\"b\"\"\nc\",2025-12-31,false,LV02,-1.50\n"
      "LV02,1,,,,,,,,\n");
  REQUIRE(sheet.set(layout, {"LV02", "7"}, {std::string("=HYPERLINK(\"x\")")}));
  REQUIRE(sheet.set(layout, {"LV01", "7"}, {std::string("-")}));
  REQUIRE(sheet.set(layout, {"LV01", "10"}, {std::string("x")}));
  REQUIRE(sheet.set(layout, {"LV03", "7"}, {std::string(" ... ")}));
  const auto text = to_csv(layout, sheet);
  CHECK(has(text, "\"'=HYPERLINK(\"\"x\"\")\""));
  CHECK(entered(text) == sheet);
}
