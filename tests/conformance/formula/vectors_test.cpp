// Runs vectors/formula.json through the reference evaluator. The cases come from models of the
// specification in this folder; README.md has their form.

#include <doctest/doctest.h>

#include "base/file.h"
#include "formula/declarations.h"
#include "formula/evaluate.h"
#include "formula/functions.h"
#include "formula/grid_source.h"
#include "json/canonical.h"
#include "json/parse.h"
#include "support/noted.h"
#include "support/source_dir.h"
#include "world.h"

using namespace girs;
using formula::Absent;
using formula::cell_of;
using formula::Fault;
using formula::Value;

namespace {

std::string text_of(const json::Value& object, std::string_view member) {
  const auto* text = object.text(member);
  return text ? *text : std::string();
}

/// An answer as the vectors write it.
json::Value answer_of(const Value& value) {
  json::Value answer;
  if (const auto* number = std::get_if<Decimal>(&value)) answer.set("value", number->shortest());
  if (const auto* text = std::get_if<std::string>(&value)) answer.set("text", *text);
  if (const auto* logical = std::get_if<bool>(&value)) answer.set("logical", *logical);
  if (const auto* fault = std::get_if<Fault>(&value)) answer.set("error", formula::to_text(*fault));
  if (const auto* absent = std::get_if<Absent>(&value)) answer.set("absent", formula::to_text(*absent));
  return answer;
}

formula::GridSource grid_of(const json::Value& given) {
  formula::GridSource grid;
  if (const auto* cells = given.find("cells"))
    for (const auto& [key, value] : *cells->as_object())
      REQUIRE(grid.set_cell(key, cell_of(value)));
  if (const auto* params = given.find("params"))
    for (const auto& [name, value] : *params->as_object()) grid.set_parameter(name, cell_of(value));
  return grid;
}

/// A catalogue that knows of one form, and of its cells only that column 6 is a rate and column 5
/// in triệu đồng.
class OneForm : public formula::Declarations {
 public:
  std::optional<std::string> own_form() const override { return ""; }
  bool has_current_row() const override { return true; }
  bool has_current_column() const override { return true; }
  std::vector<std::string> forms() const override { return {}; }
  Axis rows(const std::string&) const override { return {{}, true, true}; }
  std::vector<std::string> columns(const std::string&) const override {
    return {"1", "2", "3", "4", "5", "6"};
  }
  formula::Declared cell(const std::string&, const std::string&,
                         const std::string& column) const override {
    if (column == "5") return {formula::Type::kNumber, std::nullopt, "triệu đồng"};
    if (column == "6") return {formula::Type::kNumber, formula::Measure::kRate};
    return {};
  }
  std::optional<formula::Declared> indicator(const std::string&) const override {
    return std::nullopt;
  }
  std::vector<std::string> indicators() const override { return {}; }
};

using Worlds = std::map<std::string, formula::World>;

formula::Context context_of(const json::Value& given, const Worlds& worlds) {
  formula::Context context;
  context.missing = *formula::parse_missing(text_of(given, "missing"));
  const auto* where = given.find("context");
  if (!where) return context;
  const auto& world = worlds.at(text_of(*where, "world"));
  context.cells = &world;
  context.hierarchy = &world;
  context.form = text_of(*where, "form");
  context.row = text_of(*where, "row");
  context.period = *Period::parse(text_of(*where, "period"));
  context.unit = text_of(*where, "unit");
  return context;
}

/// What the formula of a case gives, in the words of `expect`.
std::string answered(const json::Value& given, const Worlds& worlds) {
  const auto compiled = [&](const std::string& text) {
    return given.find("declared") ? formula::Expression::compile(text, OneForm())
                                  : formula::Expression::compile(text);
  };
  const auto expression = compiled(text_of(given, "expr"));
  if (!expression) {
    const auto* offset = detail_of(expression.error().details, "offset");
    return "refused at " + (offset ? *offset : "no place") + ": " + expression.error().message.en;
  }
  const formula::GridSource grid = grid_of(given);
  formula::Context context = context_of(given, worlds);
  if (!context.cells) context.cells = &grid;
  // Canonical text means the same.
  const auto again = compiled(expression->text());
  REQUIRE_MESSAGE(again, expression->text());
  CHECK(again->text() == expression->text());
  const Value value = formula::evaluate(*expression, context);
  CHECK(formula::evaluate(*again, context) == value);
  return json::compact(answer_of(value));
}

}  // namespace

TEST_CASE("every case of the formula vectors is answered as the specification says") {
  const auto file = read_file(source_path("/tests/conformance/vectors/formula.json"), 4u << 20);
  REQUIRE(file);
  const auto document = json::parse(*file);
  REQUIRE(document);
  Worlds worlds;
  for (const auto& [name, written] : *document->find("worlds")->as_object())
    worlds.emplace(name, formula::World(written));
  const auto& cases = *document->find("cases")->as_array();
  CHECK(cases.size() > 600);
  noted("formula", cases.size());
  for (const auto& item : cases) {
    CAPTURE(text_of(item, "id"));
    CAPTURE(text_of(item, "why"));
    const json::Value& given = *item.find("given");
    const std::string expr = text_of(given, "expr").substr(0, 200);
    CAPTURE(expr);
    const std::string got = answered(given, worlds);
    if (item.find("expect")->find("invalid")) CHECK(got.substr(0, 10) == "refused at");
    else CHECK(got == json::compact(*item.find("expect")));
  }
}

TEST_CASE("every function occurs in the formula vectors") {
  const auto file = read_file(source_path("/tests/conformance/vectors/formula.json"), 4u << 20);
  REQUIRE(file);
  const auto document = json::parse(*file);
  REQUIRE(document);
  std::string formulas;
  for (const auto& item : *document->find("cases")->as_array())
    formulas += ' ' + text_of(*item.find("given"), "expr");
  for (const auto& name : formula::function_names()) {
    CAPTURE(name);
    bool called = false;
    for (auto at = formulas.find(name + "("); at != std::string::npos && !called;
         at = formulas.find(name + "(", at + 1)) {
      const char before = formulas[at - 1];
      called = !(before == '.' || (before >= 'A' && before <= 'Z') || (before >= '0' && before <= '9'));
    }
    CHECK(called);
  }
}
