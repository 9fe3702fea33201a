#include <doctest/doctest.h>

#include "formula/expression.h"
#include "trial.h"

using namespace girs;
using namespace girs::formula;

namespace {

/// A form "B": fixed rows T, 1 and 2, dynamic rows free; columns by their declaration. Column 9
/// cannot hold a value in row 2.
class SampleForm : public Declarations {
 public:
  bool current_row = true;
  bool current_column = false;

  std::optional<std::string> own_form() const override { return "B"; }
  bool has_current_row() const override { return current_row; }
  bool has_current_column() const override { return current_column; }
  std::vector<std::string> forms() const override { return {"B", "C"}; }
  Axis rows(const std::string& form) const override {
    if (form == "C") return many_;
    return {{"T", "1", "2"}, true, false};
  }
  std::vector<std::string> columns(const std::string& form) const override {
    if (form == "C") return many_.codes;
    return {"tien", "trieu", "ty_le", "ton", "ten", "ngay", "dung", "ma", "so", "9"};
  }
  Declared cell(const std::string&, const std::string& row,
                const std::string& column) const override {
    if (column == "tien") return {Type::kNumber, Measure::kFlow, "đồng"};
    if (column == "trieu") return {Type::kNumber, Measure::kFlow, "triệu đồng"};
    if (column == "ty_le") return {Type::kNumber, Measure::kRate, "%"};
    if (column == "ton") return {Type::kNumber, Measure::kStock, "đồng"};
    if (column == "ten") return {Type::kText};
    if (column == "ngay") return {Type::kDate};
    if (column == "dung") return {Type::kLogical};
    if (column == "ma") return {Type::kText, std::nullopt, {}, "tinh"};
    Declared number{Type::kNumber, Measure::kFlow};
    number.never = column == "9" && row == "2";
    return number;
  }
  std::optional<Declared> parameter(const std::string& name) const override {
    if (name == "tran") return Declared{Type::kNumber, std::nullopt, "đồng"};
    return std::nullopt;
  }
  std::vector<std::string> parameters() const override { return {"tran"}; }
  std::optional<Declared> indicator(const std::string& code) const override {
    if (code == "0501") return Declared{Type::kNumber, Measure::kRate, "%"};
    return std::nullopt;
  }
  std::vector<std::string> indicators() const override { return {"0501"}; }
  std::optional<std::vector<std::string>> codes(const std::string& list) const override {
    if (list == "tinh") return std::vector<std::string>{"01", "96"};
    return std::nullopt;
  }

  SampleForm() {
    for (int i = 1; i <= 101; ++i) many_.codes.push_back(std::to_string(i));
  }

 private:
  Axis many_;
};

std::string said(const std::string& text, const SampleForm& form = SampleForm()) {
  const auto expression = Expression::compile(text, form);
  return expression ? "" : expression.error().message.en;
}

void check_said(const std::vector<std::pair<const char*, const char*>>& cases) {
  for (const auto& one : cases) {
    CAPTURE(one.first);
    const std::string given = said(one.first);
    CAPTURE(given);
    CHECK(given.find(one.second) != std::string::npos);
  }
}

}  // namespace

TEST_CASE("formulas that keep to the rules compile") {
  for (const char* text :
       {"[ctien]=[cton]+1000", "[ctien]>0", "SUM([r1:r2.ctien])", "[cten]=\"x\"",
        "[cngay]<=PERIODEND()", "IF([cdung];[cso];0)", "[ctien]+CONVERT([ctrieu];\"đồng\")",
        "[ctien@YTD]", "[cton@FY]", "[#0501]>5", "[ctien]<=[$tran]", "[cma]=\"96\"",
        "IN([cma];\"01\";\"96\")", "COUNT([r*.c*])", "[cten]&[cso]", "COALESCE([cso];0)>1",
        "ISNA.CELL([r2.c9])", "MAX([cty_le^CHILDREN])", "SUM([r1:r2.c9])",
        "LOOKUPROW([r*.cten];\"a\";[r*.cso])+1"}) {
    CAPTURE(text);
    CHECK(said(text) == "");
  }
}

