#include "mistakes_in.h"

using namespace girs;
using namespace girs::testing;

TEST_CASE("everything wrong in all documents is reported at once and nothing is loaded") {
  auto documents = sample::all();
  documents[3] = sample::edited(documents[3], "\"scale\":1", "\"scale\":19");
  documents[4] = sample::edited(documents[4], "\"recipient\":\"G22\"", "\"recipient\":\"G2\"");
  documents[5] = sample::edited(documents[5], "\"round\":1", "\"round\":\"1\"");
  documents.push_back({"broken.json", "{\"schema\":"});
  const auto found = mistakes_in(documents);
  CHECK_MESSAGE(found.size() == 4, listed(found));
  const auto catalog = Catalog::load(documents);
  REQUIRE_FALSE(catalog);
  CHECK(catalog.error().code == Code::kInvalidArgument);
  CHECK(catalog.error().message.en == "Nothing was loaded: the catalogue has 4 mistakes.");
}

TEST_CASE("a document that is no JSON says where") {
  const auto catalog = Catalog::load({{"bad.json", "{\"schema\":\n  oops}"}});
  REQUIRE_FALSE(catalog);
  REQUIRE(catalog.error().mistakes.size() == 1);
  const auto& details = catalog.error().mistakes[0].details;
  CHECK(*detail_of(details, "file") == "bad.json");
  CHECK(*detail_of(details, "line") == "2");
}

TEST_CASE("a document of an unknown schema is refused with the nearest one") {
  const auto slip = mistakes_after(sample::form(), "girs.form/1", "girs.from/1");
  REQUIRE(slip.size() == 4);  // its users miss the form too
  CHECK(slip[0].find("did you mean \"girs.form/1\"?") != std::string::npos);
  const auto found = mistakes_in({{"x.json", R"({"schema":"girs.units/2"})"}});
  REQUIRE(found.size() == 1);
  CHECK(found[0].find("girs.units/1") != std::string::npos);
  CHECK(mistakes_in({{"x.json", "[]"}}).size() >= 1);
  CHECK(mistakes_in({{"x.json", "{}"}}).size() == 1);
}

TEST_CASE("text that is not composed Unicode is refused") {
  const auto found = mistakes_in(sample::all_with(
      sample::edited(sample::form(), "Ghi chú", "Ghi chu\xCC\x81")));
  REQUIRE(found.size() == 1);
  CHECK(found[0].starts_with("form.json /columns/6/title/vi: "));
  const auto note = sample::edited(sample::form(), "\"version\":1",
                                   "\"version\":1,\"note\":\"o\xCC\x82\"");
  CHECK(mistakes_in(sample::all_with(note)).size() == 1);
}

TEST_CASE("a second document of the same code and version is refused") {
  auto documents = sample::all();
  documents.push_back(sample::code_list());
  documents.back().file = "again.json";
  const auto found = mistakes_in(documents);
  REQUIRE(found.size() == 1);
  CHECK(found[0] == "again.json : Version 1 of the code-list \"linh-vuc\" is in list.json too.");
}

TEST_CASE("a newer version of a form begins after the older one began") {
  auto documents = sample::all();
  auto next = sample::edited(sample::form(), "\"version\":1", "\"version\":2");
  next.file = "form-2.json";
  documents.push_back(next);
  const auto found = mistakes_in(documents);
  REQUIRE(found.size() == 1);
  CHECK(found[0].find("version 2 must begin after version 1 (form.json) began") != std::string::npos);
}

TEST_CASE("a calendar's mistakes stand at the day they are about") {
  CHECK(one_mistake(sample::calendar(), "2026-01-01", "2024-01-01", "/days/0", "2024-01-01"));
  CHECK(one_mistake(sample::calendar(), "\"holiday\"", "\"holyday\"", "/days/0/kind",
                    "did you mean \"holiday\"?"));
  CHECK(one_mistake(sample::calendar(), "2026-01-01", "2026-02-30", "/days/0/date", "is no day"));
  auto documents = sample::all();
  documents.push_back(sample::edited(sample::calendar(), "\"vn\"", "\"lao\""));
  documents.back().file = "second.json";
  CHECK(mistakes_in(documents).size() == 1);
}

