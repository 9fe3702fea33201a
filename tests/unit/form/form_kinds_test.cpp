// Forms of every kind: several parts, lists, outlines; computed cells, defaults, fields, states.

#include <doctest/doctest.h>

#include "base/text.h"
#include "form/changes.h"
#include "form/check.h"
#include "form/codec.h"
#include "form/computed.h"
#include "form/outlier.h"
#include "form/sheet_blob.h"
#include "form/sheet_source.h"
#include "json/canonical.h"
#include "unit/form/sample_form.h"

using namespace girs;
using sample::decimal;

namespace {

Document form_document(const std::string& code, const std::string& rest) {
  return {code + ".json", R"({"schema":"girs.form/1","code":")" + code +
                              R"(","version":1,"title":{"vi":"Biểu"},)" + rest + "}"};
}

/// Parts A (matrix with a computed total row and a computed column) and B (dynamic rows).
const std::string kParts = R"J("header":[
    {"code":"don_vi","title":{"vi":"Đơn vị"},"automatic":"unit-name"},
    {"code":"nguoi_lap","title":{"vi":"Người lập","en":"Prepared by"},"required":true,"length_max":10},
    {"code":"ngay","title":{"vi":"Ngày"},"type":"date"}],
  "columns":[
    {"code":"1","title":{"vi":"Một"},"type":"number","measure":"flow","default":"-"},
    {"code":"2","title":{"vi":"Hai"},"type":"number","measure":"flow","states":["nil"]},
    {"code":"3","title":{"vi":"Tổng"},"type":"number","measure":"flow",
     "computed":{"expr":"[1]+[2]","missing":"blank_zero"}},
    {"code":"4","title":{"vi":"Tên"},"type":"text","length_max":5}],
  "rows":{"groups":[{"code":"G","title":{"vi":"Nhóm"}}],
    "fixed":[{"code":"T","title":{"vi":"Tổng"},"total":true,"computed":{"expr":"SUM([ra:rb])","missing":"blank_zero"}},
             {"code":"a","title":{"vi":"A"},"group":"G"},{"code":"b","title":{"vi":"B"},"group":"G"}],
    "dynamic":{"min":1,"max":2,"unique":[["4"]]}},
  "parts":[{"code":"A","title":{"vi":"Phần A"},"columns":["1","2","3"],"rows":["T","a","b"]},
           {"code":"B","title":{"vi":"Phần B"},"columns":["1","4"],"dynamic":true}])J";

struct Loaded {
  explicit Loaded(const std::string& rest)
      : catalog([&] {
          auto documents = sample::all();
          documents.push_back(form_document("K01", rest));
          auto loaded = Catalog::load(documents);
          std::string all;
          if (!loaded)
            for (const auto& mistake : loaded.error().mistakes) all += mistake.message.en + "\n";
          if (!loaded) throw std::runtime_error(all);
          return *std::move(loaded);
        }()),
        layout(*catalog.form_version("K01", 1), catalog) {}
  Catalog catalog;
  FormLayout layout;
};

CheckContext at() { return {*Period::parse("2025-Q4"), "96", make_date(2025, 12, 14)}; }

std::string ids(const std::vector<Finding>& findings) {
  std::vector<std::string> list;
  for (const auto& finding : findings) list.push_back(finding.id());
  return join(list, "; ");
}

}  // namespace

TEST_CASE("a form in several parts keeps rows and columns of each part apart") {
  const Loaded form(kParts);
  auto sheet = new_sheet(form.layout);
  CHECK(sheet.set(form.layout, {"a", "2"}, {decimal("2")}));
  CHECK(sheet.set(form.layout, {"a", "4"}, {std::string("x")}).error().code == Code::kNotFound);
  CHECK(sheet.set(form.layout, {"n1", "2"}, {decimal("2")}).error().code == Code::kNotFound);
  CHECK(sheet.set(form.layout, {"n1", "4"}, {std::string("Lan")}));
  const auto encoded = *encode_sheet(form.layout, sheet);
  const auto* parts = encoded.find("parts");
  REQUIRE(parts);
  CHECK(parts->find("A")->as_array()->size() == 2);  // a, and b with its default
  CHECK(parts->find("B")->as_array()->size() == 1);
  CHECK(*decode_sheet(form.layout, encoded) == sheet);
  CHECK(*from_blob(form.layout, *to_blob(form.layout, sheet)) == sheet);
}

