// The real rules of form II.06a/VPCP/KSTT, each failing once.

#include <doctest/doctest.h>

#include <algorithm>

#include "form/check.h"
#include "form/sheet_source.h"
#include "support/source_dir.h"
#include "unit/form/sample_form.h"

using namespace girs;

namespace {

constexpr const char* kForm = "II.06a/VPCP/KSTT";
const Date kDay = make_date(2025, 12, 14);
const Period kNow = *Period::parse("2025-Q4");
const Period kBefore = *Period::parse("2025-Q3");

// Row by row (3)=(4)+(5)+(6), (7)=(8)+(9)+(10), (11)=(12)+(13), (3)=(7)+(11).
constexpr const char* kHeading = "row,c3,c4,c5,c6,c7,c8,c9,c10,c11,c12,c13\n";
constexpr const char* kTotal = "T,30,10,12,8,20,5,10,5,10,6,4\n";
constexpr const char* kBeforeFigures =
    "T,20,10,10,-,12,12,-,-,8,8,-\n"
    "1,10,5,5,-,6,6,-,-,4,4,-\n"
    "2,10,5,5,-,6,6,-,-,4,4,-\n";

struct Real {
  Catalog catalog = *Catalog::load(*read_catalog_folder(source_path("/examples/catalog")));
  FormLayout layout{*catalog.form(kForm, kDay), catalog};
};

/// CSV with the first two fields of the real code list in place of "1" and "2".
Sheet sheet_of(const FormLayout& layout, std::string text) {
  for (std::size_t i = 0; i < 2; ++i)
    if (const auto at = text.find("\n" + std::to_string(i + 1) + ","); at != std::string::npos)
      text.replace(at + 1, 1, layout.row_list()->items[i].code);
  return sample::sheet(layout, text);
}

/// Rules that fail, once each, when these rows are reported after a good previous period.
std::vector<std::string> failing(const Real& real, const std::string& total,
                                 const std::string& first, const std::string& second) {
  const auto before = sheet_of(real.layout, std::string(kHeading) + kBeforeFigures);
  SheetSource earlier(kBefore, "96");
  earlier.add(real.layout, before);
  const auto sheet = sheet_of(real.layout, kHeading + total + first + second);
  std::vector<std::string> rules;
  for (const auto& finding : check(real.layout, sheet, {kNow, "96", kDay, &earlier})) {
    CHECK(finding.outcome == Outcome::kFail);
    CHECK(finding.message.vi.find('{') == std::string::npos);
    CHECK(finding.difference.has_value());
    rules.push_back(finding.rule);
  }
  std::ranges::sort(rules);
  return rules;
}

using Rules = std::vector<std::string>;

}  // namespace

TEST_CASE("each rule of form II.06a finds its mistake and no other") {
  const Real real;
  const std::string total = kTotal;
  const std::string first = "1,15,5,6,4,10,2,5,3,5,3,2\n";
  const std::string second = "2,15,5,6,4,10,3,5,2,5,3,2\n";
  CHECK(failing(real, total, first, second) == Rules{});
  // Two wrongs in two rows make a right total, so that one rule alone speaks, a row each.
  CHECK(failing(real, total, "1,15,6,6,4,10,2,5,3,5,3,2\n", "2,15,4,6,4,10,3,5,2,5,3,2\n") ==
        Rules{"received-total", "received-total"});
  CHECK(failing(real, total, "1,15,5,6,4,10,3,5,3,5,3,2\n", "2,15,5,6,4,10,2,5,2,5,3,2\n") ==
        Rules{"resolved-total", "resolved-total"});
  CHECK(failing(real, total, "1,15,5,6,4,10,2,5,3,5,4,2\n", "2,15,5,6,4,10,3,5,2,5,2,2\n") ==
        Rules{"pending-total", "pending-total"});
  CHECK(failing(real, total, "1,16,6,6,4,10,2,5,3,5,3,2\n", "2,14,4,6,4,10,3,5,2,5,3,2\n") ==
        Rules{"balance", "balance"});
  CHECK(failing(real, total, "1,15,5,5,5,10,2,5,3,5,3,2\n", "2,15,5,7,3,10,3,5,2,5,3,2\n") ==
        Rules{"carry-over", "carry-over"});
  CHECK(failing(real, "T,30,11,11,8,20,5,10,5,10,6,4\n", first, second) ==
        Rules{"grand-total", "grand-total"});
}

TEST_CASE("without the previous period the carry-over is not evaluated") {
  const Real real;
  const auto sheet = sheet_of(real.layout, kHeading + std::string(kTotal));
  const auto findings = check(real.layout, sheet, {kNow, "96", kDay});
  const auto found = std::ranges::find(findings, "carry-over", &Finding::rule);
  REQUIRE(found != findings.end());
  CHECK(found->outcome == Outcome::kNotEvaluated);
}
