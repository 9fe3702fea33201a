// Formulas and decimals as a host has them: compiled, inspected, evaluated, explained.

#include <string>

#include "exchange.h"

using namespace capi;

namespace {

using Formula = Owned<girs_formula, girs_formula_free>;

/// The compiled formula, or none and the failure.
Formula compiled(const std::string& text, Failure& failure, const girs_formula_options* options = nullptr) {
  Formula formula;
  girs_formula_compile(text.data(), text.size(), options, formula.out(), failure.out());
  return formula;
}

using Work = decltype(&girs_formula_evaluate);
std::string answered(Work work, const std::string& text, const std::string& request) {
  Failure failure;
  const Formula formula = compiled(text, failure);
  Given given;
  if (work(formula, request.data(), request.size(), given.out(), failure.out()) != GIRS_OK)
    return "refused: " + failure.message();
  return given.text();
}

std::string inspected(girs_formula* formula) {
  Given given;
  Failure failure;
  CHECK(girs_formula_inspect(formula, given.out(), failure.out()) == GIRS_OK);
  return given.text();
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a formula is compiled to its canonical text, and says what it refers to") {
  Failure failure;
  const Formula formula = compiled(" sum( [c4:c6] , 1.50 ) ", failure);
  REQUIRE(formula);
  CHECK(girs_formula_text(formula) == std::string("SUM([c4:c6];1.5)"));
  const auto json = inspected(formula);
  CHECK(holds(json, R"j("editor":{"vi":"SUM([c4:c6];1,5)"})j"));
  CHECK(holds(json, R"("references":[{"text":"[c4:c6]","form":"","rows":[],"columns":["4","6"],)"));
  CHECK(holds(json, R"("comparison":false)"));
  CHECK(holds(json, R"("type":"number")"));
  CHECK(holds(json, R"("cost":)"));
  CHECK(holds(json, R"("warnings":[])"));
}

TEST_CASE("a Vietnamese editor's text and a printed identity are compiled on request") {
  Failure failure;
  girs_formula_options options = GIRS_FORMULA_OPTIONS;
  options.language = "vi";
  const Formula typed = compiled("ROUND(1,5*[3];0)", failure, &options);
  REQUIRE(typed);
  CHECK(girs_formula_text(typed) == std::string("ROUND(1.5*[3];0)"));
  CHECK(!compiled("ROUND(1.5*[3];0)", failure, &options));
  CHECK(failure.detail("suggestion") == "1,5");

  options = GIRS_FORMULA_OPTIONS;
  options.flags = GIRS_FORMULA_PRINTED;
  const Formula rows = compiled("Mã số 10=11+12-13", failure, &options);
  REQUIRE(rows);
  CHECK(girs_formula_text(rows) == std::string("[r10]=[r11]+[r12]-[r13]"));
  CHECK(holds(inspected(rows), R"("scope":"each-column")"));
  CHECK(!compiled("(3)=(4)", failure));  // without the request it is no formula
}

TEST_CASE("a refusal says where, and what an older or newer caller may not do") {
  Failure failure;
  CHECK(!compiled("SUM(1;2", failure));
  CHECK(failure.detail("offset") == "7");
  CHECK(!failure.message("vi").empty());
  girs_formula_options options = GIRS_FORMULA_OPTIONS;
  options.flags = 0x80u;
  Formula formula;
  CHECK(girs_formula_compile("1", 1, &options, formula.out(), failure.out()) == GIRS_UNSUPPORTED);
  options = girs_formula_options{};
  CHECK(girs_formula_compile("1", 1, &options, formula.out(), failure.out()) == GIRS_INVALID_ARGUMENT);
}

TEST_CASE("declared types, measures and units of measure are checked, and say what a formula gives") {
  Failure failure;
  girs_formula_options options = GIRS_FORMULA_OPTIONS;
  options.declared = R"J({"columns":{"3":{"measure":"flow","unit_of_measure":"đồng"},
    "4":{"measure":"flow","unit_of_measure":"triệu đồng"},"5":{"measure":"rate"},"6":{"type":"text"}},
    "params":{"k":{}},"indicators":{"0501":{"measure":"rate"}}})J";
  const Formula sum = compiled("[3]+CONVERT([4];\"đồng\")", failure, &options);
  REQUIRE_MESSAGE(sum, failure.message());
  CHECK(holds(inspected(sum), R"("measure":"flow")"));
  CHECK(holds(inspected(sum), R"("unit_of_measure":"đồng")"));
  Given given;
  const std::string request = R"({"cells":{"c3":"500","c4":"1.5"}})";
  REQUIRE(girs_formula_evaluate(sum, request.data(), request.size(), given.out(), failure.out()) == GIRS_OK);
  CHECK(given.text() == R"({"value":"1500500"})");
  for (const auto& refused : std::initializer_list<std::pair<const char*, const char*>>{
           {"[3]+[4]", "do not go together"}, {"[5@YTD]", "a rate does not add up"},
           {"[6]+1", "A number is wanted"}, {"[33]", "there is no column"},
           {"[3]*[$kk]", "there is no parameter"}, {"[#0502]", "there is no indicator"}}) {
    CAPTURE(refused.first);
    CHECK(!compiled(refused.first, failure, &options));
    CHECK(holds(failure.message(), refused.second));
  }
  CHECK(compiled("[3]*[$k]+[#0501]", failure, &options));
  options.declared = R"({"columns":{"3":{"type":"money"}}})";
  CHECK(!compiled("[3]", failure, &options));
}

