#include "http/problem.h"

#include <doctest/doctest.h>

#include "json/parse.h"

using namespace girs;
using namespace girs::http;

TEST_CASE("a problem tells programs its code and people its sentence in both languages") {
  const auto response =
      problem(409, "series-conflict", {"Another revision is newer.", "Đã có bản mới hơn."});
  CHECK(response.status == 409);
  CHECK(*response.header("content-type") == "application/problem+json");
  CHECK(response.body ==
        R"({"type":"about:blank","title":"Conflict","status":409,"code":"series-conflict",)"
        R"("detail":"Another revision is newer.","detail_vi":"Đã có bản mới hơn."})");
}

TEST_CASE("every mistake becomes an error with its details") {
  const auto response =
      problem(422, "package-invalid", {"The package has 2 mistakes.", ""},
              {{{"The figure is no number.", "Số liệu không phải là số."},
                {{"pointer", "/cells/0"}, {"rule", "R\"1"}}},
               {{"The unit is unknown.", ""}, {}}});
  const auto document = json::parse(response.body);
  REQUIRE(document);
  CHECK(document->find("detail_vi") == nullptr);
  const auto* errors = document->find("errors");
  REQUIRE(errors);
  REQUIRE(errors->as_array()->size() == 2);
  const auto& first = errors->as_array()->at(0);
  CHECK(*first.text("pointer") == "/cells/0");
  CHECK(*first.text("rule") == "R\"1");
  CHECK(*first.text("message") == "The figure is no number.");
  CHECK(*first.text("message_vi") == "Số liệu không phải là số.");
  CHECK(errors->as_array()->at(1).text("message_vi") == nullptr);
}

TEST_CASE("a status without a phrase of its own still makes a document") {
  CHECK(json::parse(problem(499, "x", {"y", ""}).body));
  CHECK(reason_phrase(404) == "Not Found");
  CHECK(reason_phrase(499) == "Status");
}