TEST_CASE("nothing is converted silently") {
  check_said({{"[cten]+1", "A number is wanted here, and [cten] is a text"},
              {"-[cdung]", "A number is wanted here"},
              {"[cten]=1", "A text and a number do not go together here"},
              {"[cngay]=\"2025-01-01\"", "A date and a text do not go together"},
              {"[cngay]+1>2", "A number is wanted here"},
              {"SUM([cten])", "SUM takes a number here, and [cten] is a text"},
              {"SUM([cso];\"a\")", "SUM takes a number here"},
              {"AND([cso];TRUE)", "AND takes a logical here, and [cso] is a number"},
              {"IF([cso];1;2)", "IF takes a logical here"},
              {"LEN([cso])", "LEN takes a text here, and [cso] is a number"},
              {"YEAR([cten])", "YEAR takes a date here"},
              {"ROUND([cten];1)", "A number is wanted here"},
              {"IN([cso];1;\"a\")", "A number and a text do not go together"},
              {"BETWEEN([cso];0;\"9\")", "do not go together"},
              {"TEXT([cso];\"dd/mm/yyyy\")", "TEXT takes a date here"},
              {"PERIODADD([cso];1)=PERIOD()", "PERIODADD takes a period here"}});
}

TEST_CASE("figures of different units of measure do not add up") {
  check_said({{"[ctien]+[ctrieu]", "write CONVERT([ctrieu];\"đồng\")"},
              {"[ctrieu]*2+[ctien]", "write CONVERT([ctien];\"triệu đồng\")"},
              {"[ctrieu]*1=[ctien]", "\"triệu đồng\" and \"đồng\" do not go together"},
              {"[ctrieu]%+[ctien]", "write CONVERT([ctien];\"triệu đồng\")"},
              {"MROUND([ctrieu];[ctien])", "write CONVERT([ctien];\"triệu đồng\")"},
              {"[ctien]=[ctrieu]", "\"đồng\" and \"triệu đồng\" do not go together"},
              {"SUM([ctien];[ctrieu])", "write CONVERT([ctrieu];\"đồng\")"},
              {"MAX([ctrieu];[$tran])", "write CONVERT([$tran];\"triệu đồng\")"},
              {"IF([cdung];[ctien];[ctrieu])", "do not go together"},
              {"ROUND([ctien];0)+[ctrieu]", "do not go together"},
              {"SUM([ctien:ctrieu])", "are figures of several units of measure"},
              {"CONVERT([cty_le];\"đồng\")", "is measured in \"%\", which does not convert to \"đồng\""},
              {"CONVERT([cso];\"đồng\")", "is measured in \"?\""},
              {"CONVERT([ctien];\"triu đồng\")", "did you mean \"triệu đồng\"?"},
              {"CONVERT([ctien];\"ha\")", "does not convert to \"ha\""}});
}

TEST_CASE("CONVERT computes exactly") {
  SampleForm form;
  const auto expression = Expression::compile("CONVERT([ctien];\"triệu đồng\")", form);
  REQUIRE(expression);
  CHECK(expression->unit_of_measure() == "triệu đồng");
  GridSource grid;
  CHECK(grid.set_cell("ctien", *Decimal::parse("1500000.5")));
  Context context;
  context.cells = &grid;
  CHECK(trial::text(evaluate(*expression, context)) == "1.5000005");
  CHECK(standard_unit_of_measure("km²")->factor == Decimal(1000000));
  CHECK(standard_unit_of_measure("Triệu Đồng")->quantity == "money");
  CHECK(!standard_unit_of_measure("hồ sơ"));
}

TEST_CASE("rates are never summed") {
  check_said({{"[cty_le@YTD]", "a rate does not add up over a year"},
              {"YTD([cty_le])", "a rate does not add up over a year"},
              {"[#0501@FY]", "a rate does not add up over a year"},
              {"SUM([cty_le^CHILDREN])", "rates of several units, which do not add up"},
              {"SUMIF([cso^CHILDREN];\">1\";[cty_le^CHILDREN])", "do not add up"}});
}

TEST_CASE("a cell that cannot hold a value has no place in arithmetic") {
  check_said({{"[r2.c9]+1", "[r2.c9] is not applicable in this form"},
              {"[r2.c9]=0", "is not applicable"}, {"ROUND([r2.c9];1)", "is not applicable"}});
  CHECK(said("[r1.c9]+1") == "");
  CHECK(said("SUM([r1:r2.c9])") == "");
}

