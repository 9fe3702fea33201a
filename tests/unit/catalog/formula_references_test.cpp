#include <doctest/doctest.h>

#include "catalog/catalog.h"
#include "support/sample_catalog.h"

using namespace girs;

namespace {

/// What is said about the first rule of the form when its formula is `expr`; empty when nothing.
std::string said_about(const std::string& expr, const std::string& scope = "each-row") {
  auto form = sample::edited(sample::form(), "[3]=[4]+[5]", expr);
  form = sample::edited(form, "\"scope\":\"each-row\"", "\"scope\":\"" + scope + "\"");
  const auto catalog = Catalog::load(sample::all_with(form));
  if (catalog) return {};
  if (catalog.error().mistakes.size() != 1)
    return std::to_string(catalog.error().mistakes.size()) + " mistakes";
  const auto& mistake = catalog.error().mistakes[0];
  CHECK(*detail_of(mistake.details, "pointer") == "/rules/0/expr");
  return mistake.message.en;
}

bool ends(const std::string& text, const std::string& end) {
  if (text.ends_with(end)) return true;
  MESSAGE(text);
  return false;
}

}  // namespace

TEST_CASE("a rule may name what its form has") {
  CHECK(said_about("[3]=[4]+[c5]") == "");
  CHECK(said_about("[rT.c3]=SUM([r*.c4:c5])", "form") == "");
  CHECK(said_about("[rLV01.c3]<=[rLV02.c3]", "form") == "");
  CHECK(said_about("[rT]=SUM([r*])", "each-column") == "");
  CHECK(said_about("[3]=['B01'!3@P-1]") == "");
  CHECK(said_about("NOT(ISMISSING([3]))") == "");
}

TEST_CASE("a rule that names what is not there is refused with the nearest name") {
  CHECK(ends(said_about("[3]=[33]"), "there is no column \"33\"; did you mean \"3\"?"));
  CHECK(ends(said_about("[rLV04.c3]=1", "form"),
             "there is no row \"LV04\"; did you mean \"LV01\"?"));
  CHECK(ends(said_about("[3]=['B02'!3]"), "there is no form \"B02\"; did you mean \"B01\"?"));
  CHECK(ends(said_about("[3]=[2]"), "column \"2\" is printed only and holds no cells."));
}

TEST_CASE("a reference must not leave out what the scope does not give") {
  CHECK(ends(said_about("[3]=1", "form"),
             "names no row, and here is no current one; write [r1.c3]."));
  CHECK(ends(said_about("[rT]=1", "form"),
             "names no column, and here is no current one; write [r1.c3]."));
  CHECK(ends(said_about("[3]=1", "each-column"),
             "names no row, and here is no current one; write [r1.c3]."));
}

TEST_CASE("an indicator of a regime with several forms names the form") {
  auto documents = sample::all_with(
      sample::edited(sample::indicator(), "SUM(['B01'!r*.c4])", "SUM([r*.c4])"));
  CHECK(Catalog::load(documents));
  auto second = sample::edited(sample::form(), "\"B01\"", "\"B02\"");
  second.file = "second.json";
  documents.push_back(second);
  documents[4] = sample::edited(documents[4], "\"forms\":[\"B01\"]", "\"forms\":[\"B01\",\"B02\"]");
  const auto catalog = Catalog::load(documents);
  REQUIRE_FALSE(catalog);
  REQUIRE(catalog.error().mistakes.size() == 1);
  CHECK(*detail_of(catalog.error().mistakes[0].details, "pointer") == "/numerator");
}
