#include "catalog/catalog.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "crypto/hash.h"
#include "json/canonical.h"
#include "json/parse.h"
#include "support/temporary.h"
#include "base/file.h"
#include "support/sample_catalog.h"

using namespace girs;

namespace {

Catalog loaded(const std::vector<Document>& documents) {
  auto catalog = Catalog::load(documents);
  if (!catalog) {
    for (const auto& mistake : catalog.error().mistakes) {
      const auto* file = detail_of(mistake.details, "file");
      const auto* pointer = detail_of(mistake.details, "pointer");
      MESSAGE((file ? *file : "") << (pointer ? *pointer : "") << ": " << mistake.message.en);
    }
    FAIL(catalog.error().message.en);
  }
  return *std::move(catalog);
}

const Date kDay = make_date(2025, 12, 14);

}  // namespace

TEST_CASE("a good catalogue loads as a whole") {
  const auto catalog = loaded(sample::all());
  REQUIRE(catalog.form("B01", kDay));
  const auto& form = *catalog.form("B01", kDay);
  CHECK(form.title.vi == "Biểu 01");
  CHECK(form.columns.size() == 12);
  CHECK_FALSE(form.column("1")->entered);
  CHECK(form.column("3")->required);
  CHECK(*form.column("3")->max == Decimal(999999999));
  CHECK(form.column("6")->measure == Measure::kRate);
  CHECK(form.column("11")->scale == 2);
  CHECK(form.column("7")->measure == Measure::kNone);
  CHECK(form.fixed_row("T")->total);
  CHECK(form.rows.code_list == "linh-vuc");
  REQUIRE(form.rules.size() == 3);
  CHECK(form.rules[0].scope == RuleScope::kEachRow);
  CHECK(form.rules[0].missing == formula::Missing::kBlankZero);
  CHECK(form.rules[1].columns == std::vector<std::string>{"3", "4", "5"});
  CHECK(form.rules[1].severity == Severity::kExplain);
  CHECK(form.rules[2].tolerance.relative == *Decimal::parse("0.01"));
  CHECK_FALSE(form.rules[2].in_force(make_date(2024, 12, 31)));

  REQUIRE(catalog.regime("CD1", kDay));
  const auto& regime = *catalog.regime("CD1", kDay);
  CHECK(regime.frequency.kind == PeriodKind::kQuarter);
  CHECK(regime.due_for("commune")->kind == DueKind::kWorkingDaysAfter);
  CHECK(regime.due_for("province")->day == 20);
  CHECK(regime.due_for("district") == nullptr);
  CHECK(regime.delivery.en == "Electronically");

  REQUIRE(catalog.indicator("KPI.01"));
  CHECK(catalog.indicator("KPI.01")->factor == Decimal(100));
  CHECK(catalog.indicator("KPI.01")->denominator.has_value());
  CHECK(catalog.code_list("linh-vuc")->find("LV02")->title.en == "Civil status");
  CHECK(catalog.code_list("linh-vuc")->find("LV09") == nullptr);
  CHECK(catalog.units().find("32000", kDay)->parent == "96");
  CHECK(catalog.calendar().last_year() == 2026);
}

TEST_CASE("an empty catalogue is a catalogue") {
  const auto catalog = loaded({});
  CHECK(catalog.forms().empty());
  CHECK(catalog.digest().starts_with("sha256:"));
}

TEST_CASE("a label without English is shown in Vietnamese") {
  const auto catalog = loaded(sample::all());
  CHECK(catalog.code_list("linh-vuc")->title.in("en") == "Lĩnh vực");
}

TEST_CASE("a definition is kept as its RFC 8785 bytes with their digest") {
  const auto catalog = loaded(sample::all());
  REQUIRE(catalog.definitions().size() == 6);
  for (const auto& definition : catalog.definitions()) {
    CAPTURE(definition.kind);
    CHECK(definition.digest == to_digest(sha256(definition.body)));
    CHECK(*json::canonical(*json::parse(definition.body)) == definition.body);
  }
  const auto& form = catalog.definitions()[2];
  CHECK(form.kind == "form");
  CHECK(form.code == "B01");
  CHECK(catalog.form("B01", kDay)->digest == form.digest);
}