TEST_CASE("a unit's mistakes stand at the unit") {
  CHECK(one_mistake(sample::units(), "\"parent\":\"96\"", "\"parent\":\"97\"", "/units/3", "97"));
  CHECK(one_mistake(sample::units(), "\"kind\":\"commune\",", "", "/units/3/kind", "missing"));
  const auto shares = sample::edited(
      sample::units(), "\"from\":\"2025-07-01\"}]}",
      "\"from\":\"2025-07-01\"}],\"changes\":[{\"on\":\"2025-07-01\",\"before\":\"96\","
      "\"after\":\"96\",\"whole\":false,\"shares\":{\"area\":\"1.2\"}}]}");
  const auto found = mistakes_in(sample::all_with(shares));
  REQUIRE_FALSE(found.empty());
  CHECK(found[0].starts_with("units.json /changes/0/shares/area: "));
}

TEST_CASE("a form's own mistakes are reported where they stand") {
  const auto form = sample::form();
  CHECK(one_mistake(form, "\"version\":1", "\"version\":0", "/version", "from 1"));
  CHECK(one_mistake(form, "\"key\":\"ton\"", "\"key\":\"tien\"", "/columns/11",
                    "names this column"));
  CHECK(one_mistake(form, "\"key\":\"ton\"", "\"key\":\"row\"", "/columns/11", "heads a column"));
  CHECK(one_mistake(form, "\"max\":\"999999999\"", "\"max\":\"-1\"", "/columns/2/max", "below"));
  CHECK(one_mistake(form, "\"max\":\"999999999\"", "\"max\":\"1e9\"", "/columns/2/max",
                    "no decimal"));
  CHECK(one_mistake(form, "\"type\":\"text\"", "\"type\":\"text\",\"scale\":2", "/columns/6/scale",
                    "Only a column of numbers"));
  CHECK(one_mistake(form, "\"type\":\"text\"", "\"type\":\"text\",\"measure\":\"flow\"",
                    "/columns/6/measure", "Only a column of numbers"));
  CHECK(one_mistake(form, "\"type\":\"number\",\"measure\":\"stock\"",
                    "\"type\":\"numbre\",\"measure\":\"stock\"", "/columns/11/type",
                    "did you mean \"number\"?"));
  CHECK(one_mistake(form, "\"type\":\"ordinal\"", "\"type\":\"ordinal\",\"required\":true",
                    "/columns/0/required", "holds no cells"));
  CHECK(one_mistake(form, "\"code_list\":\"linh-vuc\"},", "\"code_list\":\"linh-vux\"},",
                    "/columns/9/code_list", "did you mean \"linh-vuc\"?"));
  CHECK(one_mistake(form, "\"total\":true", "\"totale\":true", "/rows/fixed/0/totale", "total"));
  const auto taken = mistakes_after(form, "\"code\":\"T\"", "\"code\":\"LV01\"");
  REQUIRE(taken.size() == 3);  // two rules miss row T as well
  CHECK(taken[0].find("is on the list of dynamic rows too") != std::string::npos);
  const auto turned = mistakes_after(form, "\"to\":\"2026-02-14\"", "\"to\":\"2020-02-14\"");
  REQUIRE(turned.size() == 2);  // the regime has no form any more
  CHECK(turned[0].starts_with("form.json /to: "));
}