TEST_CASE("names that are not there get the nearest one") {
  check_said({{"[ctienn]+1", "there is no column \"tienn\"; did you mean \"tien\"?"},
              {"[r3.cso]", "there is no row \"3\""},
              {"[D!cso]", "there is no form \"D\""},
              {"[#0502]", "there is no indicator \"0502\"; did you mean \"0501\"?"},
              {"[cso]<[$tram]", "there is no parameter \"tram\"; did you mean \"tran\"?"},
              {"[cma]=\"97\"", "the list \"tinh\" has no such code"},
              {"[rT]", "names no column, and here is no current one"},
              {"SUM([r2:r1.cso])", "the range runs backwards"},
              {"SUM([gx.cso])", "there is no group of rows \"x\""}});
}

TEST_CASE("all mistakes of a formula come at once, each with its place") {
  SampleForm form;
  const auto expression = Expression::compile("[ctienn]+[cten]=\n[cso]+[$x]", form);
  REQUIRE_FALSE(expression);
  const auto& mistakes = expression.error().mistakes;
  REQUIRE(mistakes.size() == 3);
  CHECK(*detail_of(mistakes[0].details, "offset") == "0");
  CHECK(*detail_of(mistakes[0].details, "suggestion") == "tien");
  CHECK(*detail_of(mistakes[1].details, "column") == "10");
  CHECK(*detail_of(mistakes[2].details, "line") == "2");
  CHECK(!mistakes[2].message.vi.empty());
}

TEST_CASE("what a formula gives can be inspected") {
  SampleForm form;
  const auto known = [&form](const char* text) {
    const auto expression = Expression::compile(text, form);
    REQUIRE(expression);
    return *expression;
  };
  CHECK(known("[ctien]+[ctien]").type() == Type::kNumber);
  CHECK(known("[ctien]+[ctien]").measure() == Measure::kFlow);
  CHECK(known("[ctien]+[ctien]").unit_of_measure() == "đồng");
  CHECK(known("[ctien]+[cton]").measure() == std::nullopt);
  CHECK(known("SUM([r*.cton])").measure() == Measure::kStock);
  CHECK(known("[ctien]/[cso]*100").measure() == Measure::kRate);
  CHECK(known("[ctien]/1000").measure() == Measure::kFlow);
  CHECK(known("[ctien]/1000").unit_of_measure() == "");  // converted by hand
  for (const char* text : {"[ctien]*2", "2*[ctien]", "[ctien]/12", "[ctien]%", "[ctien]*1"}) {
    CAPTURE(text);
    CHECK(known(text).unit_of_measure() == "đồng");
  }
  CHECK(known("GROWTH([ctien];[ctien@Y-1])").measure() == Measure::kRate);
  CHECK(known("IF([cdung];[cten];\"\")").type() == Type::kText);
  CHECK(known("IF([cdung];[cten];[cso])").type() == Type::kAny);
  CHECK(known("[cngay]").type() == Type::kDate);
  CHECK(known("PERIOD()").type() == Type::kPeriod);
  CHECK(known("[cso]>1").is_logical());
  CHECK(Expression::compile("[3]")->type() == Type::kAny);
  CHECK(Expression::compile("[3]+1")->type() == Type::kNumber);
  CHECK(Expression::compile("[3]+[4]")->cost() == 6);
  CHECK(known("SUM([r1:r2.ctien])").cost() == 4);
}

TEST_CASE("the cells that a formula names are counted by the form") {
  CHECK(said("SUM([C!r1:r99.c1:c101])") == "");
  CHECK(said("SUM([C!r*.c*])") == "The formula names more than 10,000 cells.");
  CHECK(said("SUM([C!r1:r99.c1:c101];[C!r1.c1:c2])") ==
        "The formula names more than 10,000 cells.");
  CHECK(said("COUNT([r*.c*])") == "");  // dynamic rows are one row of the template
}

TEST_CASE("without declarations mistakes of type among what is written out are warnings") {
  const auto expression = Expression::compile("1+\"a\"");
  REQUIRE(expression);
  REQUIRE(expression->warnings().size() == 1);
  CHECK(*detail_of(expression->warnings()[0].details, "offset") == "2");
  CHECK(Expression::compile("[3]+1")->warnings().empty());
  CHECK(Expression::compile("CONVERT([3];\"ha\")")->warnings().size() == 1);
}
