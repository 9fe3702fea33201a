// Runs vectors/forms.json: returns of forms of every kind, good and bad, with the mistakes of entry
// or the findings that are to be expected.

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>

#include "base/file.h"
#include "form/cause.h"
#include "form/check.h"
#include "form/computed.h"
#include "form/sheet_source.h"
#include "json/canonical.h"
#include "json/parse.h"
#include "support/noted.h"
#include "support/source_dir.h"

using namespace girs;

namespace {

json::Value vectors() {
  return *json::parse(*read_file(source_path("/tests/conformance/vectors/forms.json"), 4u << 20));
}

/// The example catalogue with the forms of the vectors.
Catalog catalog_of(const json::Value& file) {
  auto documents = *read_catalog_folder(source_path("/examples/catalog"));
  std::size_t number = 0;
  for (const auto& document : *file.find("documents")->as_array())
    documents.push_back({"vector-" + std::to_string(++number) + ".json", json::compact(document)});
  return *Catalog::load(documents);
}

Result<Sheet> entered(const FormLayout& layout, const json::Value& given, const CheckContext& context) {
  EntryOptions options;
  if (given.text("numbers")) options.style = NumberStyle::kVietnamese;
  const auto* csv = given.text("csv");
  GIRS_TRY(const auto patch, csv ? entry_from_csv(layout, *csv, options)
                                 : entry_from_json(layout, json::compact(*given.find("json")), options));
  GIRS_TRY(const auto sheet, apply(layout, new_sheet(layout), patch));
  auto computed = with_computed(layout, sheet, context);
  // What the report module fills in.
  for (const auto& field : layout.form().fields)
    if (!field.automatic.empty()) GIRS_CHECK(computed.set_header(field.value.code, "x"));
  return computed;
}

/// Earlier periods' sheets of the case, each in a source that falls back on the next.
class History {
 public:
  History(const FormLayout& layout, const json::Value& given) {
    const auto* history = given.find("history");
    if (!history) return;
    for (const auto& [label, csv] : *history->as_object()) {
      const auto period = *Period::parse(label);
      sheets_.push_back(std::make_unique<Sheet>(
          *apply(layout, Sheet::make(layout), *entry_from_csv(layout, *csv.as_string()))));
      const auto* next = sources_.empty() ? nullptr : sources_.back().get();
      sources_.push_back(std::make_unique<SheetSource>(period, "96", next));
      sources_.back()->add(layout, *sheets_.back());
    }
  }
  const formula::CellSource* source() const { return sources_.empty() ? nullptr : sources_.back().get(); }

 private:
  std::vector<std::unique_ptr<Sheet>> sheets_;
  std::vector<std::unique_ptr<SheetSource>> sources_;
};

std::vector<std::string> sorted(std::vector<std::string> list) {
  std::ranges::sort(list);
  return list;
}

std::vector<std::string> texts(const json::Value& array) {
  std::vector<std::string> list;
  for (const auto& text : *array.as_array()) list.push_back(*text.as_string());
  return sorted(std::move(list));
}

void check_mistakes(const Result<Sheet>& sheet, const json::Value& expected) {
  REQUIRE(!sheet);
  const auto& mistakes = sheet.error().mistakes;
  REQUIRE(mistakes.size() == expected.as_array()->size());
  for (std::size_t i = 0; i < mistakes.size(); ++i) {
    CHECK_FALSE(mistakes[i].message.vi.empty());
    for (const auto& [name, value] : *(*expected.as_array())[i].as_object()) {
      const auto* detail = detail_of(mistakes[i].details, name);
      CHECK((detail ? *detail : "") == *value.as_string());
    }
  }
}

void check_case(const FormLayout& layout, const json::Value& one) {
  const auto& given = *one.find("given");
  const auto& expect = *one.find("expect");
  const History history(layout, given);
  const auto period = *Period::parse(*given.text("period"));
  const CheckContext context{period, "96", make_date(2025, 12, 14), history.source()};
  const auto sheet = entered(layout, given, context);
  if (const auto* mistakes = expect.find("mistakes")) return check_mistakes(sheet, *mistakes);
  REQUIRE(sheet);
  const auto findings = check(layout, *sheet, context);
  if (const auto* expected = expect.find("findings")) {
    std::vector<std::string> ids;
    for (const auto& finding : findings)
      ids.push_back(finding.id() + " " + std::string(to_text(finding.outcome)));
    CHECK(sorted(ids) == texts(*expected));
    for (const auto& finding : findings) CHECK_FALSE(finding.message.vi.empty());
  }
  if (const auto* cells = expect.find("cells"))
    for (const auto& [name, value] : *cells->as_object()) {
      const auto point = name.find('.');
      CHECK(formula::shown(sheet->get({name.substr(0, point), name.substr(point + 1)}).value) == *value.as_string());
    }
  if (const auto* causes = expect.find("causes")) {
    const auto groups = to_json(propose_causes(layout, *sheet, context, findings));
    REQUIRE(groups.as_array()->size() == 1);
    CHECK(json::compact(*(*groups.as_array())[0].find("cells")) == json::compact(*causes));
  }
}

}  // namespace

TEST_CASE("every form of the vectors gives the mistakes, findings and causes that are expected") {
  const auto file = vectors();
  const auto catalog = catalog_of(file);
  std::size_t count = 0;
  for (const auto& one : *file.find("cases")->as_array()) {
    INFO(*one.text("name"));
    const auto* form = catalog.form_version(*one.text("form"), 1);
    REQUIRE(form);
    check_case(FormLayout(*form, catalog), one);
    ++count;
  }
  CHECK(count >= 25);
  noted("forms", count);
}
