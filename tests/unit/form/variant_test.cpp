#include "form/variant.h"

#include <doctest/doctest.h>

#include "form/entry.h"
#include "unit/form/sample_form.h"

using namespace girs;

namespace {

Catalog catalog() {
  const std::string calendar = R"({"schema":"girs.calendar/1","code":"vn","version":1,"title":{"vi":"L"},"first_year":2025,
    "last_year":2026,"weekly_rest":[6,7],"days":[],"source":"t"})";
  const std::string national = R"({"schema":"girs.form/1","code":"N","version":2,"title":{"vi":"N"},"columns":[
    {"code":"3","title":{"vi":"Tổng"},"type":"number","scale":2,"measure":"flow"},
    {"code":"4","title":{"vi":"Tỷ lệ"},"type":"number","scale":2,"measure":"rate"},
    {"code":"5","title":{"vi":"Ghi chú"},"type":"text"}],
    "rows":{"fixed":[{"code":"T","title":{"vi":"T"}},{"code":"K","title":{"vi":"Khác"}}]}})";
  const std::string local = R"({"schema":"girs.form/1","code":"L","version":1,"title":{"vi":"L"},"columns":[
    {"code":"a","title":{"vi":"A"},"type":"number","measure":"flow"},
    {"code":"b","title":{"vi":"B"},"type":"number","measure":"flow"},
    {"code":"c","title":{"vi":"C"},"type":"number","scale":1,"measure":"rate"},
    {"code":"d","title":{"vi":"D"},"type":"text"},
    {"code":"e","title":{"vi":"Riêng"},"type":"number","measure":"flow"}],
    "rows":{"fixed":[{"code":"T","title":{"vi":"T"}},{"code":"X","title":{"vi":"X"}},{"code":"Y","title":{"vi":"Y"}}]},
    "variant_of":{"form":"N","version":2,"columns":{"a":"3","b":"3","c":"4","d":"5"},"rows":{"X":"K"}}})";
  const std::vector<Document> documents = {{"c.json", calendar}, {"n.json", national}, {"l.json", local}};
  return *Catalog::load(documents);
}

struct Forms {
  Catalog definitions = catalog();
  FormLayout local{*definitions.form_version("L", 1), definitions};
  FormLayout national{*definitions.form_version("N", 2), definitions};
  Sheet sheet(std::string_view csv) const {
    return *apply(local, Sheet::make(local), *entry_from_csv(local, csv));
  }
};

}  // namespace

TEST_CASE("a local form's figures stand in the national one, column by column, what adds up added up") {
  const Forms forms;
  const auto made = to_national(forms.local, forms.national,
                                forms.sheet("row,a,b,c,d,e\nT,5,7,12.5,ghi chú,\nX,-,3,,,\n"));
  REQUIRE(made);
  CHECK(formula::shown(made->sheet.get({"T", "3"}).value) == "12");
  CHECK(formula::shown(made->sheet.get({"T", "4"}).value) == "12.5");
  CHECK(formula::shown(made->sheet.get({"T", "5"}).value) == "ghi chú");
  CHECK(formula::shown(made->sheet.get({"K", "3"}).value) == "3");
  CHECK(made->left.empty());
}

TEST_CASE("nil stays nil, and what has no place in the national form is said, not lost in silence") {
  const Forms forms;
  const auto made = to_national(forms.local, forms.national,
                                forms.sheet("row,a,b,c,d,e\nT,-,-,,,4\nY,1,,,,\n"));
  REQUIRE(made);
  CHECK(made->sheet.get({"T", "3"}) == Cell{formula::Absent::kNil});
  REQUIRE(made->left.size() == 2);
  CHECK(made->left[0].key == CellKey{"T", "e"});
  CHECK(made->left[1].key == CellKey{"Y", "a"});
}

TEST_CASE("only a variant of that form and version converts") {
  const Forms forms;
  const auto refused = to_national(forms.national, forms.local, Sheet::make(forms.national));
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::kInvalidArgument);
}
