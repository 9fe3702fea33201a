#include <doctest/doctest.h>

#include "catalog/catalog.h"
#include "support/sample_catalog.h"

using namespace girs;

namespace {

/// What is said about the first rule of the form when its formula is `expr`; empty when nothing.
std::string said(const std::string& expr, girs::Document form = sample::form()) {
  std::string written;  // in JSON
  for (const char c : expr) written += c == '"' ? "\\\"" : std::string(1, c);
  form = sample::edited(form, "[3]=[4]+[5]", written);
  const auto catalog = Catalog::load(sample::all_with(form));
  if (catalog) return {};
  for (const auto& mistake : catalog.error().mistakes)
    CHECK(*detail_of(mistake.details, "pointer") == "/rules/0/expr");
  return catalog.error().mistakes.front().message.en;
}

bool says(const std::string& said, const std::string& part) {
  if (said.find(part) != std::string::npos) return true;
  MESSAGE(said);
  return false;
}

/// The form with money in đồng (column 11) and in triệu đồng (column 12).
girs::Document with_money() {
  const auto form = sample::edited(sample::form(), "\"scale\":2,\"measure\":\"flow\"",
                                   "\"scale\":2,\"measure\":\"flow\",\"unit_of_measure\":\"đồng\"");
  return sample::edited(form, "\"measure\":\"stock\"",
                        "\"measure\":\"stock\",\"unit_of_measure\":\"triệu đồng\"");
}

girs::Document indicator(const std::string& code, const std::string& numerator) {
  auto document = sample::edited(sample::indicator(), "KPI.01", code);
  document = sample::edited(document, "SUM(['B01'!r*.c4])", numerator);
  document.file = code + ".json";
  return document;
}

}  // namespace

TEST_CASE("rules keep to the types of their form's columns") {
  CHECK(said("[8]<=PERIODEND()") == "");
  CHECK(said("IMPLIES([9];[7]<>\"\")") == "");
  CHECK(said("IN([10];\"LV01\";\"LV02\")") == "");
  CHECK(says(said("[7]+1>0"), "A number is wanted here, and [7] is a text"));
  CHECK(says(said("[8]=\"2025-01-01\""), "A date and a text do not go together"));
  CHECK(says(said("[10]=\"LV09\""), "the list \"linh-vuc\" has no such code"));
  CHECK(says(said("[6@YTD]>0"), "a rate does not add up over a year"));
  CHECK(says(said("SUM([6^CHILDREN])>0"), "rates of several units"));
  CHECK(says(said("[#KPI02]>0"), "there is no indicator \"KPI02\""));
}

TEST_CASE("figures of different units of measure do not meet without CONVERT") {
  CHECK(said("[11]=CONVERT([12];\"đồng\")", with_money()) == "");
  CHECK(says(said("[11]=[12]", with_money()), "\"đồng\" and \"triệu đồng\" do not go together"));
  CHECK(said("[11]=[12]") == "");  // nothing is declared
  const auto text = sample::edited(sample::form(), "\"type\":\"text\"",
                                   "\"type\":\"text\",\"unit_of_measure\":\"đồng\"");
  CHECK(!Catalog::load(sample::all_with(text)));
}

TEST_CASE("rows of a group are named together") {
  const auto form =
      sample::edited(sample::form(), "\"total\":true", "\"total\":true,\"group\":\"A\"");
  CHECK(said("SUM([gA.c3])>=0", form) == "");
  CHECK(says(said("SUM([gB.c3])>=0", form), "there is no group of rows \"B\""));
}

TEST_CASE("all mistakes of a formula are told") {
  const auto form = sample::edited(sample::form(), "[3]=[4]+[5]", "[33]=[7]+[44]");
  const auto catalog = Catalog::load(sample::all_with(form));
  REQUIRE_FALSE(catalog);
  const auto& mistakes = catalog.error().mistakes;
  REQUIRE(mistakes.size() == 3);
  CHECK(*detail_of(mistakes[1].details, "offset") == "5");
  CHECK(*detail_of(mistakes[0].details, "suggestion") == "3");
}

TEST_CASE("indicators that need each other are refused with the way round") {
  auto documents = sample::all();
  documents.push_back(indicator("A1", "['B01'!rT.c3]+[#A2]"));
  documents.push_back(indicator("A2", "[#A1]*2"));
  const auto catalog = Catalog::load(documents);
  REQUIRE_FALSE(catalog);
  REQUIRE(catalog.error().mistakes.size() == 1);
  CHECK(says(catalog.error().mistakes[0].message.en, "#CYCLE!"));
  CHECK(says(catalog.error().mistakes[0].message.en, "#A1 -> #A2"));
  documents.back() = indicator("A2", "[#A1@P-1]*2");
  CHECK(Catalog::load(documents));
}
