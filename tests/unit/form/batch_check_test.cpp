// Many sheets at once: the findings are those of check(), sheet by sheet.

#include "form/batch_check.h"

#include <doctest/doctest.h>

#include <random>

#include "engine/plan_cache.h"
#include "form/sheet_source.h"
#include "json/canonical.h"
#include "support/source_dir.h"
#include "unit/form/sample_form.h"

using namespace girs;

namespace {

const Date kDay = make_date(2025, 12, 14);
const Period kNow = *Period::parse("2025-Q4");

using Random = std::mt19937_64;

/// Identities that mostly hold, broken, blank or nil here and there.
Cell random_cell(Random& random, std::int64_t figure) {
  switch (random() % 40) {
    case 0: return {};
    case 1: return {formula::Absent::kNil};
    case 2: return {Decimal(figure + 1)};
    case 3: return {formula::Absent::kNotApplicable};
    default: return {Decimal(figure)};
  }
}

/// A sheet with all fixed and up to `rows` dynamic rows of the form; every number column filled.
Sheet random_sheet(Random& random, const FormLayout& layout, std::size_t rows) {
  auto sheet = Sheet::make(layout);
  std::vector<std::string> codes;
  for (const auto& row : layout.form().rows.fixed) codes.push_back(row.code);
  const auto* list = layout.row_list();
  for (std::size_t i = 0; list && i < std::min(rows, list->items.size()); ++i)
    codes.push_back(list->items[i].code);
  for (const auto& row : codes) {
    const auto n = static_cast<std::int64_t>(random() % 5);
    const std::int64_t sums[] = {0, 0, 0, 3 * n, n, n, n, 2 * n, n, n, 0, n, n, 0};
    for (const auto& column : layout.form().columns) {
      if (!column.entered || column.type != CellType::kNumber) continue;
      const auto place = layout.column_place(column.code);
      (void)sheet.set(layout, {row, column.code},
                      random_cell(random, place + 1 < std::size(sums) ? sums[place + 1] : n));
    }
  }
  return sheet;
}

/// All findings as the text that people and programs get.
std::string text_of(const std::vector<Finding>& findings) {
  return *json::canonical(to_json(findings));
}

void compare(const FormLayout& layout, std::uint64_t seed, std::size_t count) {
  CAPTURE(seed);
  Random random(seed);
  std::vector<Sheet> sheets;
  for (std::size_t i = 0; i < count; ++i)
    sheets.push_back(random_sheet(random, layout, random() % 6));
  std::vector<BatchCheck::Item> items;
  for (std::size_t i = 0; i < count; ++i)
    items.push_back({&sheets[i], {kNow, std::to_string(i), kDay}});
  const auto together = BatchCheck(layout).check(items);
  REQUIRE(together.size() == count);
  std::size_t all = 0;
  for (std::size_t i = 0; i < count; ++i) {
    CAPTURE(i);
    REQUIRE(text_of(together[i]) == text_of(check(layout, sheets[i], items[i].context)));
    all += together[i].size();
  }
  CHECK(all > 0);
}

}  // namespace

TEST_CASE("the national form gives the same findings for many sheets as one by one") {
  const auto catalog = *Catalog::load(*read_catalog_folder(source_path("/examples/catalog")));
  for (const char* code : {"II.06a/VPCP/KSTT", "II.07b/VPCP/KSTT"}) {
    CAPTURE(code);
    const FormLayout layout(*catalog.form(code, kDay), catalog);
    CHECK(BatchCheck(layout).covered_rules() > 0);
    for (std::uint64_t seed = 1; seed <= 4; ++seed) compare(layout, seed, 60);
    compare(layout, 5, 1100);   // more than are laid out at a time
  }
}

TEST_CASE("a form with texts, days and lists of codes gives the same findings at once") {
  const auto layout = sample::layout();
  for (std::uint64_t seed = 1; seed <= 4; ++seed) compare(layout, seed, 40);
}

TEST_CASE("an empty sheet alone gives what check() gives") {
  const auto catalog = *Catalog::load(*read_catalog_folder(source_path("/examples/catalog")));
  const FormLayout layout(*catalog.form("II.06a/VPCP/KSTT", kDay), catalog);
  const auto empty = Sheet::make(layout);
  const BatchCheck::Item items[] = {{&empty, {kNow, "96", kDay}}};
  const auto found = BatchCheck(layout).check(items);
  REQUIRE(found.size() == 1);
  CHECK(text_of(found[0]) == text_of(check(layout, empty, items[0].context)));
}

TEST_CASE("rules that a cache of plans has are not compiled again, and find the same") {
  const auto catalog = *Catalog::load(*read_catalog_folder(source_path("/examples/catalog")));
  engine::PlanCache plans;
  const auto found = [&] {
    const FormLayout layout(*catalog.form("II.06a/VPCP/KSTT", kDay), catalog);
    Random random(9);
    const auto sheet = random_sheet(random, layout, 5);
    const BatchCheck::Item items[] = {{&sheet, {kNow, "96", kDay}}};
    return text_of(BatchCheck(layout, &plans).check(items)[0]);
  };
  const auto first = found();
  const auto compiled = plans.counts().compiled;
  CHECK(compiled > 0);
  CHECK(found() == first);
  CHECK(plans.counts().compiled == compiled);
}