TEST_CASE("a rule's mistakes are reported where they stand") {
  const auto form = sample::form();
  CHECK(one_mistake(form, "\"id\":\"money\"", "\"id\":\"total\"", "/rules/2", "two rules"));
  CHECK(one_mistake(form, "\"severity\":\"info\"", "\"severity\":\"fatal\"", "/rules/2/severity",
                    "one of"));
  CHECK(one_mistake(form, "\"missing\":\"propagate\",", "", "/rules/2/missing", "missing"));
  CHECK(one_mistake(form, "Tiền lệch {difference}", "Tiền lệch {diff}", "/rules/2/message",
                    "{diff"));
  CHECK(one_mistake(form, "\"absolute\":\"0.5\"", "\"absolute\":\"-0.5\"",
                    "/rules/2/tolerance/absolute", "not negative"));
  CHECK(mistakes_after(form, "[rT.c11]=SUM([r*.c11])", "SUM([r*.c11])").size() == 2);
  CHECK(one_mistake(form, "[rT.c11]=SUM([r*.c11])", "NOT(ISMISSING([rT.c11]))",
                    "/rules/2/tolerance", "goes with a comparison only"));
  CHECK(one_mistake(form, "\"[3]=[4]+[5]\"", "\"[3]+[4]\"", "/rules/0/expr", "comparison"));
  CHECK(one_mistake(form, "\"columns\":[\"3\",\"4\",\"5\"]", "\"rows\":[\"T\"]", "/rules/1/rows",
                    "each-row only"));
  CHECK(one_mistake(form, "\"columns\":[\"3\",\"4\",\"5\"]", "\"columns\":[\"3\",\"33\"]",
                    "/rules/1/columns", "There is no column \"33\""));
}

TEST_CASE("a formula that does not compile gives the place in the formula") {
  const auto catalog = Catalog::load(
      sample::all_with(sample::edited(sample::form(), "[3]=[4]+[5]", "[3]=[4]+*[5]")));
  REQUIRE_FALSE(catalog);
  REQUIRE(catalog.error().mistakes.size() == 1);
  const auto& details = catalog.error().mistakes[0].details;
  CHECK(*detail_of(details, "pointer") == "/rules/0/expr");
  REQUIRE(detail_of(details, "offset"));
  CHECK(*detail_of(details, "offset") == "8");
}

TEST_CASE("a regime's mistakes are reported where they stand") {
  const auto regime = sample::regime();
  CHECK(one_mistake(regime, "\"forms\":[\"B01\"]", "\"forms\":[\"B01\",\"B02\"]", "/forms/1",
                    "There is no form \"B02\"; did you mean \"B01\"?"));
  CHECK(one_mistake(regime, "\"recipient\":\"G22\"", "\"recipient\":\"G23\"", "/recipient",
                    "did you mean \"G22\"?"));
  CHECK(one_mistake(regime, "\"aggregators\":[\"province\"]",
                    "\"aggregators\":[\"province\",\"province\"]", "/aggregators/1", "twice"));
  CHECK(one_mistake(regime, "\"reporters\":[\"commune\",\"province\"]",
                    "\"reporters\":[\"commune\",\"province\",\"ministry\"]", "/due",
                    "no due rule for \"ministry\""));
  CHECK(one_mistake(regime, "\"frequency\":\"quarter\"", "\"frequency\":\"week\"", "/window",
                    "cut-off rule"));
  CHECK(one_mistake(regime, "\"from\":\"2021-01-01\",\"to\":\"2026-02-14\"",
                    "\"from\":\"2026-02-15\"", "/forms/0", "in force while the regime is"));
}

TEST_CASE("an alias and a name of the same kind of unit are one rule too many") {
  CHECK(one_mistake(sample::regime(), "\"3\":{",
                    "\"1\":{\"kind\":\"hours-after\",\"hours\":1},\"3\":{",
                    "/due/levels/province", "two due rules"));
}

TEST_CASE("an indicator's mistakes are reported where they stand") {
  const auto indicator = sample::indicator();
  CHECK(one_mistake(indicator, "\"regime\":\"CD1\"", "\"regime\":\"CD2\"", "/regime",
                    "did you mean \"CD1\"?"));
  CHECK(one_mistake(indicator, "\"measure\":\"rate\"", "\"measure\":\"flow\"", "/measure",
                    "does not add up"));
  CHECK(one_mistake(indicator, "SUM(['B01'!r*.c4])", "SUM(['B01'!r*.c4])>1", "/numerator",
                    "true or false"));
  CHECK(one_mistake(indicator, "\"factor\":\"100\"", "\"factor\":100", "/factor", "text"));
}