TEST_CASE("the digest of a catalogue does not depend on the order or layout of its documents") {
  auto documents = sample::all();
  const auto digest = loaded(documents).digest();
  std::ranges::reverse(documents);
  documents[0].bytes += "\n\n";
  CHECK(loaded(documents).digest() == digest);
  CHECK(loaded(sample::all_with(sample::edited(sample::form(), "Biểu 01", "Biểu 02"))).digest() !=
        digest);
}

TEST_CASE("definitions are looked up by the day") {
  auto documents = sample::all();
  auto next = sample::edited(sample::form(), "\"version\":1", "\"version\":2");
  next = sample::edited(next, "\"from\":\"2021-01-01\",\"to\":\"2026-02-14\"",
                        "\"from\":\"2026-02-15\"");
  next.file = "form-2.json";
  documents.push_back(next);
  const auto catalog = loaded(documents);
  CHECK(catalog.form("B01", make_date(2026, 2, 14))->version == 1);
  CHECK(catalog.form("B01", make_date(2026, 2, 15))->version == 2);
  CHECK(catalog.form("B01", make_date(2020, 12, 31)) == nullptr);
  CHECK(catalog.form_version("B01", 2)->from == make_date(2026, 2, 15));
  CHECK(catalog.form_version("B01", 3) == nullptr);
  CHECK(catalog.form("B1", kDay) == nullptr);
}

TEST_CASE("of an undated definition the newest version counts") {
  auto documents = sample::all();
  auto next = sample::edited(sample::code_list(), "\"version\":1", "\"version\":2");
  next = sample::edited(next, "Hộ tịch", "Hộ tịch, quốc tịch");
  next.file = "list-2.json";
  documents.insert(documents.begin(), next);
  const auto catalog = loaded(documents);
  CHECK(catalog.code_list("linh-vuc")->version == 2);
  CHECK(catalog.code_lists().size() == 1);
  CHECK(catalog.definitions().size() == 7);
}

TEST_CASE("looking in vain says what exists instead") {
  const auto catalog = loaded(sample::all());
  const auto slip = catalog.get_form("B1", kDay);
  REQUIRE_FALSE(slip);
  CHECK(slip.error().code == Code::kNotFound);
  CHECK(slip.error().message.en == "There is no form \"B1\"; did you mean \"B01\"?");
  const auto late = catalog.get_regime("CD1", make_date(2026, 3, 1));
  REQUIRE_FALSE(late);
  CHECK(late.error().message.en ==
        "No version of the regime \"CD1\" is in force on 2026-03-01, only in 2021-01-01 - "
        "2026-02-14.");
  CHECK(late.error().message.vi.find("chế độ báo cáo") != std::string::npos);
  CHECK(*catalog.get_form("B01", kDay) == catalog.form("B01", kDay));
}

TEST_CASE("a period's window follows the regime's rule") {
  const auto catalog = loaded(sample::all());
  const auto window =
      catalog.window(*catalog.regime("CD1", kDay), *Period::parse("2025-Q4"));
  REQUIRE(window);
  CHECK(*window == DateRange{make_date(2025, 9, 15), make_date(2025, 12, 14)});
}

TEST_CASE("a catalogue folder is read without its schemas") {
  TemporaryFolder folder;
  REQUIRE(write_file(folder / "b.json", sample::units().bytes));
  REQUIRE(write_file(folder / "notes.txt", "no document"));
  CHECK(system(("mkdir -p " + (folder / "sub/schema")).c_str()) == 0);
  REQUIRE(write_file(folder / "sub/a.json", sample::code_list().bytes));
  REQUIRE(write_file(folder / "sub/schema/form.schema.json", "{}"));
  const auto documents = read_catalog_folder(folder.path());
  REQUIRE(documents);
  REQUIRE(documents->size() == 2);
  CHECK((*documents)[0].file == folder / "b.json");
  CHECK((*documents)[1].file == folder / "sub/a.json");
  CHECK(Catalog::load(*documents));
}

TEST_CASE("a folder without documents is an error") {
  TemporaryFolder folder;
  const auto documents = read_catalog_folder(folder.path());
  REQUIRE_FALSE(documents);
  CHECK(documents.error().code == Code::kNotFound);
}