TEST_CASE("a formula is evaluated over cells, rows and parameters") {
  const auto eval = [](const std::string& text, const std::string& request) {
    return answered(girs_formula_evaluate, text, request);
  };
  CHECK(eval("1+1", "") == R"({"value":"2"})");
  CHECK(eval("[3]*[$k]", R"({"cells":{"c3":"1.50"},"params":{"k":"2"}})") == R"({"value":"3"})");
  CHECK(eval("[3]", R"({"row":"2","cells":{"r1.c3":"1","r2.c3":"5"}})") == R"({"value":"5"})");
  CHECK(eval("[r1]+[r2]", R"({"column":"3","cells":{"r1.c3":"1","r2.c3":"5"}})") == R"({"value":"6"})");
  CHECK(eval("[3]+1", "{}") == R"({"absent":"missing"})");
  CHECK(eval("[3]+1", R"({"missing":"zero"})") == R"({"value":"1"})");
  CHECK(eval("1/0", "{}") == R"({"error":"#DIV/0!"})");
  CHECK(eval("['F'!3]", R"({"form":"F","period":"2025-M03","unit":"96","cells":{"c3":"7"}})") ==
        R"({"value":"7"})");
}

TEST_CASE("a bad request is refused with every mistake") {
  Failure failure;
  const Formula formula = compiled("[3]", failure);
  Given given;
  const std::string request = R"({"missing":"sometimes","cells":{"c3":"1,5","x":"1"},"period":"2025-13","sells":{}})";
  CHECK(girs_formula_evaluate(formula, request.data(), request.size(), given.out(), failure.out()) ==
        GIRS_INVALID_ARGUMENT);
  CHECK(failure.mistakes() == 5);
  CHECK(girs_formula_evaluate(formula, "[", 1, given.out(), failure.out()) == GIRS_INVALID_ARGUMENT);
}

TEST_CASE("an explanation holds every part with its cells, as data and in two languages") {
  const auto json = answered(
      girs_formula_explain, "[3]=[4]+[5]",
      R"({"missing":"blank_zero","row":"1","cells":{"r1.c3":"9","r1.c4":"9","r1.c5":{"absent":"not-available"}}})");
  CHECK(holds(json, R"({"text":"[5]","depth":2,"result":{"absent":"missing"},"cells":[{"row":"1","column":"5",)"
                    R"("state":{"absent":"not-available"}}],"counted_as_zero":true})"));
  CHECK(holds(json, R"({"text":"[4]+[5]","depth":1,"result":{"value":"9"}})"));
  CHECK(holds(json, R"("result":{"logical":true})"));
  CHECK(holds(json, "counted as 0"));
  CHECK(holds(json, "tính là 0"));
}

TEST_CASE("decimals are computed as text") {
  const auto compute = [](const char* op, const char* a, const char* b, int places) {
    Given given;
    Failure failure;
    const auto status = girs_decimal_compute(op, GIRS_NUL, a, GIRS_NUL, b, GIRS_NUL, places,
                                             given.out(), failure.out());
    return status == GIRS_OK ? given.text() : "refused";
  };
  CHECK(compute("add", "1.10", "2", 0) == "3.10");
  CHECK(compute("mul", "1.50", "2.0", 0) == "3.000");
  CHECK(compute("div", "1", "3", 0) == "0.3333333333333333333333333333333333");
  CHECK(compute("round", "1250", "", -2) == "1300");
  CHECK(compute("quantize", "1.55", "", 1) == "refused");
  CHECK(compute("compare", "1.0", "1.00", 0) == "0");
  CHECK(compute("add", "1e3", "1", 0) == "refused");
  CHECK(compute("power", "1", "1", 0) == "refused");
}