TEST_CASE("a total printed above the subtotals that it adds is computed after them, at once") {
  const auto row = [](const char* code, const char* expr) {
    return std::string(R"({"code":")") + code + R"(","title":{"vi":"x"})" +
           (*expr ? std::string(R"(,"computed":{"expr":")") + expr + R"(","missing":"blank_zero"})" : "") + "}";
  };
  const Loaded form(R"("columns":[{"code":"1","title":{"vi":"Một"},"type":"number","measure":"flow"}],"rows":{"fixed":[)" +
                    row("T", "[ra]+[rb]") + "," + row("a", "[ra1]+[ra2]") + "," + row("a1", "") + "," + row("a2", "") + "," +
                    row("b", "[rb1]") + "," + row("b1", "") + "]}");
  auto sheet = Sheet::make(form.layout);
  for (const char* code : {"a1", "a2", "b1"}) REQUIRE(sheet.set(form.layout, {code, "1"}, {decimal("2")}));
  const auto computed = with_computed(form.layout, sheet, at());
  CHECK(computed.get({"T", "1"}).value == formula::Value(decimal("6")));
  CHECK(check(form.layout, computed, at()).empty());
  const auto following = computed_from(form.layout, {"a1", "1"});
  REQUIRE(following.size() == 2);
  CHECK(following[0].row == "a");
  CHECK(following[1].row == "T");
}

TEST_CASE("computed rows and columns follow what is entered, and are findings where they differ") {
  const Loaded form(kParts);
  auto sheet = new_sheet(form.layout);
  REQUIRE(sheet.set(form.layout, {"a", "1"}, {decimal("3")}));
  REQUIRE(sheet.set(form.layout, {"a", "2"}, {decimal("2")}));
  REQUIRE(sheet.set(form.layout, {"b", "2"}, {decimal("5")}));
  const auto computed = with_computed(form.layout, sheet, at());
  CHECK(computed.get({"T", "1"}).value == formula::Value(decimal("3")));
  CHECK(computed.get({"T", "2"}).value == formula::Value(decimal("7")));
  CHECK(computed.get({"T", "3"}).value == formula::Value(decimal("10")));
  CHECK(computed.get({"a", "3"}).value == formula::Value(decimal("5")));
  CHECK(ids(check(form.layout, sheet, at())).find("computed/T/1") != std::string::npos);
  CHECK(ids(check(form.layout, computed, at())).find("computed") == std::string::npos);
  // A file may repeat what is computed, and nothing else.
  Patch patch;
  patch.changes = {{{"a", "3"}, {decimal("5")}}};
  CHECK(check_computed(form.layout, patch, computed));
  patch.changes = {{{"a", "3"}, {decimal("6")}}};
  CHECK(check_computed(form.layout, patch, computed).error().mistakes.size() == 1);
}

TEST_CASE("a new row begins with its defaults, where there is a cell") {
  const Loaded form(kParts);
  const auto fresh = new_sheet(form.layout);
  CHECK(fresh.get({"a", "1"}).value == formula::Value(formula::Absent::kNil));
  CHECK(fresh.get({"T", "1"}).is_blank());  // computed
  auto added = fresh;
  REQUIRE(added.add_row(form.layout, "n1"));
  const auto filled = *with_defaults(form.layout, fresh, added);
  CHECK(filled.get({"n1", "1"}).value == formula::Value(formula::Absent::kNil));
  CHECK(filled.row("n1")->cells.size() == 1);
}

TEST_CASE("fields, states, lengths, counts and repeated rows are findings with stable ids") {
  const Loaded form(kParts);
  auto sheet = new_sheet(form.layout);
  CHECK(ids(check(form.layout, with_computed(form.layout, sheet, at()), at())) ==
        "row-count//; required//nguoi_lap");
  REQUIRE(sheet.set_header("nguoi_lap", "Nguyễn Văn Bình"));
  REQUIRE(sheet.set_header("khong_co", "x"));
  REQUIRE(sheet.set_header("ngay", "hôm qua"));
  REQUIRE(sheet.set(form.layout, {"a", "2"}, {formula::Absent::kNotApplicable}));
  for (const char* row : {"n1", "n2", "n3"})
    REQUIRE(sheet.set(form.layout, {row, "4"}, {std::string("Lan")}));
  REQUIRE(sheet.set(form.layout, {"n3", "4"}, {std::string("Lan Anh")}));
  const auto found = check(form.layout, with_computed(form.layout, sheet, at()), at());
  const auto all = ids(found);
  for (const char* id : {"field//nguoi_lap", "unknown-field//khong_co", "field//ngay", "row-count//",
                         "state/a/2", "length/n3/4", "duplicate/n2/4"}) {
    CAPTURE(id);
    CHECK(all.find(id) != std::string::npos);
  }
  CHECK(all.find("duplicate/n3") == std::string::npos);
  for (const auto& finding : found) CHECK_FALSE(finding.message.vi.empty());
}

TEST_CASE("what a cell or field may not hold is refused where it is typed, with the reason") {
  const Loaded form(kParts);
  const auto& two = **form.layout.find_column("2");
  CHECK(read_cell(form.layout, two, "x").error().message.vi == "Ô này không được ghi \"x\".");
  CHECK(read_cell(form.layout, two, "-"));
  CHECK(read_cell(form.layout, two, "-0").error().code == Code::kInvalidArgument);
  CHECK(read_cell(form.layout, two, "1.234").error().code == Code::kInvalidArgument);
  CHECK(read_cell(form.layout, two, std::string(100, '9')).error().code == Code::kInvalidArgument);
  CHECK(!read_field(form.layout, **form.layout.find_field("don_vi"), "Xã"));  // automatic
  CHECK(*read_field(form.layout, **form.layout.find_field("ngay"), " 2025-12-01 ") == "2025-12-01");
  CHECK(form.layout.find_field("ngai").error().message.en.find("did you mean") != std::string::npos);
}

TEST_CASE("an outline has sections that must be there and of a fitting length") {
  const Loaded form(R"J("kind":"outline","sections":[
    {"code":"I","title":{"vi":"Kết quả"},"required":true,"length_min":5,"length_max":20},
    {"code":"II","title":{"vi":"Kiến nghị"}}])J");
  auto sheet = new_sheet(form.layout);
  CHECK(ids(check(form.layout, sheet, at())) == "required//I");
  REQUIRE(sheet.set_header("I", "Tốt"));
  CHECK(ids(check(form.layout, sheet, at())) == "length//I");
  REQUIRE(sheet.set_header("I", "Đã hoàn thành tốt"));
  CHECK(ids(check(form.layout, sheet, at())) == "");
  CHECK(*from_blob(form.layout, *to_blob(form.layout, sheet)) == sheet);
  const auto patch = entry_from_json(form.layout, R"({"fields":{"I":"Đã xong việc","III":"x","II":5}})");
  REQUIRE(!patch);
  CHECK(patch.error().mistakes.size() == 2);
}

TEST_CASE("changes between two sheets are written, read back and taken back") {
  const Loaded form(kParts);
  const auto before = new_sheet(form.layout);
  auto after = before;
  REQUIRE(after.set(form.layout, {"a", "2"}, {decimal("7")}));
  REQUIRE(after.set(form.layout, {"n1", "4"}, {std::string("Lan")}));
  REQUIRE(after.set_header("ngay", "2025-12-01"));
  const auto changes = changes_between(before, after);
  CHECK(changes.rows_added == std::vector<std::string>{"n1"});
  const auto read = *changes_from_json(form.layout, json::compact(to_json(form.layout, changes)));
  CHECK(read.cells == changes.cells);
  CHECK(read.fields == changes.fields);
  CHECK(*apply(form.layout, after, reverse(read)) == before);
}

TEST_CASE("what is unusual is learned from earlier figures, by each method") {
  OutlierCheck check{"o", {"1"}, OutlierMethod::kZScore, decimal("2"), 8, 4, Severity::kExplain};
  const std::vector<Decimal> history{decimal("2"), decimal("4"), decimal("4"), decimal("4"),
                                     decimal("5"), decimal("5"), decimal("7"), decimal("9")};
  // Mean 5, deviation of the sample sqrt(32/7) = 2.138...: usual from 0.724 to 9.276.
  CHECK_FALSE(unusual(check, decimal("9.27"), history));
  CHECK(unusual(check, decimal("9.28"), history));
  CHECK(unusual(check, decimal("0.72"), history));
  // Median 4.5, median deviation 0.5: usual within 2 * 1.4826 * 0.5 of it.
  check.method = OutlierMethod::kModifiedZScore;
  CHECK_FALSE(unusual(check, decimal("5.98"), history));
  CHECK(unusual(check, decimal("5.99"), history));
  // From 2 to 9, and a tenth of the span beyond.
  check.method = OutlierMethod::kMinMax;
  check.threshold = decimal("0.1");
  CHECK_FALSE(unusual(check, decimal("9.7"), history));
  CHECK(unusual(check, decimal("9.71"), history));
  CHECK(unusual(check, decimal("1.2"), history));
  CHECK_FALSE(unusual(check, decimal("1000"), {decimal("1"), decimal("1"), decimal("1")}));
}

TEST_CASE("half a unit of every figure's last decimal is forgiven where figures were rounded") {
  const auto edited = [](const char* tolerance) {
    auto form = sample::edited(sample::form(), R"("tolerance":{"absolute":"0.5","relative":"0.01"})", tolerance);
    const auto catalog = *Catalog::load(sample::all_with(form));
    const FormLayout layout{*catalog.form_version("B01", 1), catalog};
    // 1.00 against 0.33 + 0.33 + 0.33: four figures of two decimals, 0.02 in all.
    const auto sheet = sample::sheet(layout, "row,c3,c4,c5,c11\nT,0,-,-,1.00\nLV01,-,-,-,0.33\n"
                                             "LV02,-,-,-,0.33\nLV03,-,-,-,0.33\n");
    return ids(check(layout, sheet, at()));
  };
  CHECK(edited(R"("tolerance":{"rounding":true})") == "");
  CHECK(edited(R"("tolerance":{"rounding":false})") == "money//");
}
