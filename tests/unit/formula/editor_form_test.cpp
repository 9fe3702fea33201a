#include "formula/editor_form.h"

#include <doctest/doctest.h>

#include "formula/expression.h"

using namespace girs;
using namespace girs::formula;

namespace {

std::string typed(std::string_view text) {
  const auto meant = from_editor(text, "vi");
  return meant ? *meant : "refused at " + *detail_of(meant.error().details, "offset");
}

}  // namespace

TEST_CASE("Vietnamese editors show the decimal comma, and nothing else changes") {
  CHECK(to_editor("ROUND(1.5*[3];2)", "vi") == "ROUND(1,5*[3];2)");
  CHECK(to_editor("[3]*0.05&\"1.5\"", "vi") == "[3]*0,05&\"1.5\"");
  CHECK(to_editor("['G12.18'!3]+ERROR.TYPE(1.25)", "vi") == "['G12.18'!3]+ERROR.TYPE(1,25)");
  CHECK(to_editor("1.5", "en") == "1.5");
  CHECK(to_editor("\"not closed 1.5", "vi") == "\"not closed 1.5");
}

TEST_CASE("what was typed with decimal commas is read back") {
  CHECK(typed("ROUND(1,5*[3];2)") == "ROUND(1.5*[3];2)");
  CHECK(typed("SUM(1,5;2,25)") == "SUM(1.5;2.25)");
  CHECK(typed("1,5E3+,5") == "1.5E3+.5");
  CHECK(typed("SUM([r1,r3.c2])&\"a,b\"") == "SUM([r1,r3.c2])&\"a,b\"");
  CHECK(*from_editor("SUM(1,5)", "en") == "SUM(1,5)");
}

TEST_CASE("a point in a number and a comma between arguments are refused with their place") {
  CHECK(typed("1.234+1") == "refused at 0");
  CHECK(typed("[3]*1.5") == "refused at 4");
  CHECK(typed("SUM([1],[2])") == "refused at 7");
  CHECK(typed("SUM(1, 5)") == "refused at 5");
  CHECK(typed("1,2,3") == "refused at 3");
  CHECK(typed("1E3,5") == "refused at 3");
  CHECK(typed("5,") == "refused at 1");
  CHECK(typed("SUM([1],5)") == "refused at 7");
  CHECK(typed("SUM((1),5)") == "refused at 7");
  CHECK(typed("5%,5") == "refused at 2");
  CHECK(typed(",") == "refused at 0");
  const auto point = from_editor("1.5", "vi");
  REQUIRE(!point);
  CHECK(*detail_of(point.error().details, "suggestion") == "1,5");
}

TEST_CASE("canonical text survives the way to the editor and back") {
  for (const char* text : {"ROUND(([8]+[9])/[7]*100;1)", "1.5+2.25*0.001", "-1.5E-3", "IF([3]>0.5;\"1.5\";1)",
                           "['II.06a/VPCP/KSTT'!6]=['II.06a/VPCP/KSTT'!11@P-1]", "5%+0.5%"}) {
    CAPTURE(text);
    const auto canonical = Expression::compile(text);
    REQUIRE(canonical);
    CHECK(typed(to_editor(canonical->text(), "vi")) == canonical->text());
  }
}
